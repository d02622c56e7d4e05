#pragma once

#include "check/check_runner.h"
#include "session/credential_collector.h"
#include "session/prompt_keeper.h"
#include "session/result_store.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "session/workstation_trust.h"

#include <QElapsedTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace duodoctor
{

/// What a session holds. Only for the session's own files: session.cpp, and session_runs.cpp for what brings results.
class Session::Private
{
public:
    explicit Private(Session *owner)
        : q(owner)
        , credentials(owner)
    {
    }

    void replaceDeployment(const Deployment &replacement, const QString &path);
    void beginRun();
    void weigh();
    HandWork handWork(const QList<ForeignText> &texts, const std::optional<CheckKey> &check) const;
    void keep(HandOutcome &outcome);

    Session *q;
    Deployment deployment;
    QString path;
    SessionOptions options;
    Playbook playbook;
    CredentialCollector credentials;
    std::unique_ptr<PracticeDeployment> practice; ///< null unless the practice is the deployment
    std::unique_ptr<CheckRunner> runner;
    std::unique_ptr<Walkthrough> walk;
    PromptKeeper prompts;
    mutable WorkstationTrust trust; ///< reads the system's authorities when first asked

    ResultStore store;
    QList<CheckKey> asked; ///< of the run under way
    QElapsedTimer clock;
    std::chrono::milliseconds duration{0};
    bool isRunning = false;
    int readings = 0;         ///< how many texts were given to readLater()
    int deploymentNumber = 0; ///< tells a text that was brought for a former deployment
};

} // namespace duodoctor
