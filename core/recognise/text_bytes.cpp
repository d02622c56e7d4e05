#include "recognise/text_bytes.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>

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

} // namespace

QString decodedText(const QByteArray &bytes)
{
    auto encoding = QStringConverter::encodingForData(bytes);
    if (!encoding) {
        encoding = encodingByZeros(bytes);
    }
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    return decoder(bytes);
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

} // namespace duodoctor
