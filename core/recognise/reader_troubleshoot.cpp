#include "recognise/readers.h"

namespace duodoctor::readers
{

std::optional<TroubleshootReport> troubleshootReport(const QString &)
{
    return std::nullopt;
}

} // namespace duodoctor::readers
