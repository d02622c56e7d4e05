#pragma once

#include "deployment/gitlab_version.h"
#include "playbook/playbook_problem.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// Where images of the gateway lie.
struct ImageRepository {
    QString id;    ///< standard, docker-hub, fips, fips-docker-hub
    QString title; ///< in words
    QString image; ///< without a tag
    GitLabVersionRange versions;
    QString source;
    bool isFips() const { return id.startsWith(QLatin1StringView("fips")); }
};

/// How a tag follows from GitLab's version.
struct ImageTagRule {
    enum class Patch {
        None, ///< the tag has no patch
        Same, ///< GitLab's own patch
        Any   ///< the newest patch of the same minor version
    };
    GitLabVersionRange versions;
    QString tag; ///< with {major}, {minor} and {patch}
    Patch patch = Patch::Same;
    QString rule; ///< a sentence
    QString source;
};

/// Data from resources/setup/image-tags.yaml.
struct ImageTags {
    QList<ImageRepository> repositories;
    QList<ImageTagRule> rules; ///< every version of GitLab from 17.1 on has exactly one
    QStringList notes;
};

/// The image for one version of GitLab.
struct ImageTagAdvice {
    QString tag;     ///< one that exists: with GitLab's patch, or `.0` where that is not known
    QString pattern; ///< `self-hosted-v18.5.*-ee` where any patch will do, else the tag
    QString rule;
    QString source;
    QList<ImageRepository> repositories; ///< those that hold such an image
    /// `registry/model-gateway:self-hosted-v18.5.0-ee`
    QString reference(const ImageRepository &repository) const { return repository.image + u':' + tag; }
};

/// @return none for a version before 17.1, which has no self-hosted models.
/// Source: facts/versions section 4.
std::optional<ImageTagAdvice> imageTagFor(const ImageTags &tags, const GitLabVersion &version);

/// @param file  name for problems. @param text  content of image-tags.yaml.
ImageTags parseImageTags(const QString &file, const QString &text, QList<PlaybookProblem> &problems);

/// The first version of GitLab that can use models of one's own.
inline constexpr GitLabVersion kFirstSelfHostedVersion{17, 1, std::nullopt};

} // namespace duodoctor
