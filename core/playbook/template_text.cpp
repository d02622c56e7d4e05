#include "playbook/template_text.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Piece = TemplateText::Piece;

class Reader
{
public:
    Reader(QStringView text, TextKind kind, QList<TextProblem> *problems)
        : m_text(text)
        , m_kind(kind)
        , m_problems(problems)
    {
    }

    QList<Piece> readAll() { return readPieces(m_text.size(), false, true); }

private:
    void report(qsizetype offset, const QString &problem)
    {
        if (m_problems) {
            m_problems->append({offset, problem});
        }
    }
    QChar at(qsizetype index) const { return index < m_text.size() ? m_text[index] : QChar{}; }
    static void addLiteral(QList<Piece> &pieces, QStringView text)
    {
        if (pieces.isEmpty() || pieces.last().kind != Piece::Kind::Literal) {
            pieces.append(Piece{Piece::Kind::Literal, {}, false, {}});
        }
        pieces.last().text += text;
    }

    /// Reads from the current position to `end`. Brackets mean something outside of code and of optional parts only.
    QList<Piece> readPieces(qsizetype end, bool isCode, bool hasBrackets);
    void readBrace(QList<Piece> &pieces, qsizetype end, bool isCode);
    void readBracket(QList<Piece> &pieces, qsizetype end);
    /// Length of the code span that starts here, its backticks included; 0 when none closes.
    qsizetype codeSpanLength(qsizetype end) const;
    qsizetype closingBracket(qsizetype end) const;

    QStringView m_text;
    TextKind m_kind;
    QList<TextProblem> *m_problems;
    qsizetype m_at = 0;
};

QList<Piece> Reader::readPieces(qsizetype end, bool isCode, bool hasBrackets)
{
    QList<Piece> pieces;
    const bool isProse = m_kind == TextKind::Markdown && !isCode;
    while (m_at < end) {
        const QChar c = m_text[m_at];
        if (c == u'{' || c == u'}') {
            readBrace(pieces, end, isCode);
        } else if (isProse && c == u'\\' && m_at + 1 < end) {
            addLiteral(pieces, m_text.sliced(m_at, 2));
            m_at += 2;
        } else if (isProse && c == u'`') {
            const qsizetype length = codeSpanLength(end);
            if (length == 0) {
                addLiteral(pieces, m_text.sliced(m_at++, 1));
            } else {
                pieces += readPieces(m_at + length, true, false);
            }
        } else if (hasBrackets && c == u'[') {
            readBracket(pieces, end);
        } else if (hasBrackets && c == u']' && at(m_at + 1) == u']') {
            addLiteral(pieces, u"]");
            m_at += 2;
        } else {
            addLiteral(pieces, m_text.sliced(m_at++, 1));
        }
    }
    return pieces;
}

void Reader::readBrace(QList<Piece> &pieces, qsizetype end, bool isCode)
{
    const QChar brace = m_text[m_at];
    if (m_at + 1 < end && m_text[m_at + 1] == brace) {
        addLiteral(pieces, m_text.sliced(m_at, 1));
        m_at += 2;
        return;
    }
    const qsizetype close = m_text.indexOf(u'}', m_at);
    if (brace == u'}' || close < 0 || close >= end) {
        report(m_at, u"a single brace; a literal one is doubled"_s);
        addLiteral(pieces, m_text.sliced(m_at++, 1));
        return;
    }
    const QString name = m_text.sliced(m_at + 1, close - m_at - 1).toString();
    if (!isPlaceholder(name)) {
        report(m_at, u"unknown placeholder {%1}"_s.arg(name));
        addLiteral(pieces, missingWord(name));
    } else {
        pieces.append(Piece{Piece::Kind::Placeholder, name, isCode, {}});
    }
    m_at = close + 1;
}

void Reader::readBracket(QList<Piece> &pieces, qsizetype end)
{
    if (at(m_at + 1) == u'[') {
        addLiteral(pieces, u"[");
        m_at += 2;
        return;
    }
    const qsizetype start = m_at;
    const qsizetype close = closingBracket(end);
    if (close < 0 || at(close + 1) == u'(') {
        addLiteral(pieces, m_text.sliced(m_at++, 1));
        return;
    }
    ++m_at;
    QList<Piece> inner = readPieces(close, false, false);
    const bool isOptional = std::ranges::any_of(inner, [](const Piece &p) { return p.kind != Piece::Kind::Literal; });
    m_at = close + 1;
    if (isOptional) {
        if (m_text.sliced(start + 1, close - start - 1).contains(u'[')) {
            report(start, u"an optional part within another"_s);
        }
        pieces.append(Piece{Piece::Kind::Optional, {}, false, std::move(inner)});
        return;
    }
    addLiteral(pieces, u"[");
    for (const Piece &piece : inner) {
        addLiteral(pieces, piece.text);
    }
    addLiteral(pieces, u"]");
}

