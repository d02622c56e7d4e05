#include "lint/shell_words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

class Reader
{
public:
    explicit Reader(QStringView text)
        : m_text(text)
    {
    }

    ShellText read()
    {
        while (!atEnd()) {
            step();
        }
        endCommand();
        return std::move(m_result);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar(); }
    Place place() const { return {m_line, static_cast<int>(m_at - m_lineStart) + 1}; }
    void advance()
    {
        if (m_text[m_at] == u'\n') {
            ++m_line;
            m_lineStart = m_at + 1;
        }
        ++m_at;
    }
    void problem(Place at, const QString &words) { m_result.problems.append({words, at}); }

    void step()
    {
        const QChar c = peek();
        if (c == u'\n') {
            endWord();
            endLine();
        } else if (c.isSpace()) {
            endWord();
            advance();
        } else if (c == u'\\') {
            readBackslash();
        } else if (c == u'#' && !m_inWord) {
            readComment();
        } else if (c == u'\'' || c == u'"') {
            readQuoted(c);
        } else if (c == u';' || c == u'|' || c == u'&') {
            endWord();
            endCommand();
            advance();
        } else if (c == u'$' && peek(1) == u'(') {
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
        m_word.text.append(peek());
        advance();
    }

    void beginWord()
    {
        if (!m_inWord) {
            m_inWord = true;
            m_word = ShellWord{{}, place(), false, false};
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
        const Place end = place();
        const bool hasCommand = !m_command.words.isEmpty();
        advance();
        if (hasCommand && continuesInFact()) {
            problem(end, u"the backslash at the end of this line is missing; the next line begins with an option"_s);
            return;
        }
        endCommand();
    }
    bool continuesInFact() const
    {
        qsizetype next = m_at;
        while (next < m_text.size() && (m_text[next] == u' ' || m_text[next] == u'\t')) {
            ++next;
        }
        const bool isOption = next + 1 < m_text.size() && m_text[next] == u'-' &&
                              (m_text[next + 1].isLetter() || m_text[next + 1] == u'-');
        return isOption && isContainerCommand();
    }
    bool isContainerCommand() const
    {
        return std::ranges::any_of(m_command.words, [](const ShellWord &word) { return word.text == "run"_L1; });
    }

    void readBackslash()
    {
        const Place at = place();
        if (peek(1) == u'\n') {
            advance();
            advance();
            lookForComment();
            return;
        }
        qsizetype behind = m_at + 1;
        while (behind < m_text.size() &&
               (m_text[behind] == u' ' || m_text[behind] == u'\t' || m_text[behind] == u'\r')) {
            ++behind;
        }
        const bool endsLine = behind < m_text.size() && m_text[behind] == u'\n';
        if (endsLine && behind > m_at + 1) {
            if (m_text.sliced(m_at + 1, behind - m_at - 1) != u"\r") {
                problem(at, u"blanks stand behind the backslash, so that it does not continue the line"_s);
            }
            endWord();
            while (m_at <= behind) {
                advance();
            }
            return;
        }
        advance();
        if (!atEnd()) {
            beginWord();
            take();
        }
    }
    /// A comment between continued lines ends the command there.
    void lookForComment()
    {
        qsizetype next = m_at;
        while (next < m_text.size() && (m_text[next] == u' ' || m_text[next] == u'\t')) {
            ++next;
        }
        if (next < m_text.size() && m_text[next] == u'#' && !m_command.words.isEmpty()) {
            problem({m_line, static_cast<int>(next - m_lineStart) + 1},
                    u"a comment between continued lines ends the command here"_s);
            while (!atEnd() && peek() != u'\n') {
                advance();
            }
            if (!atEnd()) {
                advance();
            }
        }
    }
    void readComment()
    {
        while (!atEnd() && peek() != u'\n') {
            advance();
        }
    }

    void readQuoted(QChar quote)
    {
        beginWord();
        const Place opened = place();
        advance();
        while (!atEnd() && peek() != quote) {
            if (quote == u'"' && peek() == u'\\' && m_at + 1 < m_text.size()) {
                advance();
                take();
            } else if (quote == u'"' && peek() == u'$' && peek(1) == u'(') {
                m_word.isExpanded = true;
                readSubstitution();
            } else {
                m_word.isExpanded = m_word.isExpanded || (quote == u'"' && (peek() == u'$' || peek() == u'`'));
                take();
            }
        }
        if (atEnd()) {
            problem(opened, u"a quotation mark opens here and is never closed"_s);
            return;
        }
        advance();
    }

    /// `$( … )`, kept as written.
    void readSubstitution()
    {
        const Place opened = place();
        int depth = 0;
        QChar quote;
        while (!atEnd()) {
            const QChar c = peek();
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

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    qsizetype m_lineStart = 0;
    bool m_inWord = false;
    ShellWord m_word;
    ShellCommand m_command;
    ShellText m_result;
};

} // namespace

ShellText readShell(const QString &text)
{
    return Reader(text).read();
}

} // namespace duodoctor
