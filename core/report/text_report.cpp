#include "playbook/plain_text.h"
#include "report/chain_diagram.h"
#include "report/report_groups.h"
#include "report/report_writers.h"
#include "report/text_layout.h"
#include "report/visible_text.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

enum class Ink { Plain, Bold, Faint, Good, Doubtful, Bad };

Ink inkOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Passed:
        return Ink::Good;
    case CheckStatus::Warning:
        return Ink::Doubtful;
    case CheckStatus::Failed:
        return Ink::Bad;
    case CheckStatus::Skipped:
    case CheckStatus::Blocked:
        return Ink::Faint;
    }
    return Ink::Plain;
}

Ink inkOf(HealthStatus status)
{
    switch (status) {
    case HealthStatus::Healthy:
        return Ink::Good;
    case HealthStatus::Degraded:
        return Ink::Doubtful;
    case HealthStatus::Broken:
        return Ink::Bad;
    case HealthStatus::Unknown:
        return Ink::Faint;
    }
    return Ink::Plain;
}

QByteArray codeOf(Ink ink)
{
    switch (ink) {
    case Ink::Plain:
        return "\033[0m";
    case Ink::Bold:
        return "\033[1m";
    case Ink::Faint:
        return "\033[2m";
    case Ink::Good:
        return "\033[32m";
    case Ink::Doubtful:
        return "\033[33m";
    case Ink::Bad:
        return "\033[31m";
    }
    return {};
}

/// Every piece of text comes through here, is made visible, and only then coloured.
class TextReportWriter
{
public:
    TextReportWriter(const Report &report, const TextStyle &style)
        : m_report(report)
        , m_style(style)
        , m_width(std::clamp(style.width, 40, 200))
    {
    }

    QByteArray write()
    {
        writeHead();
        writeCauses();
        if (!m_style.quiet) {
            writeChecks();
            writePath();
        }
        return m_out;
    }

private:
    void put(const QString &text, Ink ink = Ink::Plain)
    {
        const QByteArray utf8 = visibleText(text, LineBreaks::AsBlanks).toUtf8();
        if (m_style.color && ink != Ink::Plain && !utf8.isEmpty()) {
            m_out += codeOf(ink) + utf8 + codeOf(Ink::Plain);
        } else {
            m_out += utf8;
        }
    }
    void endLine() { m_out += '\n'; }

    /// A wrapped paragraph; `lead` stands before its first line, in `indent` columns.
    void paragraph(int indent, const QString &lead, const QString &text, Ink ink = Ink::Plain)
    {
        const QStringList lines = wrapped(visibleText(text), std::max(m_width - indent, 20));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            put((i == 0 ? lead : QString{}).leftJustified(lines.at(i).isEmpty() ? 0 : indent));
            put(lines.at(i), ink);
            endLine();
        }
    }

    /// Lines as they are: commands and evidence are copied, never wrapped.
    void block(int indent, const QString &text, Ink ink)
    {
        const QStringList lines = visibleText(text.trimmed()).split(u'\n');
        for (const QString &line : lines) {
            m_out += QByteArray(line.isEmpty() ? 0 : indent, ' ');
            put(line, ink);
            endLine();
        }
    }

    void heading(const QString &text)
    {
        endLine();
        put(text, Ink::Bold);
        endLine();
    }

    void writeHead();
    void writeChain();
    void writeCauses();
    void writeCause(const Report::RootCauseEntry &entry, int number);
    void writeRemedy(const Remedy &remedy);
    void writeChecks();
    void writeCheck(const Report::CheckEntry &entry);
    void writeUnanswered(const CheckGroup &group);
    void writeEvidence(const Report::CheckEntry &entry);
    void writePath();
    const Report::FindingEntry *finding(const QString &ref) const
    {
        const auto entry = std::ranges::find(m_report.findings, ref, &Report::FindingEntry::ref);
        return entry == m_report.findings.end() ? nullptr : &*entry;
    }

    const Report &m_report;
    const TextStyle &m_style;
    int m_width;
    QByteArray m_out;
    QStringList m_shownEvidence;
};

