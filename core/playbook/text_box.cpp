#include "playbook/text_box.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxPictureText = 2000;

bool isHidden(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0xFEFF ||
           c == 0xFFFE || c == 0xFFFF;
}

/// In parts of the type's height. Wide fonts (DejaVu Sans, Verdana) stay below.
double charWidth(QChar c)
{
    static const QString narrow = u"iljtfrI.,:;|!'()[]{}`/\\ "_s;
    static const QString wide = u"mwMW@%—…→"_s;
    const ushort code = c.unicode();
    if (narrow.contains(c)) {
        return 0.42;
    }
    if (wide.contains(c) || (code >= 0x1100 && !c.isLowSurrogate())) {
        return 1.0;
    }
    if (c.isLowSurrogate()) {
        return 0.2;
    }
    return c.isUpper() ? 0.74 : 0.63;
}

/// The longest part of a word that fits, at least one character.
qsizetype fittingLength(QStringView word, double size, double width)
{
    qsizetype length = 1;
    double used = estimatedWidth(word.first(1), size);
    while (length < word.size()) {
        used += charWidth(word[length]) * size;
        if (used > width) {
            break;
        }
        ++length;
    }
    if (length < word.size()) {
        // Ids break after a hyphen.
        for (qsizetype i = length; i > length / 2; --i) {
            if (word[i - 1] == u'-' || word[i - 1] == u'_' || word[i - 1] == u'/') {
                return i;
            }
        }
    }
    const bool splitsPair = length < word.size() && word[length].isLowSurrogate();
    return splitsPair ? std::max<qsizetype>(length - 1, std::min<qsizetype>(2, word.size())) : length;
}

QString withEllipsis(QString line, double size, double width)
{
    while (!line.isEmpty() && estimatedWidth(line + u'…', size) > width) {
        line.chop(line.back().isLowSurrogate() ? 2 : 1);
    }
    return line.trimmed() + u'…';
}

} // namespace

QString pictureText(const QString &text)
{
    QString clean;
    for (const char32_t c : text.left(kMaxPictureText).toUcs4()) {
        const bool isControl = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        if (isControl) {
            clean += u' ';
        } else if (!isHidden(c)) {
            clean += QString::fromUcs4(&c, 1);
        }
    }
    return clean.simplified();
}

double estimatedWidth(QStringView text, double size)
{
    double width = 0;
    for (const QChar c : text) {
        width += charWidth(c);
    }
    return width * size;
}

QStringList wrappedText(const QString &text, double size, double width, int maxLines)
{
    QStringList lines;
    QString line;
    const auto flush = [&lines, &line] {
        if (!line.isEmpty()) {
            lines << line;
            line.clear();
        }
    };
    for (QString word : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (estimatedWidth(longer, size) <= width) {
            line = longer;
            continue;
        }
        flush();
        while (estimatedWidth(word, size) > width && lines.size() <= maxLines) {
            const qsizetype length = fittingLength(word, size, width);
            lines << word.first(length);
            word.remove(0, length);
        }
        line = word;
    }
    flush();
    if (lines.size() > maxLines) {
        lines.resize(maxLines);
        lines.last() = withEllipsis(lines.last(), size, width);
    }
    return lines;
}

} // namespace duodoctor
