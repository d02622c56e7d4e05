#include "judge/environment_judge.h"

namespace duodoctor
{

Findings judgeGatewayEnvironment(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
