#include "recognise/readers.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestReaderErrorMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsReadWithItsCode();
    void otherTextIsNone();
    void linesBrokenByAChatAreJoined();
    void aCodeAloneIsReadWhereErrorsAreSpokenOf();
    void everyTextWithAKnownCauseIsReadWhenItIsQuoted();
};

void TestReaderErrorMessage::everyMessageIsReadWithItsCode()
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/logs/quoted.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList row = line.split(u'\t');
        const auto quoted = readers::quotedError(row.value(2));
        QVERIFY2(quoted, qPrintable(row.value(2)));
        QCOMPARE(quoted->code, row.value(0));
    }
}

void TestReaderErrorMessage::otherTextIsNone()
{
    QVERIFY(!readers::quotedError({}));
    QVERIFY(!readers::quotedError(u"hello"_s));
    QVERIFY(!readers::quotedError(u"AIGW_GITLAB_URL=https://gitlab.example.com"_s));
    QVERIFY(!readers::quotedError(u"Part number XA1001-B of the order"_s));
    QVERIFY(!readers::quotedError(QString(100000, u'A')));
    QVERIFY(!readers::quotedError(u"Dear all, the meeting is at 10:00. Room A1000 is booked."_s));
}

void TestReaderErrorMessage::linesBrokenByAChatAreJoined()
{
    const auto quoted =
        readers::quotedError(u"I'm sorry, I couldn't respond in time. Please try again. Error\ncode: A1000"_s);
    QVERIFY(quoted);
    QCOMPARE(quoted->code, u"A1000"_s);
}

void TestReaderErrorMessage::aCodeAloneIsReadWhereErrorsAreSpokenOf()
{
    for (const QString &text : {u"A1001"_s, u"we keep getting A1001 since the upgrade"_s,
                                u"Bitte versuche es erneut. Fehlercode: A1001"_s, u"Duo says A1001"_s}) {
        const auto quoted = readers::quotedError(text);
        QVERIFY2(quoted, qPrintable(text));
        QCOMPARE(quoted->code, u"A1001"_s);
    }
}

void TestReaderErrorMessage::everyTextWithAKnownCauseIsReadWhenItIsQuoted()
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/logs/error_texts.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList unread;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList row = line.split(u'\t');
        if (row.value(1) != u"-"_s && !readers::quotedError(row.value(2))) {
            unread << row.value(2);
        }
    }
    QCOMPARE(unread, QStringList{});
}

DUODOCTOR_TEST_MAIN(TestReaderErrorMessage)
#include "tst_reader_error_message.moc"
