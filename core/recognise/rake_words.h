#pragma once

#include "evidence/rake_report.h"

#include <QLatin1StringView>
#include <QString>

namespace duodoctor::readers
{

/// The task's own name as it stands in prompts and in rake's messages.
inline constexpr QLatin1StringView kRakeTask{"gitlab:duo:verify_self_hosted_setup"};

/// A line that the task prints before one of its steps.
struct RakeHeader {
    QLatin1StringView text;
    RakeReport::Step step;
};

/// Null where the line is no header.
const RakeHeader *rakeHeaderIn(const QString &line);

/// True where a line of the task begins, so that it is no rest of the line before.
bool isStartOfRakeLine(const QString &line);

/// True when the text holds words that no other program writes.
bool isRakeText(const QString &text);

/// Which of the task's three generations printed the text. Source: facts/rake_output.md.
RakeReport::Generation rakeGenerationOf(const QString &text);

} // namespace duodoctor::readers
