#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The gateway's URL as GitLab has it: url-invalid, url-localhost, url-has-path, and gateway-url-mismatch where it is
/// not the deployment's (host, port or scheme; case, default ports and trailing slashes are no difference).
/// @param url  not empty.
/// @param role  the evidence that the findings stand on.
Findings judgeConfiguredGatewayUrl(const JudgeInput &input, QLatin1StringView role, const QString &url);

/// A model's record in GitLab, judged as if it were the deployment's: the form of its endpoint.
/// @param role  the evidence that the findings stand on.
Findings judgeRecordedEndpoint(const JudgeInput &input, QLatin1StringView role, const Model &record);

/// The image of the deployment against the version that GitLab itself names.
Findings judgeNamedVersion(const JudgeInput &input, QLatin1StringView role, const QString &version,
                           const QString &image);

} // namespace duodoctor
