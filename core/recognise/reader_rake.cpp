#include "recognise/readers.h"

namespace duodoctor::readers
{

std::optional<RakeReport> rakeReport(const QString &)
{
    return std::nullopt;
}

} // namespace duodoctor::readers
