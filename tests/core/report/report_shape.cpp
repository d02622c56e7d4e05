#include "report_shape.h"

#include "judge/finding.h"
#include "judge/finding_vocabulary.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace duodoctor::test
{

namespace
{

class ShapeReader
{
public:
    ShapeReader(const QJsonObject &report, const QString &command)
        : m_report(report)
        , m_command(command)
    {
    }

    QStringList read()
    {
        readHead();
        readEvidence();
        readFindings();
        readRootCauses();
        readChecks();
        return m_problems;
    }

private:
    void expect(bool holds, const QString &problem)
    {
        if (!holds) {
            m_problems.append(problem);
        }
    }
    void expectType(const QJsonObject &object, const QString &key, QJsonValue::Type type, const QString &where)
    {
        expect(object.value(key).type() == type, u"%1.%2 is missing or of another type"_s.arg(where, key));
    }
    void expectOneOf(const QJsonObject &object, const QString &key, const QStringList &allowed, const QString &where)
    {
        const QString value = object.value(key).toString();
        expect(allowed.contains(value), u"%1.%2 is \"%3\""_s.arg(where, key, value));
    }
    QList<QJsonObject> objects(const QString &key)
    {
        expectType(m_report, key, QJsonValue::Array, u"report"_s);
        QList<QJsonObject> list;
        const QJsonArray array = m_report.value(key).toArray();
        for (const QJsonValue item : array) {
            expect(item.isObject(), u"%1 holds something that is no object"_s.arg(key));
            list.append(item.toObject());
        }
        return list;
    }
    void expectRefs(const QJsonObject &object, const QString &key, const QSet<QString> &known, const QString &where)
    {
        expectType(object, key, QJsonValue::Array, where);
        const QJsonArray refs = object.value(key).toArray();
        for (const QJsonValue ref : refs) {
            expect(known.contains(ref.toString()), u"%1.%2 names %3"_s.arg(where, key, ref.toString()));
        }
    }

    void readHead()
    {
        expect(m_report.value(u"schema"_s) == u"duo-doctor/report/1"_s, u"schema"_s);
        expect(m_report.value(u"command"_s) == m_command, u"command"_s);
        expectType(m_report, u"deployment"_s, QJsonValue::Object, u"report"_s);
        expectType(m_report, u"path"_s, QJsonValue::Array, u"report"_s);
        expect(m_report.value(u"generated_at"_s).toString().endsWith(u'Z'), u"generated_at is not in UTC"_s);
        const QJsonObject tool = m_report.value(u"tool"_s).toObject();
        expect(tool.value(u"name"_s) == u"duo-doctor"_s, u"tool.name"_s);
        expectType(tool, u"version"_s, QJsonValue::String, u"tool"_s);
        const QJsonObject summary = m_report.value(u"summary"_s).toObject();
        expectOneOf(summary, u"status"_s, {u"healthy"_s, u"degraded"_s, u"broken"_s, u"unknown"_s}, u"summary"_s);
        for (const QString &key :
             {u"passed"_s, u"warnings"_s, u"failed"_s, u"skipped"_s, u"blocked"_s, u"duration_ms"_s}) {
            expectType(summary, key, QJsonValue::Double, u"summary"_s);
        }
    }
    void readEvidence()
    {
        for (const QJsonObject &piece : objects(u"evidence"_s)) {
            const QString ref = piece.value(u"ref"_s).toString();
            expect(!ref.isEmpty() && !m_evidence.contains(ref), u"evidence %1 is there twice"_s.arg(ref));
            m_evidence.insert(ref);
            for (const QString &key : {u"kind"_s, u"taken_at"_s, u"command"_s, u"excerpt"_s}) {
                expectType(piece, key, QJsonValue::String, ref);
            }
            expectType(piece, u"truncated"_s, QJsonValue::Bool, ref);
            expectOneOf(piece, u"vantage"_s, kVantages, ref);
            expectOneOf(piece, u"source"_s, {u"live"_s, u"pasted"_s, u"file"_s}, ref);
        }
    }
    void readFindings()
    {
        for (const QJsonObject &found : objects(u"findings"_s)) {
            const QString ref = found.value(u"ref"_s).toString();
            const QString id = found.value(u"id"_s).toString();
            expect(!ref.isEmpty() && !m_findings.contains(ref), u"finding %1 is there twice"_s.arg(ref));
            m_findings.insert(ref);
            m_findingIds.insert(id);
            expectType(found, u"message"_s, QJsonValue::String, ref);
            expect(!found.value(u"message"_s).toString().isEmpty(), u"%1 says nothing"_s.arg(ref));
            expectOneOf(found, u"vantage"_s, kVantages, ref);
            expectRefs(found, u"evidence"_s, m_evidence, ref);
            const FindingDefinition *definition = findingDefinition(id);
            expect(definition != nullptr, u"%1: %2 is not in the vocabulary"_s.arg(ref, id));
            const auto severity = severityFromWire(found.value(u"severity"_s).toString());
            expect(severity && definition && *severity <= definition->severity, u"%1.severity"_s.arg(ref));
            const QJsonObject remedy = found.value(u"remedy"_s).toObject();
            expect(remedy.value(u"article"_s) == id, u"%1: the remedy is another article"_s.arg(ref));
            expectType(remedy, u"title"_s, QJsonValue::String, ref);
            const QJsonArray steps = remedy.value(u"steps"_s).toArray();
            for (const QJsonValue step : steps) {
                expectType(step.toObject(), u"text"_s, QJsonValue::String, ref);
            }
        }
    }
    void readRootCauses()
    {
        for (const QJsonObject &cause : objects(u"root_causes"_s)) {
            const QString id = cause.value(u"finding"_s).toString();
            expect(m_findingIds.contains(id), u"root cause %1 is not among the findings"_s.arg(id));
            expectOneOf(cause, u"confidence"_s, {u"confirmed"_s, u"likely"_s, u"possible"_s}, id);
            expectOneOf(cause, u"vantage"_s, kVantages, id);
            for (const QString &key : {u"check"_s, u"subject"_s, u"because"_s, u"article"_s}) {
                expectType(cause, key, QJsonValue::String, id);
            }
            expect(!cause.value(u"because"_s).toString().isEmpty(), u"%1 gives no reason"_s.arg(id));
        }
    }
    void readChecks()
    {
        for (const QJsonObject &check : objects(u"checks"_s)) {
            const QString id = check.value(u"id"_s).toString();
            for (const QString &key : {u"id"_s, u"title"_s, u"subject"_s}) {
                expectType(check, key, QJsonValue::String, id);
            }
            expectType(check, u"duration_ms"_s, QJsonValue::Double, id);
            expectOneOf(check, u"vantage"_s, kVantages, id);
            expectOneOf(check, u"status"_s, {u"passed"_s, u"warning"_s, u"failed"_s, u"skipped"_s, u"blocked"_s}, id);
            const QString status = check.value(u"status"_s).toString();
            expect(status != "skipped"_L1 || !check.value(u"reason"_s).toString().isEmpty(),
                   u"%1 is skipped without a reason"_s.arg(id));
            expect(status != "blocked"_L1 || !check.value(u"blocked_by"_s).toArray().isEmpty(),
                   u"%1 is blocked by nothing"_s.arg(id));
            expectRefs(check, u"findings"_s, m_findings, id);
            expectRefs(check, u"evidence"_s, m_evidence, id);
        }
    }

    static inline const QStringList kVantages{u"workstation"_s, u"gitlab"_s, u"gateway"_s};
    const QJsonObject m_report;
    const QString m_command;
    QStringList m_problems;
    QSet<QString> m_evidence;
    QSet<QString> m_findings;
    QSet<QString> m_findingIds;
};

} // namespace

QStringList shapeProblems(const QJsonObject &report, const QString &command)
{
    return ShapeReader(report, command).read();
}

} // namespace duodoctor::test
