#include "vantage/marked_stream.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestMarkedStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsDividedAtTheMarks()
    {
        MarkedStream stream(u"duo1"_s, 1000);
        stream.feed("Welcome\nduo1 ready\nduo1 begin\nbody\nduo1 end 3\nTerminated\n");
        QCOMPARE(stream.preamble(), QByteArray("Welcome\nduo1 ready\n"));
        QCOMPARE(stream.body(), QByteArray("body\n"));
        QCOMPARE(stream.tail(), QByteArray("Terminated\n"));
        QCOMPARE(stream.exitStatus().value_or(-1), 3);
        QVERIFY(!stream.isTruncated());
    }

    void piecesOfAnySizeGiveTheSame()
    {
        const QByteArray text =
            "noise duo1 begi duo1 begin\nbo duo1 en duo1 end x\ndy without a newlineduo1 end 42\nrest";
        MarkedStream whole(u"duo1"_s, 1000);
        whole.feed(text);
        for (qsizetype size = 1; size <= text.size(); ++size) {
            MarkedStream stream(u"duo1"_s, 1000);
            for (qsizetype at = 0; at < text.size(); at += size) {
                stream.feed(text.mid(at, size));
            }
            QCOMPARE(stream.preamble(), whole.preamble());
            QCOMPARE(stream.body(), whole.body());
            QCOMPARE(stream.exitStatus(), whole.exitStatus());
        }
    }

    void bodyWithoutANewlineAndWithZeroBytesIsKept()
    {
        MarkedStream stream(u"duo1"_s, 1000);
        stream.feed(QByteArray("duo1 begin\na\0b\xff", 15) + "duo1 end 0\n");
        QCOMPARE(stream.body(), QByteArray("a\0b\xff", 4));
        QCOMPARE(stream.exitStatus().value_or(-1), 0);
    }

    void emptyBodyIsNotTheSameAsNone()
    {
        MarkedStream empty(u"duo1"_s, 1000);
        empty.feed("duo1 begin\nduo1 end 0\n");
        QVERIFY(empty.hasBegun());
        QVERIFY(empty.body().isEmpty());
        MarkedStream none(u"duo1"_s, 1000);
        none.feed("ssh: connect to host a port 22: Connection refused\n");
        QVERIFY(!none.hasBegun());
        QVERIFY(!none.exitStatus().has_value());
    }

    void bodyIsBounded_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("piece");
        QTest::addColumn<bool>("isTruncated");
        QTest::addRow("below") << 99 << 7 << false;
        QTest::addRow("just full") << 100 << 7 << false;
        QTest::addRow("one over") << 101 << 7 << true;
        QTest::addRow("far over, in one piece") << 5'000'000 << 5'000'100 << true;
        QTest::addRow("far over, in pieces") << 5'000'000 << 4096 << true;
    }
    void bodyIsBounded()
    {
        QFETCH(int, bytes);
        QFETCH(int, piece);
        QFETCH(bool, isTruncated);
        const QByteArray text = "duo1 begin\n" + QByteArray(bytes, 'y') + "duo1 end 7\n";
        MarkedStream stream(u"duo1"_s, 100);
        for (qsizetype at = 0; at < text.size(); at += piece) {
            stream.feed(text.mid(at, piece));
        }
        QCOMPARE(stream.body().size(), qMin(bytes, 100));
        QCOMPARE(stream.isTruncated(), isTruncated);
        QCOMPARE(stream.exitStatus().value_or(-1), 7);
        QVERIFY(stream.body().capacity() < 4096);
    }

    void preambleIsBoundedAndKeepsItsEnd()
    {
        MarkedStream stream(u"duo1"_s, 100);
        for (int i = 0; i < 1000; ++i) {
            stream.feed(QByteArray(1000, 'b'));
        }
        stream.feed("Permission denied (publickey).\n");
        QVERIFY(stream.preamble().size() <= 64 * 1024);
        QVERIFY(stream.preamble().endsWith("Permission denied (publickey).\n"));
        stream.feed("duo1 begin\nx");
        QVERIFY(stream.hasBegun());
        QCOMPARE(stream.body(), QByteArray("x"));
    }

    void wordsWithoutAnEndStandInTheTail()
    {
        MarkedStream stream(u"duo1"_s, 10);
        stream.feed("duo1 begin\n" + QByteArray(5000, 'x') + "client_loop: send disconnect: Broken pipe\n");
        QVERIFY(!stream.exitStatus().has_value());
        QVERIFY(stream.tail().endsWith("Broken pipe\n"));
        QVERIFY(stream.tail().size() <= 1024);
    }

    void statusThatIsNoNumberIsNoSuccess()
    {
        MarkedStream stream(u"duo1"_s, 100);
        stream.feed("duo1 begin\nduo1 end \n");
        QCOMPARE(stream.exitStatus().value_or(-1), 255);
    }

    void marksOfOthersAreText()
    {
        MarkedStream stream(u"duo1"_s, 100);
        stream.feed("duo2 begin\nduo1 begin\nduo2 end 0\nx\nduo1 end 1\n");
        QCOMPARE(stream.body(), QByteArray("duo2 end 0\nx\n"));
        QCOMPARE(stream.exitStatus().value_or(-1), 1);
    }
};

DUODOCTOR_TEST_MAIN(TestMarkedStream)
#include "tst_marked_stream.moc"
