#include "diagnosis/diagnosis.h"
#include "diagnosis/weighing.h"
#include "judge/finding_ids.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

struct Seen {
    const char *check;
    Vantage vantage;
    FindingId id;
    QString host = {};
    QString subject = {};
    Severity severity = Severity::Error;
};

CheckResult resultFor(const Seen &seen)
{
    CheckResult result;
    result.key = {CheckId{seen.check}, seen.vantage, seen.subject};
    Arguments arguments;
    if (!seen.host.isEmpty()) {
        arguments = {{Argument::Host, seen.host.section(u':', 0, 0)}, {Argument::Port, seen.host.section(u':', 1)}};
    }
    Finding finding = makeFinding(seen.id, arguments);
    finding.severity = std::min(finding.severity, seen.severity);
    finding.subject = seen.subject;
    finding.vantage = seen.vantage;
    result.status = finding.severity == Severity::Error ? CheckStatus::Failed : CheckStatus::Warning;
    result.findings << finding;
    return result;
}

CheckResult passed(const char *check, Vantage vantage, const QString &subject = {})
{
    CheckResult result;
    result.key = {CheckId{check}, vantage, subject};
    result.status = CheckStatus::Passed;
    return result;
}

QStringList causesOf(const QList<CheckResult> &results)
{
    QStringList ids;
    for (const RootCause &cause : diagnose(results).rootCauses) {
        ids << cause.finding.id.toString();
    }
    return ids;
}

constexpr Vantage kHere = Vantage::Workstation;
constexpr Vantage kGitlab = Vantage::GitLab;
constexpr Vantage kGateway = Vantage::Gateway;

} // namespace

class TestConsequences : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatFollowsIsNoCause_data();
    void whatFollowsIsNoCause();
    void anUnpublishedPortExplainsNothingWhileTheGatewayIsIll();
    void aModelThatOnlyTheGatewayReachesIsInOrder();
    void whatOnlyTheWorkstationSeesIsAWarning();
    void aModelsFaultSeenByManyIsOneCause();
    void aLogIsOnlyLikelyAndBehindWhatIsSeenNow();
    void aGatewayThatAnswersRunsUnderAnotherName();
    void oldLinesOfALogAreWarnings();
    void aLineOfALogThatExplainsAnIllnessIsNotOver();
    void openDoorsStandBetweenErrorsAndWarnings();
    void aSecretInAPasteIsNeverFirst();
    void aModelIsTheSameBySubjectOrByName();
    void aRequestsTargetIsThePlaceThoughItsProxyIsNamed();
    void closedDoorsProveAnUnpublishedPort();
    void aMappedPortOfMetricsIsAskedFromOutside();
    void theSelfTestYieldsToTheCheckOfTheSettings();
    void aBufferingProxyOfTheWorkstationIsItsOwn();
};

