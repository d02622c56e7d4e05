#include "judge/vantage_judge.h"

#include "certificate_maker.h"
#include "judge/evidence_role.h"
#include "judge/place_trust_judge.h"
#include "judge/websocket_judge.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QByteArray toQt(const Bytes &bytes)
{
    return QByteArray{reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

EvidencePtr evidenceFrom(Evidence::Payload payload, Vantage vantage)
{
    Evidence evidence;
    evidence.vantage = vantage;
    evidence.kind = liveKindOf(payload);
    evidence.payload = std::move(payload);
    return std::make_shared<const Evidence>(std::move(evidence));
}

HttpExchange exchangeOf(int status, const QByteArray &body = {}, const QByteArray &leaf = {})
{
    HttpExchange exchange;
    exchange.url = QUrl{u"https://gitlab.example.test/api"_s};
    exchange.status = status;
    exchange.body = body;
    if (!leaf.isEmpty()) {
        exchange.tls = TlsHandshake{};
        exchange.tls->serverName = u"gitlab.example.test"_s;
        exchange.tls->chainDer = {leaf};
    }
    return exchange;
}

HttpExchange failing(NetworkFailureKind kind)
{
    HttpExchange exchange = exchangeOf(0);
    exchange.failure.kind = kind;
    exchange.failure.stage = NetworkStage::Connect;
    return exchange;
}

QStringList idsOf(const Findings &findings)
{
    QStringList ids;
    for (const Finding &finding : findings) {
        ids << finding.id.toString();
    }
    return ids;
}

} // namespace

class TestVantageJudge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatAnswersElsewhereOnlyIsNamedByWhoNeedsIt()
    {
        const HttpExchange refused = failing(NetworkFailureKind::Refused);
        const HttpExchange fine = exchangeOf(200);
        QCOMPARE(idsOf(judgeReachability(input(Vantage::GitLab, refused, fine))),
                 QStringList{u"reachable-here-only"_s});
        QCOMPARE(idsOf(judgeReachability(input(Vantage::Gateway, refused, fine))),
                 QStringList{u"gateway-cannot-reach-gitlab"_s});
        QCOMPARE(idsOf(judgeReachability(input(Vantage::Gateway, refused, fine, u"m"_s))),
                 QStringList{u"model-unreachable-from-gateway"_s});
        const Findings findings = judgeReachability(input(Vantage::GitLab, refused, fine));
        QCOMPARE(findings.first().evidence.size(), 2);
    }

    void aProxyThatIsAwayIsNotTakenForTheHost()
    {
        HttpExchange refused = failing(NetworkFailureKind::Refused);
        refused.proxy = u"http://proxy:3128"_s;
        const Findings findings = judgeReachability(input(Vantage::Gateway, refused, exchangeOf(200)));
        QCOMPARE(findings.first().arguments.value(Argument::Detail), u"the proxy on the way gives no answer"_s);
    }

    void whatAnswersNobodyIsNotComparedAndWhatAnswersIsFine()
    {
        const HttpExchange refused = failing(NetworkFailureKind::Refused);
        QVERIFY(judgeReachability(input(Vantage::GitLab, refused, refused)).isEmpty());
        QVERIFY(judgeReachability(input(Vantage::Gateway, refused, refused, u"m"_s)).isEmpty());
        QVERIFY(judgeReachability(input(Vantage::GitLab, exchangeOf(401), exchangeOf(200))).isEmpty());
        QVERIFY(judgeReachability(input(Vantage::GitLab, exchangeOf(200), refused)).isEmpty());
        QVERIFY(
            judgeReachability(input(Vantage::GitLab, failing(NetworkFailureKind::NotTls), exchangeOf(200))).isEmpty());
    }

    void anotherIssuersCertificateIsInterception()
    {
        const HttpExchange true_ = exchangeOf(200, {}, toQt(m_leaf.der()));
        const HttpExchange foreign = exchangeOf(200, {}, toQt(m_foreign.der()));
        const HttpExchange renewed = exchangeOf(200, {}, toQt(m_renewed.der()));
        QCOMPARE(idsOf(judgeSameCertificate(input(Vantage::GitLab, foreign, true_))),
                 QStringList{u"tls-intercepted"_s});
        QVERIFY(judgeSameCertificate(input(Vantage::GitLab, true_, true_)).isEmpty());
        QVERIFY(judgeSameCertificate(input(Vantage::GitLab, renewed, true_)).isEmpty());
        QVERIFY(judgeSameCertificate(input(Vantage::GitLab, exchangeOf(200), true_)).isEmpty());
        QVERIFY(judgeSameCertificate(input(Vantage::GitLab, exchangeOf(200, {}, "junk"), true_)).isEmpty());
    }

    void twoAddressesBehindANameAreAWarningOnly()
    {
        HttpExchange here = exchangeOf(200, {}, toQt(m_foreign.der()));
        HttpExchange there = exchangeOf(200, {}, toQt(m_leaf.der()));
        here.connectedTo = u"10.0.0.1:443"_s;
        there.connectedTo = u"10.0.0.2:443"_s;
        QCOMPARE(judgeSameCertificate(input(Vantage::GitLab, here, there)).first().severity, Severity::Warning);
    }

    void aPlacesOwnFileIsJudgedAgainst()
    {
        JudgeInput judged = input(Vantage::Gateway, exchangeOf(200, {}, toQt(m_leaf.der())), exchangeOf(200));
        CertificateFile file;
        file.path = u"/bundle.pem"_s;
        file.bytes = QByteArray::fromStdString(m_other.pem());
        judged.evidence.insert(role::kGatewayBundle, evidenceFrom(file, Vantage::Gateway));
        QCOMPARE(idsOf(judgeChainAtGateway(judged)), QStringList{u"tls-gateway-bundle-lacks-ca"_s});
        file.bytes = QByteArray::fromStdString(m_root.pem());
        judged.evidence.insert(role::kGatewayBundle, evidenceFrom(file, Vantage::Gateway));
        QVERIFY(judgeChainAtGateway(judged).isEmpty());
        file.readError = u"No such file or directory"_s;
        judged.evidence.insert(role::kGatewayBundle, evidenceFrom(file, Vantage::Gateway));
        QVERIFY(judgeChainAtGateway(judged).isEmpty());
        QCOMPARE(idsOf(judgePlaceTrustFiles(judged)), QStringList{u"ca-bundle-path-missing"_s});
    }

    void upgradesThatReachGitlabAreFine_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isBlocked");
        for (const int status : {0, 101, 401, 403, 404, 502, 302}) {
            QTest::addRow("%d", status) << status << false;
        }
        for (const int status : {200, 400, 426}) {
            QTest::addRow("%d", status) << status << true;
        }
    }

    void upgradesThatReachGitlabAreFine()
    {
        QFETCH(int, status);
        QFETCH(bool, isBlocked);
        JudgeInput judged = input(Vantage::GitLab, exchangeOf(200), exchangeOf(200));
        judged.evidence.insert(role::kWebSocket, evidenceFrom(exchangeOf(status), Vantage::GitLab));
        QCOMPARE(idsOf(judgeWebSocket(judged)),
                 isBlocked ? QStringList{u"websocket-upgrade-blocked"_s} : QStringList{});
    }

private:
    JudgeInput input(Vantage vantage, const HttpExchange &here, const HttpExchange &elsewhere,
                     const QString &subject = {})
    {
        m_deployment.models = {Model{u"m"_s, {}, {}, {}, {}, {}, {}}};
        JudgeInput result;
        result.deployment = &m_deployment;
        result.vantage = vantage;
        result.subject = subject;
        result.now = QDateTime{QDate{2026, 6, 1}, QTime{12, 0}, Qt::UTC};
        result.evidence.insert(role::kExchange, evidenceFrom(here, vantage));
        result.evidence.insert(role::kElsewhere, evidenceFrom(elsewhere, Vantage::Workstation));
        return result;
    }

    Deployment m_deployment;
    MadeCertificate m_root = MadeCertificate::make(authorityRecipe("Example Root"));
    MadeCertificate m_other = MadeCertificate::make(authorityRecipe("Inspecting Proxy"));
    MadeCertificate m_leaf = MadeCertificate::make({}, &m_root);
    MadeCertificate m_renewed = MadeCertificate::make({}, &m_root);
    MadeCertificate m_foreign = MadeCertificate::make({}, &m_other);
};

DUODOCTOR_TEST_MAIN(TestVantageJudge)
#include "tst_vantage_judge.moc"
