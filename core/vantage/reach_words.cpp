#include "vantage/reach_words.h"

#include "vantage/reacher.h"
#include "vantage/shell_quoting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kDefaultPort = 22;

QStringList sshWords(const Reach &host, const QString &commandLine)
{
    QStringList words = {u"ssh"_s};
    if (host.port != kDefaultPort) {
        words << u"-p"_s << QString::number(host.port);
    }
    words << (host.user.isEmpty() ? host.host : host.user + u'@' + host.host);
    return words << commandLine;
}

QString podWord(const Reach &reach)
{
    return reach.pod.isEmpty() ? u"POD"_s : reach.pod;
}

/// What a person sees of a name that somebody wrote.
QString shownName(const QString &name)
{
    QString shown = name;
    std::replace_if(
        shown.begin(), shown.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, u'?');
    return shown.left(200);
}

QString objectionTo(const QString &what, const QString &name, bool isNeeded)
{
    if (name.isEmpty()) {
        return isNeeded ? u"the reach names no %1"_s.arg(what) : QString();
    }
    if (name.startsWith(u'-')) {
        return u"the %1 \"%2\" begins with a dash; a client would take it for an option"_s.arg(what, shownName(name));
    }
    const bool isClean = std::none_of(name.begin(), name.end(),
                                      [](QChar c) { return c.category() == QChar::Other_Control || c.isSpace(); });
    return isClean ? QString() : u"the %1 \"%2\" has blanks or control characters"_s.arg(what, shownName(name));
}

QString firstObjection(std::initializer_list<QString> objections)
{
    const auto found =
        std::find_if(objections.begin(), objections.end(), [](const QString &text) { return !text.isEmpty(); });
    return found == objections.end() ? QString() : *found;
}

bool isRunning(const QJsonObject &pod)
{
    return pod[u"status"].toObject()[u"phase"].toString() == "Running"_L1 &&
           !pod[u"metadata"].toObject().contains("deletionTimestamp"_L1);
}

} // namespace

QStringList kubectlPrefix(const Reach &reach)
{
    // One word each: no value can be taken for an option.
    QStringList words = {u"kubectl"_s};
    if (!reach.context.isEmpty()) {
        words << u"--context="_s + reach.context;
    }
    if (!reach.kubeNamespace.isEmpty()) {
        words << u"--namespace="_s + reach.kubeNamespace;
    }
    return words;
}

QString engineProgram(const Reach &reach)
{
    return reach.engine == ContainerEngine::Podman ? u"podman"_s : u"docker"_s;
}

QStringList insideWords(const Reach &reach, const QString &pod, const QStringList &words)
{
    if (reach.via == ReachVia::Docker) {
        return QStringList{engineProgram(reach), u"exec"_s, u"-i"_s, reach.container} + words;
    }
    if (reach.via == ReachVia::Kubectl) {
        QStringList prefix = kubectlPrefix(reach) + QStringList{u"exec"_s, u"-i"_s, pod};
        if (!reach.container.isEmpty()) {
            prefix << u"--container="_s + reach.container;
        }
        return prefix + QStringList{u"--"_s} + words;
    }
    return words;
}

const Reach *hostOf(const Reach &reach)
{
    if (reach.via == ReachVia::Ssh) {
        return &reach;
    }
    const bool isElsewhere = reach.via == ReachVia::Docker && reach.on && reach.on->via == ReachVia::Ssh;
    return isElsewhere ? reach.on.get() : nullptr;
}

QString reachObjection(const Reach &reach)
{
    QString objection;
    if (const Reach *host = hostOf(reach)) {
        objection =
            firstObjection({objectionTo(u"host"_s, host->host, true), objectionTo(u"user"_s, host->user, false)});
    }
    if (objection.isEmpty() && reach.via == ReachVia::Docker) {
        objection = objectionTo(u"container"_s, reach.container, true);
    }
    if (objection.isEmpty() && reach.via == ReachVia::Kubectl) {
        objection = firstObjection({objectionTo(u"pod"_s, reach.pod, reach.selector.isEmpty()),
                                    objectionTo(u"container"_s, reach.container, false),
                                    objectionTo(u"namespace"_s, reach.kubeNamespace, false),
                                    objectionTo(u"context"_s, reach.context, false)});
    }
    return objection;
}

QString newestRunningPod(const QByteArray &podListJson)
{
    QString name;
    QString newest;
    const QJsonArray pods = QJsonDocument::fromJson(podListJson).object()[u"items"].toArray();
    for (const QJsonValue &value : pods) {
        const QJsonObject pod = value.toObject();
        const QJsonObject metadata = pod[u"metadata"].toObject();
        // RFC 3339 in UTC: later sorts later.
        const QString created = metadata[u"creationTimestamp"].toString();
        if (isRunning(pod) && (name.isEmpty() || created > newest)) {
            name = metadata[u"name"].toString();
            newest = created;
        }
    }
    return name;
}

QString commandLineFor(const Reach &reach, const Command &command)
{
    QStringList words = command.arguments;
    const bool isInside = command.standing == Standing::Inside;
    if (isInside && !command.shownAs.isEmpty() && (reach.via == ReachVia::Docker || reach.via == ReachVia::Kubectl)) {
        words = {u"sh"_s, u"-c"_s, command.shownAs};
    }
    if (isInside) {
        words = insideWords(reach, podWord(reach), words);
    }
    const Reach *host = hostOf(reach);
    const bool usesSudo = command.isElevated && host && host->sudo;
    const bool isShownWhole = !command.shownAs.isEmpty() && words == command.arguments;
    QString line = isShownWhole ? command.shownAs : shellCommandLine(words);
    if (usesSudo) {
        line.prepend("sudo "_L1);
    }
    return host ? shellCommandLine(sshWords(*host, line)) : line;
}

QString placeOf(const Reach &reach)
{
    const Reach *host = hostOf(reach);
    const QString hostName = host ? shownName(host->host) : QString();
    switch (reach.via) {
    case ReachVia::Local:
        return u"this machine"_s;
    case ReachVia::Ssh:
        return hostName;
    case ReachVia::Docker: {
        const QString container = u"the container %1"_s.arg(shownName(reach.container));
        return host ? u"%1 on %2"_s.arg(container, hostName) : container;
    }
    case ReachVia::Kubectl:
        return reach.pod.isEmpty() ? u"a pod of %1"_s.arg(shownName(reach.selector))
                                   : u"the pod %1"_s.arg(shownName(reach.pod));
    case ReachVia::None:
    case ReachVia::Paste:
        break;
    }
    return {};
}

} // namespace duodoctor
