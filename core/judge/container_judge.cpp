#include "judge/container_judge.h"

namespace duodoctor
{

Findings judgeContainerRuns(const JudgeInput &)
{
    return {};
}

Findings judgeContainerPorts(const JudgeInput &)
{
    return {};
}

Findings judgeContainerResources(const JudgeInput &)
{
    return {};
}

Findings judgeContainerImage(const JudgeInput &)
{
    return {};
}

Findings judgeContainerNetwork(const JudgeInput &)
{
    return {};
}

Findings judgeIngress(const JudgeInput &)
{
    return {};
}

Findings judgeContainerListing(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
