#include "evidence/rake_report.h"

#include <algorithm>

namespace duodoctor
{

const RakeReport::StepResult *RakeReport::step(Step which) const
{
    const auto found = std::ranges::find(steps, which, &StepResult::step);
    return found == steps.end() ? nullptr : &*found;
}

} // namespace duodoctor
