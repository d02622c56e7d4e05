#include "check/check_plan.h"

#include "check/catalogue.h"

#include <QSet>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isAskedFrom(const CheckDefinition &definition, Vantage vantage)
{
    return definition.vantages.contains(vantage);
}

/// The keys of the checks that must have passed before this one.
QList<CheckKey> prerequisitesOf(const CheckDefinition &definition, const CheckKey &key)
{
    QList<CheckKey> keys;
    for (const CheckId id : definition.prerequisites) {
        const CheckDefinition *before = checkDefinition(id);
        if (before && isAskedFrom(*before, key.vantage)) {
            keys << CheckKey{id, key.vantage, before->subject == definition.subject ? key.subject : QString{}};
        }
    }
    return keys;
}

const Reach &reachOf(Vantage vantage, const Deployment &deployment)
{
    static const Reach here;
    switch (vantage) {
    case Vantage::GitLab:
        return deployment.gitlab.reach;
    case Vantage::Gateway:
        return deployment.aiGateway.reach;
    case Vantage::Workstation:
        break;
    }
    return here;
}

/// Why nothing is looked at from there, whatever the row would like.
SkipReason reasonOfReach(Vantage vantage, const Deployment &deployment)
{
    if (vantage == Vantage::Workstation) {
        return SkipReason::None;
    }
    switch (reachOf(vantage, deployment).via) {
    case ReachVia::None:
        return SkipReason::NoReach;
    case ReachVia::Paste:
        return SkipReason::ByHand;
    default:
        return SkipReason::None;
    }
}

/// A plan with what can be looked at, given how far we reach.
ProbePlan planFor(const CheckDefinition &definition, const PlanContext &context)
{
    ProbePlan plan = definition.plan(context);
    const SkipReason reason = reasonOfReach(context.vantage, *context.deployment);
    if (plan.skip == SkipReason::None && reason != SkipReason::None) {
        return catalogue::skipped(reason);
    }
    for (const NamedRequest &named : std::as_const(plan.requests)) {
        if (named.from && reasonOfReach(*named.from, *context.deployment) != SkipReason::None) {
            return catalogue::skipped(reasonOfReach(*named.from, *context.deployment));
        }
    }
    return plan;
}

/// Adds to `wanted` what each of them needs to have passed before.
QSet<CheckKey> withPrerequisites(const QList<CheckKey> &keys)
{
    QSet<CheckKey> wanted;
    QList<CheckKey> open = keys;
    while (!open.isEmpty()) {
        const CheckKey key = open.takeLast();
        if (wanted.contains(key)) {
            continue;
        }
        wanted.insert(key);
        if (const CheckDefinition *definition = checkDefinition(key.check)) {
            open << prerequisitesOf(*definition, key);
        }
    }
    return wanted;
}

} // namespace

QStringList subjectsOf(SubjectKind kind, const Deployment &deployment)
{
    switch (kind) {
    case SubjectKind::AiGateway:
    case SubjectKind::GitLab:
    case SubjectKind::AgentPlatform:
        return {QString{}};
    case SubjectKind::MetricsUrl:
        return deployment.aiGateway.metrics;
    case SubjectKind::Model: {
        QStringList names;
        std::ranges::transform(deployment.models, std::back_inserter(names), &Model::name);
        return names;
    }
    case SubjectKind::TrustFile: {
        QStringList names;
        const std::initializer_list<std::pair<QLatin1StringView, const QString &>> files{
            {"ca_bundle"_L1, deployment.trust.caBundle},
            {"gateway_bundle"_L1, deployment.trust.gatewayBundle},
            {"gitlab_trusted_certs"_L1, deployment.trust.gitlabTrustedCerts}};
        for (const auto &[name, path] : files) {
            if (!path.isEmpty()) {
                names << QString{name};
            }
        }
        return names;
    }
    }
    return {};
}

QList<PlannedCheck> planChecks(const Deployment &deployment, bool completionAllowed, const QList<CheckKey> &only)
{
    const QSet<CheckKey> wanted = withPrerequisites(only);
    QList<PlannedCheck> planned;
    for (const CheckDefinition &definition : checkCatalogue()) {
        const QStringList subjects = subjectsOf(definition.subject, deployment);
        for (const Vantage vantage : definition.vantages) {
            for (const QString &subject : subjects) {
                const CheckKey key{definition.id, vantage, subject};
                if (!wanted.isEmpty() && !wanted.contains(key)) {
                    continue;
                }
                PlannedCheck check{&definition, key, {}, {}};
                check.plan = planFor(definition, {&deployment, vantage, subject, completionAllowed});
                // Each row of this kind is about one of the files; the others' subjects are none of its business.
                if (definition.subject == SubjectKind::TrustFile && check.plan.skip == SkipReason::NotApplicable) {
                    continue;
                }
                check.prerequisites = prerequisitesOf(definition, key);
                planned << check;
            }
        }
    }
    return planned;
}

} // namespace duodoctor
