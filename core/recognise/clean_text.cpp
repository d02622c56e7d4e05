#include "recognise/clean_text.h"

#include "recognise/surroundings.h"

#include <QStringDecoder>
#include <QStringList>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QChar kEscape = u'\x1b';
constexpr QChar kBell = u'\x07';

/// UTF-16 without a mark: every second byte of the start is zero.
std::optional<QStringConverter::Encoding> encodingByZeros(const QByteArray &bytes)
{
    constexpr qsizetype kSample = 256;
    std::array<qsizetype, 2> zeros{};
    const qsizetype size = std::min(bytes.size(), kSample);
    for (qsizetype i = 0; i < size; ++i) {
        zeros.at(static_cast<size_t>(i % 2)) += bytes[i] == '\0' ? 1 : 0;
    }
    if (size < 4 || std::max(zeros[0], zeros[1]) * 10 < size / 2 * 9 || std::min(zeros[0], zeros[1]) > size / 16) {
        return std::nullopt;
    }
    return zeros[1] > zeros[0] ? QStringConverter::Utf16LE : QStringConverter::Utf16BE;
}

QString decoded(const QByteArray &bytes)
{
    auto encoding = QStringConverter::encodingForData(bytes);
    if (!encoding) {
        encoding = encodingByZeros(bytes);
    }
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    return decoder(bytes);
}

/// Behind an escape sequence that begins at `at` (the escape itself).
qsizetype behindEscape(QStringView text, qsizetype at)
{
    constexpr qsizetype kLongest = 64;
    const qsizetype limit = std::min(text.size(), at + kLongest);
    qsizetype i = at + 1;
    if (i >= limit) {
        return i;
    }
    if (text[i] == u'[') {
        for (++i; i < limit; ++i) {
            if (text[i] >= u'@' && text[i] <= u'~') {
                return i + 1;
            }
        }
        return std::min(limit, at + 2);
    }
    if (text[i] == u']') { // a window's title, up to a bell or ESC backslash
        for (++i; i < std::min(text.size(), at + 512); ++i) {
            if (text[i] == kBell || text[i] == u'\n') {
                return i + 1;
            }
            if (text[i] == kEscape) {
                return std::min(text.size(), i + 2);
            }
        }
        return at + 2;
    }
    return text[i] == u'(' || text[i] == u')' ? std::min(limit, i + 2) : i + 1;
}

/// Behind a colour that lost its escape character (`[31m`), or `at`.
qsizetype behindBareColour(QStringView text, qsizetype at)
{
    constexpr qsizetype kLongest = 14;
    qsizetype i = at + 1;
    const qsizetype limit = std::min(text.size(), at + kLongest);
    while (i < limit && (text[i].isDigit() || text[i] == u';')) {
        ++i;
    }
    return i < limit && i > at + 1 && text[i] == u'm' ? i + 1 : at;
}

/// What one character becomes; empty: it goes.
QString replacementOf(QChar c)
{
    switch (c.unicode()) {
    case 0x00A0:
    case 0x202F:
    case 0x2007:
    case 0x2009:
    case 0x3000:
        return u" "_s;
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
        return u"'"_s;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
        return u"\""_s;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
        return u"-"_s;
    case 0x2014: // chat programs make it of two hyphens
        return u"--"_s;
    case 0x2026:
        return u"..."_s;
    case 0x2028:
    case 0x2029:
        return u"\n"_s;
    case 0x00AD:
    case 0x2060:
    case 0xFEFF:
        return {};
    default:
        break;
    }
    const bool isInvisible = (c >= QChar(0x200B) && c <= QChar(0x200F)) || (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
                             (c >= QChar(0x2066) && c <= QChar(0x2069));
    const bool isControl = c.category() == QChar::Other_Control && c != u'\n' && c != u'\t';
    return isInvisible || isControl ? QString{} : QString{c};
}

QString withoutControls(const QString &text)
{
    const bool hasBareColours = !text.contains(kEscape) && text.contains("[0m"_L1);
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        if (c == kEscape) {
            i = behindEscape(text, i);
        } else if (c == u'[' && hasBareColours && behindBareColour(text, i) > i) {
            i = behindBareColour(text, i);
        } else if (c == u'\r') {
            // One line end, however many carriage returns stand before it; alone it begins a line anew.
            while (i < text.size() && text[i] == u'\r') {
                ++i;
            }
            i += i < text.size() && text[i] == u'\n' ? 1 : 0;
            clean += u'\n';
        } else if (c == u'\b') {
            if (!clean.isEmpty() && clean.back() != u'\n') {
                clean.chop(1);
            }
            ++i;
        } else {
            if (c.unicode() >= 0x20 && c.unicode() < 0x7F) {
                clean += c;
            } else {
                clean += replacementOf(c);
            }
            ++i;
        }
    }
    return clean;
}