void TestConsequences::whatFollowsIsNoCause_data()
{
    using namespace finding;
    QTest::addColumn<QList<CheckResult>>("results");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const QList<Seen> &seen, FindingId cause) {
        QList<CheckResult> results;
        for (const Seen &one : seen) {
            results << resultFor(one);
        }
        QTest::newRow(name) << results << cause.toString();
    };
    row("container not running",
        {{"gateway-connection", kHere, kConnectRefused, u"aigw:5052"_s},
         {"gateway-connection", kGitlab, kConnectRefused, u"aigw:5052"_s},
         {"agent-platform-connection", kHere, kAgentPlatformUnreachable, u"aigw:50052"_s},
         {"metrics-answer", kHere, kGatewayMetricsUnreachable, u"aigw:8082"_s, u"m"_s},
         {"gateway-from-rails", kGitlab, kConnectRefused, u"aigw:5052"_s},
         {"gateway-container", kGateway, kGatewayNotRunning}},
        kGatewayNotRunning);
    row("image cannot be pulled",
        {{"gateway-healthz", kHere, kGatewayBehindBrokenProxy, u"aigw:443"_s},
         {"gateway-container", kGateway, kGatewayNotRunning},
         {"gateway-container", kGateway, kPodImagePull},
         {"gateway-ingress", kGateway, kIngressNotRouting}},
        kPodImagePull);
    row("port not published",
        {{"gateway-connection", kHere, kConnectRefused, u"aigw:5052"_s},
         {"gateway-reach-compared", kGitlab, kReachableHereOnly, u"aigw:5052"_s},
         {"gateway-ports", kGateway, kGatewayPortNotPublished}},
        kGatewayPortNotPublished);
    row("wrong GitLab URL in the gateway",
        {{"gateway-environment", kGateway, kGatewayGitlabUrlWrong},
         {"gateway-log", kGateway, kGatewayJwksEmpty},
         {"gateway-log", kGateway, kGatewayJwtSignature},
         {"full-request", kGitlab, kAuthUnauthorized}},
        kGatewayGitlabUrlWrong);
    row("GitLab not reached from the gateway",
        {{"gitlab-connection", kGateway, kConnectTimeout, u"gitlab:443"_s},
         {"gitlab-reach-compared", kGateway, kGatewayCannotReachGitlab, u"gitlab:443"_s},
         {"full-request", kGitlab, kAuthUnauthorized}},
        kGatewayCannotReachGitlab);
    row("signature in the gateway's log",
        {{"full-request", kGitlab, kAuthUnauthorized}, {"gateway-log", kGateway, kGatewayJwtSignature}},
        kGatewayJwtSignature);
    row("licence",
        {{"license", kGitlab, kLicenseLacksDuo},
         {"seat", kGitlab, kSeatNotAssigned},
         {"full-request", kGitlab, kAuthForbidden}},
        kLicenseLacksDuo);
    row("URL not set",
        {{"gateway-url-setting", kGitlab, kGatewayUrlNotSet},
         {"gateway-from-rails", kGitlab, kConnectRefused, u"localhost:5052"_s},
         {"full-request", kGitlab, kGatewayNotAiGateway}},
        kGatewayUrlNotSet);
    row("no models",
        {{"feature-settings", kGitlab, kGitlabFeatureNotSelfHosted},
         {"configured-models", kGitlab, kGitlabNoModelsConfigured}},
        kGitlabNoModelsConfigured);
    row("/tmp read-only",
        {{"gateway-healthz", kHere, kGatewayUnhealthy, u"aigw:5052"_s},
         {"gateway-folders", kGateway, kGatewayTmpReadOnly}},
        kGatewayTmpReadOnly);
    row("cache not writable",
        {{"gateway-healthz-inside", kGateway, kGatewayUnhealthy, u"localhost:5052"_s},
         {"gateway-folders", kGateway, kGatewayHfHomeNotWritable}},
        kGatewayHfHomeNotWritable);
    row("bundle missing",
        {{"gitlab-certificate-gateway", kGateway, kTlsGatewayBundleLacksCa, u"gitlab:443"_s},
         {"gateway-self-test", kGateway, kGatewayCannotReachGitlab},
         {"gateway-trust-files", kGateway, kCaBundlePathMissing}},
        kCaBundlePathMissing);
    row("model not reached from the gateway",
        {{"model-connection", kGateway, kConnectRefused, u"vllm:8000"_s, u"m"_s},
         {"model-reach-compared", kGateway, kModelUnreachableFromGateway, u"vllm:8000"_s, u"m"_s},
         {"full-request", kGitlab, kModelServerError}},
        kModelUnreachableFromGateway);
    row("here only",
        {{"gateway-connection", kGitlab, kConnectTimeout, u"aigw:5052"_s},
         {"gateway-reach-compared", kGitlab, kReachableHereOnly, u"aigw:5052"_s}},
        kReachableHereOnly);
    row("GitLab's keys and an internal error",
        {{"full-request", kGitlab, kModelServerError}, {"gateway-log", kGateway, kGatewayJwksEmpty}},
        kGatewayJwksEmpty);
    row("authority of GitLab unknown to the gateway",
        {{"full-request", kGitlab, kModelServerError},
         {"gitlab-certificate-gateway", kGateway, kTlsGatewayBundleLacksCa, u"gitlab:443"_s}},
        kTlsGatewayBundleLacksCa);
    row("custom models disabled",
        {{"full-request", kGitlab, kModelServerError}, {"gateway-environment", kGateway, kGatewayCustomModelsDisabled}},
        kGatewayCustomModelsDisabled);
    row("another GitLab",
        {{"gateway-self-test", kGateway, kConnectRefused, u"other:443"_s},
         {"gateway-environment", kGateway, kGatewayGitlabUrlWrong}},
        kGatewayGitlabUrlWrong);
    row("proxy of the container wants a password",
        {{"gitlab-connection", kGateway, kProxyAuthRequired, u"gitlab:443"_s},
         {"gitlab-reach-compared", kGateway, kGatewayCannotReachGitlab},
         {"model-reach-compared", kGateway, kModelUnreachableFromGateway, {}, u"m"_s},
         {"gateway-self-test", kGateway, kGatewayUnhealthy},
         {"full-request", kGitlab, kModelServerError}},
        kProxyAuthRequired);
    row("proxy of GitLab keeps the request",
        {{"gateway-connection", kGitlab, kProxyInterceptsInternal, u"aigw:5052"_s},
         {"gateway-reach-compared", kGitlab, kReachableHereOnly}},
        kProxyInterceptsInternal);
    row("name of the gateway, and its metrics behind it",
        {{"gateway-name", kHere, kDnsNotFound, u"aigw:17052"_s},
         {"metrics-answer", kHere, kGatewayMetricsUnreachable, u"aigw:17082"_s, u"m"_s},
         {"metrics-inside", kGateway, kGatewayMetricsUnreachable, u"localhost:17082"_s, u"m"_s}},
        kDnsNotFound);
    row("an example's words in an address",
        {{"gateway-environment", kGateway, kConfigPlaceholderLeft},
         {"gateway-self-test", kGateway, kGatewayGitlabUrlWrong},
         {"gateway-log", kGateway, kGatewayJwksEmpty}},
        kConfigPlaceholderLeft);
    row("proxy of GitLab keeps gRPC as well",
        {{"gateway-connection", kGitlab, kProxyInterceptsInternal, u"aigw:5052"_s},
         {"agent-platform-health", kGitlab, kAgentPlatformNoHttp2, u"aigw:50052"_s}},
        kProxyInterceptsInternal);
    row("certificate of GitLab that has expired for everybody",
        {{"gitlab-certificate", kHere, kTlsExpired, u"gitlab:443"_s},
         {"gitlab-certificate-gateway", kGateway, kTlsExpired, u"gitlab:443"_s},
         {"full-request", kGitlab, kModelServerError}},
        kTlsExpired);
    row("certificate of the model that has expired for everybody",
        {{"model-certificate", kHere, kTlsExpired, u"vllm:443"_s, u"m"_s},
         {"model-certificate-httpx", kGateway, kTlsExpired, u"vllm:443"_s, u"m"_s},
         {"full-request", kGitlab, kModelServerError}},
        kTlsExpired);
    row("expired, and not trusted in a script's words",
        {{"gateway-certificate", kHere, kTlsExpired, u"aigw:443"_s},
         {"gitlab-rake", kGitlab, kTlsGitlabLacksCa, u"aigw:443"_s}},
        kTlsExpired);
    row("deployment that names itself",
        {{"gateway-url", kHere, kUrlLocalhost},
         {"gateway-url-setting", kGitlab, kGatewayUrlMismatch},
         {"gateway-reach-compared", kGitlab, kReachableHereOnly}},
        kUrlLocalhost);
    row("identifier without its provider",
        {{"model-served", kGateway, kModelNotServed, {}, u"m"_s},
         {"model-identifier", kHere, kModelIdentifierPrefix, {}, u"m"_s}},
        kModelIdentifierPrefix);
    row("scheme before the Agent Platform's address",
        {{"agent-platform-setting", kGitlab, kAgentPlatformUrlScheme},
         {"gitlab-rake", kGitlab, kAgentPlatformUnreachable, u"aigw:50052"_s}},
        kAgentPlatformUrlScheme);
}

