#include "certificate/chain_judgement.h"
#include "certificate/chain_picture.h"
#include "certificate_maker.h"

#include "support/test_main.h"

using namespace duodoctor;

namespace
{

QString problemName(ChainProblem problem)
{
    return QString::number(static_cast<int>(problem));
}

Moment noon()
{
    return *momentFromRfc3339("2026-06-01T12:00:00Z");
}

/// A root, an authority below it and a server's certificate, each as the test wants it.
struct Lab {
    CertificateRecipe rootRecipe = authorityRecipe("Example Corp Root CA");
    CertificateRecipe issuingRecipe = authorityRecipe("Example Corp Issuing CA 1");
    CertificateRecipe leafRecipe;
    QString host = QStringLiteral("gitlab.example.test");
    bool sendsIssuing = true;
    bool sendsRoot = false;
    bool trustsRoot = true;

    ChainJudgement judge() const
    {
        const MadeCertificate root = MadeCertificate::make(rootRecipe);
        const MadeCertificate issuing = MadeCertificate::make(issuingRecipe, &root);
        const MadeCertificate leaf = MadeCertificate::make(leafRecipe, &issuing);
        const MadeCertificate other = MadeCertificate::make(authorityRecipe("Northwind Root"));
        std::vector<CertificatePtr> sent{leaf.certificate()};
        if (sendsIssuing) {
            sent.push_back(issuing.certificate());
        }
        if (sendsRoot) {
            sent.push_back(root.certificate());
        }
        const std::vector<CertificatePtr> trusted{trustsRoot ? root.certificate() : other.certificate()};
        return judgeChain({sent,
                           {std::make_shared<const TrustStore>("the test's store", trusted)},
                           HostName::parse(host.toStdString()),
                           noon()});
    }
};

using Change = void (*)(Lab &);

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(ChainProblem)

class TestChainJudgement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wholeChainIsTrustedByEveryClient();
    void firstIssueNamesTheFault_data();
    void firstIssueNamesTheFault();
    void acceptedChainsCarryWarnings_data();
    void acceptedChainsCarryWarnings();
    void missingIntermediateIsNamedWithItsAddress();
    void untrustedRootThatWasSentCanBeAppended();
    void selfSignedCertificateInTheStoreIsTrusted();
    void anotherIssuerIsTriedWhereOpenSslDoesNot();
    void commonNameIsEnoughForOpenSslOnly();
    void missingKeyIdentifiersStopOnlyStrictOpenSsl();
    void wouldTrustAgreesWithTheJudgement();
    void emptyChainIsNotTrusted();
    void manyCrossSignedAuthoritiesEndWithinMilliseconds();
    void damagedCertificatesAreNeverTrusted();
};

void TestChainJudgement::wholeChainIsTrustedByEveryClient()
{
    const ChainJudgement judgement = Lab{}.judge();
    QVERIFY(judgement.trusted);
    QCOMPARE(judgement.path.certificates.size(), size_t{3});
    for (const ClientKind kind : kAllClientKinds) {
        QVERIFY(judgement.isAcceptedBy(kind));
    }
    for (const ChainIssue &issue : judgement.issues) {
        QCOMPARE(weightOf(issue), IssueWeight::Notice);
    }
}

