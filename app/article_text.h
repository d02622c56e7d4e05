#pragma once

#include "playbook/playbook.h"

#include <QString>

namespace duodoctor
{

/// An article for a terminal: paragraphs wrapped, commands as they are, each with its vantage.
/// @param width      in columns, for the wrapping.
/// @param isColored  headings in bold, by ANSI sequences.
QString articleText(const Remedy &remedy, int width, bool isColored);

} // namespace duodoctor
