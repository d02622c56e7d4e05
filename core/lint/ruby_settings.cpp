#include "lint/ruby_settings.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

struct Token {
    enum class Kind { Word, String, Mark, LineEnd };
    Kind kind = Kind::Mark;
    QString text;
    Place place;
    bool is(QStringView mark) const { return kind == Kind::Mark && text == mark; }
    bool isValue() const { return kind == Kind::Word || kind == Kind::String; }
};

class Tokenizer
{
public:
    explicit Tokenizer(QStringView text)
        : m_text(text)
    {
    }
    QList<Token> read(QList<PlacedText> &problems)
    {
        QList<Token> tokens;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            if (c == u'\n') {
                tokens.append({Token::Kind::LineEnd, {}, place()});
                advance();
            } else if (c.isSpace()) {
                advance();
            } else if (c == u'#') {
                skipLine();
            } else if (c == u'"' || c == u'\'') {
                tokens.append(readString(c, problems));
            } else if (isWord(c)) {
                tokens.append(readWord());
            } else if (m_text.sliced(m_at).startsWith(u"<<~") || m_text.sliced(m_at).startsWith(u"<<-")) {
                tokens.append(readHeredoc());
            } else {
                tokens.append(readMark());
            }
        }
        tokens.append({Token::Kind::LineEnd, {}, place()});
        return tokens;
    }

private:
    static bool isWord(QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'@'; }
    Place place() const { return {m_line, static_cast<int>(m_at - m_lineStart) + 1}; }
    void advance()
    {
        if (m_text[m_at] == u'\n') {
            ++m_line;
            m_lineStart = m_at + 1;
        }
        ++m_at;
    }
    void skipLine()
    {
        while (m_at < m_text.size() && m_text[m_at] != u'\n') {
            advance();
        }
    }
    Token readString(QChar quote, QList<PlacedText> &problems)
    {
        Token token{Token::Kind::String, {}, place()};
        advance();
        while (m_at < m_text.size() && m_text[m_at] != quote && m_text[m_at] != u'\n') {
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] != u'\n') {
                advance();
            }
            token.text.append(m_text[m_at]);
            advance();
        }
        if (m_at < m_text.size() && m_text[m_at] == quote) {
            advance();
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
        const bool isPem = start.contains("-----BEGIN"_L1) || start.contains("[redacted: "_L1);
        return isPem && m_text.sliced(m_at).left(kFar).contains(quote);
    }
    void skipString(QChar quote)
    {
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            advance();
        }
        if (m_at < m_text.size()) {
            advance();
        }
    }
    Token readWord()
    {
        Token token{Token::Kind::Word, {}, place()};
        while (m_at < m_text.size() && isWord(m_text[m_at])) {
            token.text.append(m_text[m_at]);
            advance();
        }
        return token;
    }
    Token readHeredoc()
    {
        Token token{Token::Kind::String, {}, place()};
        m_at += 3;
        QString name;
        while (m_at < m_text.size() && (isWord(m_text[m_at]) || m_text[m_at] == u'\'' || m_text[m_at] == u'"')) {
            if (isWord(m_text[m_at])) {
                name.append(m_text[m_at]);
            }
            advance();
        }
        skipLine();
        while (m_at < m_text.size()) {
            advance();
            const qsizetype start = m_at;
            skipLine();
            if (m_text.sliced(start, m_at - start).trimmed() == name) {
                break;
            }
        }
        return token;
    }
    Token readMark()
    {
        Token token{Token::Kind::Mark, {}, place()};
        const QStringView rest = m_text.sliced(m_at);
        const qsizetype length = rest.startsWith(u"=>") || rest.startsWith(u"||") || rest.startsWith(u"==") ? 2 : 1;
        token.text = rest.first(length).toString();
        m_at += length;
        return token;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    qsizetype m_lineStart = 0;
};

class Reader
{
public:
    explicit Reader(const QString &text) { m_tokens = Tokenizer(text).read(m_result.problems); }

    RubySettings read()
    {
        checkBrackets();
        while (m_at < m_tokens.size()) {
            readStatement();
        }
        return std::move(m_result);
    }

private:
    const Token &token(qsizetype ahead = 0) const { return m_tokens.at(qMin(m_at + ahead, m_tokens.size() - 1)); }
    bool isEnd() const { return m_at >= m_tokens.size(); }
    void problem(Place at, const QString &words) { m_result.problems.append({words, at}); }
    void skipLineEnds()
    {
        while (!isEnd() && token().kind == Token::Kind::LineEnd) {
            ++m_at;
        }
    }
    void skipStatement()
    {
        while (!isEnd() && token().kind != Token::Kind::LineEnd) {
            ++m_at;
        }
        ++m_at;
    }

    void checkBrackets()
    {
        QList<Token> open;
        for (const Token &each : m_tokens) {
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
        if (token().kind != Token::Kind::Word) {
            ++m_at;
            return;
        }
        const Token first = token();
        ++m_at;
        if (token().kind == Token::Kind::String && m_at < m_tokens.size()) {
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
        const Token key = token();
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
            if (token().kind == Token::Kind::LineEnd && depth == 0) {
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

    QList<Token> m_tokens;
    qsizetype m_at = 0;
    RubySettings m_result;
};

} // namespace

RubySettings readRubySettings(const QString &text)
{
    return Reader(text).read();
}

} // namespace duodoctor