void TestChainJudgement::firstIssueNamesTheFault_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<ChainProblem>("problem");
    const auto row = [](const char *name, Change change, ChainProblem problem) {
        QTest::newRow(name) << change << problem;
    };
    row(
        "expired yesterday", [](Lab &lab) { lab.leafRecipe.notAfter = "20260531120000Z"; }, ChainProblem::Expired);
    row(
        "not valid before tomorrow", [](Lab &lab) { lab.leafRecipe.notBefore = "20260602000000Z"; },
        ChainProblem::NotYetValid);
    row(
        "intermediate expired", [](Lab &lab) { lab.issuingRecipe.notAfter = "20260101000000Z"; },
        ChainProblem::IntermediateExpired);
    row(
        "root expired", [](Lab &lab) { lab.rootRecipe.notAfter = "20260101000000Z"; }, ChainProblem::RootExpired);
    row(
        "another host", [](Lab &lab) { lab.host = QStringLiteral("other.example.test"); },
        ChainProblem::HostnameMismatch);
    row(
        "an address that is not listed", [](Lab &lab) { lab.host = QStringLiteral("192.0.2.7"); },
        ChainProblem::HostnameMismatch);
    row(
        "an address written as a DNS name",
        [](Lab &lab) {
            lab.leafRecipe.alternativeNames = "DNS:192.0.2.7";
            lab.host = QStringLiteral("192.0.2.7");
        },
        ChainProblem::HostnameMismatch);
    row(
        "wildcard two labels deep",
        [](Lab &lab) {
            lab.leafRecipe.alternativeNames = "DNS:*.example.test";
            lab.host = QStringLiteral("a.b.example.test");
        },
        ChainProblem::HostnameMismatch);
    row(
        "wildcard for the domain itself",
        [](Lab &lab) {
            lab.leafRecipe.alternativeNames = "DNS:*.example.test";
            lab.host = QStringLiteral("example.test");
        },
        ChainProblem::HostnameMismatch);
    row(
        "common name only", [](Lab &lab) { lab.leafRecipe.alternativeNames.clear(); }, ChainProblem::CommonNameOnly);
    row(
        "for code signing", [](Lab &lab) { lab.leafRecipe.extendedKeyUsage = "codeSigning"; },
        ChainProblem::WrongUsage);
    row(
        "RSA with 1024 bits", [](Lab &lab) { lab.leafRecipe.rsaBits = 1024; }, ChainProblem::WeakKey);
    row(
        "signed with SHA-1", [](Lab &lab) { lab.leafRecipe.sha1 = true; }, ChainProblem::WeakSignature);
    row(
        "intermediate signed with SHA-1", [](Lab &lab) { lab.issuingRecipe.sha1 = true; }, ChainProblem::WeakSignature);
    row(
        "intermediate is no authority", [](Lab &lab) { lab.issuingRecipe.basicConstraints = "critical,CA:FALSE"; },
        ChainProblem::NotACa);
    row(
        "intermediate may not sign", [](Lab &lab) { lab.issuingRecipe.keyUsage = "critical,cRLSign"; },
        ChainProblem::NotACa);
    row(
        "path length", [](Lab &lab) { lab.rootRecipe.basicConstraints = "critical,CA:TRUE,pathlen:0"; },
        ChainProblem::PathLength);
    row(
        "host excluded by name constraints",
        [](Lab &lab) { lab.issuingRecipe.nameConstraints = "critical,permitted;DNS:corp.example.net"; },
        ChainProblem::NameConstraint);
    row(
        "address excluded by name constraints",
        [](Lab &lab) {
            lab.leafRecipe.alternativeNames = "IP:192.0.2.7";
            lab.host = QStringLiteral("192.0.2.7");
            lab.issuingRecipe.nameConstraints = "critical,excluded;IP:192.0.2.0/255.255.255.0";
        },
        ChainProblem::NameConstraint);
    row(
        "intermediate not sent", [](Lab &lab) { lab.sendsIssuing = false; }, ChainProblem::IncompleteChain);
    row(
        "root not in the store", [](Lab &lab) { lab.trustsRoot = false; }, ChainProblem::UntrustedCa);
    row(
        "a proxy between",
        [](Lab &lab) {
            lab.issuingRecipe.organization = "Zscaler Inc.";
            lab.trustsRoot = false;
        },
        ChainProblem::Intercepted);
    row(
        "mkcert",
        [](Lab &lab) {
            lab.issuingRecipe.organization = "mkcert development CA";
            lab.trustsRoot = false;
        },
        ChainProblem::DevelopmentCa);
}

void TestChainJudgement::firstIssueNamesTheFault()
{
    QFETCH(Change, change);
    QFETCH(ChainProblem, problem);
    Lab lab;
    change(lab);
    const ChainJudgement judgement = lab.judge();
    QVERIFY(!judgement.trusted);
    QVERIFY(!judgement.issues.empty());
    QCOMPARE(weightOf(judgement.issues.front()), IssueWeight::Error);
    QCOMPARE(problemName(judgement.issues.front().problem), problemName(problem));
}

void TestChainJudgement::acceptedChainsCarryWarnings_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<ChainProblem>("problem");
    const auto row = [](const char *name, Change change, ChainProblem problem) {
        QTest::newRow(name) << change << problem;
    };
    row(
        "expires in ten days", [](Lab &lab) { lab.leafRecipe.notAfter = "20260611120000Z"; },
        ChainProblem::ExpiresSoon);
    row(
        "valid for two years", [](Lab &lab) { lab.leafRecipe.notAfter = "20280101000000Z"; },
        ChainProblem::ValidityTooLong);
    row(
        "the proxy's root is in the store", [](Lab &lab) { lab.issuingRecipe.organization = "Netskope Inc"; },
        ChainProblem::Intercepted);
}

