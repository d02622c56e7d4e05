#include "secrets/secret_values.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

SecretValue readQuoted(QStringView text, qsizetype at, qsizetype quote)
{
    const QStringView mark = text.sliced(at, quote);
    const QChar last = mark.last();
    SecretValue value{at + quote, at + quote, true, true};
    while (value.end < text.size()) {
        if (isLineEnd(text[value.end]) || text.sliced(value.end).startsWith(mark)) {
            return value;
        }
        const bool isEscape = text[value.end] == u'\\' && last == u'"';
        value.end = std::min(text.size(), value.end + (isEscape ? 2 : 1));
    }
    return value;
}

SecretValue readBare(QStringView text, qsizetype at)
{
    static constexpr QStringView kEnds = u"&\"',;<>)}]#\\|`";
    SecretValue value{at, at, false, false};
    while (value.end < text.size() && !text[value.end].isSpace() && !kEnds.contains(text[value.end])) {
        ++value.end;
    }
    const qsizetype behind = skipBlanks(text, value.end);
    value.isAloneOnLine = behind >= text.size() || isLineEnd(text[behind]) || kEnds.contains(text[behind]);
    return value;
}

/// Behind an option: a blank, a comma of a list of quoted words, or the next item of a list of YAML's.
NameSeparator readBlank(QStringView text, qsizetype &at, qsizetype next)
{
    const bool isListed = next > at && next < text.size() && text[next] == u',';
    qsizetype behind = skipBlanks(text, isListed ? next + 1 : next);
    if (behind < text.size() && text[behind] == u'\n') {
        behind = skipBlanks(text, behind + 1);
        const bool isItem = text.sliced(behind).startsWith(u"- ");
        const bool isQuoted = isListed && quoteLength(text, behind) > 0;
        if (!isItem && !isQuoted) {
            return NameSeparator::None;
        }
        behind = isItem ? skipBlanks(text, behind + 2) : behind;
    }
    if (behind == next) {
        return NameSeparator::None;
    }
    at = behind;
    return NameSeparator::Blank;
}

} // namespace

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r';
}

bool hasDigit(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isNoSecret(QStringView value)
{
    static constexpr std::array kWords{"null"_L1, "nil"_L1, "none"_L1, "true"_L1, "false"_L1, "undefined"_L1};
    if (value.isEmpty() || value.startsWith(u'$') || value.startsWith(u'<') || value.startsWith(u'[') ||
        value.startsWith(u'{')) {
        return true;
    }
    return std::all_of(value.begin(), value.end(), [](QChar c) { return c == u'*' || c == u'x'; }) ||
           std::any_of(kWords.begin(), kWords.end(),
                       [value](QLatin1StringView word) { return value.compare(word, Qt::CaseInsensitive) == 0; });
}

bool looksRandom(QStringView value)
{
    constexpr qsizetype kShortest = 16;
    return value.size() >= kShortest && hasDigit(value) &&
           std::any_of(value.begin(), value.end(), [](QChar c) { return c.isLetter(); }) &&
           std::none_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
}

qsizetype skipBlanks(QStringView text, qsizetype at)
{
    constexpr qsizetype kMostBlanks = 16;
    const qsizetype limit = std::min(text.size(), at + kMostBlanks);
    while (at < limit && isBlank(text[at])) {
        ++at;
    }
    return at;
}

qsizetype quoteLength(QStringView text, qsizetype at)
{
    if (at < text.size() && (text[at] == u'"' || text[at] == u'\'')) {
        return 1;
    }
    return at + 1 < text.size() && text[at] == u'\\' && text[at + 1] == u'"' ? 2 : 0;
}

SecretValue readValue(QStringView text, qsizetype at)
{
    const qsizetype quote = quoteLength(text, at);
    return quote > 0 ? readQuoted(text, at, quote) : readBare(text, at);
}

NameSeparator readSeparator(QStringView text, qsizetype &at, bool isOption)
{
    qsizetype next = at + quoteLength(text, at);
    if (next > at && next < text.size() && text[next] == u']') {
        ++next;
    }
    const qsizetype afterBlanks = skipBlanks(text, next);
    if (afterBlanks < text.size() && (text[afterBlanks] == u'=' || text[afterBlanks] == u':')) {
        const NameSeparator separator = text[afterBlanks] == u'=' ? NameSeparator::Equals : NameSeparator::Colon;
        next = afterBlanks + 1;
        if (next < text.size() && (text[next] == u'>' || text[next] == u'=')) {
            ++next; // `=>` of Ruby's hashes
        }
        at = skipBlanks(text, next);
        return separator;
    }
    return isOption ? readBlank(text, at, next) : NameSeparator::None;
}

} // namespace duodoctor
