#pragma once

#include "certificate/chain_search.h"

namespace duodoctor
{

/// Adds what is wrong with a path as a whole: the host, path lengths, name constraints.
/// @param comparisons budget for name constraints.
void addPathIssues(ChainPath &path, const HostName &host, size_t &comparisons);

} // namespace duodoctor
