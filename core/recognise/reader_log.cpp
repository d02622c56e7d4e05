#include "recognise/readers.h"

namespace duodoctor::readers
{

std::optional<ServiceLog> serviceLog(const QString &)
{
    return std::nullopt;
}

} // namespace duodoctor::readers
