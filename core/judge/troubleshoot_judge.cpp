#include "judge/troubleshoot_judge.h"

namespace duodoctor
{

Findings judgeTroubleshootReport(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
