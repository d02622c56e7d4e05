#pragma once

#include "check/check_result.h"
#include "deployment/deployment.h"

#include <QList>
#include <QString>

namespace duodoctor
{

/// How one part of the chain GitLab → AI Gateway → model stands.
enum class ChainState {
    NotConfigured,
    NotLookedAt, ///< all its checks were skipped, or none was made
    Sound,
    Doubtful,   ///< a warning
    NotReached, ///< a check before it failed
    Broken
};

/// The state in words, so that colour is never the only sign: `in order`, `not reached`.
QString wordOf(ChainState state);
/// For styles: `sound`, `not-reached`.
QLatin1StringView toWire(ChainState state);

/// A box or an arrow of the picture.
struct ChainPart {
    QString name;   ///< `GitLab`, `mistral`; for an arrow what it stands for
    QString detail; ///< host, endpoint or a count of checks; may be empty
    ChainState state = ChainState::NotLookedAt;
};

/// One model and the arrow that leads to it.
struct ChainModel {
    ChainPart link;
    ChainPart node;
};

/// The picture of the chain. An arrow stands for the way to the service behind it (name, connection, TLS, trust), a box
/// for the service's answers; both as seen from the vantages that the run had.
struct ChainDiagram {
    ChainPart gitlab;
    ChainPart linkToGateway;
    ChainPart gateway;
    QList<ChainPart> gatewayParts; ///< Agent Platform and metrics, where configured
    QList<ChainModel> models;      ///< empty when the deployment has none
};

/// Pure. @param results  of one run, in any order; may be empty (nothing was looked at yet).
ChainDiagram diagramOf(const Deployment &deployment, const QList<CheckResult> &results);

} // namespace duodoctor
