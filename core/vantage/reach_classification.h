#pragma once

#include "evidence/transcript.h"

#include <QByteArray>
#include <QStringView>

namespace duodoctor
{

/// What a client's own words say. The one place where messages of ssh, sudo, docker, podman and kubectl are told apart.
struct ReachProblem {
    ReachFailure failure = ReachFailure::None; ///< None: the words say nothing that is known
    QString words;                             ///< the line that says so, without control characters; at most 300
};

/// @param errors  standard error of ssh.
/// Source: the messages of OpenSSH 7.9 to 9.9 (sshconnect.c, readconf.c, ssh.c).
ReachProblem classifySsh(const QByteArray &errors);
/// Standard error of sudo 1.8 to 1.9 and of sudo-rs, and of a shell that has no sudo.
ReachProblem classifySudo(const QByteArray &errors);
/// Standard error of docker and podman. Source: facts/commands.md section A, facts/errors.md section 6.
ReachProblem classifyEngine(const QByteArray &errors);
/// Standard error of kubectl.
ReachProblem classifyKubectl(const QByteArray &errors);

/// The missing program, when it is an interpreter, is InterpreterMissing; any other is CommandMissing.
ReachFailure missingProgram(QStringView program);

/// The last line that says something, for messages that are not known.
QString lastLine(const QByteArray &errors);

/// What a client asks through an askpass.
enum class PromptForm { HostKey, Confirmation, Passphrase, Password, OneTimeCode };
PromptForm classifyPrompt(const QString &prompt);

} // namespace duodoctor