/// Whether a line carries the mark of a quotation, and not the program's own `>> ` or `> GET`.
bool isQuoted(QStringView line)
{
    return line.startsWith(u'>') && (!line.startsWith(">> "_L1) || line.startsWith(">> >"_L1));
}

bool isRequestLine(QStringView line)
{
    return line.startsWith("> "_L1) && line.contains(" HTTP/"_L1) && line.size() > 2 && line[2].isUpper();
}

/// Takes one level of quotation marks away where (nearly) every line has it.
bool unquoteOnce(QStringList &lines)
{
    qsizetype quoted = 0;
    qsizetype filled = 0;
    for (const QString &line : std::as_const(lines)) {
        filled += line.trimmed().isEmpty() ? 0 : 1;
        quoted += isQuoted(line) ? 1 : 0;
        if (isRequestLine(line) && !line.startsWith("> >"_L1)) {
            return false;
        }
    }
    if (quoted == 0 || quoted * 10 < filled * 8) {
        return false;
    }
    for (QString &line : lines) {
        if (line.startsWith(u'>')) {
            line.remove(0, line.startsWith("> "_L1) ? 2 : 1);
        }
    }
    return true;
}

/// Removes the indentation that all lines share (a code block of Markdown, a list in a chat).
void dedent(QStringList &lines)
{
    constexpr qsizetype kMost = 32;
    qsizetype shared = kMost;
    for (const QString &line : std::as_const(lines)) {
        if (line.trimmed().isEmpty()) {
            continue;
        }
        const auto first = std::find_if(line.begin(), line.end(), [](QChar c) { return c != u' '; });
        shared = std::min<qsizetype>(shared, first - line.begin());
    }
    if (shared > 0) {
        for (QString &line : lines) {
            line.remove(0, shared);
        }
    }
}

/// Dashes around BEGIN and END of PEM that a chat program has drawn together.
void mendPemFrame(QString &line)
{
    for (const QLatin1StringView word : {"BEGIN "_L1, "END "_L1}) {
        const qsizetype at = line.indexOf(word);
        if (at <= 0 || line[at - 1] != u'-' || !line.endsWith(u'-')) {
            continue;
        }
        qsizetype first = at;
        while (first > 0 && line[first - 1] == u'-') {
            --first;
        }
        qsizetype last = line.size();
        while (last > at && line[last - 1] == u'-') {
            --last;
        }
        line = line.first(first) + u"-----"_s + line.sliced(at, last - at) + u"-----"_s;
    }
}

void decodeEntities(QString &text)
{
    if (text.contains(u'"') || !(text.contains("&quot;"_L1) || text.contains("&#34;"_L1))) {
        return;
    }
    text.replace("&quot;"_L1, "\""_L1).replace("&#34;"_L1, "\""_L1).replace("&#39;"_L1, "'"_L1);
    text.replace("&lt;"_L1, "<"_L1).replace("&gt;"_L1, ">"_L1).replace("&amp;"_L1, "&"_L1);
}

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

QString cleanText(const QByteArray &bytes)
{
    QString text = withoutControls(decoded(bytes).replace(u"^[["_s, u"\x1b["_s));
    decodeEntities(text);
    QStringList lines = text.split(u'\n');
    constexpr int kDeepestQuotation = 4;
    for (int i = 0; i < kDeepestQuotation && unquoteOnce(lines); ++i) {
    }
    lines = withoutFences(lines);
    for (QString &line : lines) {
        if (isFence(line)) {
            line.clear();
        }
        mendPemFrame(line);
    }
    dedent(lines);
    text = lines.join(u'\n');
    const QString trimmed = text.trimmed();
    if (trimmed.size() > 2 && trimmed.startsWith(u'`') && trimmed.endsWith(u'`') && trimmed.count(u'`') == 2) {
        return trimmed.sliced(1, trimmed.size() - 2);
    }
    return text;
}

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
