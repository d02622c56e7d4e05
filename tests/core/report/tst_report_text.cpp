#include "golden.h"
#include "report/report_writers.h"
#include "report/text_layout.h"
#include "report/visible_text.h"
#include "sample_report.h"
#include "support/test_main.h"

using namespace Qt::StringLiterals;
using namespace duodoctor;

class TestReportText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sampleLooksAsAgreed()
    {
        QCOMPARE(test::differenceFromGolden(u"sample.txt"_s, writeTextReport(test::sampleReport())), QString{});
    }
    void healthyLooksAsAgreed()
    {
        QCOMPARE(test::differenceFromGolden(u"healthy.txt"_s, writeTextReport(test::healthyReport())), QString{});
    }
    void rootCausesComeBeforeChecks()
    {
        const QByteArray text = writeTextReport(test::sampleReport());
        QVERIFY(text.indexOf("refuses connections") >= 0);
        QVERIFY(text.indexOf("refuses connections") < text.indexOf("GitLab's name resolves"));
    }
    void proseKeepsToTheWidth()
    {
        const QByteArray text = writeTextReport(test::sampleReport(), {.color = false, .width = 60});
        const QList<QByteArray> lines = text.split('\n');
        int within = 0;
        for (const QByteArray &line : lines) {
            // Commands, addresses and a check's title stay whole, to be copied and found.
            if (line.startsWith("    ") && !line.startsWith("           ")) {
                QVERIFY2(QString::fromUtf8(line).size() <= 60, line.constData());
                ++within;
            }
        }
        QVERIFY(within > 10);
    }
    void coloursOnlyWhenAskedFor()
    {
        QVERIFY(!writeTextReport(test::sampleReport()).contains('\033'));
        QByteArray colored = writeTextReport(test::sampleReport(), {.color = true});
        QVERIFY(colored.contains("\033[31m"));
        for (const char *code : {"\033[0m", "\033[1m", "\033[2m", "\033[31m", "\033[32m", "\033[33m"}) {
            colored.replace(code, "");
        }
        QCOMPARE(colored, writeTextReport(test::sampleReport()));
    }
    void everyStatusIsAWordToo()
    {
        const QByteArray text = writeTextReport(test::sampleReport());
        for (const char *word : {"passed", "warning", "failed", "skipped", "blocked"}) {
            QVERIFY2(text.contains(word), word);
        }
    }
    void quietShowsRootCausesOnly()
    {
        const QByteArray text = writeTextReport(test::sampleReport(), {.quiet = true});
        QVERIFY(text.contains("refuses connections"));
        QVERIFY(!text.contains("GitLab's name resolves"));
        QVERIFY(!text.contains("docker run"));
        QVERIFY(writeTextReport(test::healthyReport(), {.quiet = true}).contains("HEALTHY"));
    }
    void verboseShowsEvidenceOnce()
    {
        const QByteArray text = writeTextReport(test::sampleReport(), {.verbose = true});
        QCOMPARE(text.count("failed at connect"), 1);
        QVERIFY(text.contains("evidence e2, shown above"));
        QVERIFY(!writeTextReport(test::sampleReport()).contains("failed at connect"));
    }
    void hostileTextCannotActOnTheTerminal()
    {
        const QString text = QString::fromUtf8(writeTextReport(test::hostileReport(), {.verbose = true}));
        for (const QChar c : text) {
            QVERIFY(c == u'\n' || c.unicode() >= 0x20);
            QVERIFY(c.unicode() < 0x7f || c.unicode() > 0x9f);
            QVERIFY(c != u'\u202E' && c != u'\u2066');
            QVERIFY(!c.isSurrogate());
        }
        QVERIFY(text.contains(u'\u241B'));
    }
    void markdownFlows_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("expected");
        QTest::newRow("paragraph") << u"a\nb\n  c"_s << u"a b c"_s;
        QTest::newRow("two paragraphs") << u"a\n\nb"_s << u"a\n\nb"_s;
        QTest::newRow("list") << u"a\n- b\n  c\n- d"_s << u"a\n- b c\n- d"_s;
        QTest::newRow("code") << u"```\na\nb\n```\nc"_s << u"```\na\nb\n```\nc"_s;
    }
    void markdownFlows()
    {
        QFETCH(QString, given);
        QFETCH(QString, expected);
        QCOMPARE(flowed(given), expected);
    }
    void longWordsStayWhole()
    {
        const QString url = u"https://"_s + QString(80, u'a');
        QCOMPARE(wrapped(u"see "_s + url + u" now"_s, 40), QStringList({u"see"_s, url, u"now"_s}));
    }
    void visibleTextKeepsWhatIsRead_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"A plain sentence, 1 < 2 & \"x\"."_s << u"A plain sentence, 1 < 2 & \"x\"."_s;
        QTest::newRow("other scripts") << u"Zürich 東京 Ελλάδα עברית"_s << u"Zürich 東京 Ελλάδα עברית"_s;
        QTest::newRow("emoji is a pair") << u"a😀b"_s << u"a😀b"_s;
        QTest::newRow("terminal escape") << u"\u001b[2J"_s << u"␛[2J"_s;
        QTest::newRow("C1 escape") << u"\u009b2J"_s << u"[U+009B]2J"_s;
        QTest::newRow("direction override") << u"a\u202Eb"_s << u"a[U+202E]b"_s;
        QTest::newRow("half a pair") << QString(QChar(0xdc00)) << u"[U+DC00]"_s;
        QTest::newRow("noncharacter") << QString(QChar(0xfffe)) << u"[U+FFFE]"_s;
        QTest::newRow("Windows line end") << u"a\r\nb"_s << u"a\nb"_s;
        QTest::newRow("lone carriage return") << u"a\rb"_s << u"a␍b"_s;
        QTest::newRow("delete") << u"a\u007fb"_s << u"a␡b"_s;
    }
    void visibleTextKeepsWhatIsRead()
    {
        QFETCH(QString, given);
        QFETCH(QString, expected);
        QCOMPARE(visibleText(given), expected);
        QCOMPARE(visibleText(visibleText(given)), expected);
    }
    void oneLineComesOutWhereAskedFor()
    {
        QCOMPARE(visibleText(u"a\nb\tc\r\nd"_s, LineBreaks::AsBlanks), u"a b c d"_s);
    }
};

DUODOCTOR_TEST_MAIN(TestReportText)
#include "tst_report_text.moc"