void TestConsequences::whatFollowsIsNoCause()
{
    QFETCH(QList<CheckResult>, results);
    QFETCH(QString, cause);
    QCOMPARE(causesOf(results), QStringList{cause});
    std::reverse(results.begin(), results.end());
    QCOMPARE(causesOf(results), QStringList{cause});
    // Alone, each of the others is a cause of its own.
    results.removeIf([&](const CheckResult &result) { return result.findings.first().id.toString() == cause; });
    QVERIFY(!causesOf(results).isEmpty());
}

void TestConsequences::anUnpublishedPortExplainsNothingWhileTheGatewayIsIll()
{
    const QStringList causes =
        causesOf({resultFor({"gateway-ports", kGateway, finding::kGatewayPortNotPublished}),
                  resultFor({"gateway-healthz-inside", kGateway, finding::kConnectRefused, u"localhost:5052"_s}),
                  resultFor({"gateway-connection", kHere, finding::kConnectRefused, u"aigw:5052"_s})});
    QVERIFY(causes.contains(u"connect-refused"_s));
}

void TestConsequences::aModelThatOnlyTheGatewayReachesIsInOrder()
{
    CheckResult blocked;
    blocked.key = {CheckId{"model-connection"}, kHere, u"m"_s};
    blocked.status = CheckStatus::Blocked;
    blocked.blockedBy << CheckKey{CheckId{"model-name"}, kHere, u"m"_s};
    const QList<CheckResult> results{resultFor({"model-name", kHere, finding::kDnsNotFound, u"vllm:8000"_s, u"m"_s}),
                                     blocked, passed("model-name", kGateway, u"m"_s)};
    const Diagnosis diagnosis = diagnose(results);
    QCOMPARE(diagnosis.summary.status, HealthStatus::Healthy);
    QVERIFY(diagnosis.rootCauses.isEmpty());
    const QList<CheckResult> weighed = weighedResults(results);
    QCOMPARE(weighed.at(0).status, CheckStatus::Skipped);
    QCOMPARE(weighed.at(0).findings.first().severity, Severity::Info);
    QVERIFY(weighed.at(0).skipDetail.contains("the gateway"_L1));
    QCOMPARE(weighed.at(1).status, CheckStatus::Skipped);
    QCOMPARE(weighedResults(weighed).at(0).status, CheckStatus::Skipped);
}

