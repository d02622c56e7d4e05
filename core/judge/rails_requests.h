#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// What the judges of Rails' own requests share.

/// Service, URL, host and port that Rails asked, and what came back.
Arguments placeOfRailsRequest(const JudgeInput &input, const RailsRequestOutcome &request);

/// A request without an answer, by the class of Ruby's error. None where the class is not known.
Findings judgeRailsError(const JudgeInput &input, const RailsRequestOutcome &request);

/// An answer that is not the gateway's own: of a proxy, of another server, of a broken one. None for a good 200.
Findings judgeGatewayAnswer(const JudgeInput &input, const RailsRequestOutcome &request);

} // namespace duodoctor
