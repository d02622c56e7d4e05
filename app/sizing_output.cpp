#include "app/sizing_output.h"

#include "app/text_lines.h"

#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr int kMaxScaleOut = 2; ///< times the computed instances, as the upper bound of autoscaling

QString rate(double requestsPerSecond)
{
    return QString::number(requestsPerSecond, 'g', 4);
}

QString counted(int count, const QString &one, const QString &many)
{
    return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many);
}

QString instancesOf(const SizingOption &option)
{
    return u"%1 with %2 vCPU and %3 GiB of memory%4"_s.arg(counted(option.instances, u"instance"_s, u"instances"_s))
        .arg(option.size.vcpus)
        .arg(option.size.memoryGib)
        .arg(option.instances == 1 ? u""_s : u" each"_s);
}

QString autoscaleCommand(const Sizing &sizing)
{
    const int percent = sizing.chosen.size.autoscaleAtCpuPercent;
    return percent == 0
               ? QString{}
               : u"kubectl autoscale deployment <deployment> --namespace <namespace> --cpu-percent=%1 --min=%2 --max=%3"_s
                     .arg(percent)
                     .arg(sizing.chosen.instances)
                     .arg(kMaxScaleOut * sizing.chosen.instances);
}

QJsonObject toJson(const ContainerResources &resources)
{
    return {{u"cpus"_s, resources.cpus}, {u"memory_gib"_s, resources.memoryGib}};
}

QJsonObject toJson(const SizingOption &option)
{
    return {{u"size"_s, option.size.id},
            {u"instances"_s, option.instances},
            {u"machine"_s, option.size.machine},
            {u"per_instance"_s, QJsonObject{{u"vcpus"_s, option.size.vcpus},
                                            {u"memory_gib"_s, option.size.memoryGib},
                                            {u"concurrent_requests"_s, option.size.concurrentRequests}}},
            {u"total"_s, QJsonObject{{u"vcpus"_s, option.totalVcpus()}, {u"memory_gib"_s, option.totalMemoryGib()}}}};
}

QString load(const Sizing &sizing)
{
    return u"%1 requests per second, up to %2 at once"_s.arg(rate(sizing.requestsPerSecond))
        .arg(sizing.concurrentRequests);
}

} // namespace

QString sizingText(const SizingRules &rules, const SizingQuestion &question, const Sizing &sizing, int width,
                   bool isColored)
{
    const SizingOption &chosen = sizing.chosen;
    TextLines lines(width, isColored);
    lines.heading(u"AI Gateway for %1: %2"_s.arg(counted(question.users, u"user"_s, u"users"_s), instancesOf(chosen)));
    lines.blank();
    lines.pair(u"Load"_s, load(sizing));
    lines.pair(u"Size"_s, u"%1 (%2)"_s.arg(chosen.size.id, chosen.size.machine));
    lines.pair(u"Per instance"_s, u"up to %1 requests at once"_s.arg(chosen.size.concurrentRequests));
    lines.pair(u"In total"_s, u"%1 vCPU, %2 GiB of memory"_s.arg(chosen.totalVcpus()).arg(chosen.totalMemoryGib()));
    lines.pair(u"Scaling"_s, chosen.size.scaling);
    if (sizing.instead) {
        lines.pair(u"Or"_s, instancesOf(*sizing.instead));
    }
    lines.pair(u"At least"_s,
               u"%1 vCPU and %2 MiB of memory, to start at all"_s.arg(rules.minimumVcpus).arg(rules.minimumMemoryMib));
    lines.section(u"Why"_s);
    lines.paragraph(sizing.rule);
    lines.section(u"docker run, per container"_s);
    lines.code(dockerRunResources(chosen.size));
    lines.section(u"Compose, in the service"_s);
    lines.code(composeResources(chosen.size));
    lines.section(u"Helm values, per pod"_s);
    lines.code(helmResources(chosen.size));
    if (const QString command = autoscaleCommand(sizing); !command.isEmpty()) {
        lines.section(u"Kubernetes, number of pods"_s);
        lines.code(command);
    }
    lines.section(u"Notes"_s);
    lines.list(rules.notes);
    lines.section(u"Sources"_s);
    lines.list(rules.sources);
    return lines.text();
}

QJsonObject sizingJson(const SizingRules &rules, const SizingQuestion &question, const Sizing &sizing)
{
    const GatewaySize &size = sizing.chosen.size;
    QJsonObject input{{u"users"_s, question.users}};
    if (question.concurrentRequests) {
        input.insert(u"concurrency"_s, *question.concurrentRequests);
    }
    if (question.requestsPerSecond) {
        input.insert(u"requests_per_second"_s, *question.requestsPerSecond);
    }
    QJsonObject document = toJson(sizing.chosen);
    document.insert(u"schema"_s, u"duo-doctor/sizing/1"_s);
    document.insert(u"tool"_s, QJsonObject{{u"name"_s, u"duo-doctor"_s}, {u"version"_s, u"" DUODOCTOR_VERSION ""_s}});
    document.insert(u"command"_s, u"size"_s);
    document.insert(u"input"_s, input);
    document.insert(u"requests_per_second"_s, sizing.requestsPerSecond);
    document.insert(u"concurrent_requests"_s, sizing.concurrentRequests);
    document.insert(u"scaling"_s, size.scaling);
    document.insert(u"rule"_s, sizing.rule);
    document.insert(u"resources"_s,
                    QJsonObject{{u"request"_s, toJson(size.request)}, {u"limit"_s, toJson(size.limit)}});
    document.insert(u"docker_run"_s, dockerRunResources(size));
    document.insert(u"compose"_s, composeResources(size));
    document.insert(u"helm_values"_s, helmResources(size));
    if (const QString command = autoscaleCommand(sizing); !command.isEmpty()) {
        document.insert(u"autoscale"_s, command);
    }
    if (sizing.instead) {
        document.insert(u"alternative"_s, toJson(*sizing.instead));
    }
    document.insert(u"minimum"_s,
                    QJsonObject{{u"vcpus"_s, rules.minimumVcpus}, {u"memory_mib"_s, rules.minimumMemoryMib}});
    document.insert(u"notes"_s, QJsonArray::fromStringList(rules.notes));
    document.insert(u"sources"_s, QJsonArray::fromStringList(rules.sources));
    return document;
}

} // namespace duodoctor
