#include "playbook/plain_text.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isAsciiPunctuation(QChar c)
{
    return c > u' ' && c.unicode() < 0x7f && !c.isLetterOrNumber();
}

/// Stars that open or close an emphasis touch a word; the others are bullets or products.
bool isEmphasis(const QString &text, qsizetype at)
{
    const bool touchesBefore = at > 0 && !text[at - 1].isSpace();
    const bool touchesAfter = at + 1 < text.size() && !text[at + 1].isSpace();
    return touchesBefore || touchesAfter;
}

} // namespace

QString plainFromMarkdown(const QString &markdown)
{
    QString plain;
    plain.reserve(markdown.size());
    bool isCode = false;
    for (qsizetype i = 0; i < markdown.size(); ++i) {
        const QChar c = markdown[i];
        if (c == u'`') {
            isCode = !isCode;
        } else if (!isCode && c == u'\\' && i + 1 < markdown.size() && isAsciiPunctuation(markdown[i + 1])) {
            plain += markdown[++i];
            continue;
        } else if (!isCode && c == u'*' && isEmphasis(markdown, i)) {
            continue;
        }
        plain += c;
    }
    return plain;
}

} // namespace duodoctor
