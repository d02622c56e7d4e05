#include "judge/tls_judge.h"

#include "certificate/trust_store.h"
#include "certificate_maker.h"
#include "judge/evidence_role.h"
#include "judge/finding_ids.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QByteArray toQt(const Bytes &bytes)
{
    return QByteArray{reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

EvidencePtr evidenceFrom(Evidence::Payload payload)
{
    Evidence evidence;
    evidence.kind = liveKindOf(payload);
    evidence.payload = std::move(payload);
    return std::make_shared<const Evidence>(std::move(evidence));
}

EvidencePtr fileOf(const QString &path, const QByteArray &pem, const QString &readError = {})
{
    CertificateFile file;
    file.path = path;
    file.bytes = pem;
    file.readError = readError;
    return evidenceFrom(file);
}

QByteArray pemOf(const MadeCertificate &certificate)
{
    return QByteArray::fromStdString(certificate.pem());
}

} // namespace

class TestTlsJudge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chainOfASystemAuthorityYieldsNothing();
    void exchangeWithoutTlsYieldsNothing();
    void missingIntermediateIsNamed();
    void bundleOfTheWorkstationIsAdded();
    void gatewayBundleWithoutTheAuthorityIsNamed();
    void faultsThatTheWorkstationSeesAreNotRepeated();
    void gitlabWithoutTheAuthorityIsNamed();
    void handshakeFailuresAreToldApart_data();
    void handshakeFailuresAreToldApart();
    void trustFilesAreRead_data();
    void trustFilesAreRead();
    void garbageInPlaceOfACertificateIsAFinding();

private:
    JudgeInput input(const QList<QByteArray> &chain) const;
    QStringList idsOf(const Findings &findings) const;

    Deployment m_deployment;
    MadeCertificate m_root = MadeCertificate::make(authorityRecipe("Example Corp Root CA"));
    MadeCertificate m_issuing = MadeCertificate::make(authorityRecipe("Example Corp Issuing CA 1"), &m_root);
    MadeCertificate m_leaf = MadeCertificate::make({}, &m_issuing);
    MadeCertificate m_other = MadeCertificate::make(authorityRecipe("Northwind Root"));
};

JudgeInput TestTlsJudge::input(const QList<QByteArray> &chain) const
{
    HttpExchange exchange;
    exchange.url = QUrl{u"https://gitlab.example.test/"_s};
    exchange.status = 200;
    exchange.tls = TlsHandshake{};
    exchange.tls->serverName = u"gitlab.example.test"_s;
    exchange.tls->chainDer = chain;
    JudgeInput result;
    result.deployment = &m_deployment;
    result.now = QDateTime{QDate{2026, 6, 1}, QTime{12, 0}, Qt::UTC};
    result.evidence.insert(role::kExchange, evidenceFrom(exchange));
    result.systemTrust = std::make_shared<const TrustStore>("this computer's authorities",
                                                            std::vector<CertificatePtr>{m_root.certificate()});
    return result;
}

QStringList TestTlsJudge::idsOf(const Findings &findings) const
{
    QStringList ids;
    for (const Finding &finding : findings) {
        ids.append(finding.id.toString());
    }
    return ids;
}

void TestTlsJudge::chainOfASystemAuthorityYieldsNothing()
{
    const JudgeInput judged = input({toQt(m_leaf.der()), toQt(m_issuing.der())});
    QCOMPARE(idsOf(judgeServedChain(judged)), QStringList{});
    QCOMPARE(idsOf(judgeTlsHandshake(judged)), QStringList{});
}

void TestTlsJudge::exchangeWithoutTlsYieldsNothing()
{
    JudgeInput judged = input({});
    QCOMPARE(idsOf(judgeServedChain(judged)), QStringList{});
    judged.evidence.clear();
    QCOMPARE(idsOf(judgeServedChain(judged)), QStringList{});
    QCOMPARE(idsOf(judgeTlsHandshake(judged)), QStringList{});
    QCOMPARE(idsOf(judgeTrustFile(judged)), QStringList{});
}

void TestTlsJudge::missingIntermediateIsNamed()
{
    const Findings findings = judgeServedChain(input({toQt(m_leaf.der())}));
    QCOMPARE(idsOf(findings), QStringList{u"tls-incomplete-chain"_s});
    const Arguments &arguments = findings.first().arguments;
    QCOMPARE(arguments.value(Argument::MissingSubject), u"O=Example Corp, CN=Example Corp Issuing CA 1"_s);
    QCOMPARE(arguments.value(Argument::Host), u"gitlab.example.test"_s);
    QCOMPARE(arguments.value(Argument::Store), u"this computer's authorities"_s);
    QCOMPARE(findings.first().evidence.size(), 1);
}

void TestTlsJudge::bundleOfTheWorkstationIsAdded()
{
    JudgeInput judged = input({toQt(m_leaf.der()), toQt(m_issuing.der())});
    judged.systemTrust =
        std::make_shared<const TrustStore>("none of ours", std::vector<CertificatePtr>{m_other.certificate()});
    QCOMPARE(idsOf(judgeServedChain(judged)), QStringList{u"tls-untrusted-ca"_s});
    judged.evidence.insert(role::kCaBundle, fileOf(u"/etc/corporate.pem"_s, pemOf(m_root)));
    QCOMPARE(idsOf(judgeServedChain(judged)), QStringList{});
}

