#include "playbook/plain_text.h"
#include "playbook/step_numbers.h"
#include "report/chain_diagram.h"
#include "report/report_groups.h"
#include "report/report_writers.h"
#include "report/text_layout.h"
#include "report/text_page.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

class TextReportWriter
{
public:
    TextReportWriter(const Report &report, const TextStyle &style)
        : m_report(report)
        , m_style(style)
        , m_page(style.width, style.color)
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
        return m_page.bytes();
    }

private:
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
    TextPage m_page;
    QStringList m_shownEvidence;
};

void TextReportWriter::writeHead()
{
    m_page.put(headlineOf(m_report.summary.status).toUpper(), inkOf(m_report.summary.status));
    m_page.put(m_report.deployment.name.isEmpty() ? QString{} : u"  %1"_s.arg(m_report.deployment.name), Ink::Bold);
    m_page.put(u"  %1"_s.arg(summarySentence(m_report)));
    m_page.endLine();
    if (m_style.quiet) {
        return;
    }
    const DiagnosisSummary &summary = m_report.summary;
    m_page.paragraph(
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
    m_page.endLine();
    if (chain.models.isEmpty()) {
        m_page.paragraph(0, {}, start);
    }
    for (const ChainModel &model : chain.models) {
        m_page.paragraph(0, {}, start + arrow(model.link) + said(model.node));
    }
}

void TextReportWriter::writeCauses()
{
    if (m_report.rootCauses.isEmpty()) {
        return;
    }
    m_page.heading(m_report.rootCauses.size() == 1 ? u"Root cause"_s : u"Root causes, the most likely first"_s);
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
    m_page.endLine();
    m_page.paragraph(4, u" %1."_s.arg(number), remedy.message, ink);
    QStringList marks{wordOf(found->finding.severity), wordOf(entry.cause.confidence), found->finding.id.toString()};
    if (!found->finding.subject.isEmpty()) {
        marks.append(found->finding.subject);
    }
    marks.append(u"seen from %1"_s.arg(placeText(found->finding.vantage)));
    m_page.paragraph(4, {}, marks.join(u" · "_s), Ink::Faint);
    m_page.paragraph(4, {}, entry.because);
    if (!m_style.quiet) {
        writeRemedy(remedy);
    }
}

void TextReportWriter::writeRemedy(const Remedy &remedy)
{
    if (!remedy.steps.isEmpty()) {
        m_page.endLine();
        m_page.paragraph(4, {}, u"Repair"_s, Ink::Bold);
    }
    if (!remedy.note.isEmpty()) {
        m_page.paragraph(7, {}, remedy.note, Ink::Faint);
    }
    const QStringList numbers = stepNumbers(remedy.steps);
    for (qsizetype i = 0; i < remedy.steps.size(); ++i) {
        const RenderedStep &step = remedy.steps.at(i);
        m_page.paragraph(7, u"    %1."_s.arg(numbers.at(i)), flowed(plainFromMarkdown(step.text)));
        if (!step.command.isEmpty()) {
            if (step.vantage) {
                m_page.paragraph(9, {}, u"on %1:"_s.arg(placeText(*step.vantage)), Ink::Faint);
            }
            m_page.block(11, step.command, Ink::Bold);
        }
    }
    if (!remedy.avoid.isEmpty()) {
        m_page.paragraph(7, {}, u"Avoid: %1"_s.arg(flowed(plainFromMarkdown(remedy.avoid))));
    }
    if (m_style.verbose && !remedy.why.isEmpty()) {
        m_page.paragraph(7, {}, u"Why: %1"_s.arg(flowed(plainFromMarkdown(remedy.why))));
    }
}

void TextReportWriter::writeChecks()
{
    const QList<CheckGroup> groups = groupsOf(m_report);
    for (const CheckGroup &group : groups) {
        m_page.heading(group.address.isEmpty() ? group.title : u"%1  %2"_s.arg(group.title, group.address));
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
        m_page.put(u"  %1 %2"_s.arg(symbolOf(status), wordOf(status).leftJustified(8)), Ink::Faint);
        m_page.put(u"%1 %2"_s.arg(count).arg(count == 1 ? "check"_L1 : "checks"_L1), Ink::Faint);
        m_page.endLine();
        m_page.paragraph(12, {}, reason, Ink::Faint);
    }
}

void TextReportWriter::writeCheck(const Report::CheckEntry &entry)
{
    const CheckResult &result = entry.result;
    m_page.put(u"  %1 %2"_s.arg(symbolOf(result.status), wordOf(result.status).leftJustified(8)), inkOf(result.status));
    m_page.put(entry.title);
    if (result.key.vantage != Vantage::Workstation) {
        m_page.put(u" (from %1)"_s.arg(placeText(result.key.vantage)));
    }
    if (result.status == CheckStatus::Passed && result.duration.count() > 0) {
        m_page.put(u"  %1"_s.arg(durationText(result.duration)), Ink::Faint);
    }
    m_page.endLine();
    if (result.status == CheckStatus::Skipped) {
        m_page.paragraph(12, {}, entry.reason, Ink::Faint);
    }
    if (result.status == CheckStatus::Blocked) {
        m_page.paragraph(12, {}, u"until this holds: %1"_s.arg(blockOriginTitles(entry, m_report)), Ink::Faint);
    }
    for (const QString &ref : entry.findingRefs) {
        if (const Report::FindingEntry *found = finding(ref)) {
            m_page.paragraph(12, {}, found->remedy.message);
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
            m_page.paragraph(12, {}, u"evidence %1, shown above"_s.arg(ref), Ink::Faint);
            continue;
        }
        m_shownEvidence.append(ref);
        m_page.paragraph(12, {}, u"evidence %1: %2"_s.arg(ref, piece->evidence->command), Ink::Faint);
        m_page.block(14, piece->truncated ? piece->excerpt + u"\n[cut here]"_s : piece->excerpt, Ink::Faint);
    }
}

void TextReportWriter::writePath()
{
    if (m_report.path.isEmpty()) {
        return;
    }
    m_page.heading(u"Walked path"_s);
    for (const PathStep &step : m_report.path) {
        m_page.paragraph(4, u"  - "_s, step.answer.isEmpty() ? step.title : u"%1 %2"_s.arg(step.title, step.answer));
    }
}

} // namespace

QByteArray writeTextReport(const Report &report, const TextStyle &style)
{
    return TextReportWriter(report, style).write();
}

} // namespace duodoctor
