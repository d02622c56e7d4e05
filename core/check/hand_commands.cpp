#include "check/hand_commands.h"

#include "vantage/shell_quoting.h"

#include <QHash>

namespace duodoctor::handcommands
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLogMinutes = 30;

QString containerOf(const Deployment &deployment)
{
    const QString &name = deployment.aiGateway.reach.container;
    return name.isEmpty() ? u"gitlab-aigw"_s : name;
}

QString engineOf(const Reach &reach)
{
    return reach.engine == ContainerEngine::Podman ? u"podman"_s : u"docker"_s;
}

/// `kubectl --context X -n Y`.
QStringList kubectl(const Reach &reach)
{
    QStringList words{u"kubectl"_s};
    if (!reach.context.isEmpty()) {
        words << u"--context"_s << reach.context;
    }
    words << u"--namespace"_s << (reach.kubeNamespace.isEmpty() ? u"ai-gateway"_s : reach.kubeNamespace);
    return words;
}

/// The pod as a word of the shell; looked up where only a selector is known.
QString podOf(const Reach &reach)
{
    if (!reach.pod.isEmpty()) {
        return shellQuoted(reach.pod);
    }
    const QString selector = reach.selector.isEmpty() ? u"app.kubernetes.io/name=ai-gateway"_s : reach.selector;
    const QStringList words =
        kubectl(reach) + QStringList{u"get"_s, u"pods"_s, u"--selector"_s, selector, u"--output"_s, u"name"_s};
    return u"\"$(%1 | head -n 1)\""_s.arg(shellCommandLine(words));
}

/// `describe` takes a name with its kind.
QString podToDescribe(const Reach &reach)
{
    const bool isPlainName = !reach.pod.isEmpty() && !reach.pod.contains(u'/');
    return (isPlainName ? u"pod "_s : QString{}) + podOf(reach);
}

QString kubectlExec(const Reach &reach, const QStringList &words)
{
    QString line = shellCommandLine(kubectl(reach)) + u" exec "_s + podOf(reach);
    if (!reach.container.isEmpty()) {
        line += u" --container "_s + shellQuoted(reach.container);
    }
    return line + u" -- "_s + shellCommandLine(words);
}

/// GitLab's pod, where nobody named it, is its chart's toolbox; of the namespace nothing is known.
Reach namedAsInTheChart(Reach reach)
{
    if (reach.pod.isEmpty() && reach.selector.isEmpty()) {
        reach.pod = u"deployment/gitlab-toolbox"_s;
    }
    if (reach.kubeNamespace.isEmpty()) {
        reach.kubeNamespace = u"<gitlab_namespace>"_s;
    }
    return reach;
}

bool isSelfCompiled(const Deployment &deployment)
{
    return possibleInstallations(deployment.gitlab) == QList{GitLabInstallation::SelfCompiled};
}

/// A program that comes with GitLab's package. In a container or pod one is root already, and sudo is not there.
QString ofPackage(const QString &line, const Deployment &deployment)
{
    const ReachVia via = deployment.gitlab.reach.via;
    return via == ReachVia::Docker || via == ReachVia::Kubectl ? line : u"sudo "_s + line;
}

/// A program of the source's bundle, as GitLab's own user.
QString ofSource(const QString &line)
{
    return u"cd /home/git/gitlab && sudo -u git -H bundle exec "_s + line;
}

/// Python for images without curl: prints the status, or the body, or the error's class and words.
QString pythonFor(const HttpRequest &request)
{
    const bool wantsBody = request.method != "GET" || request.url.path().endsWith("/models"_L1) ||
                           request.url.path().contains("openid"_L1) || request.url.path().contains("/keys"_L1);
    QString code = u"import os, sys, urllib.request as u\n"
                   "h = {}\n"_s;
    if (!request.bearer.model.isEmpty()) {
        code += u"h[\"Authorization\"] = \"Bearer \" + os.environ.get(\"MODEL_API_KEY\", \"\")\n"_s;
    }
    if (request.method != "GET") {
        code += u"h[\"Content-Type\"] = \"application/json\"\n"_s;
    }
    code += u"d = sys.argv[2].encode() if len(sys.argv) > 2 else None\n"
            "try:\n"
            "    r = u.urlopen(u.Request(sys.argv[1], data=d, headers=h), timeout=10)\n"
            "    b = r.read(262144)\n"
            "except u.HTTPError as e:\n"
            "    r, b = e, e.read(262144)\n"_s;
    code += wantsBody ? u"print(b.decode(\"utf-8\", \"replace\"))\n"_s : u"print(r.status)\n"_s;
    return code;
}

QString curlFor(const HttpRequest &request, ExchangePhase phase)
{
    QStringList words{u"curl"_s, u"--verbose"_s, u"--max-time"_s, u"10"_s};
    const bool isShort = phase == ExchangePhase::Dns || phase == ExchangePhase::Connect || phase == ExchangePhase::Tls;
    if (isShort) {
        words << u"--output"_s << u"/dev/null"_s;
    }
    if (request.method != "GET") {
        words << u"--no-buffer"_s << u"--request"_s << QString::fromLatin1(request.method);
    }
    for (const auto &[name, value] : request.headers) {
        words << u"--header"_s << QString::fromUtf8(name + ": " + value);
    }
    QString line = shellCommandLine(words);
    if (!request.bearer.model.isEmpty()) {
        line += u" --header \"Authorization: Bearer $MODEL_API_KEY\""_s;
    }
    if (!request.body.isEmpty()) {
        line += u" --data "_s + shellQuoted(QString::fromUtf8(request.body));
    }
    return line + u' ' + shellQuoted(request.url.toString(QUrl::FullyEncoded)) + u" 2>&1"_s;
}

} // namespace

