#pragma once

#include "practice/served_answer.h"

namespace duodoctor
{

/// The gateway's metrics listener, which is Python's Prometheus client: every path shows the metrics.
ServedAnswer metricsAnswer(const ServedRequest &request);

} // namespace duodoctor
