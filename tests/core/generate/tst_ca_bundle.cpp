#include "generate/ca_bundle.h"

#include "certificate/pem_file.h"
#include "support/lab_certificates.h"
#include "support/test_main.h"

#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

BundleFile file(const QString &name, const QByteArray &bytes)
{
    return {u"--add"_s, name, bytes};
}

size_t countIn(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const PemFile pem = readPemFile(
        ByteView(reinterpret_cast<const unsigned char *>(bytes.constData()), static_cast<size_t>(bytes.size())));
    return pem.isUsable() ? pem.certificates.size() : 0;
}

} // namespace

class TestCaBundle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyAuthorityStandsOnceBelowItsSubject()
    {
        const auto a = LabCertificate::make(authorityWish(u"Root A"_s));
        const auto b = LabCertificate::make(authorityWish(u"Root B"_s));
        const Generated merged = mergedBundle(
            file(u"base.pem"_s, a.pem() + b.pem() + a.pem()),
            {file(u"corporate.pem"_s, "text before\r\n" + b.pem()),
             file(u"more.pem"_s, LabCertificate::make(authorityWish(u"Rößt\n-----BEGIN CERTIFICATE-----"_s)).pem())},
            {u"Head"_s});
        QVERIFY2(merged.isOk(), qPrintable(merged.problem.sentence));
        QCOMPARE(countIn(merged.text), size_t(3));
        QCOMPARE(merged.text.count("Root A"_L1), 1);
        QCOMPARE(merged.text.count("Root B"_L1), 1);
        QVERIFY(merged.text.startsWith("# Head\n"_L1));
        QVERIFY(merged.text.contains("# from more.pem\n-----BEGIN"_L1));
        for (const QChar c : merged.text) {
            QVERIFY(c.unicode() < 127);
        }
    }

    void aPrivateKeyIsRefusedAndNotShown()
    {
        const auto root = LabCertificate::make(authorityWish(u"Root"_s));
        const Generated merged =
            mergedBundle(file(u"base.pem"_s, root.pem()), {file(u"all.pem"_s, root.pem() + root.keyPem())}, {});
        QVERIFY(merged.text.isEmpty());
        QVERIFY(merged.problem.sentence.contains("private key"_L1));
        QVERIFY(!merged.problem.sentence.contains("BEGIN"_L1));
        QVERIFY(!mergedBundle(file(u"base.pem"_s, root.keyPem() + root.pem()), {}, {}).isOk());
    }

    void aServersOwnCertificateIsRefused()
    {
        const auto root = LabCertificate::make(authorityWish(u"Root"_s));
        CertificateWish wish;
        wish.commonName = u"gitlab.example.com"_s;
        const Generated merged = mergedBundle(file(u"base.pem"_s, root.pem()),
                                              {file(u"server.pem"_s, LabCertificate::make(wish, &root).pem())}, {});
        QVERIFY(merged.text.isEmpty());
        QVERIFY2(merged.problem.sentence.contains("gitlab.example.com"_L1), qPrintable(merged.problem.sentence));
    }

    void whatIsNoPemIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray pem = LabCertificate::make(authorityWish(u"Root"_s)).pem();
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("half") << pem.left(200);
        QTest::newRow("broken letters") << QByteArray(pem).replace("MII", "!!!");
        QTest::newRow("NUL") << QByteArray(1000, '\0');
    }
    void whatIsNoPemIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray root = LabCertificate::make(authorityWish(u"Root"_s)).pem();
        const Generated merged = mergedBundle(file(u"base.pem"_s, root), {file(u"x.pem"_s, bytes)}, {});
        QVERIFY(!merged.isOk() && merged.text.isEmpty());
        QVERIFY(merged.problem.sentence.startsWith("x.pem: "_L1));
    }

    void filesOfTheDeploymentAreFoundBesideIt()
    {
        QTemporaryDir folder;
        const auto a = LabCertificate::make(authorityWish(u"Public"_s));
        const auto b = LabCertificate::make(authorityWish(u"Corporate"_s));
        for (const auto &[name, bytes] : {std::pair{u"cacert.pem"_s, a.pem()}, std::pair{u"ca.pem"_s, b.pem()}}) {
            QFile out(folder.filePath(name));
            QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) > 0);
        }
        Deployment deployment;
        deployment.baseFolder = folder.path();
        deployment.trust.gatewayBundle = u"cacert.pem"_s;
        deployment.trust.caBundle = u"ca.pem"_s;
        const Generated both = generate(GenerationKind::CaBundle, deployment, {});
        QVERIFY2(both.isOk(), qPrintable(both.problem.sentence));
        QCOMPARE(countIn(both.text), size_t(2));
        // A bundle that is yet to be made: the machine's authorities are the base.
        deployment.trust.gatewayBundle = u"later.pem"_s;
        const Generated system = generate(GenerationKind::CaBundle, deployment, {});
        QVERIFY2(system.isOk(), qPrintable(system.problem.sentence));
        QVERIFY(countIn(system.text) > 50);
        QVERIFY(system.notes.first().contains("this machine"_L1));
        GenerationOptions options;
        options.addedCertificates = QStringList{folder.filePath(u"missing.pem"_s)};
        QCOMPARE(generate(GenerationKind::CaBundle, deployment, options).problem.key, u"--add"_s);
        options.addedCertificates = QStringList{folder.path()};
        QCOMPARE(generate(GenerationKind::CaBundle, deployment, options).problem.key, u"--add"_s);
    }
};

DUODOCTOR_TEST_MAIN(TestCaBundle)
#include "tst_ca_bundle.moc"
