#include "judge/gateway_image_judge.h"
#include "judge/gateway_judge.h"
#include "judge/server_fingerprint.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kHealthz = u"https://aigw.example.com/monitoring/healthz"_s;
const QString kRoot = u"https://aigw.example.com/"_s;
const QByteArray kNoToken = R"({"error":"No authorization header presented"})";
const QByteArray kNotFound = R"({"detail":"Not Found"})";

QByteArray nginxPage(const QByteArray &title)
{
    return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
           "</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";
}

ExchangeBuilder healthz()
{
    return ExchangeBuilder(kHealthz);
}

ExchangeBuilder root()
{
    return ExchangeBuilder(kRoot);
}

} // namespace

class TestGatewayJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthAnswersAreToldApart_data();
    void healthAnswersAreToldApart();
    void rootAnswersAreToldApart_data();
    void rootAnswersAreToldApart();
    void aStrangerIsNamed();
    void imagesAreComparedWithTheVersion_data();
    void imagesAreComparedWithTheVersion();
    void hostileAnswersAreSurvived();
};

void TestGatewayJudge::healthAnswersAreToldApart_data()
{
    QTest::addColumn<EvidencePtr>("health");
    QTest::addColumn<EvidencePtr>("root");
    QTest::addColumn<QStringList>("expected");
    const EvidencePtr gateway = root().json(401, kNoToken).evidence();
    const EvidencePtr fastApi = root().json(404, kNotFound).evidence();
    const QStringList stranger{u"gateway-not-ai-gateway"_s};
    const QStringList unhealthy{u"gateway-unhealthy"_s};
    const QStringList brokenProxy{u"gateway-behind-broken-proxy"_s};
    const auto row = [](const char *name, const ExchangeBuilder &health, const EvidencePtr &atRoot,
                        const QStringList &expected) {
        QTest::newRow(name) << health.evidence() << atRoot << expected;
    };
    row("healthy", healthz().json(200, "{}"), gateway, {});
    row("healthy with spaces", healthz().json(200, " { } \n"), gateway, {});
    row("healthy behind nginx", healthz().json(200, "{}").header("server", "nginx"), gateway, {});
    row("talkative and the gateway", healthz().json(200, R"({"status":"ok"})"), gateway, {});
    row("talkative and someone else", healthz().json(200, R"({"status":"ok"})"), fastApi, stranger);
    row("the gateway's own 500", healthz().answers(500, "Internal Server Error", "text/plain"), gateway, unhealthy);
    row("the gateway's own 503", healthz().json(503, R"({"detail":"unhealthy"})").header("x-process-time", "0.1"),
        gateway, unhealthy);
    row("the gateway's 500 through nginx",
        healthz().answers(500, "Internal Server Error", "text/plain").header("server", "nginx"), gateway, unhealthy);
    row("nginx 502", healthz().html(502, nginxPage("502 Bad Gateway")), {}, brokenProxy);
    row("nginx 503", healthz().html(503, nginxPage("503 Service Temporarily Unavailable")), {}, brokenProxy);
    row("nginx 504", healthz().html(504, nginxPage("504 Gateway Time-out")), {}, brokenProxy);
    row("Envoy 503", healthz().answers(503, "upstream connect error or disconnect/reset before headers", "text/plain"),
        {}, brokenProxy);
    row("HAProxy 503",
        healthz().html(
            503, "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n"),
        {}, brokenProxy);
    row("Traefik 502", healthz().answers(502, "Bad Gateway", "text/plain"), {}, brokenProxy);
    row("Kong 502", healthz().json(502, R"({"message":"An invalid response was received from the upstream server"})"),
        {}, brokenProxy);
    row("a cloud's API gateway 503", healthz().json(503, R"({"message":"Service Unavailable"})"), {}, brokenProxy);
    row("a cloud's API gateway 504", healthz().json(504, R"({"message":"Endpoint request timed out"})"), {},
        brokenProxy);
    row("the gateway's own 503 without its header", healthz().json(503, R"({"detail":"unhealthy"})"), gateway,
        unhealthy);
    row("empty 502", healthz().answers(502), {}, brokenProxy);
    row("vLLM or another FastAPI server", healthz().json(404, kNotFound).header("server", "uvicorn"), fastApi,
        stranger);
    row("404 of the gateway itself", healthz().json(404, kNotFound), gateway, unhealthy);
    row("nginx default page", healthz().html(200, "<html><title>Welcome to nginx!</title></html>"), {}, stranger);
    row("nginx 404", healthz().html(404, nginxPage("404 Not Found")), {}, stranger);
    row("Apache default page", healthz().html(200, "<html><title>Apache2 Debian Default Page: It works</title>"), {},
        stranger);
    row("GitLab's 404", healthz().html(404, "<title>x</title>").header("x-gitlab-meta", "{}"), {}, stranger);
    row("GitLab's sign-in",
        healthz().html(302, "<html>redirected").header("location", "https://aigw.example.com/users/sign_in"), {},
        stranger);
    row("GitLab 502", healthz().html(502, "<title>GitLab is not responding (502)</title>"), {}, stranger);
    row("login page", healthz().html(200, "<html><form><input type=\"password\" name=\"password\"></form>"), {},
        stranger);
    row("a password before it", healthz().html(401, "<html>401").header("www-authenticate", "Basic"), {}, stranger);
    row("llama.cpp",
        healthz().json(404, R"({"error":{"code":404,"message":"File Not Found","type":"not_found_error"}})"), {},
        stranger);
    row("Ollama or another Go server", healthz().answers(404, "404 page not found", "text/plain"), {}, stranger);
    row("LiteLLM", healthz().json(404, kNotFound).header("x-litellm-version", "1.74.3"), {}, stranger);
    row("no route in the ingress", healthz().answers(404, "default backend - 404", "text/plain"), {},
        {u"ingress-not-routing"_s});
    row("metrics", healthz().answers(200, "# HELP python_info Python\n# TYPE python_info gauge\n", "text/plain"), {},
        {u"url-wrong-port"_s});
    row("redirect to https",
        ExchangeBuilder(u"http://aigw.example.com/monitoring/healthz"_s)
            .html(301, "<html>")
            .header("location", "https://aigw.example.com/monitoring/healthz"),
        {}, {u"redirect-unexpected"_s});
    row("redirect to a login", healthz().html(302, "").header("location", "https://sso.example.com/login?x=1"), {},
        {u"redirect-unexpected"_s});
    row("nothing came", healthz().fails(NetworkFailureKind::Refused, NetworkStage::Connect), {}, {});
}

