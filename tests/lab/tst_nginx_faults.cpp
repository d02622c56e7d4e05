#include "session/session.h"
#include "support/lab_certificates.h"
#include "support/nginx_server.h"
#include "support/session_run.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kHost = u"aigw.practice.localhost"_s;

/// What the gateway answers without a token (true shapes), as nginx directives.
const QString kGatewayAnswers = u"location = /monitoring/healthz { return 200 '{}'; } "
                                "location / { return 401 '{\"error\":\"No authorization header presented\"}'; }"_s;

/// A fault of TLS or of a reverse proxy as nginx shows it, and what must be named first. Empty: nothing above info.
struct Situation {
    QString server; ///< body of the server block
    QString scheme = u"https"_s;
    CertificateWish leaf;
    QString chain = u"leaf intermediate"_s; ///< certificates sent, in order
    bool isTlsPort = true;
    bool isTrusted = true; ///< the root stands in the deployment's CA bundle
    QString path;          ///< behind the URL
    QString intermediateConstraints = u"critical,CA:TRUE,pathlen:0"_s;
    QString rootName = u"Lab Root CA"_s;
};

CertificateWish goodLeaf()
{
    CertificateWish wish;
    wish.commonName = kHost;
    wish.subjectAltName = "DNS:" + kHost.toLatin1();
    return wish;
}

Situation good()
{
    Situation situation;
    situation.server = kGatewayAnswers;
    situation.leaf = goodLeaf();
    return situation;
}

Situation with(const std::function<void(Situation &)> &change)
{
    Situation situation = good();
    change(situation);
    return situation;
}

Situation answering(const QString &server)
{
    return with([&](Situation &situation) { situation.server = server; });
}

