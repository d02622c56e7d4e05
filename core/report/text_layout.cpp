#include "report/text_layout.h"

#include <algorithm>

namespace duodoctor
{

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
