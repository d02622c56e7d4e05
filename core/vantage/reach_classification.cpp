#include "vantage/reach_classification.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Lower case; a `*` stands for anything in between. The first row that fits decides.
struct Row {
    QLatin1StringView pattern;
    ReachFailure failure;
};

using Failure = ReachFailure;

constexpr Row kSsh[] = {
    {"remote host identification has changed"_L1, Failure::HostKeyChanged},
    {"host key for * has changed and you have requested strict"_L1, Failure::HostKeyChanged},
    {"host key is known for * and you have requested strict"_L1, Failure::HostKeyUnknown},
    {"revoked host key"_L1, Failure::HostKeyChanged},
    {"host key verification failed"_L1, Failure::HostKeyUnknown},
    {"could not resolve hostname"_L1, Failure::HostNotFound},
    {"permission denied ("_L1, Failure::AuthenticationFailed},
    {"permission denied, please try again"_L1, Failure::AuthenticationFailed},
    {"too many authentication failures"_L1, Failure::AuthenticationFailed},
    {"no supported authentication methods"_L1, Failure::AuthenticationFailed},
    {"account has expired"_L1, Failure::AuthenticationFailed},
    {"connection refused"_L1, Failure::HostUnreachable},
    {"connection timed out"_L1, Failure::HostUnreachable},
    {"operation timed out"_L1, Failure::HostUnreachable},
    {"no route to host"_L1, Failure::HostUnreachable},
    {"network is unreachable"_L1, Failure::HostUnreachable},
    {"host is down"_L1, Failure::HostUnreachable},
    {"kex_exchange_identification"_L1, Failure::HostUnreachable},
    {"banner exchange"_L1, Failure::HostUnreachable},
    {"unable to negotiate"_L1, Failure::HostUnreachable},
    {"connection closed by unknown port 65535"_L1, Failure::HostUnreachable},
    {"stdio forwarding failed"_L1, Failure::HostUnreachable},
    {"timeout, server * not responding"_L1, Failure::Lost},
    {"broken pipe"_L1, Failure::Lost},
    {"connection to * closed by remote host"_L1, Failure::Lost},
    {"connection closed by"_L1, Failure::HostUnreachable},
    {"connection reset by"_L1, Failure::HostUnreachable},
};

constexpr Row kSudo[] = {
    {"a password is required"_L1, Failure::SudoPasswordNeeded},
    {"interactive authentication is required"_L1, Failure::SudoPasswordNeeded},
    {"no password was provided"_L1, Failure::SudoPasswordNeeded},
    {"a terminal is required"_L1, Failure::SudoPasswordNeeded},
    {"no tty present and no askpass"_L1, Failure::SudoPasswordNeeded},
    {"you must have a tty to run sudo"_L1, Failure::SudoRefused},
    {"incorrect password attempt"_L1, Failure::SudoPasswordNeeded},
    {"incorrect authentication attempt"_L1, Failure::SudoPasswordNeeded},
    {"sorry, try again"_L1, Failure::SudoPasswordNeeded},
    {"authentication failed, try again"_L1, Failure::SudoPasswordNeeded},
    {"timed out reading password"_L1, Failure::SudoPasswordNeeded},
    {"is not in the sudoers file"_L1, Failure::SudoRefused},
    {"is not allowed to"_L1, Failure::SudoRefused},
    {"may not run"_L1, Failure::SudoRefused},
    {"i'm afraid i can't do that"_L1, Failure::SudoRefused},
    {"account validation failure"_L1, Failure::SudoRefused},
    {"account or password is expired"_L1, Failure::SudoRefused},
    {"pam account management error"_L1, Failure::SudoRefused},
    {"sudo: command not found"_L1, Failure::SudoRefused},
    {"no new privileges"_L1, Failure::SudoRefused},
    {"must be owned by uid 0 and have the setuid bit"_L1, Failure::SudoRefused},
    {"effective uid is not 0"_L1, Failure::SudoRefused},
};