QDateTime inDays(int days)
{
    return QDateTime::currentDateTimeUtc().addDays(days);
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

Q_DECLARE_METATYPE(Situation)

class TestNginxFaults : public QObject
{
    Q_OBJECT

    /// Writes what nginx sends and what the deployment trusts. @return the CA bundle's path.
    static QString placeCertificates(const Situation &situation, const QString &folder)
    {
        const LabCertificate root = LabCertificate::make(authorityWish(situation.rootName));
        CertificateWish intermediateWish = authorityWish(u"Lab Issuing CA"_s);
        intermediateWish.basicConstraints = situation.intermediateConstraints.toLatin1();
        const LabCertificate intermediate = LabCertificate::make(intermediateWish, &root);
        const LabCertificate leaf = situation.chain == u"self"_s ? LabCertificate::make(situation.leaf)
                                                                 : LabCertificate::make(situation.leaf, &intermediate);
        QByteArray chain;
        for (const QString &name : situation.chain.split(u' ')) {
            chain += name == u"root"_s ? root.pem() : name == u"intermediate"_s ? intermediate.pem() : leaf.pem();
        }
        writeFile(folder + u"/chain.pem"_s, chain);
        writeFile(folder + u"/key.pem"_s, leaf.keyPem());
        writeFile(folder + u"/root.pem"_s, root.pem());
        const LabCertificate other = LabCertificate::make(authorityWish(u"Another Root"_s));
        writeFile(folder + u"/bundle.pem"_s, situation.isTrusted ? root.pem() : other.pem());
        return folder + u"/bundle.pem"_s;
    }

private Q_SLOTS:
    void aKeyIsSentToAServerThatIsTrustedAndToNoOther_data()
    {
        QTest::addColumn<bool>("isTrusted");
        QTest::newRow("trusted") << true;
        QTest::newRow("unknown root") << false;
    }

    void aKeyIsSentToAServerThatIsTrustedAndToNoOther()
    {
        QFETCH(bool, isTrusted);
        NginxServer nginx;
        Situation situation = good();
        situation.isTrusted = isTrusted;
        const QString bundle = placeCertificates(situation, nginx.folder());
        const int port = freePort();
        const QString problem =
            nginx.start(u"log_format seen '$request_uri $http_authorization'; server { listen 127.0.0.1:%1 ssl; "
                        "ssl_certificate %2/chain.pem; ssl_certificate_key %2/key.pem; access_log %2/seen.log seen; "
                        "location / { return 200 '{}'; } }"_s.arg(port)
                            .arg(nginx.folder()),
                        port);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));

        Model model;
        model.name = u"m"_s;
        model.provider = u"vllm"_s;
        model.identifier = u"custom_openai/m"_s;
        model.endpoint = u"https://%1:%2/v1"_s.arg(kHost).arg(port);
        model.apiKey = {ApiKeySource::Prompt, {}};
        Deployment deployment;
        deployment.models << model;
        deployment.trust.caBundle = bundle;
        Session session;
        session.setDeployment(deployment);
        session.setModelKey(u"m"_s, SecretText("sk-lab-planted"), KeyKeeping::ThisSession);
        QVERIFY(checkEverything(session));
        nginx.stop();
        QFile seen(nginx.folder() + u"/seen.log"_s);
        QVERIFY(seen.open(QIODevice::ReadOnly));
        QCOMPARE(seen.readAll().contains("Bearer sk-lab-planted"), isTrusted);
    }

    void theFaultIsNamedFirst_data()
    {
        QTest::addColumn<Situation>("situation");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char *name, const Situation &situation, const char *finding) {
            QTest::newRow(name) << situation << QString::fromLatin1(finding);
        };
        row("healthy behind TLS", good(), "");
        row("healthy without TLS", with([](Situation &s) {
                s.isTlsPort = false;
                s.scheme = u"http"_s;
            }),
            "");
        row("the root is sent along", with([](Situation &s) { s.chain = u"leaf intermediate root"_s; }), "");
        row("expired", with([](Situation &s) { s.leaf.notAfter = inDays(-3); }), "tls-expired");
        row("not yet valid", with([](Situation &s) { s.leaf.notBefore = inDays(3); }), "tls-not-yet-valid");
        row("expires soon", with([](Situation &s) { s.leaf.notAfter = inDays(9); }), "tls-expires-soon");
        row("self-signed", with([](Situation &s) { s.chain = u"self"_s; }), "tls-self-signed");
        row("unknown root", with([](Situation &s) {
                s.isTrusted = false;
                s.chain = u"leaf intermediate root"_s;
            }),
            "tls-untrusted-ca");
        row("intermediate not sent", with([](Situation &s) { s.chain = u"leaf"_s; }), "tls-incomplete-chain");
        row("another host", with([](Situation &s) {
                s.leaf.subjectAltName = "DNS:other.example";
                s.leaf.commonName = u"other.example"_s;
            }),
            "tls-hostname-mismatch");
        row("common name only", with([](Situation &s) { s.leaf.subjectAltName.clear(); }), "tls-common-name-only");
        row("short key", with([](Situation &s) { s.leaf.rsaBits = 1024; }), "tls-weak-key");
        row("not for servers", with([](Situation &s) { s.leaf.extendedKeyUsage = "clientAuth"; }), "tls-wrong-usage");
        row("the issuer is no authority",
            with([](Situation &s) { s.intermediateConstraints = u"critical,CA:FALSE"_s; }), "tls-not-a-ca");
        row("a TLS-inspecting proxy", with([](Situation &s) {
                s.rootName = u"Zscaler Root CA"_s;
                s.isTrusted = false;
                s.chain = u"leaf intermediate root"_s;
            }),
            "tls-intercepted");
        row("a client certificate is asked for",
            answering(u"ssl_client_certificate FOLDER/root.pem; ssl_verify_client on; "_s + kGatewayAnswers),
            "tls-client-certificate-required");
        row("old TLS only", answering(u"ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; "_s + kGatewayAnswers),
            "tls-protocol-too-old");
        row("https on a plain port", with([](Situation &s) { s.isTlsPort = false; }), "tls-not-tls");
        row("http on a TLS port", with([](Situation &s) { s.scheme = u"http"_s; }), "http-on-tls-port");
        row("502", answering(u"location / { proxy_pass http://127.0.0.1:1; }"_s), "gateway-behind-broken-proxy");
        row("503", answering(u"location / { return 503; }"_s), "gateway-behind-broken-proxy");
        row("504", answering(u"location / { return 504; }"_s), "gateway-behind-broken-proxy");
        row("redirect to https", answering(u"location / { return 301 https://$host/; }"_s), "redirect-unexpected");
        row("redirect to a login page", answering(u"location / { return 302 https://sso.example/login; }"_s),
            "redirect-unexpected");
        row("nginx's own page",
            answering(u"default_type text/html; location / { return 200 '<!DOCTYPE html><html><head><title>Welcome "
                      "to nginx!</title></head><body><h1>Welcome to nginx!</h1></body></html>'; }"_s),
            "gateway-not-ai-gateway");
        row("closes without an answer", answering(u"location / { return 444; }"_s), "connection-closed");
        row("a path in the URL", with([](Situation &s) { s.path = u"/monitoring/healthz"_s; }), "url-has-path");
        row("authentication bypassed",
            answering(
                u"location = /monitoring/healthz { return 200 '{}'; } location / { return 404 '{\"detail\":\"Not Found\"}'; }"_s),
            "gateway-auth-bypassed");
        row("the gateway itself is unwell",
            answering(u"location = /monitoring/healthz { return 500 'Internal Server Error'; } "
                      "location / { return 401 '{\"error\":\"No authorization header presented\"}'; }"_s),
            "gateway-unhealthy");
    }

    void theFaultIsNamedFirst()
    {
        QFETCH(Situation, situation);
        QFETCH(QString, finding);
        NginxServer nginx;
        const QString bundle = placeCertificates(situation, nginx.folder());
        const int port = freePort();
        const QString tls =
            situation.isTlsPort
                ? u"ssl_certificate %1/chain.pem; ssl_certificate_key %1/key.pem; "_s.arg(nginx.folder())
                : QString();
        // A short key and an old protocol are what is to be shown, so nginx must be willing.
        const QString lax = situation.isTlsPort && !situation.server.contains("ssl_ciphers"_L1)
                                ? u"ssl_ciphers DEFAULT:@SECLEVEL=0; "_s
                                : QString();
        const QString body = QString(situation.server).replace("FOLDER"_L1, nginx.folder());
        const QString problem = nginx.start(u"server { listen 127.0.0.1:%1%2; %3%4%5 }"_s.arg(port).arg(
                                                situation.isTlsPort ? u" ssl"_s : QString(), tls, lax, body),
                                            port);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));

        Deployment deployment;
        deployment.aiGateway.url = u"%1://%2:%3%4"_s.arg(situation.scheme, kHost).arg(port).arg(situation.path);
        deployment.trust.caBundle = bundle;
        Session session;
        session.setDeployment(deployment);
        QVERIFY(checkEverything(session));
        const QStringList causes = rootCauseIds(session);
        QVERIFY2((causes.isEmpty() ? QString() : causes.first()) == finding,
                 qPrintable(u"named first: "_s + causes.join(u", "_s) + u"\n"_s + describeResults(session)));
    }
};

DUODOCTOR_TEST_MAIN(TestNginxFaults)
#include "tst_nginx_faults.moc"
