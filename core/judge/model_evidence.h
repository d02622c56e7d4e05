#pragma once

#include "judge/judge_input.h"
#include "judge/model_answer.h"

namespace duodoctor
{

/// True when the chat completion came back as one.
bool completionWorked(const JudgeInput &input);

/// The class of a role's answer; None when there is no answer.
ModelAnswer answerOf(const JudgeInput &input, QLatin1StringView role);

/// The models that the server lists at the configured endpoint; none when it lists none there.
std::optional<QList<ListedModel>> listedModels(const JudgeInput &input);

/// A finding from a model's answer, with the server's name and words.
Finding modelFinding(const JudgeInput &input, QLatin1StringView role, FindingId id, Arguments arguments = {});

/// Loading, overloaded and server errors, which mean the same at every path; none for other answers.
Findings judgeServerState(const JudgeInput &input, QLatin1StringView role);

} // namespace duodoctor
