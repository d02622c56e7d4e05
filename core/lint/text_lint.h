#pragma once

#include "lint/lint_collector.h"

namespace duodoctor
{

/// What can be told of any of the forms, line by line: placeholders that were left, credentials (their marks),
/// typographic quotation marks. Comments that begin with `#` count for credentials alone. Linear in the text.
void lintText(const QString &text, LintCollector &found);

/// Carriage returns before line breaks, once. @param severity  Error where the reader stumbles on them for certain.
void lintLineEndings(const QString &text, Severity severity, LintCollector &found);

/// A tab in the indentation of a YAML text. @return true when one was told.
bool lintTabs(const QString &text, LintCollector &found);

} // namespace duodoctor