void TestChainJudgement::acceptedChainsCarryWarnings()
{
    QFETCH(Change, change);
    QFETCH(ChainProblem, problem);
    Lab lab;
    change(lab);
    const ChainJudgement judgement = lab.judge();
    QVERIFY(judgement.trusted);
    QVERIFY(!judgement.issues.empty());
    QCOMPARE(weightOf(judgement.issues.front()), IssueWeight::Warning);
    QCOMPARE(problemName(judgement.issues.front().problem), problemName(problem));
}

void TestChainJudgement::missingIntermediateIsNamedWithItsAddress()
{
    Lab lab;
    lab.sendsIssuing = false;
    lab.leafRecipe.issuerUrl = "http://pki.example.test/issuing.crt";
    const ChainJudgement judgement = lab.judge();
    QCOMPARE(QString::fromStdString(judgement.missing.subject),
             QStringLiteral("O=Example Corp, CN=Example Corp Issuing CA 1"));
    QCOMPARE(QString::fromStdString(judgement.missing.url), QStringLiteral("http://pki.example.test/issuing.crt"));
    QVERIFY(!judgement.missing.isRoot);

    const ChainPicture picture = pictureOf(judgement, {});
    QCOMPARE(picture.nodes.size(), size_t{2});
    QCOMPARE(picture.nodes[1].origin, ChainPicture::Origin::Missing);
}

void TestChainJudgement::untrustedRootThatWasSentCanBeAppended()
{
    Lab lab;
    lab.sendsRoot = true;
    lab.trustsRoot = false;
    const ChainJudgement judgement = lab.judge();
    QVERIFY(judgement.missing.isRoot);
    QVERIFY(judgement.missing.sent != nullptr);
    QVERIFY(judgement.missing.sent->toPem().starts_with("-----BEGIN CERTIFICATE-----\n"));
}

void TestChainJudgement::selfSignedCertificateInTheStoreIsTrusted()
{
    const MadeCertificate leaf = MadeCertificate::make({});
    const HostName host = HostName::parse("gitlab.example.test");
    const std::vector<CertificatePtr> sent{leaf.certificate()};
    const auto store = std::make_shared<const TrustStore>("the test's store", sent);
    QVERIFY(judgeChain({sent, {store}, host, noon()}).trusted);
    const ChainJudgement alone = judgeChain({sent, {}, host, noon()});
    QVERIFY(!alone.trusted);
    QCOMPARE(problemName(alone.issues.front().problem), problemName(ChainProblem::SelfSigned));
}

void TestChainJudgement::anotherIssuerIsTriedWhereOpenSslDoesNot()
{
    // Two certificates of one authority: the first leads to a root that nobody trusts, the second to the trusted one.
    const MadeCertificate unknownRoot = MadeCertificate::make(authorityRecipe("Unknown Root"));
    CertificateRecipe expired = authorityRecipe("Old Root");
    expired.notAfter = "20250101000000Z";
    const MadeCertificate root = MadeCertificate::make(authorityRecipe("Example Corp Root CA"));
    const MadeCertificate issuing = MadeCertificate::make(authorityRecipe("Issuing"), &root);
    const MadeCertificate leaf = MadeCertificate::make({}, &issuing);
    CertificateRecipe decoyRecipe = authorityRecipe("Issuing");
    const MadeCertificate decoy = MadeCertificate::make(decoyRecipe, &unknownRoot);
    const auto store =
        std::make_shared<const TrustStore>("the test's store", std::vector<CertificatePtr>{root.certificate()});
    const ChainJudgement judgement = judgeChain({{leaf.certificate(), decoy.certificate(), issuing.certificate()},
                                                 {store},
                                                 HostName::parse("gitlab.example.test"),
                                                 noon()});
    QVERIFY(judgement.trusted);
    QVERIFY(judgement.path.certificates[1]->isSameAs(*issuing.certificate()));
}

void TestChainJudgement::commonNameIsEnoughForOpenSslOnly()
{
    Lab lab;
    lab.leafRecipe.alternativeNames.clear();
    const ChainJudgement judgement = lab.judge();
    QVERIFY(judgement.isAcceptedBy(ClientKind::OpenSsl));
    QVERIFY(!judgement.isAcceptedBy(ClientKind::OpenSslStrict));
    QVERIFY(!judgement.isAcceptedBy(ClientKind::Go));
}

