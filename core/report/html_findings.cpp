#include "playbook/step_numbers.h"
#include "report/html_sections.h"
#include "report/markdown_html.h"
#include "report/report_groups.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString kindOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"failed"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        return u"info"_s;
    }
    return {};
}

const Report::FindingEntry *findingOf(const Report &report, const QString &ref)
{
    const auto entry = std::ranges::find(report.findings, ref, &Report::FindingEntry::ref);
    return entry == report.findings.end() ? nullptr : &*entry;
}

/// Paths of icons in a box of 16: round and calm, told apart by shape.
QString pathOf(const QString &kind)
{
    if (kind == "passed"_L1) {
        return u"M4.5 8.4l2.4 2.4 4.6-5.2"_s;
    }
    if (kind == "warning"_L1) {
        return u"M8 4.4v4.4M8 11.2v.4"_s;
    }
    if (kind == "failed"_L1) {
        return u"M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"_s;
    }
    if (kind == "blocked"_L1) {
        return u"M6.4 5v6M9.6 5v6"_s;
    }
    if (kind == "info"_L1) {
        return u"M8 7.4v4.2M8 4.6v.4"_s;
    }
    return u"M5 8h6"_s;
}

void writeStep(HtmlWriter &html, const RenderedStep &step, const QString &number)
{
    const HtmlElement item(html, "li"_L1, {{"data-number"_L1, number + ". "_L1}});
    {
        const HtmlElement text(html, "div"_L1);
        writeInlineMarkdown(html, step.text);
    }
    if (step.command.isEmpty()) {
        return;
    }
    const HtmlElement figure(html, "figure"_L1);
    if (step.isForCluster) {
        html.element("figcaption"_L1, u"with kubectl"_s, {{"class"_L1, u"place"_s}});
    } else if (step.vantage) {
        html.element("figcaption"_L1, u"on %1"_s.arg(placeText(*step.vantage)), {{"class"_L1, u"place"_s}});
    }
    const HtmlElement pre(html, "pre"_L1, {{"class"_L1, u"command"_s}});
    html.element("code"_L1, step.command.trimmed());
}

void writeRemedy(HtmlWriter &html, const Remedy &remedy)
{
    html.element("h4"_L1, u"Repair"_s);
    if (!remedy.note.isEmpty()) {
        html.element("p"_L1, remedy.note, {{"class"_L1, u"note"_s}});
    }
    if (!remedy.steps.isEmpty()) {
        const HtmlElement list(html, "ol"_L1, {{"class"_L1, u"steps"_s}});
        const QStringList numbers = stepNumbers(remedy.steps);
        for (qsizetype i = 0; i < remedy.steps.size(); ++i) {
            writeStep(html, remedy.steps.at(i), numbers.at(i));
        }
    }
    if (!remedy.avoid.isEmpty()) {
        const HtmlElement avoid(html, "div"_L1, {{"class"_L1, u"avoid"_s}});
        html.element("strong"_L1, u"Avoid"_s);
        const HtmlElement text(html, "div"_L1);
        writeMarkdown(html, remedy.avoid);
    }
    if (!remedy.why.isEmpty() || !remedy.sources.isEmpty()) {
        const HtmlElement details(html, "details"_L1);
        html.element("summary"_L1, u"Why this happens"_s);
        writeMarkdown(html, remedy.why);
        if (!remedy.sources.isEmpty()) {
            html.element("p"_L1, u"Sources: %1"_s.arg(remedy.sources.join(u"; "_s)), {{"class"_L1, u"note"_s}});
        }
    }
    if (!remedy.verify.isEmpty()) {
        const HtmlElement verify(html, "p"_L1, {{"class"_L1, u"note"_s}});
        html.text(u"Afterwards check again: "_s);
        for (qsizetype i = 0; i < remedy.verify.size(); ++i) {
            html.text(i == 0 ? QString{} : u", "_s);
            html.element("code"_L1, remedy.verify.at(i));
        }
    }
}

