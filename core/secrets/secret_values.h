#pragma once

#include <QStringView>

namespace duodoctor
{

// How a name and its value are written next to each other. Everything here is linear and reads forwards only.

/// A value behind a name.
struct SecretValue {
    qsizetype begin = 0;
    qsizetype end = 0; ///< behind its last character
    bool isQuoted = false;
    bool isAloneOnLine = false; ///< nothing but the line's end, a comma or a quote follows
};

enum class NameSeparator { None, Equals, Colon, Blank };

bool isBlank(QChar c);
bool isLineEnd(QChar c);
bool hasDigit(QStringView text);

/// Values that stand for no credential: variables, placeholders, what others have blanked out already.
bool isNoSecret(QStringView value);

/// `token` alone also names the words of a language model; only a value that looks random counts.
bool looksRandom(QStringView value);

/// Behind at most 16 blanks.
qsizetype skipBlanks(QStringView text, qsizetype at);

/// Reads a quote, also one that is escaped because the text is JSON within a string. @return its length, 0 for none.
qsizetype quoteLength(QStringView text, qsizetype at);

/// The value that begins at `at`, in quotes or up to a blank or a separator.
SecretValue readValue(QStringView text, qsizetype at);

/// What stands between a name and its value. Moves `at` to the value. The name may be a key of Ruby's or Python's:
/// `rails['password'] = `. @param isOption  the name is an option of a command, or a header's of nginx: a blank is
/// enough, also between the items of a list.
NameSeparator readSeparator(QStringView text, qsizetype &at, bool isOption);

} // namespace duodoctor
