#include "playbook/seen_version.h"

#include "evidence/evidence.h"

namespace duodoctor
{

namespace
{

std::optional<GitLabVersion> versionIn(const Evidence &evidence)
{
    if (const auto *rails = evidence.as<RailsAnswers>()) {
        return GitLabVersion::parse(rails->version.value_or(QString{}));
    }
    const auto *rake = evidence.as<RakeReport>();
    return rake ? GitLabVersion::parse(rake->gitlabVersion) : std::nullopt;
}

} // namespace

std::optional<GitLabVersion> seenGitLabVersion(const QList<CheckResult> &results)
{
    std::optional<GitLabVersion> version;
    QDateTime takenAt;
    for (const CheckResult &result : results) {
        for (const EvidencePtr &piece : result.evidence) {
            const bool isNewer = piece && (!version || piece->takenAt > takenAt);
            if (const auto seen = isNewer ? versionIn(*piece) : std::nullopt) {
                version = seen;
                takenAt = piece->takenAt;
            }
        }
    }
    return version;
}

Deployment withSeenVersion(Deployment deployment, const QList<CheckResult> &results)
{
    if (!deployment.gitlab.version) {
        deployment.gitlab.version = seenGitLabVersion(results);
    }
    return deployment;
}

} // namespace duodoctor
