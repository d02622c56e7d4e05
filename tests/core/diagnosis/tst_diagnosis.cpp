#include "diagnosis/diagnosis.h"
#include "judge/finding_ids.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

constexpr CheckId kGatewayName{"gateway-name"};
constexpr CheckId kGatewayConnection{"gateway-connection"};
constexpr CheckId kGatewayHealthz{"gateway-healthz"};
constexpr CheckId kGatewayCertificate{"gateway-certificate"};
constexpr CheckId kPlatformConnection{"agent-platform-connection"};
constexpr CheckId kModelConnection{"model-connection"};
constexpr CheckId kModelServed{"model-served"};
constexpr CheckId kTrustCaBundle{"trust-ca-bundle"};
constexpr CheckId kMetrics{"metrics-answer"};

CheckResult passed(CheckId check, const QString &subject = {})
{
    CheckResult result;
    result.key = {check, Vantage::Workstation, subject};
    result.status = CheckStatus::Passed;
    return result;
}

CheckResult failed(CheckId check, Finding finding, const QString &subject = {})
{
    CheckResult result = passed(check, subject);
    finding.subject = subject;
    result.status = finding.severity == Severity::Error ? CheckStatus::Failed : CheckStatus::Warning;
    result.findings << finding;
    return result;
}

CheckResult blocked(CheckId check, CheckId by, const QString &subject = {})
{
    CheckResult result = passed(check, subject);
    result.status = CheckStatus::Blocked;
    result.blockedBy << CheckKey{by, Vantage::Workstation, subject};
    return result;
}

Finding at(FindingId id, const QString &host, int port)
{
    return makeFinding(id, Arguments{{Argument::Host, host}, {Argument::Port, QString::number(port)}});
}

QStringList idsOf(const Diagnosis &diagnosis)
{
    QStringList ids;
    for (const RootCause &cause : diagnosis.rootCauses) {
        ids << cause.finding.id.toString();
    }
    return ids;
}

} // namespace

class TestDiagnosis : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingWrongIsHealthyWithoutCauses()
    {
        const Diagnosis diagnosis = diagnose({passed(kGatewayName), passed(kGatewayHealthz)});
        QCOMPARE(diagnosis.summary.status, HealthStatus::Healthy);
        QCOMPARE(diagnosis.summary.passed, 2);
        QVERIFY(diagnosis.rootCauses.isEmpty());
    }

    void nothingLookedAtIsUnknown() { QCOMPARE(diagnose({}).summary.status, HealthStatus::Unknown); }

    void oneDnsErrorIsOneCauseForAllThatUseTheName()
    {
        const Diagnosis diagnosis =
            diagnose({failed(kGatewayName, at(finding::kDnsNotFound, u"aigw.corp"_s, 5052)),
                      blocked(kGatewayConnection, kGatewayName), blocked(kGatewayHealthz, kGatewayConnection),
                      failed(kMetrics, at(finding::kGatewayMetricsUnreachable, u"aigw.corp"_s, 8082), u"m"_s),
                      failed(kPlatformConnection, at(finding::kAgentPlatformUnreachable, u"aigw.corp"_s, 50052))});
        QCOMPARE(idsOf(diagnosis), QStringList{u"dns-not-found"_s});
        const RootCause &cause = diagnosis.rootCauses.first();
        QCOMPARE(cause.explains.size(), 4);
        QCOMPARE(diagnosis.summary.status, HealthStatus::Broken);
    }

    void twoHostsAwayAreTwoCausesInTheChainsOrder()
    {
        const Diagnosis diagnosis =
            diagnose({failed(kModelConnection, at(finding::kConnectRefused, u"vllm"_s, 8000), u"m"_s),
                      failed(kGatewayConnection, at(finding::kConnectRefused, u"aigw"_s, 5052))});
        QCOMPARE(diagnosis.rootCauses.size(), 2);
        QCOMPARE(diagnosis.rootCauses.first().check.check, kGatewayConnection);
    }

    void theSameProxyIsOneCauseForEverythingBehindIt()
    {
        const Arguments proxy{{Argument::Proxy, u"proxy:3128"_s}, {Argument::Host, u"a"_s}};
        const Diagnosis diagnosis =
            diagnose({failed(kGatewayConnection, makeFinding(finding::kProxyUnreachable, proxy)),
                      failed(kModelConnection, makeFinding(finding::kProxyUnreachable, proxy), u"m"_s)});
        QCOMPARE(diagnosis.rootCauses.size(), 1);
        QCOMPARE(diagnosis.rootCauses.first().alsoSeenBy.size(), 1);
    }

    void anUnreadableTrustFileExplainsThatNothingIsTrusted()
    {
        const Diagnosis diagnosis =
            diagnose({failed(kGatewayCertificate, at(finding::kTlsUntrustedCa, u"aigw"_s, 443)),
                      failed(kTrustCaBundle, makeFinding(finding::kPemUnreadable), u"ca_bundle"_s)});
        QCOMPARE(idsOf(diagnosis), QStringList{u"pem-unreadable"_s});
        QCOMPARE(diagnosis.rootCauses.first().explains.size(), 1);
    }

    void errorsComeBeforeWarningsWhereverTheyStand()
    {
        const Diagnosis diagnosis = diagnose({failed(kGatewayCertificate, at(finding::kTlsExpiresSoon, u"aigw"_s, 443)),
                                              failed(kModelServed, makeFinding(finding::kModelNotServed), u"m"_s)});
        QCOMPARE(idsOf(diagnosis), (QStringList{u"model-not-served"_s, u"tls-expires-soon"_s}));
    }

    void warningsAloneAreDegraded()
    {
        const Diagnosis diagnosis =
            diagnose({failed(kGatewayCertificate, at(finding::kTlsExpiresSoon, u"aigw"_s, 443))});
        QCOMPARE(diagnosis.summary.status, HealthStatus::Degraded);
    }

    void informationIsNoCause()
    {
        const Diagnosis diagnosis =
            diagnose({failed(kGatewayCertificate, makeFinding(finding::kTlsExtraCertificates)), passed(kGatewayName)});
        QVERIFY(diagnosis.rootCauses.isEmpty());
    }

    void aTimeoutIsLikelyAndARefusalIsConfirmed()
    {
        QCOMPARE(diagnose({failed(kGatewayConnection, at(finding::kConnectTimeout, u"a"_s, 1))})
                     .rootCauses.first()
                     .confidence,
                 Confidence::Likely);
        QCOMPARE(diagnose({failed(kGatewayConnection, at(finding::kConnectRefused, u"a"_s, 1))})
                     .rootCauses.first()
                     .confidence,
                 Confidence::Confirmed);
    }

    void aFindingWhoseCauseWasMendedComesBackToTheTop()
    {
        const CheckResult effect = failed(kMetrics, at(finding::kGatewayMetricsUnreachable, u"aigw"_s, 8082), u"m"_s);
        const CheckResult cause = failed(kGatewayConnection, at(finding::kConnectRefused, u"aigw"_s, 5052));
        QCOMPARE(idsOf(diagnose({cause, effect})), QStringList{u"connect-refused"_s});
        QCOMPARE(idsOf(diagnose({passed(kGatewayConnection), effect})), QStringList{u"gateway-metrics-unreachable"_s});
    }
};

DUODOCTOR_TEST_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
