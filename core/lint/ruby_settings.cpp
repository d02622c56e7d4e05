#include "lint/ruby_settings.h"

#include "lint/redaction_marks.h"
#include "lint/text_cursor.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

struct RubyToken {
    enum class Kind { Word, String, Mark, LineEnd };
    Kind kind = Kind::Mark;
    QString text;
    Place place;
    bool is(QStringView mark) const { return kind == Kind::Mark && text == mark; }
    bool isValue() const { return kind == Kind::Word || kind == Kind::String; }
};

class RubyTokenizer
{
public:
    explicit RubyTokenizer(QStringView text)
        : m_text(text)
    {
    }
    QList<RubyToken> read(QList<PlacedText> &problems)
    {
        QList<RubyToken> tokens;
        while (!m_text.atEnd()) {
            const QChar c = m_text.peek();
            if (c == u'\n') {
                tokens.append({RubyToken::Kind::LineEnd, {}, m_text.place()});
                m_text.advance();
            } else if (c.isSpace()) {
                m_text.advance();
            } else if (c == u'#') {
                m_text.skipLine();
            } else if (c == u'"' || c == u'\'') {
                tokens.append(readString(c, problems));
            } else if (isWord(c)) {
                tokens.append(readWord());
            } else if (m_text.rest().startsWith(u"<<~") || m_text.rest().startsWith(u"<<-")) {
                tokens.append(readHeredoc());
            } else {
                tokens.append(readMark());
            }
        }
        tokens.append({RubyToken::Kind::LineEnd, {}, m_text.place()});
        return tokens;
    }

private:
    static bool isWord(QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'@'; }
    RubyToken readString(QChar quote, QList<PlacedText> &problems)
    {
        RubyToken token{RubyToken::Kind::String, {}, m_text.place()};
        m_text.advance();
        while (!m_text.atEnd() && m_text.peek() != quote && m_text.peek() != u'\n') {
            if (m_text.peek() == u'\\' && !m_text.atEnd(1) && m_text.peek(1) != u'\n') {
                m_text.advance();
            }
            token.text.append(m_text.peek());
            m_text.advance();
        }
        if (!m_text.atEnd() && m_text.peek() == quote) {
            m_text.advance();
        } else if (!isLongString(token.text, quote)) {
            problems.append({u"a quotation mark opens here and is not closed in this line"_s, token.place});
        } else {
            skipString(quote);
        }
        return token;
    }
    /// Ruby's strings may go over lines, and keys and certificates do; any other was never closed.
    bool isLongString(QStringView start, QChar quote) const
    {
        constexpr qsizetype kFar = 20'000;
        const bool isPem = start.contains("-----BEGIN"_L1) || isRedacted(start);
        return isPem && m_text.rest().left(kFar).contains(quote);
    }
    void skipString(QChar quote)
    {
        while (!m_text.atEnd() && m_text.peek() != quote) {
            m_text.advance();
        }
        if (!m_text.atEnd()) {
            m_text.advance();
        }
    }
    RubyToken readWord()
    {
        RubyToken token{RubyToken::Kind::Word, {}, m_text.place()};
        while (!m_text.atEnd() && isWord(m_text.peek())) {
            token.text.append(m_text.peek());
            m_text.advance();
        }
        return token;
    }
    RubyToken readHeredoc()
    {
        RubyToken token{RubyToken::Kind::String, {}, m_text.place()};
        m_text.advance(3);
        QString name;
        while (!m_text.atEnd() && (isWord(m_text.peek()) || m_text.peek() == u'\'' || m_text.peek() == u'"')) {
            if (isWord(m_text.peek())) {
                name.append(m_text.peek());
            }
            m_text.advance();
        }
        m_text.skipLine();
        while (!m_text.atEnd()) {
            m_text.advance();
            const qsizetype start = m_text.at();
            m_text.skipLine();
            if (m_text.text().sliced(start, m_text.at() - start).trimmed() == name) {
                break;
            }
        }
        return token;
    }
    RubyToken readMark()
    {
        RubyToken token{RubyToken::Kind::Mark, {}, m_text.place()};
        const QStringView rest = m_text.rest();
        const qsizetype length = rest.startsWith(u"=>") || rest.startsWith(u"||") || rest.startsWith(u"==") ? 2 : 1;
        token.text = rest.first(length).toString();
        m_text.advance(length);
        return token;
    }

    TextCursor m_text;
};

class RubyReader
{
public:
    explicit RubyReader(const QString &text) { m_tokens = RubyTokenizer(text).read(m_result.problems); }

