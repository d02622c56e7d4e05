#pragma once

#include "evidence/troubleshoot_report.h"

#include <QLatin1StringView>
#include <QString>

namespace duodoctor::readers
{

/// Words of the gateway's self test that tell a step, and how it ended. Source: facts/troubleshoot_output.md.
struct SelfTestWords {
    QLatin1StringView words;
    TroubleshootReport::Step step;
    StepOutcome outcome; ///< NotRun: the step's title
};

/// Null where the line has none.
const SelfTestWords *selfTestWordsIn(const QString &line);

/// The title of the step that asks the model, which names the model.
bool isModelTitleOfSelfTest(const QString &line);

/// True where a line of the self test begins, so that it is no rest of the line before.
bool isStartOfSelfTestLine(const QString &line);

/// True when the text holds words that no other program writes.
bool isSelfTestText(const QString &text);

} // namespace duodoctor::readers
