#include "recognise/joined_lines.h"

#include <QStringList>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isEndOfSentence(QChar c)
{
    return QStringView(u".!?:✔✗").contains(c);
}

/// The width at which lines were cut: the length of the longest, when others come up to it; 0 when there is none.
qsizetype wrapWidth(const QStringList &lines)
{
    constexpr qsizetype kNarrowest = 40;
    constexpr qsizetype kWidest = 240;
    constexpr qsizetype kLongestWord = 14;
    qsizetype longest = 0;
    for (const QString &line : lines) {
        longest = std::max(longest, line.size());
    }
    if (longest < kNarrowest || longest > kWidest) {
        return 0;
    }
    const auto isNear = [&](const QString &line) { return line.size() + kLongestWord >= longest; };
    return std::ranges::count_if(lines, isNear) > 0 && lines.size() > 1 ? longest : 0;
}

} // namespace

QString joinedAgainst(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    const qsizetype width = wrapWidth(lines);
    if (width == 0) {
        return text;
    }
    const bool cutsWords =
        std::ranges::count_if(lines, [width](const QString &line) { return line.size() == width; }) * 2 >=
        std::ranges::count_if(lines, [width](const QString &line) { return line.size() + 14 >= width; });
    QString joined;
    joined.reserve(text.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines[i];
        joined += line;
        if (i + 1 == lines.size()) {
            break;
        }
        const QString &next = lines[i + 1];
        const qsizetype firstWord = next.indexOf(u' ') < 0 ? next.size() : next.indexOf(u' ');
        const bool wouldNotFit = line.size() + 1 + firstWord > width;
        const bool goesOn = !line.isEmpty() && !next.isEmpty() && !next.startsWith(u' ') &&
                            !(isEndOfSentence(line.back()) && line.size() < width);
        if (goesOn && cutsWords && line.size() == width) {
            continue;
        }
        joined += goesOn && !cutsWords && wouldNotFit ? u' ' : u'\n';
    }
    return joined;
}

} // namespace duodoctor
