#pragma once

#include "report/html_writer.h"
#include "report/report.h"

#include <QString>

namespace duodoctor
{

/// The parts of the HTML report, one function each; a part without content writes nothing unless it says so itself.
void writeHtmlHead(HtmlWriter &html, const Report &report);
void writeHtmlChain(HtmlWriter &html, const Report &report);
void writeHtmlRootCauses(HtmlWriter &html, const Report &report);
void writeHtmlFurtherFindings(HtmlWriter &html, const Report &report);
void writeHtmlChecks(HtmlWriter &html, const Report &report);
void writeHtmlCertificates(HtmlWriter &html, const Report &report);
void writeHtmlPath(HtmlWriter &html, const Report &report);
void writeHtmlEvidence(HtmlWriter &html, const Report &report);

/// A status as icon and word: `<span class="mark passed"><svg/>passed</span>`.
/// @param kind  passed, warning, failed, skipped, blocked; info for findings.
void writeHtmlMark(HtmlWriter &html, const QString &kind, const QString &word);

/// Links `e1 e2` to the pieces of evidence.
void writeHtmlEvidenceLinks(HtmlWriter &html, const QStringList &refs);

} // namespace duodoctor
