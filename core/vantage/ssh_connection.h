#pragma once

#include "deployment/deployment.h"
#include "vantage/prompter.h"
#include "vantage/reach_classification.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

#include <functional>
#include <memory>

namespace duodoctor
{

class AskpassServer;

/// How ssh is started.
struct SshSettings {
    QStringList options;    ///< before all of ours
    QString folder;         ///< for sockets; only the user may enter it; short
    QString askpassProgram; ///< empty: ssh asks nobody
    Prompter prompter;
};

/// The one connection to a host: a master client whose standard input we hold, so that it ends with us. All trouble
/// with names, keys and passwords shows here; commands then share it.
///
///     Idle → Connecting → Ready → (broken) Idle
///                      ↘ Failed, for good: nobody is asked twice
class SshConnection : public QObject
{
    Q_OBJECT
public:
    /// @param reach  via ssh; host and user are valid.
    SshConnection(const Reach &reach, SshSettings settings, int number, QObject *parent);
    ~SshConnection() override;

    /// Connects when needed. Afterwards settled() comes, always later than this call.
    void connectToHost();
    bool isReady() const { return m_state == State::Ready; }
    const ReachProblem &problem() const { return m_problem; }

    /// The words that run a command line of the far side over this connection.
    QStringList clientWords(const QString &commandLine) const;
    /// Environment of every client: a client that may not share asks for itself.
    void prepare(QProcess &process) const;

Q_SIGNALS:
    void settled(); ///< ready or failed
    void asking();  ///< the user is asked: time stands still
    void answered();

private:
    enum class State { Idle, Connecting, Ready, Failed };

    QStringList commonOptions() const;
    QStringList destination() const;
    void onOutput();
    void onEnd();
    void fail(ReachProblem problem);
    ReachProblem diagnosis() const;

    Reach m_reach;
    SshSettings m_settings;
    QString m_controlPath;
    QString m_mark;
    std::unique_ptr<AskpassServer> m_askpass;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    QByteArray m_errors;
    State m_state = State::Idle;
    ReachProblem m_problem;
};

} // namespace duodoctor
