#pragma once

#include "check/check_definition.h"
#include "check/check_result.h"
#include "probe/prober.h"
#include "survey/surveyor.h"

#include <QDateTime>
#include <QObject>

#include <functional>
#include <memory>

namespace duodoctor
{

/// What is asked of one run.
struct RunOptions {
    bool completionAllowed = true;
    std::chrono::milliseconds probeLimit{10'000};
    std::function<QDateTime()> now;                ///< UTC; null means the system's clock
    std::shared_ptr<const TrustStore> systemTrust; ///< the workstation's authorities; null: none
    Prompter prompter;                             ///< asks for passwords on the user's screen; null: declines
    QString askpassProgram;                        ///< what ssh starts to ask; empty: nothing
};

/// Runs checks: all probes at once, equal requests once, judged as soon as their evidence is there and their
/// prerequisites are known.
///
///   idle --start()--> running --last check finished--> idle (runFinished)
///                        \--cancel()--> idle (open checks finish as Skipped/Cancelled, then runFinished)
///
/// Thread: one, with an event loop.
class CheckRunner : public QObject
{
    Q_OBJECT
public:
    explicit CheckRunner(QObject *parent = nullptr);
    ~CheckRunner() override;

    /// The keys that a whole run of this deployment would answer, in catalogue order.
    static QList<CheckKey> plan(const Deployment &deployment);

    /// Starts these checks (empty: all) of `deployment`, with the checks that they need before them. A run under way is
    /// cancelled first.
    void start(const Deployment &deployment, ProbeEnvironment environment, const RunOptions &options,
               const QList<CheckKey> &only = {});
    void cancel();
    bool isRunning() const;

Q_SIGNALS:
    void checkStarted(const duodoctor::CheckKey &key);
    void checkFinished(const duodoctor::CheckResult &result);
    void progressChanged(int done, int total);
    void runFinished(bool cancelled);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
