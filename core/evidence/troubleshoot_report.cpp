#include "evidence/troubleshoot_report.h"

#include <algorithm>

namespace duodoctor
{

const TroubleshootReport::StepResult *TroubleshootReport::step(Step which) const
{
    const auto found = std::ranges::find(steps, which, &StepResult::step);
    return found == steps.end() ? nullptr : &*found;
}

} // namespace duodoctor
