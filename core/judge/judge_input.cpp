#include "judge/judge_input.h"

namespace duodoctor
{

const HttpExchange *JudgeInput::exchange(QLatin1StringView role) const
{
    const EvidencePtr found = find(role);
    return found ? found->httpExchange() : nullptr;
}

} // namespace duodoctor
