#include "judge/rails_judge.h"

namespace duodoctor
{

Findings judgeGatewayUrlSetting(const JudgeInput &)
{
    return {};
}

Findings judgeGatewayFromRails(const JudgeInput &)
{
    return {};
}

Findings judgeModelFromRails(const JudgeInput &)
{
    return {};
}

Findings judgeLicense(const JudgeInput &)
{
    return {};
}

Findings judgeSeat(const JudgeInput &)
{
    return {};
}

Findings judgeConfiguredModels(const JudgeInput &)
{
    return {};
}

Findings judgeFeatureSettings(const JudgeInput &)
{
    return {};
}

Findings judgeVerboseLogging(const JudgeInput &)
{
    return {};
}

Findings judgeSelfSigning(const JudgeInput &)
{
    return {};
}

Findings judgeAgentPlatformSetting(const JudgeInput &)
{
    return {};
}

Findings judgeGitlabVersion(const JudgeInput &)
{
    return {};
}

Findings judgeFullRequest(const JudgeInput &)
{
    return {};
}

Findings judgeRailsAnswers(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