void TestTlsJudge::gatewayBundleWithoutTheAuthorityIsNamed()
{
    JudgeInput judged = input({toQt(m_leaf.der()), toQt(m_issuing.der())});
    QCOMPARE(idsOf(judgeChainForGatewayBundle(judged)), QStringList{});
    judged.evidence.insert(role::kGatewayBundle, fileOf(u"cacert.pem"_s, pemOf(m_other)));
    const Findings findings = judgeChainForGatewayBundle(judged);
    QCOMPARE(idsOf(findings), QStringList{u"tls-gateway-bundle-lacks-ca"_s});
    QCOMPARE(findings.first().arguments.value(Argument::Store), u"cacert.pem"_s);
    QCOMPARE(findings.first().evidence.size(), 2);
    judged.evidence.insert(role::kGatewayBundle, fileOf(u"cacert.pem"_s, pemOf(m_other) + pemOf(m_root)));
    QCOMPARE(idsOf(judgeChainForGatewayBundle(judged)), QStringList{});
}

void TestTlsJudge::faultsThatTheWorkstationSeesAreNotRepeated()
{
    CertificateRecipe recipe;
    recipe.notAfter = "20260501000000Z";
    const MadeCertificate expired = MadeCertificate::make(recipe, &m_issuing);
    JudgeInput judged = input({toQt(expired.der()), toQt(m_issuing.der())});
    judged.evidence.insert(role::kGatewayBundle, fileOf(u"cacert.pem"_s, pemOf(m_root)));
    QCOMPARE(idsOf(judgeServedChain(judged)), QStringList{u"tls-expired"_s});
    QCOMPARE(idsOf(judgeChainForGatewayBundle(judged)), QStringList{});
}

void TestTlsJudge::gitlabWithoutTheAuthorityIsNamed()
{
    JudgeInput judged = input({toQt(m_leaf.der()), toQt(m_issuing.der())});
    judged.evidence.insert(role::kGitlabTrust, fileOf(u"trusted-certs"_s, pemOf(m_other)));
    QCOMPARE(idsOf(judgeChainForGitlabTrust(judged)), QStringList{u"tls-gitlab-lacks-ca"_s});
    judged.evidence.insert(role::kGitlabTrust, fileOf(u"trusted-certs"_s, pemOf(m_root)));
    QCOMPARE(idsOf(judgeChainForGitlabTrust(judged)), QStringList{});
}

void TestTlsJudge::handshakeFailuresAreToldApart_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("asked");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *name, NetworkFailureKind kind, bool asked, const QString &id) {
        QTest::newRow(name) << static_cast<int>(kind) << asked << id;
    };
    row("plain text", NetworkFailureKind::NotTls, false, u"tls-not-tls"_s);
    row("old protocol", NetworkFailureKind::TlsAlertProtocolVersion, false, u"tls-protocol-too-old"_s);
    row("old cipher", NetworkFailureKind::TlsUnsupportedProtocol, false, u"tls-protocol-too-old"_s);
    row("alert about a certificate", NetworkFailureKind::TlsAlertCertificateRequired, false,
        u"tls-client-certificate-required"_s);
    row("closed after asking", NetworkFailureKind::ClosedByPeer, true, u"tls-client-certificate-required"_s);
    row("closed without asking", NetworkFailureKind::ClosedByPeer, false, QString{});
    row("another alert", NetworkFailureKind::TlsOther, false, u"tls-handshake-failed"_s);
    row("no name", NetworkFailureKind::NameNotFound, false, QString{});
}

void TestTlsJudge::handshakeFailuresAreToldApart()
{
    QFETCH(int, kind);
    QFETCH(bool, asked);
    QFETCH(QString, id);
    HttpExchange exchange;
    exchange.url = QUrl{u"https://gitlab.example.test/"_s};
    exchange.failure.kind = static_cast<NetworkFailureKind>(kind);
    exchange.failure.stage = NetworkStage::Tls;
    exchange.tls = TlsHandshake{};
    exchange.tls->clientCertificateRequested = asked;
    JudgeInput judged = input({});
    judged.evidence.insert(role::kExchange, evidenceFrom(exchange));
    QCOMPARE(idsOf(judgeTlsHandshake(judged)).join(u","_s), id);
}

void TestTlsJudge::trustFilesAreRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("readError");
    QTest::addColumn<QString>("id");
    QTest::newRow("a root") << pemOf(m_root) << QString{} << QString{};
    QTest::newRow("not there") << QByteArray{} << u"there is no such file"_s << u"ca-bundle-path-missing"_s;
    QTest::newRow("empty") << QByteArray{} << QString{} << u"pem-empty"_s;
    QTest::newRow("binary") << toQt(m_root.der()) << QString{} << u"pem-wrong-format"_s;
    QTest::newRow("cut off") << pemOf(m_root).chopped(60) << QString{} << u"pem-unreadable"_s;
    QTest::newRow("a byte order mark") << QByteArray{"\xEF\xBB\xBF"} + pemOf(m_root) << QString{}
                                       << u"pem-byte-order-mark"_s;
    QTest::newRow("with a key") << QByteArray{"-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"} +
                                       pemOf(m_root)
                                << QString{} << u"pem-contains-private-key"_s;
}

void TestTlsJudge::trustFilesAreRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, readError);
    QFETCH(QString, id);
    JudgeInput judged = input({});
    judged.evidence.insert(role::kExchange, fileOf(u"/etc/bundle.pem"_s, bytes, readError));
    const Findings findings = judgeTrustFile(judged);
    QCOMPARE(idsOf(findings).join(u","_s), id);
    for (const Finding &finding : findings) {
        QCOMPARE(finding.arguments.value(Argument::Path), u"/etc/bundle.pem"_s);
    }
}

void TestTlsJudge::garbageInPlaceOfACertificateIsAFinding()
{
    QCOMPARE(idsOf(judgeServedChain(input({QByteArray{"\x30\x82\xFF\xFF garbage"}}))),
             QStringList{u"tls-invalid-certificate"_s});
}

DUODOCTOR_TEST_MAIN(TestTlsJudge)
#include "tst_tls_judge.moc"
