#include "lint/redaction_marks.h"

#include "evidence/redactor.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr QLatin1StringView kPlainMark("_redacted__");
static_assert(kPlainMark.size() == kRedactionMark.size());
constexpr qsizetype kLongestKind = 60;

} // namespace

QString withPlainMarks(QString text)
{
    for (qsizetype at = text.indexOf(kRedactionMark); at >= 0; at = text.indexOf(kRedactionMark, at)) {
        const qsizetype kind = at + kRedactionMark.size();
        const qsizetype close = text.indexOf(u']', kind);
        text.replace(at, kPlainMark.size(), kPlainMark);
        at = kind;
        if (close < 0 || close - kind > kLongestKind) {
            continue;
        }
        for (; at <= close; ++at) {
            if (!text.at(at).isLetterOrNumber()) {
                text[at] = u'_';
            }
        }
    }
    return text;
}

bool isRedacted(QStringView value)
{
    return value.contains(kRedactionMark) || value.contains(kPlainMark);
}

} // namespace duodoctor
