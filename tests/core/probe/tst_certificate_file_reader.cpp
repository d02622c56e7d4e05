#include "probe/certificate_file_reader.h"

#include "support/probe_harness.h"
#include "support/test_main.h"

#include <QTemporaryDir>

#include <sys/stat.h>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kCertificate = "-----BEGIN CERTIFICATE-----\nMIIBcert\n-----END CERTIFICATE-----\n";
const QByteArray kKey = "-----BEGIN PRIVATE KEY-----\nMIIBkey\n-----END PRIVATE KEY-----\n";

} // namespace

class TestCertificateFileReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void fileIsReadByAProbe();
    void folderIsJoinedInTheOrderOfItsNames();
    void privateKeysAreCutOut_data();
    void privateKeysAreCutOut();
    void binaryBytesStay();
    void missingFileIsSaid();
    void pipeIsNotWaitedFor();
    void hugeFileIsCut();

private:
    QString write(const QString &name, const QByteArray &bytes) const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCertificateFileReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestCertificateFileReader::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(file.fileName()));
    }
    return file.fileName();
}

void TestCertificateFileReader::fileIsReadByAProbe()
{
    Prober prober(bareEnvironment());
    const QString path = write(u"a bundle.pem"_s, kCertificate + kKey);
    const EvidencePtr evidence = probeOnce(prober, CertificateFileRequest{path});
    QVERIFY(evidence && evidence->certificateFile());
    QCOMPARE(evidence->certificateFile()->path, path);
    QVERIFY(evidence->certificateFile()->readError.isEmpty());
    QVERIFY(evidence->certificateFile()->hadPrivateKey);
    QVERIFY(evidence->certificateFile()->bytes.startsWith(kCertificate));
    QVERIFY(!evidence->certificateFile()->bytes.contains("MIIBkey"));
    QCOMPARE(evidence->command, u"openssl storeutl -noout -text -certs '%1'"_s.arg(path));
}

void TestCertificateFileReader::folderIsJoinedInTheOrderOfItsNames()
{
    write(u"b.crt"_s, "second");
    write(u"a.crt"_s, "first");
    QDir(m_folder->path()).mkdir(u"sub"_s);
    const CertificateFile file = readCertificateFile(m_folder->path(), NoRedaction());
    QCOMPARE(file.bytes, QByteArray("first\nsecond"));
    QVERIFY(file.readError.isEmpty());
}

void TestCertificateFileReader::privateKeysAreCutOut_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("isFound");
    const QByteArray marker = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n";
    QTest::newRow("none") << kCertificate << kCertificate << false;
    QTest::newRow("behind") << kCertificate + kKey << kCertificate + marker << true;
    QTest::newRow("between") << kKey + kCertificate + kKey << marker + kCertificate + marker << true;
    QTest::newRow("encrypted, old style")
        << QByteArray("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nabc\n"
                      "-----END RSA PRIVATE KEY-----")
        << QByteArray("-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----") << true;
    QTest::newRow("without its end") << QByteArray("x\n-----BEGIN EC PRIVATE KEY-----\nabc\ndef")
                                     << QByteArray("x\n-----BEGIN EC PRIVATE KEY-----\n") << true;
    QTest::newRow("public key") << QByteArray("-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----")
                                << QByteArray("-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----") << false;
    QTest::newRow("words only") << QByteArray("-----BEGIN ") << QByteArray("-----BEGIN ") << false;
}

void TestCertificateFileReader::privateKeysAreCutOut()
{
    QFETCH(QByteArray, pem);
    QFETCH(QByteArray, expected);
    QFETCH(bool, isFound);
    QCOMPARE(cutPrivateKeys(pem), isFound);
    QCOMPARE(pem, expected);
}

void TestCertificateFileReader::binaryBytesStay()
{
    const QByteArray der = QByteArray::fromHex("3082025e30820204a00302010202ff00fe");
    QCOMPARE(readCertificateFile(write(u"a.der"_s, der), NoRedaction()).bytes, der);
}

void TestCertificateFileReader::missingFileIsSaid()
{
    const CertificateFile file = readCertificateFile(m_folder->filePath(u"none.pem"_s), NoRedaction());
    QVERIFY(!file.readError.isEmpty());
    QVERIFY(file.bytes.isEmpty());
}

void TestCertificateFileReader::pipeIsNotWaitedFor()
{
    const QString pipe = m_folder->filePath(u"pipe"_s);
    QCOMPARE(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
    QVERIFY(!readCertificateFile(pipe, NoRedaction()).readError.isEmpty());
}

void TestCertificateFileReader::hugeFileIsCut()
{
    constexpr qsizetype kMost = 8 * 1024 * 1024;
    const CertificateFile file = readCertificateFile(write(u"big.pem"_s, QByteArray(kMost + 1000, 'x')), NoRedaction());
    QCOMPARE(file.bytes.size(), kMost);
    QVERIFY(file.readError.contains(u"8 MiB"_s));
}

DUODOCTOR_TEST_MAIN(TestCertificateFileReader)
#include "tst_certificate_file_reader.moc"
