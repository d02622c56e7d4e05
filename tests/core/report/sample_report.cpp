#include "sample_report.h"

#include "judge/finding_ids.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace duodoctor::test
{

namespace
{

const QDateTime kMoment(QDate(2026, 11, 21), QTime(10, 0), Qt::UTC);

EvidencePtr gatewayRefusal()
{
    HttpExchange exchange;
    exchange.method = "GET";
    exchange.url = QUrl(u"https://aigw.example.com/monitoring/healthz"_s);
    exchange.addresses = {u"192.0.2.10"_s};
    exchange.failure = {NetworkFailureKind::Refused, NetworkStage::Connect, u"Connection refused"_s};
    exchange.phases.dns = 1200us;
    exchange.phases.total = 2600us;
    return std::make_shared<const Evidence>(Evidence{Vantage::Workstation,
                                                     EvidenceSource::Live,
                                                     EvidenceKind::HttpExchange,
                                                     kMoment,
                                                     u"curl -sv https://aigw.example.com/monitoring/healthz"_s,
                                                     {},
                                                     0,
                                                     exchange});
}

EvidencePtr answer(const QString &url, int status, const QByteArray &body)
{
    HttpExchange exchange;
    exchange.method = "GET";
    exchange.url = QUrl(url);
    exchange.addresses = {u"192.0.2.20"_s};
    exchange.connectedTo = u"192.0.2.20:%1"_s.arg(exchange.url.port(443));
    exchange.status = status;
    exchange.httpVersion = u"1.1"_s;
    exchange.headers = {{"content-type", "application/json"}};
    exchange.body = body;
    exchange.phases = {800us, 300us, std::nullopt, 4100us, 5300us};
    return std::make_shared<const Evidence>(Evidence{Vantage::Workstation,
                                                     EvidenceSource::Live,
                                                     EvidenceKind::HttpExchange,
                                                     kMoment,
                                                     u"curl -sv "_s + url,
                                                     {},
                                                     0,
                                                     exchange});
}

CheckResult result(const char *check, CheckStatus status, const QList<EvidencePtr> &evidence = {},
                   const QString &subject = {})
{
    CheckResult made;
    made.key = {CheckId(check), Vantage::Workstation, subject};
    made.status = status;
    made.evidence = evidence;
    if (!evidence.isEmpty()) {
        made.phases = evidence.first()->httpExchange()->phases;
        made.duration = std::chrono::duration_cast<std::chrono::milliseconds>(*made.phases.total);
    }
    return made;
}

CheckResult withFinding(CheckResult made, FindingId id, const Arguments &arguments)
{
    Finding finding = makeFinding(id, arguments);
    finding.vantage = made.key.vantage;
    finding.subject = made.key.subject;
    finding.evidence = made.evidence;
    made.findings.append(finding);
    return made;
}

CheckResult skipped(const char *check, SkipReason reason, const QString &subject = {})
{
    CheckResult made = result(check, CheckStatus::Skipped, {}, subject);
    made.skipReason = reason;
    return made;
}

CheckResult blocked(const char *check, const char *by)
{
    CheckResult made = result(check, CheckStatus::Blocked);
    made.blockedBy = {{CheckId(by), Vantage::Workstation, {}}};
    return made;
}

Deployment deployment()
{
    Deployment made;
    made.name = u"Production"_s;
    made.gitlab.url = u"https://gitlab.example.com"_s;
    made.gitlab.version = GitLabVersion{18, 2, 1};
    made.aiGateway.url = u"https://aigw.example.com"_s;
    made.aiGateway.metrics = {u"http://aigw.example.com:8082/metrics"_s};
    Model model;
    model.name = u"mistral"_s;
    model.family = u"mistral"_s;
    model.identifier = u"custom_openai/Mistral-Small"_s;
    model.endpoint = u"http://vllm.example.com:8000/v1"_s;
    made.models = {model};
    return made;
}

/// Fixed titles, in the words of the catalogue's day.
QString titleOf(const QString &id)
{
    static const QHash<QString, QString> kTitles{
        {u"gitlab-name"_s, u"GitLab's name resolves"_s},
        {u"gitlab-certificate"_s, u"This workstation trusts GitLab's certificate"_s},
        {u"gitlab-answers"_s, u"GitLab answers"_s},
        {u"gateway-url"_s, u"The AI Gateway's URL has the right form"_s},
        {u"gateway-name"_s, u"The AI Gateway's name resolves"_s},
        {u"gateway-connection"_s, u"The AI Gateway accepts connections"_s},
        {u"gateway-certificate"_s, u"This workstation trusts the AI Gateway's certificate"_s},
        {u"gateway-healthz"_s, u"The AI Gateway says that it is healthy"_s},
        {u"metrics-answer"_s, u"The metrics can be read"_s},
        {u"model-endpoint"_s, u"The endpoint has the right form"_s},
        {u"model-connection"_s, u"The model server accepts connections"_s},
        {u"model-served"_s, u"The server serves the configured model"_s},
        {u"model-completion"_s, u"A chat completion is answered"_s},
    };
    return kTitles.value(id, id);
}

Report built(const ReportSource &source)
{
    const Playbook playbook(testPlaybookFolder());
    Report report = buildReport(source, playbook);
    for (Report::CheckEntry &entry : report.checks) {
        entry.title = titleOf(entry.result.key.check.toString());
    }
    return report;
}

} // namespace

QString testPlaybookFolder()
{
    return QStringLiteral(DUODOCTOR_TEST_DATA "/report/playbook");
}

ReportSource sampleSource()
{
    const EvidencePtr gitlab = answer(u"https://gitlab.example.com/-/liveness"_s, 200, R"({"status":"ok"})");
    const EvidencePtr refusal = gatewayRefusal();
    const EvidencePtr models =
        answer(u"http://vllm.example.com:8000/v1/models"_s, 200, R"({"object":"list","data":[{"id":"Mistral-7B"}]})");
    const QString mistral = u"mistral"_s;

    ReportSource source;
    source.command = u"check"_s;
    source.generatedAt = kMoment;
    source.deployment = deployment();
    source.duration = 840ms;
    source.results = {
        result("gitlab-name", CheckStatus::Passed, {gitlab}),
        withFinding(
            result("gitlab-certificate", CheckStatus::Warning, {gitlab}), finding::kTlsExpiresSoon,
            {{Argument::Service, u"GitLab"_s}, {Argument::Days, u"6"_s}, {Argument::NotAfter, u"2026-11-27T12:00Z"_s}}),
        result("gitlab-answers", CheckStatus::Passed, {gitlab}),
        result("gateway-url", CheckStatus::Passed),
        result("gateway-name", CheckStatus::Passed, {refusal}),
        withFinding(result("gateway-connection", CheckStatus::Failed, {refusal}), finding::kConnectRefused,
                    {{Argument::Service, u"The AI Gateway"_s},
                     {Argument::Url, u"https://aigw.example.com"_s},
                     {Argument::Host, u"aigw.example.com"_s},
                     {Argument::Address, u"192.0.2.10"_s},
                     {Argument::Port, u"443"_s},
                     {Argument::Elapsed, u"3 ms"_s}}),
        blocked("gateway-certificate", "gateway-connection"),
        blocked("gateway-healthz", "gateway-connection"),
        skipped("metrics-answer", SkipReason::NotApplicable, u"http://aigw.example.com:8082/metrics"_s),
        result("model-endpoint", CheckStatus::Passed, {}, mistral),
        result("model-connection", CheckStatus::Passed, {models}, mistral),
        withFinding(result("model-served", CheckStatus::Failed, {models}, mistral), finding::kModelNotServed,
                    {{Argument::Model, mistral},
                     {Argument::Identifier, u"custom_openai/Mistral-Small"_s},
                     {Argument::ServedNames, u"Mistral-7B"_s}}),
        skipped("model-completion", SkipReason::CompletionDisabled, mistral),
    };

    const auto cause = [&source](qsizetype index, Confidence confidence) {
        const CheckResult &from = source.results.at(index);
        return RootCause{from.findings.first(), from.key, confidence, {}, {}};
    };
    RootCause refused = cause(5, Confidence::Confirmed);
    refused.explains = {source.results.at(6).key, source.results.at(7).key};
    source.diagnosis.rootCauses = {refused, cause(11, Confidence::Likely), cause(1, Confidence::Confirmed)};
    source.diagnosis.summary = {HealthStatus::Broken, 6, 1, 2, 2, 2};
    source.path = {{u"start"_s, u"What do you see?"_s, u"The model does not answer"_s},
                   {u"check-model"_s, u"The model's checks run"_s, {}}};
    return source;
}

ChainPicture incompleteChain()
{
    using Role = ChainPicture::Role;
    using Origin = ChainPicture::Origin;
    ChainPicture picture;
    picture.nodes = {
        {Role::Server,
         Origin::Sent,
         "CN=gitlab.example.com",
         "CN=Example Issuing CA 2",
         "2026-06-01 12:00 UTC",
         "2026-11-27 12:00 UTC",
         "gitlab.example.com, registry.example.com",
         "AB:CD:EF",
         "",
         {ChainProblem::ExpiresSoon}},
        {Role::Intermediate,
         Origin::Missing,
         "CN=Example Issuing CA 2",
         "",
         "",
         "",
         "",
         "",
         "http://pki.example.com/issuing2.cer",
         {}},
    };
    picture.unused = {"CN=Old Issuing CA 1"};
    return picture;
}

Report sampleReport()
{
    Report report = built(sampleSource());
    report.chains.append({u"gitlab.example.com:443"_s, {u"e1"_s}, incompleteChain()});
    return report;
}

Report healthyReport()
{
    ReportSource source = sampleSource();
    source.results = {source.results.at(0), source.results.at(2), source.results.at(3), source.results.at(9)};
    source.diagnosis = {};
    source.diagnosis.summary = {HealthStatus::Healthy, 4, 0, 0, 0, 0};
    source.path.clear();
    return built(source);
}

QString hostileText()
{
    QString text = u"\u001b[31mred\u001b]0;title\u0007 \u202Egnp.exe \u2066x \u009b2J <script>alert(1)</script> "
                   "'\"><img src=x onerror=alert(2)> &amp; ]]> --> \u0000\u0001\u000b\uFFFE "_s;
    text += QChar(u'\0');
    text += QChar(0xd800); // half of a pair
    text += QString(5000, u'W');
    return text;
}

Report hostileReport()
{
    const QString bad = hostileText();
    ReportSource source = sampleSource();
    source.command = bad;
    source.deployment.name = bad;
    source.deployment.gitlab.url = bad;
    source.deployment.aiGateway.url = bad;
    source.deployment.models[0].name = bad;
    source.deployment.models[0].endpoint = bad;
    source.path = {{bad, bad, bad}};
    Report report = built(source);
    for (Report::CheckEntry &entry : report.checks) {
        entry.title = bad;
        entry.reason = entry.reason.isEmpty() ? QString{} : bad;
        entry.result.key.subject = bad;
    }
    for (Report::RootCauseEntry &entry : report.rootCauses) {
        entry.because = bad;
        entry.cause.finding.subject = bad;
    }
    for (Report::FindingEntry &entry : report.findings) {
        entry.finding.subject = bad;
        entry.remedy.title = bad;
        entry.remedy.message = bad;
        entry.remedy.because = bad;
        entry.remedy.why = bad;
        entry.remedy.avoid = bad;
        entry.remedy.verify = {bad};
        entry.remedy.sources = {bad};
        entry.remedy.steps = {{bad, bad, u"sh"_s, Vantage::Gateway}};
    }
    ChainPicture::Node node;
    node.subject = node.issuer = node.names = node.url = bad.toStdString();
    report.chains.append({bad, {u"e1"_s}, {{node}, {node.subject}, false}});
    for (Report::EvidenceEntry &entry : report.evidence) {
        entry.excerpt = bad;
        Evidence copy = *entry.evidence;
        copy.command = bad;
        entry.evidence = std::make_shared<const Evidence>(copy);
    }
    return report;
}

} // namespace duodoctor::test
