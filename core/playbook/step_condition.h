#pragma once

#include "deployment/deployment.h"
#include "deployment/gitlab_version.h"
#include "deployment/installation.h"

#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// What is known of a deployment when its steps are chosen.
struct StepSituation {
    std::optional<GitLabVersion> version; ///< within the versions that the playbook knows; null when not given
    QList<GitLabInstallation> gitlab;     ///< the ways that are possible, at least one
    QList<GatewayInstallation> gateway;

    static StepSituation of(const Deployment &deployment);
};

/// The GitLab versions and ways of installing that a step holds for, as written in braces before its text:
/// `{18.4+}`, `{gateway: helm openshift}`, `{-17.8; gitlab: docker; gateway: docker compose}`.
struct StepCondition {
    GitLabVersionRange versions;
    QList<GitLabInstallation> gitlab; ///< empty: every way
    QList<GatewayInstallation> gateway;

    /// @param text     what stands between the braces.
    /// @param problem  takes what is wrong with it; may be null.
    static std::optional<StepCondition> parse(QStringView text, QString *problem = nullptr);

    /// False when what is known rules the step out.
    bool mayHold(const StepSituation &situation) const;
    /// True when the two hold for the same versions and never for the same way of installing.
    bool isAlternativeTo(const StepCondition &other) const;
    bool holdsFor(GitLabInstallation way) const { return gitlab.isEmpty() || gitlab.contains(way); }
    bool holdsFor(GatewayInstallation way) const { return gateway.isEmpty() || gateway.contains(way); }
    /// What a person has to decide because it is not known: `GitLab 18.4 and later, gateway on Helm or OpenShift`.
    /// Empty when the step holds for certain.
    QString openWords(const StepSituation &situation) const;
};

/// A range in words: `GitLab 17.9 to 18.8`; empty for all versions.
QString versionWords(const GitLabVersionRange &range);

} // namespace duodoctor
