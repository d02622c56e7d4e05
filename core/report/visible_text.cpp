#include "report/visible_text.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr char32_t kControlPictures = 0x2400;
constexpr char32_t kDeletePicture = 0x2421;

/// Characters that change how others are shown, or that cannot stand in XML.
bool actsOrIsInvalid(char32_t character)
{
    return (character >= 0x7f && character <= 0x9f)           // C1: 0x9b begins a terminal escape
           || character == 0x061c                             // Arabic letter mark
           || (character >= 0x200b && character <= 0x200f)    // zero width characters, direction marks
           || (character >= 0x2028 && character <= 0x202e)    // line and paragraph separators, direction overrides
           || (character >= 0x2060 && character <= 0x206f)    // invisible operators, direction isolates
           || (character >= 0xd800 && character <= 0xdfff)    // surrogates without a partner
           || character == 0xfeff                             // byte order mark
           || (character >= 0xfff9 && character <= 0xfffb)    // interlinear annotation
           || (character >= 0xfdd0 && character <= 0xfdef)    // noncharacters
           || (character & 0xfffe) == 0xfffe                  // the last two of each plane
           || (character >= 0xe0000 && character <= 0xe0fff); // tags
}

bool isPlain(char16_t unit)
{
    return (unit >= 0x20 && unit < 0x7f) || (unit >= 0xa0 && unit < 0x061c);
}

void appendVisible(QString &out, char32_t character)
{
    if (character < 0x20) {
        out += QChar(kControlPictures + character);
    } else if (character == 0x7f) {
        out += QChar(kDeletePicture);
    } else if (actsOrIsInvalid(character)) {
        out += u"[U+%1]"_s.arg(QString::number(character, 16).toUpper().rightJustified(4, u'0'));
    } else {
        out += QStringView(QChar::fromUcs4(character));
    }
}

} // namespace

QString visibleText(const QString &text, LineBreaks breaks)
{
    QString out;
    out.reserve(text.size());
    const QStringView view(text);
    for (qsizetype i = 0; i < view.size(); ++i) {
        const char16_t unit = view[i].unicode();
        const bool hasNext = i + 1 < view.size();
        if (isPlain(unit)) {
            out += view[i];
        } else if (unit == u'\n' || unit == u'\t') {
            out += breaks == LineBreaks::Keep ? QChar(unit) : QChar(u' ');
        } else if (unit == u'\r' && hasNext && view[i + 1] == u'\n') {
            continue;
        } else if (QChar::isHighSurrogate(unit) && hasNext && view[i + 1].isLowSurrogate()) {
            appendVisible(out, QChar::surrogateToUcs4(unit, view[i + 1].unicode()));
            ++i;
        } else {
            appendVisible(out, unit);
        }
    }
    return out;
}

} // namespace duodoctor
