#include "playbook/escalation.h"

#include "check/check_definition.h"
#include "judge/finding_ids.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using State = CriterionState;

constexpr qsizetype kMaxNamed = 4; ///< titles in one sentence

/// What everybody looks at first: the way to the gateway, its health, GitLab's settings, the user, the model.
constexpr std::array kBasicChecks{CheckId{"gateway-connection"},
                                  CheckId{"gateway-healthz"},
                                  CheckId{"gateway-url-setting"},
                                  CheckId{"license"},
                                  CheckId{"seat"},
                                  CheckId{"feature-settings"},
                                  CheckId{"model-connection"},
                                  CheckId{"model-completion"}};

/// Looks that go through the gateway to the model.
constexpr std::array kThroughTheGateway{CheckId{"gateway-chat"}, CheckId{"gateway-chat-stream"},
                                        CheckId{"full-request"}, CheckId{"gitlab-rake"}, CheckId{"gateway-log"}};

const QList<FindingId> &integrationFindings()
{
    static const QList<FindingId> ids{finding::kModelServerError, finding::kModelResponseMalformed,
                                      finding::kGatewayStreamingBroken, finding::kModelParameterUnsupported,
                                      finding::kModelToolCallingDisabled};
    return ids;
}

const QList<FindingId> &slownessFindings()
{
    static const QList<FindingId> ids{finding::kModelSlow, finding::kModelTimeout, finding::kModelOverloaded};
    return ids;
}

bool wasMade(const CheckResult &result)
{
    return result.status == CheckStatus::Passed || result.status == CheckStatus::Warning ||
           result.status == CheckStatus::Failed;
}

/// There was nothing to look at; that is no step left undone.
bool isNoQuestion(const CheckResult &result)
{
    return result.status == CheckStatus::Skipped &&
           (result.skipReason == SkipReason::NotConfigured || result.skipReason == SkipReason::NotApplicable);
}

bool holdsAny(const CheckResult &result, const QList<FindingId> &ids)
{
    return std::ranges::any_of(result.findings, [&ids](const Finding &finding) { return ids.contains(finding.id); });
}

QList<CheckResult> resultsOf(CheckId check, const QList<CheckResult> &all)
{
    QList<CheckResult> some = all;
    some.removeIf([check](const CheckResult &result) { return result.key.check != check; });
    return some;
}

QString titlesOf(const QList<CheckId> &checks)
{
    QStringList titles;
    for (const CheckId check : checks.first(std::min(checks.size(), kMaxNamed))) {
        const CheckDefinition *definition = checkDefinition(check);
        titles << u"“%1”"_s.arg(definition ? QString::fromUtf8(definition->title) : check.toString());
    }
    if (checks.size() > kMaxNamed) {
        titles << u"%1 more"_s.arg(checks.size() - kMaxNamed);
    }
    return titles.join(", "_L1);
}

/// Made from one place at least and nowhere failed: done. Failed anywhere: there is something to repair first.
EscalationCriterion basicSteps(const EscalationCase &known)
{
    EscalationCriterion criterion{u"basic-steps"_s, u"The basic steps are exhausted"_s, State::Met, {}};
    QList<CheckId> failed;
    QList<CheckId> open;
    for (const CheckId check : kBasicChecks) {
        const QList<CheckResult> results = resultsOf(check, known.results);
        if (std::ranges::any_of(results, [](const CheckResult &one) { return one.status == CheckStatus::Failed; })) {
            failed << check;
        } else if (std::ranges::none_of(results, wasMade) &&
                   (results.isEmpty() || !std::ranges::all_of(results, isNoQuestion))) {
            open << check;
        }
    }
    if (!failed.isEmpty()) {
        criterion.state = State::NotMet;
        criterion.reason = u"Repair first what failed: %1."_s.arg(titlesOf(failed));
    } else if (!open.isEmpty()) {
        criterion.state = State::OnlyAPerson;
        criterion.reason = u"Not looked at from here: %1. Say who looked, and what they saw."_s.arg(titlesOf(open));
    } else {
        criterion.reason = u"Network, health, settings, access and the model itself were looked at and are in order."_s;
    }
    return criterion;
}

