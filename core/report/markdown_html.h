#pragma once

#include "report/html_writer.h"

#include <QString>

namespace duodoctor
{

/// Writes Markdown of the playbook (with values of the deployment in it) as elements. Raw HTML in it is shown as text;
/// links lead to http and https only; pictures become their description. Bounded to 256 KiB.
void writeMarkdown(HtmlWriter &html, const QString &markdown);

/// The same for one sentence or two: without a paragraph around it, for list items and table cells.
void writeInlineMarkdown(HtmlWriter &html, const QString &markdown);

} // namespace duodoctor
