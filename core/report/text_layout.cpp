#include "report/text_layout.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

namespace
{

/// Lines that begin something of their own.
bool beginsBlock(const QString &line)
{
    static const QRegularExpression marker(QStringLiteral("^\\s*([-*+|>#]|\\d+[.)]|```)"));
    return line.trimmed().isEmpty() || marker.match(line).hasMatch();
}

} // namespace

QString flowed(const QString &markdown)
{
    QString out;
    bool isCode = false;
    bool mayJoin = false;
    const QStringList lines = markdown.split(u'\n');
    for (const QString &line : lines) {
        const bool isFence = line.trimmed().startsWith(QLatin1StringView("```"));
        const bool joins = mayJoin && !isCode && !beginsBlock(line);
        if (!out.isEmpty()) {
            out += joins ? u' ' : u'\n';
        }
        out += joins ? line.trimmed() : line;
        isCode = isFence ? !isCode : isCode;
        mayJoin = !isCode && !isFence && !line.trimmed().isEmpty();
    }
    return out;
}

int columnsOf(const QString &text)
{
    return static_cast<int>(std::ranges::count_if(text, [](QChar unit) { return !unit.isLowSurrogate(); }));
}

QStringList wrapped(const QString &text, int width)
{
    QStringList lines;
    const QStringList paragraphs = text.split(u'\n');
    for (const QString &paragraph : paragraphs) {
        QString line;
        int columns = 0;
        const QStringList words = paragraph.split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            const int wordColumns = columnsOf(word);
            if (columns > 0 && columns + 1 + wordColumns > width) {
                lines.append(line);
                line.clear();
                columns = 0;
            }
            if (columns > 0) {
                line += u' ';
                ++columns;
            }
            line += word;
            columns += wordColumns;
        }
        lines.append(line);
    }
    return lines;
}

} // namespace duodoctor
