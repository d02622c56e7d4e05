#include "judge/log_judge.h"

namespace duodoctor
{

Findings judgeServiceLog(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