void TestGatewayJudge::healthAnswersAreToldApart()
{
    QFETCH(EvidencePtr, health);
    QFETCH(EvidencePtr, root);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    const Findings findings =
        judgeGatewayHealth(judgeInput(deployment, {{role::kExchange, health}, {role::kRoot, root}}));
    QCOMPARE(idsOf(findings), expected);
    for (const Finding &finding : findings) {
        QVERIFY(!finding.evidence.isEmpty());
    }
}

void TestGatewayJudge::rootAnswersAreToldApart_data()
{
    QTest::addColumn<EvidencePtr>("root");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const ExchangeBuilder &builder, const QStringList &expected) {
        QTest::newRow(name) << builder.evidence() << expected;
    };
    row("401 without a token is the healthy answer", root().json(401, kNoToken), {});
    row("401 in other words of the gateway",
        root().json(401, R"({"error":"Token missing"})").header("x-process-time", "0"), {});
    row("404 behind a healthy gateway means that everybody is let in", root().json(404, kNotFound),
        {u"gateway-auth-bypassed"_s});
    row("Basic authentication before it", root().html(401, "<html>").header("www-authenticate", "Basic"),
        {u"gateway-not-ai-gateway"_s});
    row("someone else at the root only", root().html(200, "<html><title>Welcome to nginx!</title>"),
        {u"gateway-not-ai-gateway/warning"_s});
    row("redirect to a login", root().html(302, "").header("location", "/oauth2/start"), {u"redirect-unexpected"_s});
    row("proxy broken for the root", root().html(502, nginxPage("502 Bad Gateway")),
        {u"gateway-behind-broken-proxy"_s});
    row("an error of its own", root().answers(500, "Internal Server Error", "text/plain"), {});
    row("no answer", root().fails(NetworkFailureKind::TimedOut, NetworkStage::Response), {});
}

void TestGatewayJudge::rootAnswersAreToldApart()
{
    QFETCH(EvidencePtr, root);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    const EvidencePtr healthy = healthz().json(200, "{}").evidence();
    QCOMPARE(idsOf(judgeGatewayIdentity(judgeInput(deployment, {{role::kExchange, healthy}, {role::kRoot, root}}))),
             expected);
}

