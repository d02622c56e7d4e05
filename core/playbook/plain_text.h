#pragma once

#include <QString>

namespace duodoctor
{

/// Markdown of the playbook for a place that shows none (a terminal, a field of JSON): without the escapes of values
/// and without emphasis; code spans keep their backticks, which tell where a name begins and ends.
QString plainFromMarkdown(const QString &markdown);

} // namespace duodoctor