void TestConsequences::whatOnlyTheWorkstationSeesIsAWarning()
{
    const Diagnosis diagnosis =
        diagnose({resultFor({"gateway-certificate", kHere, finding::kTlsUntrustedCa, u"aigw:443"_s}),
                  passed("gateway-certificate-gitlab", kGitlab)});
    QCOMPARE(diagnosis.summary.status, HealthStatus::Degraded);
    QCOMPARE(diagnosis.rootCauses.first().finding.severity, Severity::Warning);
}

void TestConsequences::aModelsFaultSeenByManyIsOneCause()
{
    const Diagnosis diagnosis =
        diagnose({resultFor({"gateway-log", kGateway, finding::kModelNotServed}),
                  resultFor({"gitlab-rake", kGitlab, finding::kModelNotServed}),
                  resultFor({"model-served", kHere, finding::kModelNotServed, u"vllm:8000"_s, u"m"_s}),
                  resultFor({"model-served", kGateway, finding::kModelNotServed, u"vllm:8000"_s, u"m"_s})});
    QCOMPARE(diagnosis.rootCauses.size(), 1);
    QCOMPARE(diagnosis.rootCauses.first().finding.subject, u"m"_s);
    QCOMPARE(diagnosis.rootCauses.first().confidence, Confidence::Confirmed);
    QCOMPARE(diagnosis.rootCauses.first().alsoSeenBy.size(), 3);
}

