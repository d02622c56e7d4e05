#pragma once

#include "check/check_id.h"
#include "check/check_result.h"
#include "deployment/deployment.h"
#include "judge/judge_input.h"
#include "probe/probe_request.h"

#include <QLatin1StringView>
#include <QList>

#include <chrono>
#include <optional>
#include <span>

namespace duodoctor
{

/// What a check is about; decides how many times it stands in a plan.
enum class SubjectKind { AiGateway, GitLab, AgentPlatform, MetricsUrl, Model, TrustFile };

/// A command that a person runs in the place of a probe, when there is no reach or it lacks the rights.
struct HandInstruction {
    QString command; ///< with this deployment's values; multi-line only where a here-document is needed
    QString where;   ///< who runs it and where: "As root on the GitLab host"
    EvidenceKind expected = EvidenceKind::Unrecognised; ///< what should come back
    Vantage vantage = Vantage::Workstation;
};

/// What the planner knows when it asks a row for its requests.
struct PlanContext {
    const Deployment *deployment = nullptr; ///< never null
    Vantage vantage = Vantage::Workstation;
    QString subject;
    bool completionAllowed = true; ///< false: leave out what costs the user's GPU time or money
    const Model *model() const { return deployment->model(subject); }
};

/// One look that a check needs, under the name by which its judge finds the evidence.
struct NamedRequest {
    QLatin1StringView role;
    ProbeRequest request;
    std::optional<Vantage> from =
        std::nullopt; ///< another vantage than the check's, for what is compared; none: the check's own
};

/// What a row wants looked at, or why it is skipped.
struct ProbePlan {
    QList<NamedRequest> requests;
    SkipReason skip = SkipReason::None;
};

/// The part of an exchange that a check is about: its time is the check's time.
enum class ExchangePhase { Whole, None, Dns, Connect, Tls };

/// One row of the catalogue: a question, what must hold before it can be answered, where to look, and who judges.
struct CheckDefinition {
    CheckId id;
    const char *title; ///< what is asked, as a statement that passes: "The gateway's name resolves"
    SubjectKind subject;
    /// Of the same subject, or of the only subject of another kind, from the same vantage; those that are not asked
    /// from there do not count. When one fails or is blocked, this one is blocked.
    QList<CheckId> prerequisites;
    ProbePlan (*plan)(const PlanContext &);
    Judge judge;
    QList<FindingId> findings; ///< every id that the judge may give; a test holds it to that
    ExchangePhase phase = ExchangePhase::Whole;
    QList<Vantage> vantages{Vantage::Workstation}; ///< where it is asked from, given the reach
    /// The command for a person; null: made from the plan's first request (check/by_hand.h).
    std::optional<HandInstruction> (*byHand)(const PlanContext &) = nullptr;
};

/// The catalogue: one plain ordered list, in the order of the chain. Adding a check is a row here, a judge with its
/// test, and an article for each new finding.
std::span<const CheckDefinition> checkCatalogue();
const CheckDefinition *checkDefinition(CheckId id);
const CheckDefinition *checkDefinition(QStringView wireId);

} // namespace duodoctor
