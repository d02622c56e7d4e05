#include "diagnosis/consequences.h"

#include "diagnosis/check_traits.h"
#include "diagnosis/consequence_rules.h"
#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isGatewayKind(const CheckKey &check)
{
    const auto kind = subjectKindOf(check.check);
    return kind == SubjectKind::AiGateway || kind == SubjectKind::AgentPlatform || kind == SubjectKind::MetricsUrl;
}

bool isAbout(const SeenFinding &seen, About about)
{
    const CheckKey &check = seen.check;
    const auto kind = subjectKindOf(check.check);
    const bool isReported = isReporter(check.check);
    const bool isInside = check.vantage == Vantage::Gateway;
    switch (about) {
    case About::Anything:
        return true;
    case About::Gateway:
        return isGatewayKind(check) || isReported;
    case About::GatewayOutside:
        return !isInside && (isGatewayKind(check) || isReported);
    case About::GatewayFromGitlab:
        return check.vantage == Vantage::GitLab && (isGatewayKind(check) || isReported);
    case About::GitlabAtGateway:
        return isInside && kind == SubjectKind::GitLab;
    case About::GitlabElsewhere:
        return !isInside && kind == SubjectKind::GitLab && !isReported;
    case About::ModelAtGateway:
        return isReported || (isInside && kind == SubjectKind::Model);
    case About::Inside:
        return check.check == CheckId{"gateway-healthz-inside"};
    case About::AtGateway:
        return isInside;
    case About::AtGitlab:
        return check.vantage == Vantage::GitLab;
    case About::GatewayUrl:
        return check.check == CheckId{"gateway-url"};
    case About::Reported:
        return isReported;
    case About::ReportedByGateway:
        return isReported && isInside;
    }
    return false;
}

/// The model that a finding names, by its subject or by an argument.
QString subjectOf(const Finding &finding)
{
    return finding.subject.isEmpty() ? finding.arguments.value(Argument::Model) : finding.subject;
}

bool doShare(const Finding &a, const Finding &b, Shared shared)
{
    const auto same = [&](Argument argument) {
        return !a.arguments.value(argument).isEmpty() && a.arguments.value(argument) == b.arguments.value(argument);
    };
    switch (shared) {
    case Shared::Nothing:
        return true;
    case Shared::Host:
        return same(Argument::Host);
    case Shared::HostAndPort:
        return same(Argument::Host) && same(Argument::Port);
    case Shared::Subject:
        return subjectOf(a) == subjectOf(b);
    case Shared::Proxy:
        return same(Argument::Proxy);
    }
    return false;
}

bool applies(const ConsequenceRule &rule, const SeenFinding &effect, const SeenFinding &cause,
             const ConsequenceContext &context)
{
    const bool isPair = rule.causes.contains(cause.finding.id) && rule.effects.contains(effect.finding.id);
    const bool holds = rule.condition == Condition::None || !context.isUnhealthyInside;
    return isPair && holds && doShare(effect.finding, cause.finding, rule.shared) && isAbout(cause, rule.cause) &&
           isAbout(effect, rule.effect);
}

} // namespace

bool isConsequence(const SeenFinding &effect, const SeenFinding &cause, const ConsequenceContext &context)
{
    if (effect.finding.id == cause.finding.id) {
        return false;
    }
    return std::ranges::any_of(consequenceRules(),
                               [&](const ConsequenceRule &rule) { return applies(rule, effect, cause, context); });
}

QString locusOf(const Finding &finding)
{
    const Arguments &arguments = finding.arguments;
    if (proxyRefuses().contains(finding.id) && arguments.contains(Argument::Proxy)) {
        return u"proxy "_s + arguments.value(Argument::Proxy);
    }
    if (isAboutPath(finding.id) && arguments.contains(Argument::Host)) {
        // A name that does not resolve is one cause, whatever the port.
        const QString port = finding.id == finding::kDnsNotFound ? QString{} : arguments.value(Argument::Port);
        return arguments.value(Argument::Host) + u':' + port;
    }
    return subjectOf(finding) + u'|' + arguments.value(Argument::Path);
}

bool isWithoutPlace(const Finding &finding)
{
    const FindingDefinition *definition = findingDefinition(finding.id);
    if (!definition || finding.arguments.contains(Argument::Proxy)) {
        return false;
    }
    if (isAboutPath(finding.id)) {
        return !finding.arguments.contains(Argument::Host);
    }
    return definition->group == "model"_L1 ? subjectOf(finding).isEmpty() : finding.subject.isEmpty();
}

} // namespace duodoctor
