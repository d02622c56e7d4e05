#pragma once

#include "deployment/deployment.h"
#include "evidence/redactor.h"
#include "evidence/transcript.h"
#include "vantage/command.h"
#include "vantage/prompter.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <memory>

namespace duodoctor
{

/// What running commands elsewhere needs from outside, handed in once per run.
struct ReachEnvironment {
    std::shared_ptr<const Redactor> redactor; ///< never null; for failureDetail only, outputs go on as they came
    Prompter prompter;                        ///< null: every prompt is declined
    QString askpassProgram;   ///< program that ssh starts to ask (this one, in its askpass mode); empty: none
    QStringList sshOptions{}; ///< words for every ssh before all others; a configuration file of a test's
};

/// Runs commands where reaches lead, with the user's own ssh, docker, podman and kubectl and their configuration. One
/// ssh connection for each host, made when first needed and closed with this object. Every future finishes exactly
/// once, within the command's limit plus two seconds (a prompt on the user's screen does not count).
///
/// Far side: a command ends with its time limit, with the cancelling of its future, and within some seconds of the
/// death of this process, however it died. Thread: one, with an event loop.
class Reacher : public QObject
{
    Q_OBJECT
public:
    explicit Reacher(ReachEnvironment environment, QObject *parent = nullptr);
    ~Reacher() override;

    /// Reaches `none` and `paste` finish at once with NotConfigured and ByHand.
    QFuture<Transcript> run(const Reach &reach, const Command &command);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// How a person would run this command line from the workstation over this reach: `ssh -p 2222 admin@gitlab sudo ...`,
/// `docker exec gitlab-aigw ...`. For evidence and for instructions; quoted for a POSIX shell.
QString commandLineFor(const Reach &reach, const Command &command);
/// The place in words: `this machine`, `gitlab.example.com`, `the container gitlab-aigw on aigw.example.com`.
QString placeOf(const Reach &reach);

} // namespace duodoctor