void TextReportWriter::writeHead()
{
    put(headlineOf(m_report.summary.status).toUpper(), inkOf(m_report.summary.status));
    put(m_report.deployment.name.isEmpty() ? QString{} : u"  %1"_s.arg(m_report.deployment.name), Ink::Bold);
    put(u"  %1"_s.arg(summarySentence(m_report)));
    endLine();
    if (m_style.quiet) {
        return;
    }
    const DiagnosisSummary &summary = m_report.summary;
    paragraph(
        0, {},
        u"%1 passed, %2 %3, %4 failed, %5 blocked, %6 skipped in %7, %8"_s.arg(summary.passed)
            .arg(summary.warnings)
            .arg(summary.warnings == 1 ? "warning"_L1 : "warnings"_L1)
            .arg(summary.failed)
            .arg(summary.blocked)
            .arg(summary.skipped)
            .arg(durationText(m_report.duration), m_report.generatedAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s)),
        Ink::Faint);
    writeChain();
}

void TextReportWriter::writeChain()
{
    if (m_report.checks.isEmpty()) {
        return;
    }
    const ChainDiagram chain = [this] {
        QList<CheckResult> results;
        for (const Report::CheckEntry &entry : m_report.checks) {
            results.append(entry.result);
        }
        return diagramOf(m_report.deployment, results);
    }();
    const auto said = [](const ChainPart &part) { return u"%1 (%2)"_s.arg(part.name, wordOf(part.state)); };
    const auto arrow = [](const ChainPart &link) {
        return link.state == ChainState::Sound ? u" → "_s : u" → [%1] → "_s.arg(wordOf(link.state));
    };
    const QString start = said(chain.gitlab) + arrow(chain.linkToGateway) + said(chain.gateway);
    endLine();
    if (chain.models.isEmpty()) {
        paragraph(0, {}, start);
    }
    for (const ChainModel &model : chain.models) {
        paragraph(0, {}, start + arrow(model.link) + said(model.node));
    }
}

void TextReportWriter::writeCauses()
{
    if (m_report.rootCauses.isEmpty()) {
        return;
    }
    heading(m_report.rootCauses.size() == 1 ? u"Root cause"_s : u"Root causes, the most likely first"_s);
    int number = 0;
    for (const Report::RootCauseEntry &entry : m_report.rootCauses) {
        writeCause(entry, ++number);
    }
}

void TextReportWriter::writeCause(const Report::RootCauseEntry &entry, int number)
{
    const Report::FindingEntry *found = finding(entry.findingRef);
    if (found == nullptr) {
        return;
    }
    const Remedy &remedy = found->remedy;
    const Ink ink = found->finding.severity == Severity::Error ? Ink::Bad : Ink::Doubtful;
    endLine();
    paragraph(4, u" %1."_s.arg(number), remedy.message, ink);
    QStringList marks{wordOf(found->finding.severity), wordOf(entry.cause.confidence), found->finding.id.toString()};
    if (!found->finding.subject.isEmpty()) {
        marks.append(found->finding.subject);
    }
    marks.append(u"seen from %1"_s.arg(placeText(found->finding.vantage)));
    paragraph(4, {}, marks.join(u" · "_s), Ink::Faint);
    paragraph(4, {}, entry.because);
    if (!m_style.quiet) {
        writeRemedy(remedy);
    }
}

void TextReportWriter::writeRemedy(const Remedy &remedy)
{
    if (!remedy.steps.isEmpty()) {
        endLine();
        paragraph(4, {}, u"Repair"_s, Ink::Bold);
    }
    if (!remedy.note.isEmpty()) {
        paragraph(7, {}, remedy.note, Ink::Faint);
    }
    int number = 0;
    for (const RenderedStep &step : remedy.steps) {
        paragraph(7, u"    %1."_s.arg(++number), flowed(plainFromMarkdown(step.text)));
        if (!step.command.isEmpty()) {
            if (step.vantage) {
                paragraph(9, {}, u"on %1:"_s.arg(placeText(*step.vantage)), Ink::Faint);
            }
            block(11, step.command, Ink::Bold);
        }
    }
    if (!remedy.avoid.isEmpty()) {
        paragraph(7, {}, u"Avoid: %1"_s.arg(flowed(plainFromMarkdown(remedy.avoid))));
    }
    if (m_style.verbose && !remedy.why.isEmpty()) {
        paragraph(7, {}, u"Why: %1"_s.arg(flowed(plainFromMarkdown(remedy.why))));
    }
}

