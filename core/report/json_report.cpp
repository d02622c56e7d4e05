#include "report/json_writer.h"
#include "report/report_writers.h"

#include "deployment/deployment_file.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Milliseconds with a tenth, for phases that are often shorter than one.
double tenths(Phases::Duration duration)
{
    const auto rounded = (duration.count() + 50) / 100;
    return static_cast<double>(rounded) / 10;
}

void writePhases(JsonWriter &json, const Phases &phases)
{
    const auto write = [&json](QLatin1StringView name, const std::optional<Phases::Duration> &duration) {
        if (duration) {
            json.key(name).value(tenths(*duration));
        }
    };
    json.key("phases_ms"_L1).beginObject();
    write("dns"_L1, phases.dns);
    write("connect"_L1, phases.connect);
    write("tls"_L1, phases.tls);
    write("first_byte"_L1, phases.firstByte);
    write("total"_L1, phases.total);
    json.endObject();
}

bool hasPhases(const Phases &phases)
{
    return phases.dns || phases.connect || phases.tls || phases.firstByte || phases.total;
}

void writeSummary(JsonWriter &json, const Report &report)
{
    json.key("summary"_L1).beginObject();
    json.key("status"_L1).value(toWire(report.summary.status));
    json.key("passed"_L1).value(qint64{report.summary.passed});
    json.key("warnings"_L1).value(qint64{report.summary.warnings});
    json.key("failed"_L1).value(qint64{report.summary.failed});
    json.key("skipped"_L1).value(qint64{report.summary.skipped});
    json.key("blocked"_L1).value(qint64{report.summary.blocked});
    json.key("duration_ms"_L1).value(qint64{report.duration.count()});
    json.endObject();
}

void writeRootCauses(JsonWriter &json, const Report &report)
{
    json.key("root_causes"_L1).beginArray();
    for (const Report::RootCauseEntry &entry : report.rootCauses) {
        const Finding &finding = entry.cause.finding;
        json.beginObject();
        json.key("finding"_L1).value(finding.id.view());
        json.key("ref"_L1).value(entry.findingRef);
        json.key("confidence"_L1).value(toWire(entry.cause.confidence));
        json.key("vantage"_L1).value(toWire(finding.vantage));
        json.key("check"_L1).value(entry.cause.check.check.view());
        json.key("subject"_L1).value(finding.subject);
        json.key("because"_L1).value(entry.because);
        json.key("article"_L1).value(finding.id.view());
        json.endObject();
    }
    json.endArray();
}

void writeChecks(JsonWriter &json, const Report &report)
{
    json.key("checks"_L1).beginArray();
    for (const Report::CheckEntry &entry : report.checks) {
        const CheckResult &result = entry.result;
        json.beginObject();
        json.key("id"_L1).value(result.key.check.view());
        json.key("title"_L1).value(entry.title);
        json.key("vantage"_L1).value(toWire(result.key.vantage));
        json.key("subject"_L1).value(result.key.subject);
        json.key("status"_L1).value(toWire(result.status));
        if (!entry.reason.isEmpty()) {
            json.key("reason"_L1).value(entry.reason);
        }
        QStringList blockedBy;
        for (const CheckKey &key : result.blockedBy) {
            blockedBy.append(key.check.toString());
        }
        if (!blockedBy.isEmpty()) {
            json.key("blocked_by"_L1).value(blockedBy);
        }
        json.key("duration_ms"_L1).value(qint64{result.duration.count()});
        if (hasPhases(result.phases)) {
            writePhases(json, result.phases);
        }
        json.key("findings"_L1).value(entry.findingRefs);
        json.key("evidence"_L1).value(entry.evidenceRefs);
        json.endObject();
    }
    json.endArray();
}

