#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// Whether a metrics URL answers with Prometheus text (role::kExchange). The one finding for anything that it does not
/// is gateway-metrics-unreachable, since its port says nothing about the gateway's own; url-invalid when the URL cannot
/// be asked.
Findings judgeMetrics(const JudgeInput &input);

} // namespace duodoctor
