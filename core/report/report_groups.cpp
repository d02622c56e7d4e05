#include "report/report_groups.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

std::optional<SubjectKind> kindOf(CheckId id)
{
    const CheckDefinition *definition = checkDefinition(id);
    return definition == nullptr ? std::nullopt : std::optional(definition->subject);
}

CheckGroup makeGroup(std::optional<SubjectKind> kind, const QString &subject, const Deployment &deployment)
{
    CheckGroup group{kind, subject, u"Other checks"_s, {}, {}};
    if (!kind) {
        return group;
    }
    switch (*kind) {
    case SubjectKind::AiGateway:
        group.title = u"AI Gateway"_s;
        group.address = deployment.aiGateway.url;
        break;
    case SubjectKind::GitLab:
        group.title = u"GitLab"_s;
        group.address = deployment.gitlab.url;
        break;
    case SubjectKind::AgentPlatform:
        group.title = u"Agent Platform"_s;
        group.address = deployment.aiGateway.agentPlatform ? deployment.aiGateway.agentPlatform->address : QString{};
        break;
    case SubjectKind::MetricsUrl:
        group.title = u"Metrics"_s;
        group.address = subject;
        break;
    case SubjectKind::Model: {
        const Model *model = deployment.model(subject);
        group.title = subject.isEmpty() ? u"Model"_s : u"Model %1"_s.arg(subject);
        group.address = model == nullptr ? QString{} : model->endpoint;
        break;
    }
    case SubjectKind::TrustFile:
        group.title = u"Trusted certificates"_s;
        break;
    }
    return group;
}

QString counted(int count, QLatin1StringView one, QLatin1StringView many)
{
    return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many);
}

} // namespace

QList<CheckGroup> groupsOf(const Report &report)
{
    QList<CheckGroup> groups;
    for (const Report::CheckEntry &entry : report.checks) {
        const std::optional<SubjectKind> kind = kindOf(entry.result.key.check);
        // All trust files stand under one heading: each has one or two checks.
        const QString subject = kind == SubjectKind::TrustFile ? QString{} : entry.result.key.subject;
        auto group = std::ranges::find_if(
            groups, [&](const CheckGroup &known) { return known.kind == kind && known.subject == subject; });
        if (group == groups.end()) {
            groups.append(makeGroup(kind, subject, report.deployment));
            group = groups.end() - 1;
        }
        group->checks.append(&entry);
    }
    return groups;
}

QList<const Report::CheckEntry *> blockOrigins(const Report::CheckEntry &entry, const Report &report)
{
    QList<const Report::CheckEntry *> origins;
    QList<CheckKey> open = entry.result.blockedBy;
    for (qsizetype i = 0; i < open.size(); ++i) {
        const auto found = std::ranges::find_if(
            report.checks, [&](const Report::CheckEntry &other) { return other.result.key == open.at(i); });
        if (found == report.checks.end()) {
            continue;
        }
        if (found->result.status != CheckStatus::Blocked) {
            origins.append(&*found);
            continue;
        }
        for (const CheckKey &before : found->result.blockedBy) {
            if (!open.contains(before)) {
                open.append(before);
            }
        }
    }
    return origins;
}

QString blockOriginTitles(const Report::CheckEntry &entry, const Report &report)
{
    QStringList titles;
    for (const Report::CheckEntry *origin : blockOrigins(entry, report)) {
        titles.append(u"“%1”"_s.arg(origin->title));
    }
    return titles.join(u", "_s);
}

QString wordOf(CheckStatus status)
{
    return QString{toWire(status)};
}

QString symbolOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Passed:
        return u"✓"_s;
    case CheckStatus::Warning:
        return u"!"_s;
    case CheckStatus::Failed:
        return u"✗"_s;
    case CheckStatus::Skipped:
        return u"–"_s;
    case CheckStatus::Blocked:
        return u"■"_s;
    }
    return {};
}

QString wordOf(Severity severity)
{
    return QString{toWire(severity)};
}

QString wordOf(Confidence confidence)
{
    return QString{toWire(confidence)};
}

QString headlineOf(HealthStatus status)
{
    switch (status) {
    case HealthStatus::Healthy:
        return u"Healthy"_s;
    case HealthStatus::Degraded:
        return u"Degraded"_s;
    case HealthStatus::Broken:
        return u"Broken"_s;
    case HealthStatus::Unknown:
        return u"Unknown"_s;
    }
    return {};
}

QString summarySentence(const Report &report)
{
    const int causes = static_cast<int>(report.rootCauses.size());
    switch (report.summary.status) {
    case HealthStatus::Healthy:
        return u"Everything that could be looked at is in order."_s;
    case HealthStatus::Degraded:
        return u"It works, with %1 to look at."_s.arg(counted(causes, "thing"_L1, "things"_L1));
    case HealthStatus::Broken:
        return causes == 0 ? u"Checks failed, and no root cause stands out."_s
                           : u"%1 to repair."_s.arg(counted(causes, "root cause"_L1, "root causes"_L1));
    case HealthStatus::Unknown:
        return u"Too little could be looked at to say how it is."_s;
    }
    return {};
}

QString placeText(Vantage vantage)
{
    switch (vantage) {
    case Vantage::Workstation:
        return u"this workstation"_s;
    case Vantage::GitLab:
        return u"the GitLab server"_s;
    case Vantage::Gateway:
        return u"the gateway's host"_s;
    }
    return {};
}

QString durationText(std::chrono::microseconds duration)
{
    const double milliseconds = static_cast<double>(duration.count()) / 1000;
    if (milliseconds >= 1000) {
        return u"%1 s"_s.arg(milliseconds / 1000, 0, 'f', 1);
    }
    return milliseconds < 1 && milliseconds > 0 ? u"below 1 ms"_s : u"%1 ms"_s.arg(milliseconds, 0, 'f', 0);
}

QString phasesText(const Phases &phases)
{
    QStringList parts;
    const auto add = [&parts](QLatin1StringView name, const std::optional<Phases::Duration> &duration) {
        if (duration) {
            parts.append(u"%1 %2 ms"_s.arg(name).arg(static_cast<double>(duration->count()) / 1000, 0, 'f', 1));
        }
    };
    add("name"_L1, phases.dns);
    add("connect"_L1, phases.connect);
    add("TLS"_L1, phases.tls);
    add("first byte"_L1, phases.firstByte);
    add("total"_L1, phases.total);
    return parts.join(u" · "_s);
}

} // namespace duodoctor
