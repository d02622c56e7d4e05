#include "recognise/readers.h"

namespace duodoctor::readers
{

std::optional<EnvironmentListing> environment(const QString &)
{
    return std::nullopt;
}

} // namespace duodoctor::readers
