#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// `value` as one word of a POSIX shell: as it is where no character has a meaning, else in single quotes.
/// @param value  without NUL, which no shell can carry.
QString quotedForShell(const QString &value);

/// Follows a shell command as it is written and knows how a value has to be written at the place reached.
/// A line of states, since a substitution inside quotes starts afresh:
///   plain -'-> single, -"-> double, -#-> comment, -$(-> plain; what the playbook does not use (here-documents,
///   backticks, `${…}`, `$((…))`, `$'…'`) is opaque: no value can be written there.
class ShellContext
{
public:
    /// Takes the next piece of the command's own text.
    void advance(QStringView text);
    /// The value for this place; nullopt where it could be taken for something else than a value.
    std::optional<QString> write(const QString &value);
    /// False where nothing can be written, whatever the value.
    bool takesValues() const;

private:
    enum class Mode { Plain, Single, Double, Comment, Backticks, Brace, Arithmetic, AnsiQuote, HereDocument };
    struct Level {
        Mode mode;
        int open; ///< parentheses or braces still open, for what ends with them
    };

    void take(QChar c);
    void takePlain(QChar c);
    void takeDouble(QChar c);
    void takeNested(QChar c, QChar opening, QChar closing);
    void push(Mode mode, int open = 0);
    void pop();

    QList<Level> m_levels{{Mode::Plain, 0}};
    QChar m_previous;
    int m_lessThan = 0; ///< `<` seen in a row
    bool m_isEscaped = false;
    bool m_isWordStart = true;
};

} // namespace duodoctor
