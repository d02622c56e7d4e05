#include "recognise/reader_rake.h"

#include "recognise/output_lines.h"
#include "recognise/rake_lines.h"
#include "recognise/rake_words.h"
#include "recognise/readers.h"

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

/// A licence whose mark was lost in copying passed when the task went on behind it.
void settleLicense(RakeReport &report)
{
    const auto license = std::ranges::find(report.steps, RakeReport::Step::License, &RakeReport::StepResult::step);
    if (license == report.steps.end() || license->outcome != StepOutcome::NotRun) {
        return;
    }
    const bool wentOn = report.step(RakeReport::Step::GatewayHealth) || report.isComplete;
    license->outcome = wentOn ? StepOutcome::Passed : StepOutcome::NotRun;
}

} // namespace

RakeReport::StepResult &stepOf(RakeReport &report, RakeReport::Step step)
{
    const auto found = std::ranges::find(report.steps, step, &RakeReport::StepResult::step);
    if (found != report.steps.end()) {
        return *found;
    }
    report.steps << RakeReport::StepResult{step, StepOutcome::NotRun, {}};
    return report.steps.last();
}

std::optional<RakeReport> rakeReport(const QString &text)
{
    const QJsonObject summary = findRakeSummary(text);
    if (summary.isEmpty() && !isRakeText(text)) {
        return std::nullopt;
    }
    RakeReport report;
    report.generation = rakeGenerationOf(text);
    report.isComplete = text.contains("DIAGNOSTIC SUMMARY"_L1);
    RakeLines reader(report);
    for (const QString &line : outputLines(text, isStartOfRakeLine)) {
        if (line.startsWith(u'{') || line.startsWith("DIAGNOSTIC SUMMARY"_L1)) {
            break; // the summary, read on its own
        }
        reader.take(line);
    }
    readRakeSummary(summary, report);
    settleLicense(report);
    return report;
}

} // namespace duodoctor::readers
