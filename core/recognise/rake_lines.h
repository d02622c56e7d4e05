#pragma once

#include "evidence/rake_report.h"

#include <QRegularExpressionMatch>
#include <QString>

#include <optional>

namespace duodoctor::readers
{

/// Reads the lines of the task one after the other; knows the step that it is in. rake_lines_services.cpp reads what is
/// said of the services around GitLab, rake_lines_models.cpp what is said of models and features.
class RakeLines
{
public:
    explicit RakeLines(RakeReport &report)
        : m_report(report)
    {
    }

    void take(const QString &line);

private:
    using Step = RakeReport::Step;

    void finish(Step step, StepOutcome outcome);
    bool isIn(Step step) const { return m_step == step; }

    void takeRake(const QString &line);
    void takeUrl(const QString &line);
    void abortIn(Step step);
    void takeTransport(const QString &line);
    void openEndpoint(const QRegularExpressionMatch &match);
    void takeTransportDetail(const QString &line);
    void takeLicense(const QString &line);
    void takeLicenseMark(const QString &line);
    void takeHealth(const QString &line);
    void takeFirstGenerationError();
    void takeModels(const QString &line);
    static void takeModelDetail(const QString &line, RakeReport::ModelLine &model);
    void takeFeatures(const QString &line);
    void takeTests(const QString &line);
    void takeTestResult(const QString &line, RakeReport::ModelTest &test);
    void takeWorkflowService(const QString &line);
    void takeWorkflowDetail(const QString &line);
    void takeWebSocket(const QString &line);

    RakeReport &m_report;
    std::optional<Step> m_step;
    bool m_testIsOpen = false;
};

} // namespace duodoctor::readers
