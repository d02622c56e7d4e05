#include "judge/vantage_judge.h"

namespace duodoctor
{

Findings judgeReachability(const JudgeInput &)
{
    return {};
}

Findings judgeSameCertificate(const JudgeInput &)
{
    return {};
}

Findings judgeSameAnswer(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
