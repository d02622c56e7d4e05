#include "ui/word_search.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QRegularExpression allWordsOf(const QString &words)
{
    QString pattern;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        pattern += u"(?=.*%1)"_s.arg(QRegularExpression::escape(word));
    }
    return QRegularExpression(pattern.isEmpty() ? pattern : u'^' + pattern,
                              QRegularExpression::CaseInsensitiveOption |
                                  QRegularExpression::DotMatchesEverythingOption);
}

} // namespace duodoctor
