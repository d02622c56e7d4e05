#include "golden.h"
#include "report/json_writer.h"
#include "report/report_writers.h"
#include "report_shape.h"
#include "sample_report.h"
#include "support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace duodoctor;

namespace
{

QJsonObject parsed(const QByteArray &json)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject{};
}

} // namespace

class TestReportJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sampleLooksAsAgreed()
    {
        QCOMPARE(test::differenceFromGolden(u"sample.json"_s, writeJsonReport(test::sampleReport())), QString{});
    }
    void sampleHasTheContractsShape()
    {
        QCOMPARE(test::shapeProblems(parsed(writeJsonReport(test::sampleReport())), u"check"_s), QStringList{});
    }
    void healthyHasTheContractsShape()
    {
        QCOMPARE(test::shapeProblems(parsed(writeJsonReport(test::healthyReport())), u"check"_s), QStringList{});
    }
    void shapeRulesSeeMistakes()
    {
        QJsonObject report = parsed(writeJsonReport(test::sampleReport()));
        report.remove(u"findings"_s);
        QVERIFY(!test::shapeProblems(report, u"check"_s).isEmpty());
    }
    void membersComeInTheContractsOrder()
    {
        const QByteArray json = writeJsonReport(test::sampleReport());
        qsizetype before = 0;
        for (const char *name : {"\"schema\"", "\"tool\"", "\"generated_at\"", "\"command\"", "\"deployment\"",
                                 "\"summary\"", "\"root_causes\"", "\"checks\"", "\"path\""}) {
            const qsizetype at = json.indexOf(name, before);
            QVERIFY2(at >= before, name);
            before = at;
        }
    }
    void phasesAreNumbersOfMilliseconds()
    {
        const QJsonArray checks = parsed(writeJsonReport(test::sampleReport())).value("checks"_L1).toArray();
        const QJsonObject phases = checks.first().toObject().value("phases_ms"_L1).toObject();
        QCOMPARE(phases.value("dns"_L1).toDouble(), 0.8);
        QCOMPARE(phases.value("total"_L1).toDouble(), 5.3);
        QVERIFY(!phases.contains("tls"_L1));
    }
    void blockedNamesChecks()
    {
        const QJsonArray checks = parsed(writeJsonReport(test::sampleReport())).value("checks"_L1).toArray();
        QCOMPARE(checks.at(7).toObject().value("blocked_by"_L1).toArray(), QJsonArray{u"gateway-connection"_s});
    }
    void hostileTextReadsBackUnchanged()
    {
        const QByteArray json = writeJsonReport(test::hostileReport());
        const QJsonObject report = parsed(json);
        QVERIFY(!report.isEmpty());
        QString expected = test::hostileText();
        expected.replace(QChar(0xd800), QChar(0xfffd));
        QCOMPARE(report.value("deployment"_L1).toObject().value("name"_L1).toString(), expected);
        QCOMPARE(report.value("evidence"_L1).toArray().first().toObject().value("excerpt"_L1).toString(), expected);
    }
    void hostileTextCannotActOnTheTerminal()
    {
        const QString json = QString::fromUtf8(writeJsonReport(test::hostileReport()));
        for (const QChar c : json) {
            QVERIFY(c == u'\n' || c.unicode() >= 0x20);
            QVERIFY(c.unicode() < 0x7f || c.unicode() > 0x9f);
            QVERIFY(c != u'\u202E' && c != u'\u2066' && !c.isSurrogate());
        }
    }
    void everyTextReadsBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString{};
        QTest::newRow("quotes and backslashes") << u"a\"b\\c/"_s;
        QTest::newRow("line ends") << u"a\nb\r\n\tc"_s;
        QTest::newRow("other scripts") << u"Zürich 東京"_s;
        QTest::newRow("emoji is a pair") << u"a😀b"_s;
        QTest::newRow("controls") << QString(QChar(0)) + QChar(0x1f) + QChar(0x7f) + QChar(0x9f);
    }
    void everyTextReadsBack()
    {
        QFETCH(QString, text);
        JsonWriter json;
        json.beginArray();
        json.value(text);
        json.endArray();
        const QJsonDocument document = QJsonDocument::fromJson(json.result());
        QCOMPARE(document.array().first().toString(u"unreadable"_s), text);
    }
    void emptyContainersAreClosed()
    {
        JsonWriter json;
        json.beginObject();
        json.key("a"_L1).beginArray();
        json.endArray();
        json.key("b"_L1).beginObject();
        json.endObject();
        json.key("c"_L1).value(qint64{-3});
        json.key("d"_L1).value(true);
        json.endObject();
        QCOMPARE(json.result(), QByteArray("{\n  \"a\": [],\n  \"b\": {},\n  \"c\": -3,\n  \"d\": true\n}\n"));
    }
};

DUODOCTOR_TEST_MAIN(TestReportJson)
#include "tst_report_json.moc"
