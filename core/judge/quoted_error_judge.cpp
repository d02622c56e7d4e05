#include "judge/quoted_error_judge.h"

namespace duodoctor
{

Findings judgeQuotedError(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