constexpr Row kEngine[] = {
    {"permission denied while trying to connect to the docker"_L1, Failure::EnginePermission},
    {"got permission denied while trying to connect"_L1, Failure::EnginePermission},
    {"dial unix * permission denied"_L1, Failure::EnginePermission},
    {"cannot connect to the docker daemon"_L1, Failure::EngineUnavailable},
    {"failed to connect to the docker api"_L1, Failure::EngineUnavailable},
    {"error during connect"_L1, Failure::EngineUnavailable},
    {"unable to resolve docker endpoint"_L1, Failure::EngineUnavailable},
    {"docker daemon is not running"_L1, Failure::EngineUnavailable},
    {"cannot connect to podman"_L1, Failure::EngineUnavailable},
    {"unable to connect to podman"_L1, Failure::EngineUnavailable},
    {"dial unix * connect:"_L1, Failure::EngineUnavailable},
    {"no such container"_L1, Failure::ContainerMissing},
    {"no container with name or id"_L1, Failure::ContainerMissing},
    {"no such object"_L1, Failure::ContainerMissing},
    {"is not running"_L1, Failure::ContainerNotRunning},
    {"is restarting, wait until"_L1, Failure::ContainerNotRunning},
    {"is paused, unpause"_L1, Failure::ContainerNotRunning},
    {"can only create exec sessions on running containers"_L1, Failure::ContainerNotRunning},
    {"container state improper"_L1, Failure::ContainerNotRunning},
    {"cannot exec in a stopped"_L1, Failure::ContainerNotRunning},
    {"executable file not found"_L1, Failure::CommandMissing},
    {"executable file `*` not found"_L1, Failure::CommandMissing},
    {"exec: *: no such file or directory"_L1, Failure::CommandMissing},
    {"crun: executable"_L1, Failure::CommandMissing},
};

constexpr Row kKubectl[] = {
    {"getting credentials:"_L1, Failure::ClusterUnreachable}, // of a helper that is named in the kubeconfig
    {"error: context * does not exist"_L1, Failure::ContextMissing},
    {"no context exists with the name"_L1, Failure::ContextMissing},
    {"context was not found for specified context"_L1, Failure::ContextMissing},
    {"current-context is not set"_L1, Failure::ContextMissing},
    {"cluster * does not exist"_L1, Failure::ContextMissing},
    {"error from server (forbidden)"_L1, Failure::ClusterForbidden},
    {"is forbidden:"_L1, Failure::ClusterForbidden},
    {"you must be logged in to the server"_L1, Failure::ClusterForbidden},
    {"error: unauthorized"_L1, Failure::ClusterForbidden},
    {"no running pod matches"_L1, Failure::PodMissing},
    {"container not found"_L1, Failure::ContainerNotRunning},
    {"container * is not valid for pod"_L1, Failure::ContainerNotRunning},
    {"container * not found in pod"_L1, Failure::ContainerNotRunning},
    {"cannot exec into a container in a completed pod"_L1, Failure::ContainerNotRunning},
    {"unable to upgrade connection: container"_L1, Failure::ContainerNotRunning},
    {"does not have a host assigned"_L1, Failure::ContainerNotRunning},
    {"executable file not found"_L1, Failure::CommandMissing},
    {"executable file `*` not found"_L1, Failure::CommandMissing},
    {"exec: *: no such file or directory"_L1, Failure::CommandMissing},
    {"error from server (notfound)"_L1, Failure::PodMissing},
    {"the connection to the server * was refused"_L1, Failure::ClusterUnreachable},
    {"unable to connect to the server"_L1, Failure::ClusterUnreachable},
    {"no such host"_L1, Failure::ClusterUnreachable},
    {"connection refused"_L1, Failure::ClusterUnreachable},
    {"error dialing backend"_L1, Failure::ClusterUnreachable},
    {"i/o timeout"_L1, Failure::ClusterUnreachable},
    {"tls handshake timeout"_L1, Failure::ClusterUnreachable},
    {"context deadline exceeded"_L1, Failure::ClusterUnreachable},
    {"client.timeout exceeded"_L1, Failure::ClusterUnreachable},
    {"no route to host"_L1, Failure::ClusterUnreachable},
    {"couldn't get current server api group list"_L1, Failure::ClusterUnreachable},
};

