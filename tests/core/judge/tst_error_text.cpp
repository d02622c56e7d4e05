#include "judge/error_text.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowOfTheFactsIsUnderstood_data();
    void everyRowOfTheFactsIsUnderstood();
    void whatTheTextNamesIsTaken();
    void anythingIsSurvived();

private:
    QList<QStringList> rows() const;
};

QList<QStringList> TestErrorText::rows() const
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/logs/error_texts.tsv"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QList<QStringList> rows;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        rows << line.split(u'\t');
    }
    return rows;
}

void TestErrorText::everyRowOfTheFactsIsUnderstood_data()
{
    QTest::addColumn<int>("writer");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QStringList writers{u"GitLab"_s, u"Gateway"_s, u"Person"_s};
    int number = 0;
    for (const QStringList &row : rows()) {
        const QByteArray name = QByteArray::number(++number) + ' ' + row.value(2).left(60).toUtf8();
        QTest::newRow(name.constData()) << int(writers.indexOf(row.value(0))) << row.value(2)
                                        << (row.value(1) == u"-"_s ? QString{} : row.value(1));
    }
    QVERIFY(number > 100);
}

void TestErrorText::everyRowOfTheFactsIsUnderstood()
{
    QFETCH(int, writer);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto meaning = meaningOfError(text, ErrorWriter(writer));
    QCOMPARE(meaning ? meaning->finding.toString() : QString{}, expected);
}

void TestErrorText::whatTheTextNamesIsTaken()
{
    const auto argument = [](const QString &text, Argument name) {
        const auto meaning = meaningOfError(text, ErrorWriter::Gateway);
        return meaning ? meaning->arguments.value(name) : u"no meaning"_s;
    };
    const QString refused = u"Failed to open TCP connection to aigw.example.com:5052 (Connection refused)"_s;
    QCOMPARE(argument(refused, Argument::Host), u"aigw.example.com"_s);
    QCOMPARE(argument(refused, Argument::Port), u"5052"_s);
    QCOMPARE(argument(u"The model `mistral` does not exist."_s, Argument::ExpectedName), u"mistral"_s);
    QCOMPARE(argument(u"invalid path: /tmp/ca.crt\nCould not find a suitable TLS CA certificate bundle, invalid path: "
                      "/tmp/ca.crt"_s,
                      Argument::Path),
             u"/tmp/ca.crt"_s);
    QCOMPARE(argument(u"on address ('0.0.0.0', 8082): address already in use"_s, Argument::Port), u"8082"_s);
    QCOMPARE(argument(u"403: Unauthorized to access duo chat"_s, Argument::Feature), u"duo chat"_s);
    QCOMPARE(argument(u"maximum context length is 8192 tokens"_s, Argument::Tokens), u"8192"_s);
    QCOMPARE(argument(u"litellm.Timeout: timeout value=30.0, time taken=30.02 seconds"_s, Argument::Elapsed),
             u"30.02 s"_s);
    QVERIFY(argument(u"Connection refused "_s + QString(5000, u'x'), Argument::Detail).size() <= 300);
}

void TestErrorText::anythingIsSurvived()
{
    for (const QStringList &row : rows()) {
        const QString text = row.value(2);
        for (qsizetype length = 0; length < text.size(); length += 7) {
            meaningOfError(text.left(length), ErrorWriter::Gateway);
            meaningOfError(text.mid(length), ErrorWriter::GitLab);
        }
    }
    for (const QChar c : {u'a', u'\'', u'(', u'/', u' ', u'\n'}) {
        meaningOfError(QString(1000000, c) + u"connection refused"_s, ErrorWriter::Person);
        meaningOfError(u"connection refused"_s + QString(1000000, c), ErrorWriter::Person);
    }
}

DUODOCTOR_TEST_MAIN(TestErrorText)
#include "tst_error_text.moc"
