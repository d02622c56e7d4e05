#pragma once

#include "survey/place_commands.h"
#include "survey/read_answer.h"
#include "survey/surveyor.h"

#include <QDateTime>
#include <QFutureWatcher>
#include <QPromise>

#include <functional>
#include <vector>

namespace duodoctor
{

class AgentSession;

/// One survey of one vantage: starts every session at once, and answers each request exactly once. When nobody waits
/// for an answer any more, its sessions are ended. Thread: that of the surveyor.
class SurveyRun : public QObject
{
    Q_OBJECT
public:
    /// @param reacher  must outlive this.
    SurveyRun(Vantage vantage, const Reach &reach, Reacher &reacher, const SurveyEnvironment &environment,
              QObject *parent);
    ~SurveyRun() override;

    QList<QFuture<EvidencePtr>> start(const QList<ProbeRequest> &requests);

Q_SIGNALS:
    void finished(); ///< every request is answered or cancelled

private:
    struct Slot {
        ProbeRequest request;
        QPromise<EvidencePtr> promise;
        QFutureWatcher<EvidencePtr> watcher; ///< of our own future: hears cancel
        bool isDone = false;
    };
    using Handler = std::function<void(const Transcript &)>;

    void run(const Command &command, Handler handler);
    void startAgent(const AgentSession &session, bool isElevated);
    void onAgentEnded(const Transcript &transcript);
    void startOther(int id);
    void startContainer(int id);
    void startCluster(int id);
    void startContainerLog(int id, int lines);
    void startPodLog(int id, int lines);
    void answerFromPlace(int id, const Command &command, ReadAnswer (*read)(const Transcript &, const Redactor &));

    bool isOpen(int id) const { return !m_slots.at(static_cast<size_t>(id))->isDone; }
    void deliver(int id, const QString &command, ReadAnswer answer);
    void onCancelled(int id);
    void endIfDone();
    const Redactor &redactor() const { return *m_environment.reach.redactor; }

    Vantage m_vantage;
    Reach m_reach;
    Reacher &m_reacher;
    SurveyEnvironment m_environment;
    std::vector<std::unique_ptr<Slot>> m_slots;
    QList<QFuture<Transcript>> m_sessions;
    QList<int> m_agentIds;
    std::shared_ptr<AgentSession> m_agent;
    QDateTime m_startedAt;
    bool m_hasFinished = false;
};

} // namespace duodoctor
