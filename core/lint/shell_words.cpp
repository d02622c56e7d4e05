#include "lint/shell_words.h"

#include "lint/text_cursor.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

class ShellReader
{
public:
    explicit ShellReader(QStringView text)
        : m_text(text)
    {
    }

    ShellText read()
    {
        while (!m_text.atEnd()) {
            step();
        }
        endCommand();
        return std::move(m_result);
    }

private:
    void problem(Place at, const QString &words) { m_result.problems.append({words, at}); }

    void step()
    {
        const QChar c = m_text.peek();
        if (c == u'\n') {
            endWord();
            endLine();
        } else if (c.isSpace()) {
            endWord();
            m_text.advance();
        } else if (c == u'\\') {
            readBackslash();
        } else if (c == u'#' && !m_inWord) {
            m_text.skipLine();
        } else if (c == u'\'' || c == u'"') {
            readQuoted(c);
        } else if (c == u';' || c == u'|' || c == u'&') {
            endWord();
            endCommand();
            m_text.advance();
        } else if (c == u'$' && m_text.peek(1) == u'(') {
            beginWord();
            m_word.isExpanded = true;
            m_word.isSplitting = true;
            readSubstitution();
        } else {
            beginWord();
            m_word.isExpanded = m_word.isExpanded || c == u'$' || c == u'`';
            take();
        }
    }

    void take()
    {
        m_word.text.append(m_text.peek());
        m_text.advance();
    }

    void beginWord()
    {
        if (!m_inWord) {
            m_inWord = true;
            m_word = ShellWord{{}, m_text.place(), false, false};
        }
    }
    void endWord()
    {
        if (m_inWord) {
            m_command.words.append(m_word);
        }
        m_inWord = false;
    }
    void endCommand()
    {
        endWord();
        if (!m_command.words.isEmpty()) {
            m_result.commands.append(m_command);
        }
        m_command = {};
    }

    /// A line break without a backslash: the command is over, unless the next line can only belong to it.
    void endLine()
    {
        const Place end = m_text.place();
        const bool hasCommand = !m_command.words.isEmpty();
        m_text.advance();
        if (hasCommand && continuesInFact()) {
            problem(end, u"the backslash at the end of this line is missing; the next line begins with an option"_s);
            return;
        }
        endCommand();
    }
    bool continuesInFact() const
    {
        qsizetype blanks = 0;
        while (m_text.peek(blanks) == u' ' || m_text.peek(blanks) == u'\t') {
            ++blanks;
        }
        const QChar second = m_text.peek(blanks + 1);
        const bool isOption = m_text.peek(blanks) == u'-' && (second.isLetter() || second == u'-');
        return isOption && isContainerCommand();
    }
    bool isContainerCommand() const
    {
        return std::ranges::any_of(m_command.words, [](const ShellWord &word) { return word.text == "run"_L1; });
    }

    void readBackslash()
    {
        const Place at = m_text.place();
        if (m_text.peek(1) == u'\n') {
            m_text.advance();
            m_text.advance();
            lookForComment();
            return;
        }
        qsizetype behind = 1;
        while (m_text.peek(behind) == u' ' || m_text.peek(behind) == u'\t' || m_text.peek(behind) == u'\r') {
            ++behind;
        }
        if (m_text.peek(behind) == u'\n' && behind > 1) {
            if (m_text.rest().sliced(1, behind - 1) != u"\r") {
                problem(at, u"blanks stand behind the backslash, so that it does not continue the line"_s);
            }
            endWord();
            m_text.advance(behind + 1);
            return;
        }
        m_text.advance();
        if (!m_text.atEnd()) {
            beginWord();
            take();
        }
    }
    /// A comment between continued lines ends the command there.
    void lookForComment()
    {
        qsizetype blanks = 0;
        while (m_text.peek(blanks) == u' ' || m_text.peek(blanks) == u'\t') {
            ++blanks;
        }
        if (m_text.peek(blanks) == u'#' && !m_command.words.isEmpty()) {
            problem(m_text.placeAt(m_text.at() + blanks), u"a comment between continued lines ends the command here"_s);
            m_text.skipLine();
            if (!m_text.atEnd()) {
                m_text.advance();
            }
        }
    }
    void readQuoted(QChar quote)
    {
        beginWord();
        const Place opened = m_text.place();
        m_text.advance();
        while (!m_text.atEnd() && m_text.peek() != quote) {
            if (quote == u'"' && m_text.peek() == u'\\' && !m_text.atEnd(1)) {
                m_text.advance();
                take();
            } else if (quote == u'"' && m_text.peek() == u'$' && m_text.peek(1) == u'(') {
                m_word.isExpanded = true;
                readSubstitution();
            } else {
                m_word.isExpanded =
                    m_word.isExpanded || (quote == u'"' && (m_text.peek() == u'$' || m_text.peek() == u'`'));
                take();
            }
        }
        if (m_text.atEnd()) {
            problem(opened, u"a quotation mark opens here and is never closed"_s);
            return;
        }
        m_text.advance();
    }

    /// `$( … )`, kept as written.
    void readSubstitution()
    {
        const Place opened = m_text.place();
        int depth = 0;
        QChar quote;
        while (!m_text.atEnd()) {
            const QChar c = m_text.peek();
            if (!quote.isNull()) {
                quote = c == quote ? QChar() : quote;
            } else if (c == u'\'' || c == u'"') {
                quote = c;
            } else if (c == u'(') {
                ++depth;
            } else if (c == u')' && --depth == 0) {
                take();
                return;
            }
            take();
        }
        problem(opened, u"a command's parenthesis opens here and is never closed"_s);
    }

    TextCursor m_text;
    bool m_inWord = false;
    ShellWord m_word;
    ShellCommand m_command;
    ShellText m_result;
};

} // namespace

ShellText readShell(const QString &text)
{
    return ShellReader(text).read();
}

} // namespace duodoctor
