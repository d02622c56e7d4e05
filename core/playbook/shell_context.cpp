#include "playbook/shell_context.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isSafeInShell(QChar c)
{
    return (c.unicode() < 0x80 && c.isLetterOrNumber()) || QStringView(u"_@%+=:,./-").contains(c);
}

bool endsWord(QChar c)
{
    return QStringView(u" \t\n;|&()<>").contains(c);
}

} // namespace

QString quotedForShell(const QString &value)
{
    // Some shells expand a leading `=` or `%`.
    const bool isSafe = !value.isEmpty() && std::ranges::all_of(value, isSafeInShell) && !value.startsWith(u'=') &&
                        !value.startsWith(u'%');
    if (isSafe) {
        return value;
    }
    QString quoted = value;
    quoted.replace(u'\'', "'\\''"_L1);
    return u'\'' + quoted + u'\'';
}

void ShellContext::push(Mode mode, int open)
{
    m_levels.append({mode, open});
}

void ShellContext::pop()
{
    if (m_levels.size() > 1) {
        m_levels.removeLast();
    }
}

void ShellContext::advance(QStringView text)
{
    for (const QChar c : text) {
        take(c);
    }
}

void ShellContext::take(QChar c)
{
    const Mode mode = m_levels.last().mode;
    if (m_isEscaped) {
        m_isEscaped = false;
        m_isWordStart = false;
        m_previous = QChar{};
        return;
    }
    switch (mode) {
    case Mode::Plain:
        takePlain(c);
        break;
    case Mode::Double:
        takeDouble(c);
        break;
    case Mode::Single:
        m_isWordStart = m_isWordStart && c == u'\'';
        if (c == u'\'') {
            pop();
        }
        break;
    case Mode::AnsiQuote:
        if (c == u'\\') {
            m_isEscaped = true;
        } else if (c == u'\'') {
            pop();
        }
        break;
    case Mode::Comment:
        if (c == u'\n') {
            pop();
            m_isWordStart = true;
        }
        break;
    case Mode::Backticks:
        if (c == u'\\') {
            m_isEscaped = true;
        } else if (c == u'`') {
            pop();
        }
        break;
    case Mode::Brace:
        takeNested(c, u'{', u'}');
        break;
    case Mode::Arithmetic:
        takeNested(c, u'(', u')');
        break;
    case Mode::HereDocument:
        break;
    }
    m_previous = c;
}

void ShellContext::takePlain(QChar c)
{
    if (m_lessThan == 2 && c != u'<') {
        push(Mode::HereDocument);
        return;
    }
    m_lessThan = c == u'<' ? m_lessThan + 1 : 0;
    const bool isWordStart = m_isWordStart;
    const bool isQuote = c == u'\'' || c == u'"';
    m_isWordStart = endsWord(c) || (isWordStart && isQuote);
    Level &level = m_levels.last();
    if (c == u'\\') {
        m_isEscaped = true;
    } else if (c == u'\'') {
        push(m_previous == u'$' ? Mode::AnsiQuote : Mode::Single);
    } else if (c == u'"') {
        push(Mode::Double);
    } else if (c == u'`') {
        push(Mode::Backticks);
    } else if (c == u'#' && isWordStart) {
        push(Mode::Comment);
    } else if (c == u'{' && m_previous == u'$') {
        push(Mode::Brace, 1);
    } else if (c == u'(' && m_previous == u'$') {
        push(Mode::Plain, 1);
    } else if (c == u'(') {
        // `$((` arrives as a substitution whose first character is a parenthesis.
        const bool isArithmetic = m_levels.size() > 1 && level.open == 1 && m_previous == u'(';
        ++level.open;
        if (isArithmetic) {
            level.mode = Mode::Arithmetic;
        }
    } else if (c == u')' && m_levels.size() > 1 && --level.open == 0) {
        pop();
        m_isWordStart = false;
    }
}

void ShellContext::takeDouble(QChar c)
{
    m_isWordStart = m_isWordStart && c == u'"';
    if (c == u'\\') {
        m_isEscaped = true;
    } else if (c == u'"') {
        pop();
    } else if (c == u'`') {
        push(Mode::Backticks);
    } else if (c == u'{' && m_previous == u'$') {
        push(Mode::Brace, 1);
    } else if (c == u'(' && m_previous == u'$') {
        push(Mode::Plain, 1);
        m_isWordStart = true;
    }
}

void ShellContext::takeNested(QChar c, QChar opening, QChar closing)
{
    Level &level = m_levels.last();
    if (c == u'\\') {
        m_isEscaped = true;
    } else if (c == opening) {
        ++level.open;
    } else if (c == closing && --level.open == 0) {
        pop();
    }
    m_isWordStart = false;
}

bool ShellContext::takesValues() const
{
    // A value right after `<<` would name the end of a here-document.
    const Mode mode = m_levels.last().mode;
    return m_lessThan != 2 && !m_isEscaped && m_previous != u'$' &&
           (mode == Mode::Plain || mode == Mode::Single || mode == Mode::Double || mode == Mode::Comment);
}

std::optional<QString> ShellContext::write(const QString &value)
{
    const Mode mode = m_levels.last().mode;
    // What begins a word with a dash would be read as an option, whatever its quotes.
    const bool isOption = m_isWordStart && mode != Mode::Comment && value.startsWith(u'-');
    if (!takesValues() || isOption) {
        return std::nullopt;
    }
    m_isWordStart = false;
    m_previous = QChar{};
    m_lessThan = 0;
    QString text = value;
    switch (mode) {
    case Mode::Single:
        return text.replace(u'\'', "'\\''"_L1);
    case Mode::Double: {
        const bool isPlain = std::ranges::none_of(value, [](QChar c) { return QStringView(u"\\$\"`!").contains(c); });
        return isPlain ? value : u'"' + quotedForShell(value) + u'"';
    }
    case Mode::Comment:
        return value;
    default:
        return quotedForShell(value);
    }
}

} // namespace duodoctor
