#include "recognise/surroundings.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostPrefixedChars = 4 * 1024 * 1024;

/// A sentence, or a part of one, of a person: words, and nothing that a program would write.
bool isProse(QStringView line)
{
    constexpr qsizetype kLongest = 400;
    static constexpr QStringView kNoProse = u"{}[]=<>|\\;$#%^~/";
    const QStringView trimmed = line.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > kLongest || line.front().isSpace() || !trimmed.front().isLetter() ||
        trimmed.contains(u" -") || trimmed.contains(u"  ")) {
        return false;
    }
    const bool hasCode = std::any_of(trimmed.begin(), trimmed.end(), [](QChar c) { return kNoProse.contains(c); });
    const bool isSentence = trimmed.contains(u' ') || QStringView(u".!?,").contains(trimmed.back());
    const qsizetype colon = trimmed.indexOf(u": ");
    const bool isPair = colon > 0 && !trimmed.first(colon).contains(u' ');
    return !hasCode && isSentence && !isPair;
}

bool isBlankOrProse(QStringView line)
{
    return line.trimmed().isEmpty() || isProse(line);
}

/// The blocks when fences open and close in turn; nothing when something else than words stands between them.
QStringList blocksInTurn(const QStringList &lines)
{
    QStringList inside;
    bool isInside = false;
    for (const QString &line : lines) {
        if (isFence(line)) {
            isInside = !isInside;
            inside << QString{};
        } else if (isInside) {
            inside << line;
        } else if (!isBlankOrProse(line)) {
            return {};
        }
    }
    return isInside ? QStringList{} : inside;
}

/// From the first fence to the last; fences in between are the output's own.
QStringList outermostBlock(const QStringList &lines)
{
    const auto first = std::find_if(lines.begin(), lines.end(), isFence);
    const auto last = std::find_if(lines.rbegin(), lines.rend(), isFence).base();
    if (last - first < 3 || !std::all_of(lines.begin(), first, isBlankOrProse) ||
        !std::all_of(last, lines.end(), isBlankOrProse)) {
        return {};
    }
    return {first + 1, last - 1};
}

const auto &prefixPatterns()
{
    static const QString stamp = uR"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)"_s;
    static const QString clock = uR"(\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?)"_s;
    static const std::array<QRegularExpression, 7> patterns{
        QRegularExpression(u"^"_s + stamp +
                           uR"((?: \d\d[OE][+]?)?(?: |$))"_s), // the stream of a CI job's line behind it
        QRegularExpression(uR"(^\[)"_s + stamp + uR"(\](?: |$))"_s),
        QRegularExpression(u"^"_s + clock + uR"((?: |$))"_s),
        QRegularExpression(uR"(^\[)"_s + clock + uR"(\](?: |$))"_s),
        QRegularExpression(uR"(^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )"_s
                           uR"((?:[A-Za-z0-9_.-]{1,100} [A-Za-z0-9_./@-]{1,100}(?:\[\d{1,10}\])?:(?: |$))?)"_s),
        QRegularExpression(uR"(^[A-Za-z0-9][A-Za-z0-9_.-]{0,100} {0,40}\|(?: |$))"_s), // docker compose
        QRegularExpression(uR"(^ {0,6}\d{1,6}\t)"_s)};
    return patterns;
}

bool isOnNearlyEveryLine(const QRegularExpression &pattern, const QStringList &lines)
{
    constexpr qsizetype kLongestPrefix = 240;
    qsizetype filled = 0;
    qsizetype prefixed = 0;
    for (const QString &line : lines) {
        if (QStringView(line).trimmed().isEmpty()) {
            continue;
        }
        ++filled;
        prefixed += pattern.match(line.left(kLongestPrefix)).hasMatch() ? 1 : 0;
        if (filled > 20 && prefixed * 2 < filled) {
            return false;
        }
    }
    return prefixed > 0 && prefixed * 10 >= filled * 9;
}

} // namespace

bool isFence(QStringView line)
{
    constexpr qsizetype kLongest = 24;
    const QStringView trimmed = line.trimmed();
    return trimmed.startsWith("```"_L1) && trimmed.size() <= kLongest &&
           std::none_of(trimmed.begin() + 3, trimmed.end(), [](QChar c) { return c == u'`' || c.isSpace(); });
}

QStringList withoutFences(const QStringList &lines)
{
    if (std::ranges::count_if(lines, isFence) < 2) {
        return lines;
    }
    const QStringList inTurn = blocksInTurn(lines);
    const QStringList blocks = inTurn.isEmpty() ? outermostBlock(lines) : inTurn;
    return std::ranges::all_of(blocks, [](const QString &line) { return line.trimmed().isEmpty(); }) ? lines : blocks;
}

QString withoutLinePrefixes(const QString &text)
{
    if (text.size() > kMostPrefixedChars) {
        return text;
    }
    QStringList lines = text.split(u'\n');
    for (const QRegularExpression &pattern : prefixPatterns()) {
        if (isOnNearlyEveryLine(pattern, lines)) {
            for (QString &line : lines) {
                line.remove(0, pattern.match(line).capturedLength());
            }
            return lines.join(u'\n');
        }
    }
    return text;
}

QString withoutWordsAround(const QString &text)
{
    constexpr qsizetype kMostLines = 12;
    const QStringList lines = text.split(u'\n');
    const auto end = lines.begin() + std::min(lines.size(), kMostLines);
    const auto first = std::find_if_not(lines.begin(), end, isBlankOrProse);
    const auto limit = std::reverse_iterator(lines.end() - std::min(lines.size(), kMostLines));
    const auto last = std::find_if_not(lines.rbegin(), limit, isBlankOrProse).base();
    return first >= last ? text : QStringList(first, last).join(u'\n');
}

} // namespace duodoctor
