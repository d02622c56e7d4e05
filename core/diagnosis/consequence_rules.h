#pragma once

#include "judge/finding.h"

#include <QList>

namespace duodoctor
{

/// What two findings must share for the one to explain the other.
enum class Shared { Nothing, Host, HostAndPort, Subject, Proxy };

/// Which checks' findings a side of a rule is about.
enum class About {
    Anything,
    Gateway,           ///< the gateway and its ports, from anywhere, and what others say who called it
    GatewayOutside,    ///< the same, not from inside its container
    GatewayFromGitlab, ///< the same, seen from GitLab
    GitlabAtGateway,   ///< GitLab as the gateway sees it
    GitlabElsewhere,   ///< GitLab as anybody else sees it
    ModelAtGateway,    ///< a model as the gateway sees it, and what others say who used it
    Inside,            ///< the gateway's own health, asked inside its container
    AtGateway,         ///< whatever the gateway sees, by itself or in a report of its own
    AtGitlab,          ///< whatever GitLab sees, by itself or in a report of its own
    GatewayUrl,        ///< the gateway's address as the deployment names it
    Reported,          ///< what somebody else's request met
    ReportedByGateway  ///< what a request of the gateway's own met
};

/// What must hold besides.
enum class Condition { None, HealthyInside };

/// Each of the causes explains each of the effects, where both are about what they must be about.
struct ConsequenceRule {
    QList<FindingId> causes;
    QList<FindingId> effects;
    Shared shared = Shared::Nothing;
    About cause = About::Anything;
    About effect = About::Anything;
    Condition condition = Condition::None;
};

/// The table: which findings explain which others. Read by consequences.cpp alone.
const QList<ConsequenceRule> &consequenceRules();

/// Findings that name a proxy that keeps or refuses the request.
const QList<FindingId> &proxyRefuses();

} // namespace duodoctor