qsizetype Reader::codeSpanLength(qsizetype end) const
{
    qsizetype ticks = 0;
    while (m_at + ticks < end && m_text[m_at + ticks] == u'`') {
        ++ticks;
    }
    for (qsizetype i = m_at + ticks; i < end; ++i) {
        qsizetype run = 0;
        while (i + run < end && m_text[i + run] == u'`') {
            ++run;
        }
        if (run == ticks) {
            return i + run - m_at;
        }
        i += run;
    }
    return 0;
}

/// The bracket that closes the one here, over code spans and pairs within; -1 when there is none.
qsizetype Reader::closingBracket(qsizetype end) const
{
    int depth = 0;
    bool isCode = false;
    for (qsizetype i = m_at; i < end; ++i) {
        const QChar c = m_text[i];
        if (m_kind == TextKind::Markdown && c == u'`') {
            isCode = !isCode;
        } else if (!isCode && c == u'[') {
            ++depth;
        } else if (!isCode && c == u']' && --depth == 0) {
            return i;
        }
    }
    return -1;
}

/// nullopt: a value is missing, which drops an optional part.
std::optional<QString> filled(const QList<Piece> &pieces, TextKind kind, const PlaceholderValues &values,
                              bool isOptional, bool startsLine)
{
    QString out;
    for (const Piece &piece : pieces) {
        const bool isAtStart = out.isEmpty() ? startsLine : out.endsWith(u'\n');
        switch (piece.kind) {
        case Piece::Kind::Literal:
            out += piece.text;
            break;
        case Piece::Kind::Optional:
            out += filled(piece.pieces, kind, values, true, isAtStart).value_or(QString{});
            break;
        case Piece::Kind::Placeholder: {
            const auto value = values.value(piece.text);
            if (!value && isOptional) {
                return std::nullopt;
            }
            QString text = value.value_or(missingWord(piece.text));
            if (piece.isCode) {
                text.replace(u'`', u'\'');
            } else if (kind == TextKind::Markdown) {
                text = escapedForMarkdown(text, isAtStart);
            }
            out += text;
            break;
        }
        }
    }
    return out;
}

void collect(const QList<Piece> &pieces, QStringList &names)
{
    for (const Piece &piece : pieces) {
        if (piece.kind == Piece::Kind::Placeholder) {
            names << piece.text;
        }
        collect(piece.pieces, names);
    }
}

} // namespace

TemplateText TemplateText::parse(QStringView text, TextKind kind, QList<TextProblem> *problems)
{
    TemplateText result;
    result.m_kind = kind;
    result.m_pieces = Reader(text, kind, problems).readAll();
    return result;
}

QString TemplateText::fill(const PlaceholderValues &values) const
{
    return filled(m_pieces, m_kind, values, false, true).value_or(QString{});
}

QStringList TemplateText::placeholders() const
{
    QStringList names;
    collect(m_pieces, names);
    return names;
}

QString escapedForMarkdown(const QString &value, bool startsLine)
{
    static constexpr QStringView kAlways = u"\\`*[]()<>&#|~!$@^";
    QString out;
    out.reserve(value.size() + 8);
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar c = value[i];
        const bool isInsideWord =
            i > 0 && i + 1 < value.size() && value[i - 1].isLetterOrNumber() && value[i + 1].isLetterOrNumber();
        const bool isEmphasis = c == u'_' && !isInsideWord;
        // Bare addresses become links in the dialect of GitHub.
        const bool isLink = (c == u':' && QStringView(value).sliced(i + 1).startsWith("//"_L1)) ||
                            (c == u'.' && QStringView(value).first(i).endsWith("www"_L1, Qt::CaseInsensitive));
        const bool isList = startsLine && ((i == 0 && (c == u'-' || c == u'+' || c == u'=')) ||
                                           ((c == u'.' || c == u')') && i > 0 &&
                                            std::ranges::all_of(value.first(i), [](QChar d) { return d.isDigit(); })));
        if (kAlways.contains(c) || isEmphasis || isLink || isList) {
            out += u'\\';
        }
        out += c;
    }
    return out;
}

} // namespace duodoctor
