#pragma once

#include "deployment/gitlab_version.h"
#include "judge/model_support_table.h"
#include "playbook/playbook_problem.h"

#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace duodoctor
{

/// How far GitLab supports a model for a group of features, in the documents' own degrees.
enum class SupportLevel {
    Unlisted,   ///< the document does not say
    None,       ///< not compatible
    Limited,    ///< it may work for some of it; no support by GitLab
    Compatible, ///< it speaks the right language; beta, no support by GitLab
    Partial,    ///< works with limits
    Largely,    ///< works for most uses
    Supported,  ///< the document gives no degree
    Full
};

QLatin1StringView toWire(SupportLevel level);

/// What GitLab says about the release of a model or family.
enum class ReleaseStatus {
    GenerallyAvailable,
    Beta, ///< needs the switch for beta models
    Experimental
};

QLatin1StringView toWire(ReleaseStatus status);
/// The group's name in data and JSON: completion, generation, chat, agent_platform.
QLatin1StringView toWire(FeatureGroup group);

inline constexpr std::array kFeatureGroups{FeatureGroup::Completion, FeatureGroup::Generation, FeatureGroup::Chat,
                                           FeatureGroup::AgentPlatform};

/// A row of a document's table.
struct SupportedModel {
    QString model; ///< as the document names it
    QString family;
    QStringList match;     ///< forms of the served name, lower case, `*` for anything between two parts
    QStringList platforms; ///< ids of serving platforms that the document names; empty: it names none
    ReleaseStatus status = ReleaseStatus::GenerallyAvailable;
    std::array<SupportLevel, kFeatureGroups.size()> levels{};
    SupportLevel level(FeatureGroup group) const { return levels.at(static_cast<size_t>(group)); }
    /// @param servedName  as a server or an identifier has it, in any case; at most its first 300 characters count.
    bool isServedAs(const QString &servedName) const;
};

/// The table of one generation of the documents.
struct SupportedModelTable {
    GitLabVersionRange versions;
    QString source;
    QList<SupportedModel> models;
    /// The first row that the name fits, or null.
    const SupportedModel *find(const QString &servedName) const;
};

/// A value of the field "model family".
struct ModelFamily {
    QString family;
    GitLabVersionRange versions;
    ReleaseStatus status = ReleaseStatus::GenerallyAvailable;
    QString source;
};

/// Data from resources/setup/supported-models.yaml. Source: facts/sizing_models section 5.
struct SupportedModels {
    QList<SupportedModelTable> tables; ///< from the oldest to the newest, without a gap
    QList<ModelFamily> families;
    QStringList notes;
    /// The table for a version, the newest without one; null for a version that none holds, before 17.1.
    const SupportedModelTable *tableFor(const std::optional<GitLabVersion> &version) const;
};

/// @param file  name for problems. @param text  content of supported-models.yaml.
SupportedModels parseSupportedModels(const QString &file, const QString &text, QList<PlaybookProblem> &problems);

} // namespace duodoctor
