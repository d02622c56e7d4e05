#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// How a step of an official check went, in its own opinion.
enum class StepOutcome { NotRun, Passed, Warned, Failed };

/// Output of `gitlab-rake gitlab:duo:verify_self_hosted_setup`, any of its three generations, whole or half.
/// Source: facts/rake_output.
struct RakeReport {
    enum class Generation { Unknown, R1, R2, R3 };
    enum class Step {
        SystemInformation,
        GatewayUrl,
        Transport,
        License,
        GatewayHealth,
        Models,
        Features,
        RequestFlow,
        WorkflowService,
        WebSocket
    };
    struct StepResult {
        Step step = Step::SystemInformation;
        StepOutcome outcome = StepOutcome::NotRun;
        QStringList lines; ///< what it printed, trimmed
    };
    struct Endpoint {
        QString name;
        QString host;
        int port = 0;
        StepOutcome outcome = StepOutcome::NotRun;
        bool isTls = false;
        bool isTlsMismatch = false;
        QString certificate; ///< `SUBJECT (issued by ISSUER)`
        QString proxy;       ///< the proxy that a request would use; the probe itself goes past it
        QString errorClass;
        QString errorMessage;
    };
    struct ModelLine {
        QString name;
        QString family;
        QString endpoint;
        QString releaseState;
        QString provider;
        QString identifier; ///< from the JSON summary
        std::optional<bool> hasKey;
    };
    struct ModelTest {
        QString name;
        QString family;
        StepOutcome outcome = StepOutcome::NotRun;
        QString errorClass;
        QString errorMessage;       ///< from the JSON summary
        std::optional<bool> hasKey; ///< from the JSON summary
        int status = 0;             ///< from the JSON summary; 0 when not known
        QString url;                ///< from the JSON summary
        bool wasSkipped = false;
    };

    Generation generation = Generation::Unknown;
    QList<StepResult> steps; ///< those that were reached, in order
    bool isComplete = false; ///< the summary was reached
    bool isAborted = false;  ///< a raise, or `rake aborted!`

    QString gitlabVersion;
    QString user;
    QString gatewayUrl;
    bool gatewayUrlIsMissing = false;
    bool gatewayUrlIsInvalid = false;
    QList<Endpoint> endpoints;
    QStringList proxyVariables;
    bool licenseIsWrong = false;   ///< `License does not provide access`
    bool userLacksAccess = false;  ///< `License is correct, but user does not have access`
    bool accessCauseIsCut = false; ///< `has no access to code suggestions`, and the cause is missing
    bool userIsUnknown = false;
    bool taskIsUnknown = false; ///< `Don't know how to build task`
    int healthStatus = 0;       ///< `AI Gateway returned HTTP n`
    QString healthErrorClass;   ///< `Connection error: CLASS - message`
    QString healthErrorMessage;
    QString healthBody;                 ///< `Health response: ...`: an answer with 200 that is no JSON
    bool gatewayIsInaccessible = false; ///< `Cannot access AI Gateway`, whatever the reason
    std::optional<QList<ModelLine>> models;
    std::optional<int> featureCount;
    QStringList assignedFeatures; ///< those that name a model
    QList<ModelTest> tests;
    QString workflowServiceMessage; ///< with its errors, one line
    QString workflowServiceUrl;     ///< from the JSON summary, or the host in the message
    bool workflowServiceTlsMismatch = false;
    bool workflowServiceUrlMissing = false;
    int webSocketStatus = 0; ///< 101 when it worked
    QString webSocketUrl;
    QString webSocketError; ///< `CLASS - message`

    const StepResult *step(Step which) const;
};

} // namespace duodoctor
