#include "generate/ruby_text.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

QString rubyLiteral(const QString &value)
{
    QString quoted = value;
    quoted.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1);
    return u'\'' + quoted + u'\'';
}

} // namespace duodoctor