void TextReportWriter::writeChecks()
{
    const QList<CheckGroup> groups = groupsOf(m_report);
    for (const CheckGroup &group : groups) {
        heading(group.address.isEmpty() ? group.title : u"%1  %2"_s.arg(group.title, group.address));
        for (const Report::CheckEntry *entry : group.checks) {
            const CheckStatus status = entry->result.status;
            if (m_style.verbose || (status != CheckStatus::Skipped && status != CheckStatus::Blocked)) {
                writeCheck(*entry);
            }
        }
        if (!m_style.verbose) {
            writeUnanswered(group);
        }
    }
}

/// What was skipped or is blocked, a line for each reason: a list of what was not looked at helps nobody.
void TextReportWriter::writeUnanswered(const CheckGroup &group)
{
    QStringList reasons;
    QMap<QString, std::pair<CheckStatus, int>> counts;
    for (const Report::CheckEntry *entry : group.checks) {
        const CheckStatus status = entry->result.status;
        if (status != CheckStatus::Skipped && status != CheckStatus::Blocked) {
            continue;
        }
        QString reason = entry->reason;
        if (status == CheckStatus::Blocked) {
            reason = u"until this holds: %1"_s.arg(blockOriginTitles(*entry, m_report));
        }
        if (!counts.contains(reason)) {
            reasons.append(reason);
            counts.insert(reason, {status, 0});
        }
        ++counts[reason].second;
    }
    for (const QString &reason : std::as_const(reasons)) {
        const auto [status, count] = counts.value(reason);
        put(u"  %1 %2"_s.arg(symbolOf(status), wordOf(status).leftJustified(8)), Ink::Faint);
        put(u"%1 %2"_s.arg(count).arg(count == 1 ? "check"_L1 : "checks"_L1), Ink::Faint);
        endLine();
        paragraph(12, {}, reason, Ink::Faint);
    }
}

void TextReportWriter::writeCheck(const Report::CheckEntry &entry)
{
    const CheckResult &result = entry.result;
    put(u"  %1 %2"_s.arg(symbolOf(result.status), wordOf(result.status).leftJustified(8)), inkOf(result.status));
    put(entry.title);
    if (result.key.vantage != Vantage::Workstation) {
        put(u" (from %1)"_s.arg(placeText(result.key.vantage)));
    }
    if (result.status == CheckStatus::Passed && result.duration.count() > 0) {
        put(u"  %1"_s.arg(durationText(result.duration)), Ink::Faint);
    }
    endLine();
    if (result.status == CheckStatus::Skipped) {
        paragraph(12, {}, entry.reason, Ink::Faint);
    }
    if (result.status == CheckStatus::Blocked) {
        paragraph(12, {}, u"until this holds: %1"_s.arg(blockOriginTitles(entry, m_report)), Ink::Faint);
    }
    for (const QString &ref : entry.findingRefs) {
        if (const Report::FindingEntry *found = finding(ref)) {
            paragraph(12, {}, found->remedy.message);
        }
    }
    if (m_style.verbose) {
        writeEvidence(entry);
    }
}

void TextReportWriter::writeEvidence(const Report::CheckEntry &entry)
{
    for (const QString &ref : entry.evidenceRefs) {
        const auto piece = std::ranges::find(m_report.evidence, ref, &Report::EvidenceEntry::ref);
        if (piece == m_report.evidence.end()) {
            continue;
        }
        if (m_shownEvidence.contains(ref)) {
            paragraph(12, {}, u"evidence %1, shown above"_s.arg(ref), Ink::Faint);
            continue;
        }
        m_shownEvidence.append(ref);
        paragraph(12, {}, u"evidence %1: %2"_s.arg(ref, piece->evidence->command), Ink::Faint);
        block(14, piece->truncated ? piece->excerpt + u"\n[cut here]"_s : piece->excerpt, Ink::Faint);
    }
}

void TextReportWriter::writePath()
{
    if (m_report.path.isEmpty()) {
        return;
    }
    heading(u"Walked path"_s);
    for (const PathStep &step : m_report.path) {
        paragraph(4, u"  - "_s, step.answer.isEmpty() ? step.title : u"%1 %2"_s.arg(step.title, step.answer));
    }
}

} // namespace

QByteArray writeTextReport(const Report &report, const TextStyle &style)
{
    return TextReportWriter(report, style).write();
}

} // namespace duodoctor
