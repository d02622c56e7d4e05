#include "check/check_plan.h"

#include <QSet>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

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
            for (const CheckId prerequisite : definition->prerequisites) {
                open << CheckKey{prerequisite, key.vantage, key.subject};
            }
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
                check.plan = definition.plan({&deployment, vantage, subject, completionAllowed});
                // Each row of this kind is about one of the files; the others' subjects are none of its business.
                if (definition.subject == SubjectKind::TrustFile && check.plan.skip == SkipReason::NotApplicable) {
                    continue;
                }
                for (const CheckId prerequisite : definition.prerequisites) {
                    check.prerequisites << CheckKey{prerequisite, vantage, subject};
                }
                planned << check;
            }
        }
    }
    return planned;
}

} // namespace duodoctor