EscalationCriterion modelIntegration(const EscalationCase &known)
{
    EscalationCriterion criterion{
        u"model-integration"_s, u"It lies in the integration of a model"_s, State::OnlyAPerson, {}};
    const QList<CheckResult> direct = resultsOf(CheckId{"model-completion"}, known.results);
    const bool answers = std::ranges::any_of(
        direct, [](const CheckResult &one) { return wasMade(one) && one.status != CheckStatus::Failed; });
    const bool isSilent =
        std::ranges::any_of(direct, [](const CheckResult &one) { return one.status == CheckStatus::Failed; });
    const bool failsBehindGateway = std::ranges::any_of(known.results, [](const CheckResult &one) {
        return std::ranges::find(kThroughTheGateway, one.key.check) != kThroughTheGateway.end() &&
               holdsAny(one, integrationFindings());
    });
    if (answers && failsBehindGateway) {
        criterion.state = State::Met;
        criterion.reason = u"The model answers when it is asked directly, and fails through the gateway."_s;
    } else if (isSilent && !answers) {
        criterion.state = State::NotMet;
        criterion.reason = u"The model does not answer when it is asked directly either: begin with its server."_s;
    } else {
        criterion.reason = u"Does the model answer when it is asked directly, and fail only through GitLab Duo?"_s;
    }
    return criterion;
}

EscalationCriterion unitPrimitive(const EscalationCase &known)
{
    EscalationCriterion criterion{
        u"unit-primitive"_s, u"The feature is not made for self-hosted models yet"_s, State::OnlyAPerson, {}};
    const bool wasFound = std::ranges::any_of(
        known.results, [](const CheckResult &one) { return holdsAny(one, {finding::kFeatureNotInUnitPrimitives}); });
    if (wasFound || known.nodes.contains(u"article-unit-primitives"_s)) {
        criterion.state = State::Met;
        criterion.reason = u"The feature is not in the list of those that work with self-hosted models."_s;
    } else {
        criterion.reason =
            u"Is it a feature that works with GitLab's own models and is missing here, with seat and settings in order?"_s;
    }
    return criterion;
}

EscalationCriterion severalUsers(const EscalationCase &known)
{
    EscalationCriterion criterion{u"several-users"_s, u"It looks like a bug, and several users meet it"_s,
                                  State::OnlyAPerson, u"Who meets it, since when, and with which feature?"_s};
    if (known.entry == "user-denied"_L1) {
        criterion.state = State::NotMet;
        criterion.reason = u"One user meets it, others do not: compare their seats and groups first."_s;
    }
    return criterion;
}

EscalationCriterion modelPerformance(const EscalationCase &known)
{
    EscalationCriterion criterion{u"model-performance"_s, u"One model is slow, and others are not"_s,
                                  State::OnlyAPerson, u"How long does an answer take, with which model?"_s};
    QSet<QString> slow;
    QSet<QString> fast;
    for (const CheckResult &result : known.results) {
        const bool isTimed =
            result.key.check == CheckId{"model-speed"} || result.key.check == CheckId{"model-completion"};
        if (isTimed && holdsAny(result, slownessFindings())) {
            slow.insert(result.key.subject);
        } else if (result.key.check == CheckId{"model-speed"} && result.status == CheckStatus::Passed) {
            fast.insert(result.key.subject);
        }
    }
    fast -= slow;
    QStringList names(slow.cbegin(), slow.cend());
    names.sort();
    if (!slow.isEmpty() && !fast.isEmpty()) {
        criterion.state = State::Met;
        criterion.reason = u"Slow is %1; another model answers in time."_s.arg(names.join(", "_L1));
    } else if (!slow.isEmpty()) {
        criterion.reason = u"%1 is slow, and there is no other model to compare it with."_s.arg(names.join(", "_L1));
    } else if (!fast.isEmpty()) {
        criterion.state = State::NotMet;
        criterion.reason = u"The models answer in time."_s;
    }
    return criterion;
}

} // namespace

QLatin1StringView toWire(CriterionState state)
{
    switch (state) {
    case State::Met:
        return "met"_L1;
    case State::NotMet:
        return "not-met"_L1;
    case State::OnlyAPerson:
        break;
    }
    return "only-a-person"_L1;
}

QList<EscalationCriterion> escalationCriteria(const EscalationCase &known)
{
    return {basicSteps(known), modelIntegration(known), unitPrimitive(known), severalUsers(known),
            modelPerformance(known)};
}

} // namespace duodoctor