void TestChainJudgement::missingKeyIdentifiersStopOnlyStrictOpenSsl()
{
    Lab lab;
    lab.issuingRecipe.basicConstraints = "CA:TRUE"; // not critical
    const ChainJudgement judgement = lab.judge();
    QVERIFY(judgement.trusted);
    QVERIFY(judgement.isAcceptedBy(ClientKind::OpenSsl));
    QVERIFY(!judgement.isAcceptedBy(ClientKind::OpenSslStrict));
    QVERIFY(judgement.isAcceptedBy(ClientKind::Go));
    QCOMPARE(judgement.issues.front().rule, ProfileRule::StrictBasicConstraintsNotCritical);
    QVERIFY(judgement.issues.front().refusedBy == ClientSet{ClientKind::OpenSslStrict});
}

void TestChainJudgement::wouldTrustAgreesWithTheJudgement()
{
    const MadeCertificate root = MadeCertificate::make(authorityRecipe("Root"));
    const MadeCertificate leaf = MadeCertificate::make({}, &root);
    const auto store =
        std::make_shared<const TrustStore>("the test's store", std::vector<CertificatePtr>{root.certificate()});
    const std::vector<Bytes> chain{leaf.der()};
    QVERIFY(wouldTrust(chain, HostName::parse("gitlab.example.test"), {store}, noon()));
    QVERIFY(!wouldTrust(chain, HostName::parse("other.example.test"), {store}, noon()));
    QVERIFY(!wouldTrust({}, HostName::parse("gitlab.example.test"), {store}, noon()));
    QVERIFY(!wouldTrust(chain, HostName::parse("gitlab.example.test"), {}, noon()));
}

void TestChainJudgement::emptyChainIsNotTrusted()
{
    const ChainJudgement judgement = judgeChain({{}, {}, HostName::parse("a.example"), noon()});
    QVERIFY(!judgement.trusted);
    QVERIFY(judgement.path.certificates.empty());
}

void TestChainJudgement::manyCrossSignedAuthoritiesEndWithinMilliseconds()
{
    // Authorities that all sign each other: a path builder without bounds would try factorially many paths.
    constexpr int kAuthorities = 8;
    std::vector<MadeCertificate> roots;
    for (int i = 0; i < kAuthorities; ++i) {
        roots.push_back(MadeCertificate::make(authorityRecipe("Ring")));
    }
    const MadeCertificate leaf = MadeCertificate::make({}, &roots.front());
    std::vector<CertificatePtr> sent{leaf.certificate()};
    for (const MadeCertificate &subject : roots) {
        for (const MadeCertificate &issuer : roots) {
            sent.push_back(MadeCertificate::make(authorityRecipe("Ring"), &issuer).certificate());
        }
        sent.push_back(subject.certificate());
    }
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!judgeChain({sent, {}, HostName::parse("gitlab.example.test"), noon()}).trusted);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void TestChainJudgement::damagedCertificatesAreNeverTrusted()
{
    const MadeCertificate root = MadeCertificate::make(authorityRecipe("Root"));
    const MadeCertificate leaf = MadeCertificate::make({}, &root);
    const auto store =
        std::make_shared<const TrustStore>("the test's store", std::vector<CertificatePtr>{root.certificate()});
    const HostName host = HostName::parse("gitlab.example.test");
    for (size_t position = 0; position < leaf.der().size(); ++position) {
        for (const std::uint8_t change : {std::uint8_t{0x01}, std::uint8_t{0x80}, std::uint8_t{0xFF}}) {
            Bytes damaged = leaf.der();
            damaged[position] = static_cast<std::uint8_t>(damaged[position] ^ change);
            const std::vector<Bytes> chain{damaged};
            QVERIFY2(!wouldTrust(chain, host, {store}, noon()), qPrintable(QString::number(position)));
        }
    }
    for (size_t length = 0; length < leaf.der().size(); ++length) {
        const std::vector<Bytes> chain{Bytes(leaf.der().begin(), leaf.der().begin() + static_cast<long>(length))};
        QVERIFY(!wouldTrust(chain, host, {store}, noon()));
    }
}

DUODOCTOR_TEST_MAIN(TestChainJudgement)
#include "tst_chain_judgement.moc"
