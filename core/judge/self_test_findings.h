#pragma once

#include "judge/exchange_facts.h"

namespace duodoctor
{

// Findings that stand on the gateway's self test (role::kTroubleshoot).

inline Finding fromSelfTest(const JudgeInput &input, FindingId id, Arguments arguments = {})
{
    return findingFrom(input, role::kTroubleshoot, id, std::move(arguments));
}

inline Finding fromSelfTest(const JudgeInput &input, FindingId id, Severity severity, Arguments arguments = {})
{
    return findingFrom(input, role::kTroubleshoot, id, severity, std::move(arguments));
}

} // namespace duodoctor
