#include "check/reading.h"
#include "recognise/recogniser.h"
#include "secrets/standard_redactor.h"
#include "soiling.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

#include <ctime>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using test::CapturedCase;

namespace
{

/// The credential that every text in tests/data/recognise/planted holds, in each place where one can stand.
const QString kPlanted = u"P1anted"_s;

/// Everything that could be shown of a text.
QString shownOf(const QByteArray &bytes, const QString &name = {}, std::optional<EvidenceKind> as = {})
{
    ForeignText foreign;
    foreign.bytes = bytes;
    foreign.name = name;
    foreign.as = as;
    const StandardRedactor redactor;
    const Deployment deployment;
    ReadingContext context;
    context.deployment = &deployment;
    context.now = QDateTime({2026, 11, 22}, {10, 0}, Qt::UTC);
    QString shown;
    for (const EvidencePtr &evidence : recognise(foreign, redactor)) {
        const CheckResult result = readEvidence(evidence, context);
        shown += evidence->command + u'\n' + evidence->text + u'\n' + excerptOf(*evidence).text;
        for (const Finding &finding : result.findings) {
            shown += finding.subject;
            for (const auto &value : finding.arguments.values()) {
                shown += value;
            }
        }
    }
    return shown;
}

QByteArray repeated(const QByteArray &piece, qsizetype size)
{
    return piece.repeated(size / piece.size());
}

} // namespace

class TestReadingBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noCredentialComesOutAgain_data();
    void noCredentialComesOutAgain();
    void noCredentialComesOutOfAPart_data();
    void noCredentialComesOutOfAPart();
    void changedBytesAreSurvived_data();
    void changedBytesAreSurvived();
    void everyTextIsReadAsEveryKind();
    void zeroBytesHideNothing();
    void timeGrowsNoFasterThanTheText_data();
    void timeGrowsNoFasterThanTheText();
};

void TestReadingBounds::noCredentialComesOutAgain_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("soiling");
    const QDir folder(QStringLiteral(DUODOCTOR_TEST_DATA "/recognise/planted"));
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files)) {
        QTest::addRow("%s", qPrintable(file.fileName())) << file.filePath() << -1;
        for (int i = 0; i < test::soilings().size(); ++i) {
            const QByteArray way = test::soilings()[i].name;
            const bool keepsNames = !way.contains("second half") && !way.contains("at its start");
            if (keepsNames) {
                QTest::addRow("%s, %s", qPrintable(file.fileName()), way.constData()) << file.filePath() << i;
            }
        }
    }
}

void TestReadingBounds::noCredentialComesOutAgain()
{
    QFETCH(QString, path);
    QFETCH(int, soiling);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains(kPlanted.toLatin1()));
    if (soiling >= 0) {
        const CapturedCase item{QFileInfo(path).fileName(), u"env"_s, {}, {}, QString::fromUtf8(bytes)};
        bytes = test::soilings()[soiling].soil(item);
    }
    const QString shown = shownOf(bytes, QFileInfo(path).fileName());
    const qsizetype at = shown.indexOf(kPlanted);
    QVERIFY2(at < 0, qPrintable(shown.mid(std::max<qsizetype>(0, at - 80), 120)));
}

void TestReadingBounds::noCredentialComesOutOfAPart_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(DUODOCTOR_TEST_DATA "/recognise/planted"));
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files)) {
        QTest::addRow("%s", qPrintable(file.fileName())) << file.filePath();
    }
}

void TestReadingBounds::noCredentialComesOutOfAPart()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (qsizetype size = 1; size < bytes.size(); size += 61) {
        const QString shown = shownOf(bytes.left(size));
        const qsizetype at = shown.indexOf(kPlanted + u"-5ecret"_s); // fewer characters could be any word
        QVERIFY2(at < 0, qPrintable(QString::number(size) + shown.mid(std::max<qsizetype>(0, at - 80), 120)));
    }
}

void TestReadingBounds::changedBytesAreSurvived_data()
{
    QTest::addColumn<CapturedCase>("item");
    for (const CapturedCase &item : test::capturedCases()) {
        QTest::newRow(qPrintable(item.file)) << item;
    }
}

