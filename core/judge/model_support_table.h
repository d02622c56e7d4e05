#pragma once

#include "deployment/gitlab_version.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// Groups of features that the documents' tables of supported models tell apart.
enum class FeatureGroup { Completion, Generation, Chat, AgentPlatform };

/// The group of a feature's wire name (`code_completions`, `duo_chat_explain_code` ...), none for other features.
std::optional<FeatureGroup> featureGroup(const QString &feature);

enum class Support {
    Unknown, ///< the tables do not say, or the version is not known and they differ
    Supported,
    Unsupported
};

/// What the tables say about a model, recognised by its served name and, failing that, by its family.
/// @param version  none: Unsupported only where every table agrees.
/// Source: facts/sizing_models section 5 (documents for 17.3 to 17.5, 17.9, and current in 2026).
Support modelSupport(const QString &servedName, const QString &family, FeatureGroup group,
                     const std::optional<GitLabVersion> &version);

/// Whether the version has this family at all. Empty and unknown versions give Unknown.
Support familySupport(const QString &family, const std::optional<GitLabVersion> &version);

/// True for a model that no table names, although its family is not `general`.
bool isUnlistedModel(const QString &servedName);

} // namespace duodoctor
