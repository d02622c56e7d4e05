#include "report/html_sections.h"
#include "report/report_groups.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

void writeReason(HtmlWriter &html, const Report &report, const Report::CheckEntry &entry)
{
    if (!entry.reason.isEmpty()) {
        html.element("p"_L1, entry.reason, {{"class"_L1, u"note"_s}});
    }
    if (entry.result.status == CheckStatus::Blocked && !entry.result.blockedBy.isEmpty()) {
        html.element("p"_L1, u"Nothing can be said until this holds: %1."_s.arg(blockOriginTitles(entry, report)),
                     {{"class"_L1, u"note"_s}});
    }
}

void writeCheck(HtmlWriter &html, const Report &report, const Report::CheckEntry &entry)
{
    const CheckResult &result = entry.result;
    const HtmlElement item(html, "li"_L1, {{"class"_L1, wordOf(result.status)}});
    writeHtmlMark(html, wordOf(result.status), wordOf(result.status));
    {
        const HtmlElement body(html, "div"_L1, {{"class"_L1, u"question"_s}});
        html.element("span"_L1, entry.title);
        html.text(u" "_s);
        html.element("code"_L1, result.key.check.toString());
        if (result.key.vantage != Vantage::Workstation) {
            html.text(u" "_s);
            html.element("span"_L1, u"from %1"_s.arg(placeText(result.key.vantage)), {{"class"_L1, u"tag"_s}});
        }
        writeReason(html, report, entry);
        for (const QString &ref : entry.findingRefs) {
            const auto found = std::ranges::find(report.findings, ref, &Report::FindingEntry::ref);
            if (found != report.findings.end()) {
                const HtmlElement line(html, "p"_L1, {{"class"_L1, u"found"_s}});
                html.element("a"_L1, found->remedy.message, {{"href"_L1, u'#' + ref}});
            }
        }
    }
    const HtmlElement aside(html, "span"_L1, {{"class"_L1, u"aside"_s}});
    writeHtmlEvidenceLinks(html, entry.evidenceRefs);
    if (result.duration.count() > 0) {
        const QString phases = phasesText(result.phases);
        html.element("span"_L1, durationText(result.duration),
                     {{"class"_L1, u"duration"_s}, {"title"_L1, phases.isEmpty() ? u"duration"_s : phases}});
    }
}

} // namespace

void writeHtmlChecks(HtmlWriter &html, const Report &report)
{
    const QList<CheckGroup> groups = groupsOf(report);
    if (groups.isEmpty()) {
        return;
    }
    const HtmlElement section(html, "section"_L1);
    html.element("h2"_L1, u"All checks"_s);
    for (const CheckGroup &group : groups) {
        const HtmlElement block(html, "div"_L1, {{"class"_L1, u"group"_s}});
        {
            const HtmlElement heading(html, "h3"_L1);
            html.text(group.title);
            if (!group.address.isEmpty()) {
                html.text(u" "_s);
                html.element("span"_L1, group.address, {{"class"_L1, u"host"_s}});
            }
        }
        const HtmlElement list(html, "ul"_L1, {{"class"_L1, u"checks"_s}});
        for (const Report::CheckEntry *entry : group.checks) {
            writeCheck(html, report, *entry);
        }
    }
}

void writeHtmlEvidence(HtmlWriter &html, const Report &report)
{
    if (report.evidence.isEmpty()) {
        return;
    }
    const HtmlElement section(html, "section"_L1, {{"class"_L1, u"evidence"_s}});
    html.element("h2"_L1, u"Evidence"_s);
    html.element("p"_L1, u"What was seen, in full. The command shows the same to a person."_s,
                 {{"class"_L1, u"note"_s}});
    for (const Report::EvidenceEntry &entry : report.evidence) {
        const Evidence &evidence = *entry.evidence;
        const HtmlElement details(html, "details"_L1);
        {
            const HtmlElement summary(html, "summary"_L1);
            html.element("b"_L1, entry.ref);
            html.text(u" "_s);
            const HttpExchange *exchange = evidence.httpExchange();
            const CertificateFile *file = evidence.certificateFile();
            html.text(exchange != nullptr ? u"%1 %2"_s.arg(QString::fromLatin1(exchange->method),
                                                           exchange->url.toString(QUrl::RemoveUserInfo))
                      : file != nullptr   ? file->path
                                          : QString{toWire(evidence.kind)});
        }
        // The target of the links stands inside: a browser opens the details that hold a link's target.
        const HtmlElement body(html, "div"_L1, {{"id"_L1, entry.ref}});
        html.element("p"_L1,
                     u"%1 · from %2 · %3"_s.arg(QString{toWire(evidence.kind)}, placeText(evidence.vantage),
                                                evidence.takenAt.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s)),
                     {{"class"_L1, u"note"_s}});
        if (!evidence.command.isEmpty()) {
            const HtmlElement pre(html, "pre"_L1, {{"class"_L1, u"command"_s}});
            html.element("code"_L1, evidence.command);
        }
        html.element("pre"_L1, entry.truncated ? entry.excerpt + u"\n[cut here]"_s : entry.excerpt);
    }
}

void writeHtmlPath(HtmlWriter &html, const Report &report)
{
    if (report.path.isEmpty()) {
        return;
    }
    const HtmlElement section(html, "section"_L1);
    html.element("h2"_L1, u"Walked path"_s);
    const HtmlElement list(html, "ol"_L1, {{"class"_L1, u"path"_s}});
    for (const PathStep &step : report.path) {
        const HtmlElement item(html, "li"_L1);
        html.text(step.title);
        if (!step.answer.isEmpty()) {
            html.text(u" "_s);
            html.element("strong"_L1, step.answer);
        }
    }
}

} // namespace duodoctor
