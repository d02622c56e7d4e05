#pragma once

#include "vantage/reach_hosts.h"
#include "vantage/reacher.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QPromise>
#include <QTimer>

namespace duodoctor
{

class SupervisedProcess;

/// One command on its way: connect, find the pod, run, perhaps once more with sudo, with its password, or in a
/// container without a shell. Finishes its promise once and then goes away.
/// command_run.cpp has the way there; command_run_end.cpp what it means that a process on that way has ended.
class CommandRun : public QObject
{
    Q_OBJECT
public:
    using Searcher = std::function<QFuture<Transcript>(const Reach &, const Command &)>;

    /// @param search  runs another command, for finding a pod.
    CommandRun(ReachHosts &hosts, Searcher search, Reach reach, Command command, QObject *parent);
    ~CommandRun() override;

    QFuture<Transcript> future() const { return m_promise.future(); }
    void start();

private:
    void onConnected();
    void findPod();
    void onPodsListed();
    void launch();
    void onProcessFinished();
    void onNotReached();
    void onNotInside();
    void onRan();
    bool retriesElevated(ReachFailure failure);
    void askSudo(const ReachProblem &problem);
    void onSudoAnswered();
    void onLimit();
    void pauseLimit();
    void resumeLimit();
    void dropProcess();
    void fail(ReachFailure failure, const QString &words);
    void finish(Transcript transcript);

    bool usesExec() const; ///< the command runs in a container or pod
    bool isElevated() const;
    ReachProblem classifyClient(const QByteArray &errors) const;

    ReachHosts &m_hosts;
    Searcher m_search;
    Reach m_reach;
    Command m_command;
    QPromise<Transcript> m_promise;
    QFutureWatcher<Transcript> m_watcher;
    QFutureWatcher<Transcript> m_podWatcher;
    QElapsedTimer m_clock;
    QTimer m_limit;
    int m_remainingMs = 0;
    QPointer<ReachHost> m_host;
    QPointer<SupervisedProcess> m_process;
    ReachProblem m_withoutRoot; ///< why it was tried again as root
    QString m_pod;
    bool m_isConnected = false;
    bool m_isEngineElevated = false;
    bool m_hasShell = true;
    bool m_isFinished = false;
    bool m_isWaitingForSudo = false;
    bool m_hasUsedPassword = false;
};

} // namespace duodoctor
