#include "check/check_result.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QLatin1StringView toWire(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Passed:
        return "passed"_L1;
    case CheckStatus::Warning:
        return "warning"_L1;
    case CheckStatus::Failed:
        return "failed"_L1;
    case CheckStatus::Skipped:
        return "skipped"_L1;
    case CheckStatus::Blocked:
        return "blocked"_L1;
    }
    return {};
}

} // namespace duodoctor
