#include "recognise/readers.h"

namespace duodoctor::readers
{

std::optional<ClusterState> kubectlGet(const QString &)
{
    return std::nullopt;
}

std::optional<ClusterState> kubectlDescribe(const QString &)
{
    return std::nullopt;
}

} // namespace duodoctor::readers
