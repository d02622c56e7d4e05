#include "recognise/rake_lines.h"

#include "recognise/output_lines.h"

#include <QRegularExpression>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

void RakeLines::takeModels(const QString &line)
{
    static const QRegularExpression form(uR"(^(\S.{0,254}?) \(([\w .+\-]{0,60})\): (\S{1,500})(?: \S{1,3})?$)"_s);
    if (line.contains("No self-hosted models configured"_L1)) {
        m_report.models = m_report.models.value_or(QList<RakeReport::ModelLine>{});
        finish(Step::Models, StepOutcome::Warned);
        return;
    }
    if (!isIn(Step::Models)) {
        return;
    }
    if (const auto match = form.match(line); match.hasMatch()) {
        RakeReport::ModelLine model;
        model.name = match.captured(1);
        model.family = match.captured(2);
        model.endpoint = withoutMark(match.captured(3));
        m_report.models = m_report.models.value_or(QList<RakeReport::ModelLine>{});
        *m_report.models << model;
        finish(Step::Models, StepOutcome::Passed);
    } else if (m_report.models && !m_report.models->isEmpty()) {
        takeModelDetail(line, m_report.models->last());
    }
}

void RakeLines::takeModelDetail(const QString &line, RakeReport::ModelLine &model)
{
    static const QRegularExpression state(uR"(^Release state: (\S+) ?\|? ?Provider: ?(.*)$)"_s);
    if (const auto match = state.match(line); match.hasMatch()) {
        model.releaseState = match.captured(1);
        model.provider = match.captured(2).trimmed();
    } else if (const QString key = textBehind(line, "API token:"_L1); !key.isEmpty()) {
        model.hasKey = key.startsWith("Configured"_L1);
    }
}

void RakeLines::takeFeatures(const QString &line)
{
    static const QRegularExpression count(uR"((\d{1,6}) feature settings configured across)"_s);
    static const QRegularExpression assigned(uR"(: \d{1,6} feature\(s\) assigned \(([^()]*)\)?)"_s);
    if (const auto match = count.match(line); match.hasMatch()) {
        m_report.featureCount = match.captured(1).toInt();
        finish(Step::Features, StepOutcome::Passed);
    } else if (line.contains("No feature settings configured"_L1)) {
        m_report.featureCount = 0;
        finish(Step::Features, StepOutcome::Warned);
    } else if (const auto names = assigned.match(line); names.hasMatch()) {
        for (const QString &name : names.captured(1).split(u',', Qt::SkipEmptyParts)) {
            m_report.assignedFeatures << name.trimmed();
        }
    }
}

void RakeLines::takeTests(const QString &line)
{
    static const QRegularExpression test(uR"(^(Testing|Skipping) model: (.{1,255}?) \(([^()]{0,60})\))"_s);
    if (const auto match = test.match(line); match.hasMatch()) {
        RakeReport::ModelTest result;
        result.wasSkipped = match.captured(1) == "Skipping"_L1;
        result.name = match.captured(2);
        result.family = match.captured(3);
        m_report.tests << result;
        m_testIsOpen = !result.wasSkipped;
        m_step = Step::RequestFlow;
    } else if (m_testIsOpen) {
        takeTestResult(line, m_report.tests.last());
    }
}

void RakeLines::takeTestResult(const QString &line, RakeReport::ModelTest &test)
{
    if (line.contains("Model endpoint accessible"_L1)) {
        test.outcome = StepOutcome::Passed;
    } else if (line.contains("Model endpoint returned non-200"_L1)) {
        test.outcome = StepOutcome::Warned;
    } else if (line.contains("Model endpoint failed:"_L1)) {
        test.outcome = StepOutcome::Failed;
        test.errorClass = textBehind(line, "Model endpoint failed:"_L1).section(u' ', 0, 0);
    } else {
        return;
    }
    finish(Step::RequestFlow, test.outcome);
    m_testIsOpen = false;
}

} // namespace duodoctor::readers
