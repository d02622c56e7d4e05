#include "app/text_lines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kLabelWidth = 14;

} // namespace

TextLines::TextLines(int width, bool isColored)
    : m_width(width)
    , m_isColored(isColored)
{
}

void TextLines::heading(const QString &text)
{
    m_text += m_isColored ? u"\x1b[1m%1\x1b[0m\n"_s.arg(text) : text + u'\n';
}

void TextLines::section(const QString &text)
{
    blank();
    heading(text);
}

void TextLines::blank()
{
    m_text += u'\n';
}

void TextLines::pair(const QString &label, const QString &value)
{
    wrapped(value, (label + u' ').leftJustified(kLabelWidth));
}

void TextLines::paragraph(const QString &text)
{
    wrapped(text, {});
}

void TextLines::code(const QString &text)
{
    const QString trimmed = text.trimmed();
    // Blanks before the lines of a program in quotes would change it.
    const QLatin1StringView indent = trimmed.contains(u'\n') ? ""_L1 : "  "_L1;
    for (const QString &line : trimmed.split(u'\n')) {
        m_text += indent + line + u'\n';
    }
}

void TextLines::list(const QStringList &items)
{
    for (const QString &item : items) {
        wrapped(item, u"- "_s);
    }
}

void TextLines::table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            line += i + 1 < row.size() ? row[i].leftJustified(widths[i] + 2) : row[i];
        }
        while (line.endsWith(u' ')) {
            line.chop(1);
        }
        m_text += (&row == &rows.first() && m_isColored ? u"\x1b[1m%1\x1b[0m"_s.arg(line) : line) + u'\n';
    }
}

void TextLines::wrapped(const QString &text, const QString &lead)
{
    const QString indent(lead.size(), u' ');
    QString line = lead;
    bool isEmpty = true;
    for (const QString &word : text.simplified().split(u' ')) {
        if (!isEmpty && line.size() + 1 + word.size() > m_width) {
            m_text += line + u'\n';
            line = indent;
            isEmpty = true;
        }
        line += (isEmpty ? QString{} : u" "_s) + word;
        isEmpty = false;
    }
    m_text += line + u'\n';
}

} // namespace duodoctor
