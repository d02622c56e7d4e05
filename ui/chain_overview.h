#pragma once

#include "check/check_definition.h"
#include "ui/status_sign.h"

#include <QHash>
#include <QList>
#include <QString>

namespace duodoctor
{

class Session;

/// One box of the chain's picture.
struct ChainNode {
    SubjectKind kind = SubjectKind::AiGateway;
    QString subject; ///< as in CheckKey::subject
    QString title;   ///< "AI Gateway", or the model's name
    QString address; ///< what was configured, shortened to host and port; empty when nothing is
    StatusSign sign = StatusSign::NotChecked; ///< of the service itself
    StatusSign linkSign =
        StatusSign::NotChecked; ///< of the way to it: name, connection, TLS, certificate; unused for GitLab
    friend bool operator==(const ChainNode &, const ChainNode &) = default;
};

/// The picture GitLab, gateway, then models and agent platform, with the worst state of each box and each way.
struct ChainOverview {
    QList<ChainNode> nodes; ///< GitLab, AI Gateway, the models, the agent platform where the deployment has one
    friend bool operator==(const ChainOverview &, const ChainOverview &) = default;

    /// The whole picture in sentences, for screen readers.
    QString description() const;
};

/// Reads the picture from a session's plan and results.
/// @param open  checks of the run under way that have not finished, with Waiting or Running.
ChainOverview overviewOf(const Session &session, const QHash<CheckKey, StatusSign> &open);

} // namespace duodoctor