void writeRemedy(JsonWriter &json, const Remedy &remedy)
{
    json.key("remedy"_L1).beginObject();
    json.key("article"_L1).value(remedy.article);
    json.key("title"_L1).value(remedy.title);
    if (remedy.isOverlay) {
        json.key("origin"_L1).value("overlay"_L1);
    }
    if (!remedy.note.isEmpty()) {
        json.key("note"_L1).value(remedy.note);
    }
    json.key("steps"_L1).beginArray();
    for (const RenderedStep &step : remedy.steps) {
        json.beginObject();
        json.key("text"_L1).value(step.text);
        if (!step.command.isEmpty()) {
            json.key("command"_L1).value(step.command);
        }
        if (step.vantage) {
            json.key("vantage"_L1).value(toWire(*step.vantage));
        }
        if (step.isAlternative) {
            json.key("alternative"_L1).value(true);
        }
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

/// Where in a configuration file the finding stands.
void writeLocation(JsonWriter &json, const Arguments &arguments)
{
    if (!arguments.contains(Argument::File)) {
        return;
    }
    json.key("location"_L1).beginObject();
    json.key("file"_L1).value(arguments.value(Argument::File));
    json.key("line"_L1).value(arguments.value(Argument::Line).toLongLong());
    json.key("column"_L1).value(arguments.value(Argument::Column).toLongLong());
    json.endObject();
}

void writeFindings(JsonWriter &json, const Report &report)
{
    json.key("findings"_L1).beginArray();
    for (const Report::FindingEntry &entry : report.findings) {
        json.beginObject();
        json.key("ref"_L1).value(entry.ref);
        json.key("id"_L1).value(entry.finding.id.view());
        json.key("severity"_L1).value(toWire(entry.finding.severity));
        json.key("vantage"_L1).value(toWire(entry.finding.vantage));
        json.key("subject"_L1).value(entry.finding.subject);
        json.key("message"_L1).value(entry.remedy.message);
        writeLocation(json, entry.finding.arguments);
        json.key("evidence"_L1).value(entry.evidenceRefs);
        writeRemedy(json, entry.remedy);
        json.endObject();
    }
    json.endArray();
}

void writeEvidence(JsonWriter &json, const Report &report)
{
    json.key("evidence"_L1).beginArray();
    for (const Report::EvidenceEntry &entry : report.evidence) {
        json.beginObject();
        json.key("ref"_L1).value(entry.ref);
        json.key("kind"_L1).value(toWire(entry.evidence->kind));
        json.key("vantage"_L1).value(toWire(entry.evidence->vantage));
        json.key("source"_L1).value(toWire(entry.evidence->source));
        json.key("taken_at"_L1).value(entry.evidence->takenAt.toUTC().toString(Qt::ISODateWithMs));
        json.key("command"_L1).value(entry.evidence->command);
        json.key("excerpt"_L1).value(entry.excerpt);
        json.key("truncated"_L1).value(entry.truncated);
        json.endObject();
    }
    json.endArray();
}

void writePath(JsonWriter &json, const Report &report)
{
    json.key("path"_L1).beginArray();
    for (const PathStep &step : report.path) {
        json.beginObject();
        json.key("node"_L1).value(step.node);
        json.key("title"_L1).value(step.title);
        json.key("answer"_L1).value(step.answer);
        json.endObject();
    }
    json.endArray();
}

} // namespace

std::optional<ReportFormat> reportFormatFromWire(QStringView text)
{
    if (text == "text"_L1) {
        return ReportFormat::Text;
    }
    if (text == "json"_L1) {
        return ReportFormat::Json;
    }
    if (text == "html"_L1) {
        return ReportFormat::Html;
    }
    return std::nullopt;
}

QByteArray writeJsonReport(const Report &report)
{
    JsonWriter json;
    json.beginObject();
    json.key("schema"_L1).value("duo-doctor/report/1"_L1);
    json.key("tool"_L1).beginObject();
    json.key("name"_L1).value("duo-doctor"_L1);
    json.key("version"_L1).value(QLatin1StringView(DUODOCTOR_VERSION));
    json.endObject();
    json.key("generated_at"_L1).value(report.generatedAt.toUTC().toString(Qt::ISODate));
    json.key("command"_L1).value(report.command);
    json.key("deployment"_L1).value(QJsonValue(DeploymentFile::toJson(report.deployment)));
    writeSummary(json, report);
    writeRootCauses(json, report);
    writeChecks(json, report);
    writeFindings(json, report);
    writeEvidence(json, report);
    writePath(json, report);
    json.endObject();
    return json.result();
}

} // namespace duodoctor
