#include "recognise/readers.h"
#include "support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestReaderLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWrappingGivesTheSameEntry_data();
    void everyWrappingGivesTheSameEntry();
    void theWriterIsTold();
    void tracebacksAreOneEntry();
    void aContainerOfAnotherPlatformSaysOneLine();
    void whatIsNoLogIsNone_data();
    void whatIsNoLogIsNone();
    void theNewestEntriesAreKept();
    void anythingIsSurvived();
};

namespace
{

const QString kLine =
    u"{\"logger\": \"exceptions\", \"level\": \"error\", \"timestamp\": \"2026-11-20T09:14:05.441Z\", \"message\": \"Signature verification failed.\"}"_s;

} // namespace

void TestReaderLog::everyWrappingGivesTheSameEntry_data()
{
    QTest::addColumn<QString>("text");
    QString escaped = kLine;
    escaped.replace(u"\""_s, u"\\\""_s);
    QString wrapped = kLine;
    for (qsizetype at = 72; at < wrapped.size(); at += 73) {
        wrapped.insert(at, u'\n');
    }
    QString pretty = kLine;
    pretty.replace(u", "_s, u",\n  "_s).replace(u"{"_s, u"{\n  "_s).replace(u"}"_s, u"\n}"_s);
    QTest::newRow("alone") << kLine;
    QTest::newRow("docker -t") << u"2026-11-20T09:14:05.441550000Z "_s + kLine;
    QTest::newRow("compose") << u"gitlab-aigw-1  | "_s + kLine;
    QTest::newRow("compose with times") << u"aigw-1  | 2026-11-20T09:14:05.441550000Z "_s + kLine;
    QTest::newRow("json-file")
        << u"{\"log\":\"%1\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-20T09:14:05.4Z\"}"_s.arg(escaped);
    QTest::newRow("CRI") << u"2026-11-20T09:14:05.441550000+00:00 stderr F "_s + kLine;
    QTest::newRow("CRI in pieces") << u"2026-11-20T09:14:05.4+00:00 stderr P "_s + kLine.left(40) +
                                          u"\n2026-11-20T09:14:05.4+00:00 stderr F "_s + kLine.mid(40);
    QTest::newRow("kubectl --prefix") << u"[pod/ai-gateway-7d9/ai-gateway] "_s + kLine;
    QTest::newRow("syslog") << u"Nov 20 09:14:05 host1 docker[812]: "_s + kLine;
    QTest::newRow("tail header") << u"==> /var/log/aigw.log <==\n"_s + kLine;
    QTest::newRow("colours") << u"\x1b[31m"_s + kLine + u"\x1b[0m"_s;
    QTest::newRow("wrapped at 72") << wrapped;
    QTest::newRow("pretty") << pretty;
    QTest::newRow("CRLF") << kLine + u"\r\n"_s;
    QTest::newRow("cut at its end") << kLine.chopped(2);
}

void TestReaderLog::everyWrappingGivesTheSameEntry()
{
    QFETCH(QString, text);
    const auto log = readers::serviceLog(text);
    QVERIFY(log);
    QCOMPARE(log->entries.size(), 1);
    const LogEntry &entry = log->entries.first();
    QVERIFY(entry.message.startsWith(u"Signature verification failed"_s));
    QCOMPARE(entry.level, LogEntry::Level::Error);
    QCOMPARE(entry.logger, u"exceptions"_s);
    QCOMPARE(entry.time.toString(Qt::ISODateWithMs), u"2026-11-20T09:14:05.441Z"_s);
}

void TestReaderLog::theWriterIsTold()
{
    const auto gitlab = readers::serviceLog(
        u"{\"severity\":\"ERROR\",\"time\":\"2026-08-20T10:15:31.456Z\",\"message\":\"Failed to request to v2/chat/agent\",\"class\":\"Gitlab::Duo::Chat::StepExecutor\",\"ai_event_name\":\"error_returned\",\"status\":502}"_s);
    QVERIFY(gitlab);
    QCOMPARE(gitlab->writer, ServiceLog::Writer::GitLab);
    QCOMPARE(gitlab->entries.first().status, 502);
    const auto gateway = readers::serviceLog(kLine);
    QCOMPARE(gateway->writer, ServiceLog::Writer::Gateway);
}

void TestReaderLog::tracebacksAreOneEntry()
{
    const auto log = readers::serviceLog(
        u"Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nValueError: one\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"b.py\", line 2\njose.exceptions.JWTError: Signature verification failed.\n"_s +
        kLine);
    QVERIFY(log);
    QCOMPARE(log->entries.size(), 2);
    QCOMPARE(log->entries.first().exceptionClass, u"jose.exceptions.JWTError"_s);
    QVERIFY(log->entries.first().details.contains(u"ValueError: one"_s));
}

void TestReaderLog::aContainerOfAnotherPlatformSaysOneLine()
{
    for (const QString &text : {u"exec /usr/bin/dumb-init: exec format error"_s,
                                u"2026-11-20T09:14:05.441550000Z exec ./run.sh: exec format error\n"_s}) {
        const auto log = readers::serviceLog(text);
        QVERIFY2(log, qPrintable(text));
        QVERIFY(log->entries.last().message.endsWith("exec format error"_L1));
    }
}

void TestReaderLog::whatIsNoLogIsNone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString{};
    QTest::newRow("an answer") << u"{\"detail\":\"Not Found\"}"_s;
    QTest::newRow("a model list") << u"{\"object\":\"list\",\"data\":[{\"id\":\"mistral\"}]}"_s;
    QTest::newRow("an environment") << u"AIGW_GITLAB_URL=https://gitlab.example.com\nPATH=/usr/bin\n"_s;
    QTest::newRow("YAML") << u"services:\n  aigw:\n    image: x\n"_s;
    QTest::newRow("prose") << u"It does not work since yesterday.\nPlease help."_s;
}

void TestReaderLog::whatIsNoLogIsNone()
{
    QFETCH(QString, text);
    QVERIFY(!readers::serviceLog(text));
}

void TestReaderLog::theNewestEntriesAreKept()
{
    QString text;
    for (int i = 0; i < 21000; ++i) {
        text += u"{\"level\":\"info\",\"logger\":\"x\",\"message\":\"%1\"}\n"_s.arg(i);
    }
    const auto log = readers::serviceLog(text);
    QVERIFY(log);
    QCOMPARE(log->entries.size(), 20000);
    QCOMPARE(log->entries.last().message, u"20999"_s);
    QVERIFY(log->isTruncated);
}

void TestReaderLog::anythingIsSurvived()
{
    QElapsedTimer timer;
    timer.start();
    const QDir folder(QStringLiteral(DUODOCTOR_TEST_DATA "/logs"));
    QRandomGenerator random(20261120);
    const QStringList names = folder.entryList({u"*.log"_s}, QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        for (qsizetype length = 0; length < bytes.size(); length += 41) {
            readers::serviceLog(QString::fromUtf8(bytes.left(length)));
        }
        for (int round = 0; round < 50; ++round) {
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            readers::serviceLog(QString::fromUtf8(bytes));
        }
    }
    readers::serviceLog(QString(2000000, u'{'));
    readers::serviceLog(QString(300000, u'\n'));
    readers::serviceLog(u"{\"\n"_s.repeated(200000));
    readers::serviceLog(u"Traceback (most recent call last):\n"_s.repeated(50000));
    QVERIFY2(timer.elapsed() < 60000, qPrintable(QString::number(timer.elapsed())));
}

DUODOCTOR_TEST_MAIN(TestReaderLog)
#include "tst_reader_log.moc"