void TestConsequences::aLogIsOnlyLikelyAndBehindWhatIsSeenNow()
{
    const Diagnosis diagnosis = diagnose({resultFor({"gitlab-llm-log", kGitlab, finding::kModelContextTooShort}),
                                          resultFor({"model-key", kHere, finding::kModelKeyRejected, {}, u"m"_s})});
    QCOMPARE(diagnosis.rootCauses.size(), 2);
    QCOMPARE(diagnosis.rootCauses.first().finding.id, finding::kModelKeyRejected);
    QCOMPARE(diagnosis.rootCauses.last().confidence, Confidence::Likely);
}

void TestConsequences::aGatewayThatAnswersRunsUnderAnotherName()
{
    const CheckResult container = resultFor({"gateway-container", kGateway, finding::kGatewayNotRunning});
    CheckResult blocked = passed("gateway-environment", kGateway);
    blocked.status = CheckStatus::Blocked;
    blocked.blockedBy = {container.key};
    QCOMPARE(diagnose({container, blocked}).rootCauses.first().finding.severity, Severity::Error);
    for (const Vantage vantage : {kHere, kGitlab}) {
        const QList<CheckResult> results{container, blocked, passed("gateway-healthz", vantage)};
        QCOMPARE(diagnose(results).rootCauses.first().finding.severity, Severity::Warning);
        QCOMPARE(diagnose(results).summary.status, HealthStatus::Degraded);
        const QList<CheckResult> weighed = weighedResults(results);
        QCOMPARE(weighed.at(1).status, CheckStatus::Skipped);
        QVERIFY(!weighed.at(1).skipDetail.isEmpty());
    }
}

void TestConsequences::oldLinesOfALogAreWarnings()
{
    const CheckResult line = resultFor({"gateway-log", kGateway, finding::kModelNotServed});
    QCOMPARE(diagnose({line}).rootCauses.first().finding.severity, Severity::Error);
    QCOMPARE(diagnose({line, passed("model-served", kHere, u"m"_s)}).rootCauses.first().finding.severity,
             Severity::Warning);
    // A path that works from elsewhere says nothing of the path that the log is about.
    const CheckResult refused = resultFor({"gateway-log", kGateway, finding::kConnectRefused});
    QCOMPARE(diagnose({refused, passed("model-connection", kHere, u"m"_s)}).rootCauses.first().finding.severity,
             Severity::Error);
    QCOMPARE(diagnose({refused, passed("model-connection", kGateway, u"m"_s)}).rootCauses.first().finding.severity,
             Severity::Warning);
}

void TestConsequences::aLineOfALogThatExplainsAnIllnessIsNotOver()
{
    const CheckResult line = resultFor({"gateway-log", kGateway, finding::kGatewayTmpReadOnly});
    const CheckResult writable = passed("gateway-folders", kGateway);
    QCOMPARE(diagnose({line, writable}).rootCauses.first().finding.severity, Severity::Warning);
    const CheckResult ill = resultFor({"gateway-healthz-inside", kGateway, finding::kGatewayUnhealthy});
    QCOMPARE(causesOf({ill, line, writable}), QStringList{u"gateway-tmp-read-only"_s});
}

void TestConsequences::openDoorsStandBetweenErrorsAndWarnings()
{
    using namespace finding;
    const QStringList causes = causesOf({resultFor({"model-speed", kHere, kModelSlow, {}, u"m"_s}),
                                         resultFor({"gateway-identity", kHere, kGatewayAuthBypassed}),
                                         resultFor({"model-key", kHere, kModelKeyRejected, {}, u"n"_s})});
    const QStringList expected{u"model-key-rejected"_s, u"gateway-auth-bypassed"_s, u"model-slow"_s};
    QCOMPARE(causes, expected);
}

void TestConsequences::aSecretInAPasteIsNeverFirst()
{
    using namespace finding;
    QCOMPARE(causesOf({resultFor({"gateway-environment", kGateway, kSecretExposed}),
                       resultFor({"model-speed", kHere, kModelSlow, {}, u"m"_s})})
                 .first(),
             u"model-slow"_s);
    QCOMPARE(causesOf({resultFor({"gateway-environment", kGateway, kSecretExposed})}),
             QStringList{u"secret-exposed"_s});
}

