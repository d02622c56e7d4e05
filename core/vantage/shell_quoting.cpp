#include "vantage/shell_quoting.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           "@%_+=:,./-"_L1.contains(c);
}

} // namespace

QString shellQuoted(const QString &word)
{
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), isPlain)) {
        return word;
    }
    QString quoted = word;
    quoted.replace(u'\'', "'\\''"_L1);
    return u'\'' + quoted + u'\'';
}

QString shellCommandLine(const QStringList &words)
{
    QStringList quoted;
    std::transform(words.begin(), words.end(), std::back_inserter(quoted), shellQuoted);
    return quoted.join(u' ');
}

} // namespace duodoctor