void writeCause(HtmlWriter &html, const Report &report, const Report::RootCauseEntry &entry)
{
    const Report::FindingEntry *found = findingOf(report, entry.findingRef);
    if (found == nullptr) {
        return;
    }
    const Finding &finding = found->finding;
    const HtmlElement article(html, "article"_L1,
                              {{"class"_L1, u"cause "_s + kindOf(finding.severity)}, {"id"_L1, found->ref}});
    html.element("h3"_L1, found->remedy.message);
    {
        const HtmlElement marks(html, "p"_L1, {{"class"_L1, u"marks"_s}});
        writeHtmlMark(html, kindOf(finding.severity), wordOf(finding.severity));
        html.element("span"_L1, wordOf(entry.cause.confidence), {{"class"_L1, u"tag"_s}});
        if (!finding.subject.isEmpty()) {
            html.element("span"_L1, finding.subject, {{"class"_L1, u"tag"_s}});
        }
        html.element("span"_L1, u"seen from %1"_s.arg(placeText(finding.vantage)), {{"class"_L1, u"tag"_s}});
        html.element("code"_L1, finding.id.toString());
    }
    {
        const HtmlElement because(html, "p"_L1, {{"class"_L1, u"because"_s}});
        html.text(entry.because + u' ');
        writeHtmlEvidenceLinks(html, found->evidenceRefs);
    }
    writeRemedy(html, found->remedy);
}

} // namespace

void writeHtmlMark(HtmlWriter &html, const QString &kind, const QString &word)
{
    const HtmlElement mark(html, "span"_L1, {{"class"_L1, u"mark "_s + kind}});
    {
        const HtmlElement svg(html, "svg"_L1, {{"viewBox"_L1, u"0 0 16 16"_s}, {"aria-hidden"_L1, u"true"_s}});
        html.element("circle"_L1, {}, {{"cx"_L1, u"8"_s}, {"cy"_L1, u"8"_s}, {"r"_L1, u"8"_s}});
        html.element("path"_L1, {}, {{"d"_L1, pathOf(kind)}});
    }
    html.text(word);
}

void writeHtmlEvidenceLinks(HtmlWriter &html, const QStringList &refs)
{
    for (const QString &ref : refs) {
        html.element("a"_L1, ref,
                     {{"href"_L1, u'#' + ref}, {"class"_L1, u"ref"_s}, {"title"_L1, u"Evidence "_s + ref}});
        html.text(u" "_s);
    }
}

void writeHtmlRootCauses(HtmlWriter &html, const Report &report)
{
    const HtmlElement section(html, "section"_L1);
    if (report.rootCauses.isEmpty()) {
        html.element("h2"_L1, u"Root causes"_s);
        html.element("p"_L1, u"None was found."_s, {{"class"_L1, u"empty"_s}});
        return;
    }
    html.element("h2"_L1, report.rootCauses.size() == 1 ? u"Root cause"_s : u"Root causes, the most likely first"_s);
    for (const Report::RootCauseEntry &entry : report.rootCauses) {
        writeCause(html, report, entry);
    }
}

void writeHtmlFurtherFindings(HtmlWriter &html, const Report &report)
{
    QList<const Report::FindingEntry *> further;
    for (const Report::FindingEntry &entry : report.findings) {
        const bool isCause = std::ranges::find(report.rootCauses, entry.ref, &Report::RootCauseEntry::findingRef) !=
                             report.rootCauses.end();
        if (!isCause) {
            further.append(&entry);
        }
    }
    if (further.isEmpty()) {
        return;
    }
    const HtmlElement section(html, "section"_L1);
    html.element("h2"_L1, u"Further findings"_s);
    const HtmlElement list(html, "ul"_L1, {{"class"_L1, u"further"_s}});
    for (const Report::FindingEntry *entry : further) {
        const HtmlElement item(html, "li"_L1, {{"id"_L1, entry->ref}});
        writeHtmlMark(html, kindOf(entry->finding.severity), wordOf(entry->finding.severity));
        const HtmlElement text(html, "span"_L1);
        html.text(entry->remedy.message + u' ');
        if (!entry->finding.subject.isEmpty()) {
            html.element("span"_L1, entry->finding.subject, {{"class"_L1, u"tag"_s}});
            html.text(u" "_s);
        }
        html.element("code"_L1, entry->finding.id.toString());
        html.text(u" "_s);
        writeHtmlEvidenceLinks(html, entry->evidenceRefs);
    }
}

} // namespace duodoctor