void TestReadingBounds::changedBytesAreSurvived()
{
    QFETCH(CapturedCase, item);
    constexpr int kVariants = 8;
    constexpr int kChanges = 6;
    const QByteArray whole = item.text.toUtf8();
    QRandomGenerator random(20'261'121);
    for (int i = 0; i < kVariants; ++i) {
        QByteArray changed = whole;
        for (int j = 0; j < kChanges; ++j) {
            changed[random.bounded(static_cast<int>(changed.size()))] = static_cast<char>(random.bounded(256));
        }
        shownOf(changed, item.file);
    }
    const qsizetype step = std::max<qsizetype>(1, whole.size() / 16);
    for (qsizetype size = 0; size < whole.size(); size += step) {
        shownOf(whole.left(size));
        shownOf(whole.mid(size));
    }
}

void TestReadingBounds::everyTextIsReadAsEveryKind()
{
    for (const CapturedCase &item : test::capturedCases()) {
        for (const EvidenceKind kind : recognisableKinds()) {
            const QString shown = shownOf(item.text.toUtf8(), {}, kind);
            for (const QString &secret : item.secrets) {
                QVERIFY2(!shown.contains(secret), qPrintable(item.file));
            }
        }
    }
}

void TestReadingBounds::zeroBytesHideNothing()
{
    for (const CapturedCase &item : test::capturedCases()) {
        QByteArray bytes;
        const QByteArray whole = item.text.toUtf8();
        for (qsizetype i = 0; i < whole.size(); i += 7) {
            bytes += whole.mid(i, 7) + '\0';
        }
        const QString shown = shownOf(bytes);
        for (const QString &secret : item.secrets) {
            QVERIFY2(!shown.contains(secret), qPrintable(item.file));
        }
    }
}

void TestReadingBounds::timeGrowsNoFasterThanTheText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    constexpr qsizetype kSize = 1024 * 1024;
    constexpr qsizetype kHuge = 5 * kSize;
    for (const char *piece : {"a",
                              "{",
                              "[",
                              "\"",
                              "}",
                              "\\",
                              " ",
                              "\t",
                              "\n",
                              "\r",
                              "\x1b",
                              "\x1b[",
                              "> ",
                              "$ ",
                              "=",
                              ":",
                              "-",
                              "```\n",
                              "https://",
                              "a@b:",
                              "-----BEGIN ",
                              "-----BEGIN RSA PRIVATE KEY-----\n",
                              "{\"a\":",
                              "AIGW_A=",
                              "password=",
                              "[redacted: ",
                              "=> ",
                              "irb(main):001> ",
                              "{\"log\":\"",
                              "* ",
                              "< ",
                              "2026-11-21T09:14:05Z ",
                              "eyJ.",
                              "sk-",
                              "#<Ai::SelfHostedModel ",
                              "({",
                              "1 "}) {
        const QByteArray text(piece);
        QTest::addRow("only %s", qPrintable(QString::fromLatin1(text.toPercentEncoding()))) << repeated(text, kSize);
    }
    QTest::newRow("one long value") << QByteArray("AIGW_GITLAB_URL=") + QByteArray(kHuge, 'x') +
                                           "\nHTTP_PROXY=http://p\n";
    QTest::newRow("one long log line") << QByteArray(R"({"severity":"ERROR","message":")") + QByteArray(kHuge, 'x') +
                                              "\"}\n";
    QTest::newRow("deep lists") << QByteArray(kSize / 2, '[') + QByteArray(kSize / 2, ']');
    QTest::newRow("deep objects in a log")
        << QByteArray(R"({"severity":"ERROR","message":)") + repeated("{\"a\":", kSize) + "\n";
    QTest::newRow("long YAML") << QByteArray("services:\n  a:\n    image: x\n") + repeated("    ports:\n", kSize);
    QTest::newRow("deep YAML") << QByteArray("services:\n  image: x\n  ports: ") + QByteArray(kSize, '[');
    QTest::newRow("many prompts") << repeated("root@host:~# curl -v http://x\n", kSize);
    QTest::newRow("many blocks") << repeated("AIGW_A=1\n\n", kSize);
    QByteArray noise(kSize, '\0');
    QRandomGenerator random(7);
    for (char &c : noise) {
        c = static_cast<char>(random.bounded(256));
    }
    QTest::newRow("noise") << noise;
}

void TestReadingBounds::timeGrowsNoFasterThanTheText()
{
    QFETCH(QByteArray, bytes);
    const std::clock_t begin = std::clock();
    shownOf(bytes);
    // Of the processor, so that a busy machine changes nothing. The slowest text takes a twentieth of it with the
    // sanitizers, and what grows with the square of a mebibyte takes hours: this measures no speed.
    constexpr double kLimitSeconds = 60;
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < kLimitSeconds, qPrintable(QString::number(seconds)));
}

DUODOCTOR_TEST_MAIN(TestReadingBounds)
#include "tst_reading_bounds.moc"