constexpr qsizetype kMaxWords = 300;
constexpr qsizetype kMaxLines = 500;

bool fits(QStringView line, QLatin1StringView pattern)
{
    qsizetype from = 0;
    for (const QLatin1StringView part : pattern.tokenize(u'*')) {
        const qsizetype at = line.indexOf(part, from);
        if (at < 0) {
            return false;
        }
        from = at + part.size();
    }
    return true;
}

QString withoutControls(QString line)
{
    std::replace_if(
        line.begin(), line.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    return line.trimmed().left(kMaxWords);
}

QStringList linesOf(const QByteArray &errors)
{
    constexpr qsizetype kMaxBytes = 64 * 1024;
    QStringList lines;
    for (const QString &line : QString::fromUtf8(errors.right(kMaxBytes)).split(u'\n')) {
        const QString clean = withoutControls(line);
        if (!clean.isEmpty()) {
            lines << clean;
        }
    }
    return lines.mid(std::max<qsizetype>(0, lines.size() - kMaxLines));
}

template <std::size_t N>
ReachProblem classify(const QByteArray &errors, const Row (&rows)[N])
{
    const QStringList lines = linesOf(errors);
    for (const Row &row : rows) {
        for (const QString &line : lines) {
            if (fits(line.toLower(), row.pattern)) {
                return {row.failure, line};
            }
        }
    }
    return {};
}

bool containsAny(const QString &text, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(), [&text](QLatin1StringView word) { return text.contains(word); });
}

} // namespace

ReachProblem classifySsh(const QByteArray &errors)
{
    ReachProblem problem = classify(errors, kSsh);
    if (problem.failure == ReachFailure::HostKeyChanged) {
        // The fingerprint, and the line of known_hosts, tell more than the banner.
        for (const QString &line : linesOf(errors)) {
            if (line.startsWith("SHA256:"_L1) || line.startsWith("Offending"_L1)) {
                problem.words += u' ' + line;
            }
        }
        problem.words.remove(u'@');
        problem.words = problem.words.simplified().left(kMaxWords);
    }
    return problem;
}

ReachProblem classifySudo(const QByteArray &errors)
{
    return classify(errors, kSudo);
}

ReachProblem classifyEngine(const QByteArray &errors)
{
    return classify(errors, kEngine);
}

ReachProblem classifyKubectl(const QByteArray &errors)
{
    return classify(errors, kKubectl);
}

ReachFailure missingProgram(QStringView program)
{
    const QStringView name = program.mid(program.lastIndexOf(u'/') + 1);
    const bool isInterpreter =
        name.startsWith("python"_L1) || name == "sh"_L1 || name == "bash"_L1 || name == "ruby"_L1 || name == "perl"_L1;
    return isInterpreter ? ReachFailure::InterpreterMissing : ReachFailure::CommandMissing;
}

QString lastLine(const QByteArray &errors)
{
    const QStringList lines = linesOf(errors);
    return lines.isEmpty() ? QString() : lines.last();
}

PromptForm classifyPrompt(const QString &prompt)
{
    const QString text = prompt.toLower();
    if (containsAny(
            text, {"continue connecting"_L1, "authenticity of host"_L1, "fingerprint]"_L1, "or the fingerprint"_L1})) {
        return PromptForm::HostKey;
    }
    if (containsAny(text, {"allow use of key"_L1, "allow shared connection"_L1, "yes/no"_L1})) {
        return PromptForm::Confirmation;
    }
    if (containsAny(text, {"passphrase"_L1, "pin for"_L1})) {
        return PromptForm::Passphrase;
    }
    if (containsAny(text, {"one-time"_L1, "one time"_L1, "otp"_L1, "verification code"_L1, "passcode"_L1, "token"_L1,
                           "authenticator"_L1})) {
        return PromptForm::OneTimeCode;
    }
    // Whatever else a server asks in keyboard-interactive is shown like a code: in the server's words.
    return text.contains("password"_L1) ? PromptForm::Password : PromptForm::OneTimeCode;
}

} // namespace duodoctor