void TestConsequences::aModelIsTheSameBySubjectOrByName()
{
    using namespace finding;
    CheckResult network = resultFor({"gateway-network", kGateway, kModelLocalhostInContainer});
    network.findings.first().arguments.set(Argument::Model, u"m"_s);
    QCOMPARE(
        causesOf({resultFor({"model-reach-compared", kGateway, kModelUnreachableFromGateway, {}, u"m"_s}), network}),
        QStringList{u"model-localhost-in-container"_s});
}

void TestConsequences::aRequestsTargetIsThePlaceThoughItsProxyIsNamed()
{
    using namespace finding;
    CheckResult reported = resultFor({"full-request", kGitlab, kTlsExpired, u"aigw:443"_s});
    reported.findings.first().arguments.set(Argument::Proxy, u"of GitLab"_s);
    QCOMPARE(causesOf({reported, resultFor({"gateway-certificate", kHere, kTlsExpired, u"aigw:443"_s})}).size(), 1);
}

void TestConsequences::closedDoorsProveAnUnpublishedPort()
{
    using namespace finding;
    CheckResult ports = resultFor({"gateway-ports", kGateway, kGatewayPortNotPublished, {}, {}, Severity::Warning});
    ports.findings.first().arguments.set(Argument::Port, 5052);
    const CheckResult refused = resultFor({"gateway-connection", kHere, kConnectRefused, u"aigw:443"_s});
    const CheckResult well = passed("gateway-healthz-inside", kGateway);
    QCOMPARE(causesOf({refused, ports, well}), QStringList{u"gateway-port-not-published"_s});
    QCOMPARE(causesOf({refused, ports}).first(), u"connect-refused"_s);
    QCOMPARE(diagnose({refused, ports, well, passed("gateway-connection", kGitlab)}).summary.status,
             HealthStatus::Degraded); // somebody gets through
    ports.findings.first().arguments.set(Argument::Port, 50052);
    const CheckResult platform = resultFor({"agent-platform-connection", kHere, kAgentPlatformUnreachable});
    QCOMPARE(causesOf({platform, ports, passed("agent-platform-inside", kGateway)}),
             QStringList{u"gateway-port-not-published"_s});
}

void TestConsequences::aMappedPortOfMetricsIsAskedFromOutside()
{
    using namespace finding;
    const CheckResult inside = resultFor({"metrics-inside", kGateway, kGatewayMetricsUnreachable, {}, u"u"_s});
    QCOMPARE(diagnose({inside}).summary.status, HealthStatus::Degraded);
    QCOMPARE(diagnose({inside, passed("metrics-answer", kHere, u"u"_s)}).summary.status, HealthStatus::Healthy);
    QCOMPARE(diagnose({inside, passed("metrics-answer", kHere, u"v"_s)}).summary.status, HealthStatus::Degraded);
}

void TestConsequences::theSelfTestYieldsToTheCheckOfTheSettings()
{
    using namespace finding;
    const CheckResult test = resultFor({"gateway-self-test", kGateway, kGatewayCustomModelsDisabled});
    CheckResult settings =
        resultFor({"gateway-environment", kGateway, kGatewayCustomModelsDisabled, {}, {}, Severity::Info});
    settings.status = CheckStatus::Passed;
    QCOMPARE(diagnose({test}).summary.status, HealthStatus::Broken);
    QCOMPARE(diagnose({test, settings}).summary.status, HealthStatus::Healthy);
}

void TestConsequences::aBufferingProxyOfTheWorkstationIsItsOwn()
{
    using namespace finding;
    const CheckResult here =
        resultFor({"model-streaming", kHere, kConfigProxyBuffering, {}, u"m"_s, Severity::Warning});
    QCOMPARE(diagnose({here}).summary.status, HealthStatus::Degraded);
    QCOMPARE(diagnose({here, passed("model-streaming", kGateway, u"m"_s)}).summary.status, HealthStatus::Healthy);
}

DUODOCTOR_TEST_MAIN(TestConsequences)
#include "tst_consequences.moc"
