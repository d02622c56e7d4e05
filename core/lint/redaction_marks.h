#pragma once

#include <QString>

namespace duodoctor
{

/// The text with other signs in the marks that the redactor left: a mark has blanks, a colon and brackets, which split
/// a word of the shell and are a list in YAML, while the credential was one word. Every place stays where it is.
QString withPlainMarks(QString text);

/// Whether a mark, of either form, stands in the value: a credential was there.
bool isRedacted(QStringView value);

} // namespace duodoctor
