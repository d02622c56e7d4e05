#pragma once

#include "evidence/rake_report.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// Output of the gateway's self test `poetry run troubleshoot`, any generation, whole or half.
/// Source: facts/troubleshoot_output.
struct TroubleshootReport {
    enum class Step { Environment, Gateway, GitLab, CustomerPortal, WorkflowService, Provider, Model };
    struct StepResult {
        Step step = Step::Environment;
        StepOutcome outcome = StepOutcome::NotRun;
        QStringList lines;
    };

    QList<StepResult> steps; ///< those that were reached, in order
    bool isAborted = false;  ///< an exception ended it: what follows was not run, which is not "ok"

    QString gitlabUrl;
    bool customModelsDisabled = false;
    bool gitlabUrlMissing = false;
    bool bypassInsteadOfUrl = false;
    int gatewayStatus = 0;
    int gitlabStatus = 0;
    QString gitlabError;
    QString portalUrl;
    QString portalError;
    QString workflowError;  ///< `CODE - details`
    QString workflowStatus; ///< `NOT_SERVING` ...
    bool workflowTlsMismatch = false;
    bool workflowCertificateUnreadable = false;
    QString providerError; ///< the script's words about a provider
    QStringList missingVariables;
    bool providerIsUnsupported =
        false; ///< `Provider Custom_openai is not a supported provider.`: the script's own fault
    QString modelFamily;
    QString modelEndpoint;
    QString modelIdentifier;
    int modelStatus = 0;
    QString modelBody;
    QString modelError;
    bool keyWasPrinted = false; ///< the script showed the model's key
    QString usageError;         ///< argparse: `unrecognized arguments`, `invalid choice`
    bool commandIsMissing = false;

    const StepResult *step(Step which) const;
};

} // namespace duodoctor