QString railsLine(const QString &ruby, const Deployment &deployment)
{
    return isSelfCompiled(deployment) ? ofSource(u"rails runner -e production "_s + shellQuoted(ruby))
                                      : ofPackage(u"gitlab-rails runner "_s + shellQuoted(ruby), deployment);
}

QString rakeLine(const QString &task, const Deployment &deployment)
{
    return isSelfCompiled(deployment) ? ofSource(u"rake RAILS_ENV=production %1 2>&1"_s.arg(shellQuoted(task)))
                                      : ofPackage(u"gitlab-rake %1 2>&1"_s.arg(shellQuoted(task)), deployment);
}

QString atGitlab(const QString &line, const Deployment &deployment)
{
    const Reach &reach = deployment.gitlab.reach;
    switch (reach.via) {
    case ReachVia::Docker:
        return u"%1 exec %2 sh -c %3"_s.arg(engineOf(reach), shellQuoted(reach.container), shellQuoted(line));
    case ReachVia::Kubectl:
        return kubectlExec(namedAsInTheChart(reach), {u"sh"_s, u"-c"_s, line});
    default:
        return line;
    }
}

QString llmLog(const Deployment &deployment)
{
    const Reach &reach = deployment.gitlab.reach;
    if (reach.via == ReachVia::Kubectl) {
        // Each pod of the chart writes its own lines, and the toolbox has none of them.
        const QStringList words = kubectl(namedAsInTheChart(reach)) + QStringList{u"logs"_s,
                                                                                  u"--selector"_s,
                                                                                  u"app in (webservice,sidekiq)"_s,
                                                                                  u"--all-containers"_s,
                                                                                  u"--max-log-requests"_s,
                                                                                  u"50"_s,
                                                                                  u"--since"_s,
                                                                                  u"%1m"_s.arg(kLogMinutes),
                                                                                  u"--tail"_s,
                                                                                  u"5000"_s};
        return shellCommandLine(words) + uR"( | grep '"subcomponent":"llm"' | tail -n 500)"_s;
    }
    const QString line = isSelfCompiled(deployment)
                             ? u"sudo tail -n 500 /home/git/gitlab/log/llm.log 2>&1"_s
                             : ofPackage(u"tail -n 500 /var/log/gitlab/gitlab-rails/llm.log 2>&1"_s, deployment);
    return atGitlab(line, deployment);
}

QString inGateway(const QStringList &words, const Deployment &deployment)
{
    const Reach &reach = deployment.aiGateway.reach;
    if (reach.via == ReachVia::Kubectl) {
        return kubectlExec(reach, words);
    }
    return u"%1 exec %2 %3"_s.arg(engineOf(reach), shellQuoted(containerOf(deployment)), shellCommandLine(words));
}

QString inGateway(const QString &line, const Deployment &deployment)
{
    return inGateway(QStringList{u"sh"_s, u"-c"_s, line}, deployment);
}

bool isAskedOfTheList(CheckId check)
{
    return check == CheckId{"gateway-container"} || check == CheckId{"gateway-ports"};
}

QString containerState(CheckId check, const Deployment &deployment)
{
    const Reach &reach = deployment.aiGateway.reach;
    if (reach.via == ReachVia::Kubectl) {
        if (check == CheckId{"gateway-ingress"}) {
            return shellCommandLine(kubectl(reach) + QStringList{u"describe"_s, u"ingress"_s}) + u" 2>&1"_s;
        }
        if (isAskedOfTheList(check)) {
            return shellCommandLine(kubectl(reach) + QStringList{u"get"_s, u"pods"_s, u"--output"_s, u"wide"_s}) +
                   u" 2>&1"_s;
        }
        // The variables are left out: among them are keys.
        return u"%1 describe %2 2>&1 | sed '/^ *Environment:/,/^ *Mounts:/d'"_s.arg(shellCommandLine(kubectl(reach)),
                                                                                    podToDescribe(reach));
    }
    if (isAskedOfTheList(check)) {
        return shellCommandLine(
                   {engineOf(reach), u"ps"_s, u"--all"_s, u"--filter"_s, u"name="_s + containerOf(deployment)}) +
               u" 2>&1"_s;
    }
    // Not the whole inspection: it holds the environment with its keys.
    const QString format =
        uR"([{"Name":{{json .Name}},"State":{{json .State}},"Config":{"Image":{{json .Config.Image}}},)"
        uR"("HostConfig":{{json .HostConfig}},"NetworkSettings":{{json .NetworkSettings}}}])"_s;
    return shellCommandLine({engineOf(reach), u"inspect"_s, u"--format"_s, format, containerOf(deployment)}) +
           u" 2>&1"_s;
}

QString gatewayLog(const Deployment &deployment)
{
    const Reach &reach = deployment.aiGateway.reach;
    if (reach.via == ReachVia::Kubectl) {
        return u"%1 logs %2 --since=%3m 2>&1"_s.arg(shellCommandLine(kubectl(reach)), podOf(reach)).arg(kLogMinutes);
    }
    return u"%1 logs --since %2m %3 2>&1"_s.arg(engineOf(reach))
        .arg(kLogMinutes)
        .arg(shellQuoted(containerOf(deployment)));
}

QString lineFor(const HttpRequest &request, bool hasCurl, ExchangePhase phase)
{
    if (hasCurl) {
        return curlFor(request, phase);
    }
    QStringList words{u"python3"_s, u"-c"_s, pythonFor(request), request.url.toString(QUrl::FullyEncoded)};
    if (!request.body.isEmpty()) {
        words << QString::fromUtf8(request.body);
    }
    return shellCommandLine(words) + u" 2>&1"_s;
}

} // namespace duodoctor::handcommands
