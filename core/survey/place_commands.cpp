#include "survey/place_commands.h"

#include "survey/far_scripts.h"

namespace duodoctor::place
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::chrono::milliseconds kRailsLimit{150'000}; ///< a start takes up to a minute, the questions another
constexpr std::chrono::milliseconds kSelfTestLimit{90'000};
constexpr std::chrono::milliseconds kEngineLimit{20'000};
constexpr qint64 kMaxLogBytes = 16 * 1024 * 1024;

Command beside(const QStringList &arguments)
{
    Command command;
    command.arguments = arguments;
    command.standing = Standing::Beside;
    command.limit = kEngineLimit;
    command.maxOutputBytes = kMaxLogBytes;
    return command;
}

} // namespace

Command rails(const RailsRequest &request)
{
    Command command;
    command.arguments = {u"gitlab-rails"_s, u"runner"_s, u"-"_s};
    command.input = railsScript(request);
    command.isElevated = true;
    command.limit = kRailsLimit;
    return command;
}

Command rake(const RakeRequest &request)
{
    QString task = u"gitlab:duo:verify_self_hosted_setup"_s;
    if (request.takesUser && !request.user.isEmpty()) {
        task += u"[%1]"_s.arg(request.user);
    }
    Command command;
    command.arguments = {u"gitlab-rake"_s, task};
    command.isElevated = true;
    command.limit = kRailsLimit;
    return command;
}

Command troubleshoot()
{
    Command command;
    command.arguments = {u"sh"_s, u"-c"_s, u"exec poetry run troubleshoot 2>&1"_s};
    command.limit = kSelfTestLimit;
    return command;
}

QStringList engineWords(const Reach &reach)
{
    if (reach.via == ReachVia::Docker) {
        return {reach.engine == ContainerEngine::Podman ? u"podman"_s : u"docker"_s};
    }
    QStringList words{u"kubectl"_s};
    if (!reach.context.isEmpty()) {
        words << u"--context"_s << reach.context;
    }
    if (!reach.kubeNamespace.isEmpty()) {
        words << u"--namespace"_s << reach.kubeNamespace;
    }
    return words;
}

Command inspectContainer(const Reach &reach)
{
    return beside(engineWords(reach) + QStringList{u"inspect"_s, u"--type"_s, u"container"_s, reach.container});
}

Command listContainers(const Reach &reach)
{
    return beside(engineWords(reach) + QStringList{u"ps"_s, u"--all"_s});
}

Command inspectImage(const Reach &reach, const QString &image)
{
    return beside(engineWords(reach) + QStringList{u"image"_s, u"inspect"_s, image});
}

Command containerLog(const Reach &reach, int lines)
{
    return beside(engineWords(reach) +
                  QStringList{u"logs"_s, u"--timestamps"_s, u"--tail"_s, QString::number(lines), reach.container});
}

QStringList clusterKinds()
{
    return {u"pods"_s, u"ingress"_s, u"services"_s, u"endpoints"_s, u"events"_s};
}

Command clusterObjects(const Reach &reach, const QString &kind)
{
    return beside(engineWords(reach) + QStringList{u"get"_s, kind, u"--output"_s, u"json"_s});
}

Command secretNames(const Reach &reach)
{
    return beside(engineWords(reach) + QStringList{u"get"_s, u"secrets"_s, u"--output"_s, u"name"_s});
}

Command podLog(const Reach &reach, int lines, bool ofPrevious)
{
    QStringList words =
        engineWords(reach) + QStringList{u"logs"_s, u"--timestamps"_s, u"--tail"_s, QString::number(lines)};
    if (!reach.container.isEmpty()) {
        words << u"--container"_s << reach.container;
    }
    if (ofPrevious) {
        words << u"--previous"_s;
    }
    if (!reach.pod.isEmpty()) {
        words << reach.pod;
    } else {
        words << u"--selector"_s << reach.selector;
    }
    return beside(words);
}

} // namespace duodoctor::place
