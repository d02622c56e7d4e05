#include "recognise/readers.h"

namespace duodoctor::readers
{

std::optional<ContainerListing> dockerPs(const QString &)
{
    return std::nullopt;
}

std::optional<ContainerListing> dockerInspect(const QString &)
{
    return std::nullopt;
}

} // namespace duodoctor::readers
