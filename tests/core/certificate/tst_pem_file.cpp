#include "certificate/pem_file.h"
#include "certificate/trust_store.h"
#include "certificate_maker.h"

#include "support/test_main.h"

#include <random>

using namespace duodoctor;

namespace
{

std::string samplePem()
{
    static const std::string pem = MadeCertificate::make(authorityRecipe("Root")).pem();
    return pem;
}

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(PemProblem)

class TestPemFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void formsThatClientsReadAreUsable_data();
    void formsThatClientsReadAreUsable();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void byteOrderMarkConcernsGoOnly();
    void privateKeyIsNamedBesideTheCertificates();
    void damagedTextNeverCrashes();
    void storeFindsAuthoritiesBySubject();
    void systemStoreObeysTheEnvironment();
};

void TestPemFile::formsThatClientsReadAreUsable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("count");
    const std::string pem = samplePem();
    const auto row = [](const char *name, const std::string &text, int count) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << count;
    };
    row("plain", pem, 1);
    row("CRLF", replaced(pem, "\n", "\r\n"), 1);
    row("without a last line end", pem.substr(0, pem.size() - 1), 1);
    row("blanks at the ends of lines", replaced(pem, "\n", "  \n"), 1);
    row("comments between", "# one\n" + pem + "Issuer: somebody\n" + pem, 2);
}

void TestPemFile::formsThatClientsReadAreUsable()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, count);
    const PemFile file = readPemFile(bytesOf({bytes.constData(), static_cast<size_t>(bytes.size())}));
    QVERIFY(file.isUsable());
    QVERIFY(file.issues.empty());
    QCOMPARE(static_cast<int>(file.certificates.size()), count);
}

void TestPemFile::mistakesAreNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<PemProblem>("problem");
    const std::string pem = samplePem();
    const auto row = [](const char *name, const std::string &text, PemProblem problem) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << problem;
    };
    const Bytes der = MadeCertificate::make({}).der();
    std::string utf16 = "\xFF\xFE";
    for (const char c : pem) {
        utf16 += c;
        utf16 += '\0';
    }
    row("empty", "", PemProblem::Empty);
    row("blank lines", "\n \r\n", PemProblem::Empty);
    row("comments only", "# roots\n# to be filled in\n", PemProblem::Empty);
    row("a web page", "<!doctype html><title>404</title>", PemProblem::Unreadable);
    row("indented", "    " + replaced(pem, "\n", "\n    "), PemProblem::Unreadable);
    row("line ends escaped", replaced(pem, "\n", "\\n"), PemProblem::Unreadable);
    row("two glued together", replaced(pem + pem, "-----\n-----", "----------"), PemProblem::Unreadable);
    row("cut in the middle", pem.substr(0, pem.size() / 2), PemProblem::Unreadable);
    row("a foreign character", replaced(pem, "MII", "M!I"), PemProblem::Unreadable);
    row("no certificate in the block", "-----BEGIN CERTIFICATE-----\nSGVsbG8=\n-----END CERTIFICATE-----\n",
        PemProblem::Unreadable);
    row("binary DER", std::string{textOf(der)}, PemProblem::WrongFormat);
    row("UTF-16", utf16, PemProblem::WrongFormat);
    row("a request", replaced(pem, "CERTIFICATE", "CERTIFICATE REQUEST"), PemProblem::WrongFormat);
    row("PKCS#7 in PEM", replaced(pem, "CERTIFICATE", "PKCS7"), PemProblem::WrongFormat);
}

void TestPemFile::mistakesAreNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(PemProblem, problem);
    const PemFile file = readPemFile(bytesOf({bytes.constData(), static_cast<size_t>(bytes.size())}));
    QVERIFY(!file.isUsable());
    QCOMPARE(static_cast<int>(file.issues.front().problem), static_cast<int>(problem));
}

void TestPemFile::byteOrderMarkConcernsGoOnly()
{
    const std::string text = "\xEF\xBB\xBF" + samplePem();
    const PemFile file = readPemFile(bytesOf(text));
    QVERIFY(file.isUsable());
    QCOMPARE(static_cast<int>(file.issues.front().problem), static_cast<int>(PemProblem::ByteOrderMark));
    QVERIFY(file.issues.front().refusedBy == ClientSet{ClientKind::Go});
}

void TestPemFile::privateKeyIsNamedBesideTheCertificates()
{
    const std::string text = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + samplePem();
    const PemFile file = readPemFile(bytesOf(text));
    QVERIFY(file.isUsable());
    QCOMPARE(file.certificates.size(), size_t{1});
    QCOMPARE(static_cast<int>(file.issues.front().problem), static_cast<int>(PemProblem::ContainsPrivateKey));
}

void TestPemFile::damagedTextNeverCrashes()
{
    std::mt19937 random{20261121};
    const std::string pem = samplePem() + samplePem();
    for (int round = 0; round < 3000; ++round) {
        std::string damaged = pem;
        const size_t changes = 1 + random() % 8;
        for (size_t i = 0; i < changes; ++i) {
            const size_t at = random() % damaged.size();
            switch (random() % 3) {
            case 0:
                damaged[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                damaged.erase(at, 1 + random() % 40);
                break;
            default:
                damaged.insert(at, pem, random() % pem.size(), random() % 80);
                break;
            }
        }
        const PemFile file = readPemFile(bytesOf(damaged));
        for (const Bytes &der : file.certificates) {
            if (const CertificatePtr certificate = Certificate::parse(der)) {
                QVERIFY(!certificate->fingerprint().empty());
            }
        }
    }
}

void TestPemFile::storeFindsAuthoritiesBySubject()
{
    const MadeCertificate root = MadeCertificate::make(authorityRecipe("Root"));
    const MadeCertificate other = MadeCertificate::make(authorityRecipe("Other"));
    const MadeCertificate leaf = MadeCertificate::make({}, &root);
    const TrustStorePtr store = TrustStore::fromPem("two", root.pem() + other.pem());
    QCOMPARE(store->size(), size_t{2});
    const auto found = store->withSubject(leaf.certificate()->issuer);
    QCOMPARE(found.size(), size_t{1});
    QVERIFY(found.front()->isSameAs(*root.certificate()));
    QVERIFY(!store->find(*leaf.certificate()));
    QVERIFY(store->knowsOrganization("Example Corp"));
    QVERIFY(!store->knowsOrganization("Northwind"));
}

void TestPemFile::systemStoreObeysTheEnvironment()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("roots.pem"));
    QFile file{path};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(samplePem()));
    file.close();
    const std::string bundle = path.toStdString();
    const std::string directory = folder.path().toStdString();
    const auto fromFile = TrustStore::system(
        [&](const char *name) { return std::string_view{name} == "SSL_CERT_FILE" ? bundle : std::string{}; });
    QCOMPARE(fromFile->size(), size_t{1});
    const auto fromFolder = TrustStore::system(
        [&](const char *name) { return std::string_view{name} == "SSL_CERT_DIR" ? directory : std::string{}; });
    QCOMPARE(fromFolder->size(), size_t{1});
}

DUODOCTOR_TEST_MAIN(TestPemFile)
#include "tst_pem_file.moc"
