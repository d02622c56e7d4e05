#include "recognise/clean_text.h"

namespace duodoctor
{

QString cleanText(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

} // namespace duodoctor
