#include "judge/rake_judge.h"

namespace duodoctor
{

Findings judgeRakeReport(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