    RubySettings read()
    {
        checkBrackets();
        while (m_at < m_tokens.size()) {
            readStatement();
        }
        return std::move(m_result);
    }

private:
    const RubyToken &token(qsizetype ahead = 0) const { return m_tokens.at(qMin(m_at + ahead, m_tokens.size() - 1)); }
    bool isEnd() const { return m_at >= m_tokens.size(); }
    void problem(Place at, const QString &words) { m_result.problems.append({words, at}); }
    void skipLineEnds()
    {
        while (!isEnd() && token().kind == RubyToken::Kind::LineEnd) {
            ++m_at;
        }
    }
    void skipStatement()
    {
        while (!isEnd() && token().kind != RubyToken::Kind::LineEnd) {
            ++m_at;
        }
        ++m_at;
    }

    void checkBrackets()
    {
        QList<RubyToken> open;
        for (const RubyToken &each : m_tokens) {
            if (each.is(u"{") || each.is(u"[") || each.is(u"(")) {
                open.append(each);
            } else if (each.is(u"}") || each.is(u"]") || each.is(u")")) {
                const QString wanted = each.text == "}"_L1 ? u"{"_s : each.text == "]"_L1 ? u"["_s : u"("_s;
                if (open.isEmpty() || open.last().text != wanted) {
                    problem(each.place, u"this %1 closes nothing"_s.arg(each.text));
                    return;
                }
                open.removeLast();
            }
        }
        if (!open.isEmpty()) {
            problem(open.last().place, u"this %1 is never closed"_s.arg(open.last().text));
        }
    }

    void readStatement()
    {
        if (token().kind != RubyToken::Kind::Word) {
            ++m_at;
            return;
        }
        const RubyToken first = token();
        ++m_at;
        if (token().kind == RubyToken::Kind::String && m_at < m_tokens.size()) {
            addValue(first.text, {}, first.place);
            skipStatement();
            return;
        }
        QString name = first.text;
        QString last;
        while (token().is(u"[") && token(1).isValue() && token(2).is(u"]")) {
            if (!last.isEmpty()) {
                name += u"['%1']"_s.arg(last);
            }
            last = token(1).text;
            m_at += 3;
        }
        if (!token().is(u"=") || last.isEmpty()) {
            skipStatement();
            return;
        }
        ++m_at;
        skipLineEnds();
        const bool isEntry = name.contains(u'['); // gitlab_rails['env']['NAME'] = …
        const QString full = isEntry ? name : name + u"['%1']"_s.arg(last);
        if (token().is(u"{")) {
            RubySetting setting;
            setting.name = full;
            setting.isHash = true;
            setting.place = first.place;
            m_result.settings.append(setting);
            readHash(full);
        } else {
            addValue(full, isEntry ? last : QString{}, first.place);
        }
        skipStatement();
    }
    void addValue(const QString &name, const QString &key, Place place)
    {
        RubySetting setting;
        setting.name = name;
        setting.key = key;
        setting.place = place;
        setting.value = token().isValue() ? token().text : QString{};
        setting.valuePlace = token().place;
        m_result.settings.append(setting);
    }

    /// At `{`. Entries of inner hashes are passed over.
    void readHash(const QString &name)
    {
        ++m_at;
        while (!isEnd()) {
            skipLineEnds();
            if (isEnd() || token().is(u"}")) {
                ++m_at;
                return;
            }
            if (token().is(u",")) {
                ++m_at;
                continue;
            }
            if (!readEntry(name)) {
                return;
            }
        }
    }
    bool readEntry(const QString &name)
    {
        const RubyToken key = token();
        const bool isPair = key.isValue() && (token(1).is(u"=>") || token(1).is(u":"));
        if (!isPair) {
            if (key.isValue()) {
                problem(key.place, u"\"=>\" is missing behind %1"_s.arg(key.text.left(60)));
            }
            return false;
        }
        m_at += 2;
        skipLineEnds();
        addValue(name, key.text, key.place);
        int depth = 0;
        Place end = token().place;
        while (!isEnd() && (depth > 0 || (!token().is(u",") && !token().is(u"}")))) {
            if (token().kind == RubyToken::Kind::LineEnd && depth == 0) {
                end = token().place;
                skipLineEnds();
                if (!isEnd() && !token().is(u",") && !token().is(u"}")) {
                    problem(end, u"the comma behind the value of %1 is missing"_s.arg(key.text.left(60)));
                    return true;
                }
                continue;
            }
            depth += token().is(u"{") || token().is(u"[") || token().is(u"(") ? 1 : 0;
            depth -= token().is(u"}") || token().is(u"]") || token().is(u")") ? 1 : 0;
            ++m_at;
        }
        return true;
    }

    QList<RubyToken> m_tokens;
    qsizetype m_at = 0;
    RubySettings m_result;
};

} // namespace

RubySettings readRubySettings(const QString &text)
{
    return RubyReader(text).read();
}

} // namespace duodoctor