void TestGatewayJudge::aStrangerIsNamed()
{
    const auto nameOf = [](const ExchangeBuilder &builder) { return fingerprintOf(builder.exchange()).name; };
    QCOMPARE(nameOf(healthz().html(302, "").header("location", "/users/sign_in")), u"GitLab"_s);
    QCOMPARE(nameOf(healthz().json(404, kNotFound)), u"another FastAPI server, such as vLLM"_s);
    QCOMPARE(nameOf(healthz().json(200, R"({"object":"list","data":[{"id":"m","owned_by":"vllm"}]})")), u"vLLM"_s);
    QCOMPARE(nameOf(healthz().answers(200, "Ollama is running", "text/plain")), u"Ollama"_s);
    QCOMPARE(nameOf(healthz().html(200, "<html><title>Welcome to nginx!</title>")), u"nginx's default page"_s);
    QCOMPARE(nameOf(healthz().json(401, kNoToken)), u"the AI Gateway"_s);
}

void TestGatewayJudge::imagesAreComparedWithTheVersion_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &image, const QString &version, const QStringList &expected) {
        QTest::newRow(name) << image << version << expected;
    };
    row("same", u"model-gateway:self-hosted-v18.2.1-ee"_s, u"18.2.1"_s, {});
    row("newer patch", u"model-gateway:self-hosted-v18.2.2-ee"_s, u"18.2.1"_s, {});
    row("older patch", u"model-gateway:self-hosted-v18.2.0-ee"_s, u"18.2.1"_s, {u"gateway-version-patch-behind"_s});
    row("older minor", u"model-gateway:self-hosted-v18.1.2-ee"_s, u"18.2.1"_s, {u"gateway-version-mismatch"_s});
    row("newer minor", u"model-gateway:self-hosted-v18.3.0-ee"_s, u"18.2.1"_s, {u"gateway-version-mismatch"_s});
    row("without the v", u"model-gateway:self-hosted-17.4.0-ee"_s, u"17.4.3"_s, {u"gateway-version-patch-behind"_s});
    row("old form", u"gitlab/model-gateway:gitlab-v17.2"_s, u"17.2.1"_s, {});
    row("registry with a port", u"registry.example.com:5000/model-gateway:self-hosted-v18.2.1-ee"_s, u"18.2.1"_s, {});
    row("digest", u"model-gateway:self-hosted-v18.2.1-ee@sha256:00"_s, u"18.2.1"_s, {});
    row("digest only", u"model-gateway@sha256:00"_s, u"18.2.1"_s, {});
    row("bare tag", u"self-hosted-v18.1.0-ee"_s, u"18.2.1"_s, {u"gateway-version-mismatch"_s});
    row("latest", u"model-gateway:latest"_s, u"18.2.1"_s, {u"gateway-image-nightly"_s});
    row("no tag", u"registry.example.com:5000/model-gateway"_s, u"18.2.1"_s, {u"gateway-image-nightly"_s});
    row("nightly", u"gitlab/model-gateway-self-hosted:nightly"_s, QString(), {u"gateway-image-nightly"_s});
    row("own tag", u"registry.example.com/aigw:our-build-7"_s, u"18.2.1"_s, {});
    row("version not known", u"model-gateway:self-hosted-v18.1.2-ee"_s, QString(), {});
    row("nothing given", QString(), u"18.2.1"_s, {});
    row("hostile", QString(100'000, u':'), u"18.2.1"_s, {});
}

void TestGatewayJudge::imagesAreComparedWithTheVersion()
{
    QFETCH(QString, image);
    QFETCH(QString, version);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.aiGateway.image = image;
    deployment.gitlab.version = GitLabVersion::parse(version);
    QCOMPARE(idsOf(judgeGatewayImage(judgeInput(deployment, {}))), expected);
}

void TestGatewayJudge::hostileAnswersAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QByteArray &body : hostileBodies()) {
        for (const int status : {200, 302, 401, 404, 500, 502}) {
            const EvidencePtr evidence = healthz().answers(status, body, "application/json").evidence();
            const JudgeInput input = judgeInput(deployment, {{role::kExchange, evidence}, {role::kRoot, evidence}});
            QVERIFY(!judgeGatewayHealth(input).isEmpty()); // none of these is a healthy gateway
            judgeGatewayIdentity(input);
        }
    }
}

DUODOCTOR_TEST_MAIN(TestGatewayJudge)
#include "tst_gateway_judge.moc"
