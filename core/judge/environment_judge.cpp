#include "judge/environment_judge.h"

#include "judge/environment_view.h"
#include "judge/evidence_role.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isOfGateway(const EnvironmentListing &listing)
{
    const auto isOurs = [](const QString &name) {
        return name.startsWith("AIGW_"_L1) || name.startsWith("DUO_WORKFLOW_"_L1);
    };
    const QStringList values = listing.values.keys();
    const QStringList keys = listing.keys.keys();
    return std::any_of(values.cbegin(), values.cend(), isOurs) || std::any_of(keys.cbegin(), keys.cend(), isOurs);
}

Finding customModelsDisabled(Severity severity, const QString &detail)
{
    return makeFinding(finding::kGatewayCustomModelsDisabled, severity, {{Argument::Detail, detail}});
}

/// Quotes that an engine took over from an environment file: the process has them in the value, where its settings
/// accept a bare word only.
bool isQuotedInProcess(const EnvironmentView &view, const QString &name)
{
    const QString raw = view.raw(name).value_or(QString{}).trimmed();
    return !view.listing.isFile && raw.size() > view.value(name).size();
}

Findings judgeCustomModels(const EnvironmentView &view)
{
    const QString name = u"AIGW_CUSTOM_MODELS__ENABLED"_s;
    const auto raw = view.raw(name);
    if (!raw) {
        const bool isMisspelt = view.has(u"AIGW_CUSTOM_MODELS_ENABLED"_s);
        if (isMisspelt) {
            return {customModelsDisabled(view.isWhole() ? Severity::Error : Severity::Warning,
                                         u"AIGW_CUSTOM_MODELS_ENABLED, with one underscore, is ignored"_s)};
        }
        return view.lacks(name) ? Findings{customModelsDisabled(Severity::Error, u"it is not set"_s)} : Findings{};
    }
    if (isQuotedInProcess(view, name) && isTruthy(view.value(name))) {
        return {customModelsDisabled(Severity::Error, u"its quotes are part of the value, which is no boolean then"_s)};
    }
    if (*raw == "true"_L1 || (view.listing.isFile && view.value(name) == "true"_L1)) {
        return {};
    }
    if (isTruthy(*raw)) { // the self test wants the word itself, the gateway does not
        return {customModelsDisabled(Severity::Info, u"\"%1\", which the self test refuses"_s.arg(raw->left(40)))};
    }
    return {customModelsDisabled(Severity::Error, u"\"%1\""_s.arg(raw->trimmed().left(40)))};
}

Findings judgeBypass(const EnvironmentView &view)
{
    static const QStringList names{u"AIGW_AUTH__BYPASS_EXTERNAL"_s, u"AIGW_AUTH__BYPASS_EXTERNAL_WITH_HEADER"_s,
                                   u"AIGW_AUTH__BYPASS_JWT_SIGNATURE"_s};
    QStringList set;
    Findings findings;
    for (const QString &name : names) {
        if (isQuotedInProcess(view, name)) {
            findings << makeFinding(
                finding::kGatewayNotRunning, Severity::Warning,
                {{Argument::Detail, name + " has quotes in its value, and the gateway stops at its start"_L1}});
        } else if (isTruthy(view.value(name))) {
            set << name + "=true"_L1;
        }
    }
    const QString platform = view.value(u"DUO_WORKFLOW_AUTH__ENABLED"_s).toLower();
    if (platform == "false"_L1 || platform == "0"_L1 || platform == "no"_L1 || platform == "off"_L1) {
        set << u"DUO_WORKFLOW_AUTH__ENABLED=false"_s;
    }
    if (set.isEmpty()) {
        return findings;
    }
    Arguments arguments{{Argument::Detail, set.join(", "_L1)}};
    if (!view.deployment.aiGateway.url.isEmpty()) {
        arguments.set(Argument::Url, view.deployment.aiGateway.url);
    }
    return findings << makeFinding(finding::kGatewayAuthBypassed, arguments);
}

} // namespace

std::optional<QString> EnvironmentView::raw(const QString &name) const
{
    const auto found = listing.values.constFind(name);
    return found == listing.values.cend() ? std::nullopt : std::optional{*found};
}

QString EnvironmentView::value(const QString &name) const
{
    QString text = listing.values.value(name).trimmed();
    const bool isQuoted =
        text.size() >= 2 && (text.front() == u'"' || text.front() == u'\'') && text.back() == text.front();
    return isQuoted ? text.sliced(1, text.size() - 2).trimmed() : text;
}

bool EnvironmentView::isAtLeast(int major, int minor, bool ifUnknown) const
{
    const auto &version = deployment.gitlab.version;
    return version ? *version >= GitLabVersion{major, minor, {}} : ifUnknown;
}

bool isTruthy(const QString &value)
{
    static const QStringList words{u"1"_s, u"true"_s, u"t"_s, u"yes"_s, u"y"_s, u"on"_s};
    return words.contains(value.trimmed().toLower());
}

Findings judgeSwitches(const EnvironmentView &view)
{
    return judgeCustomModels(view) + judgeBypass(view);
}

Findings judgeGatewayEnvironment(const JudgeInput &input)
{
    EvidencePtr evidence = input.find(role::kEnvironment);
    const EnvironmentListing *listing = evidence ? evidence->as<EnvironmentListing>() : nullptr;
    const ContainerState *container = gatewayContainer(input);
    if (!listing && container && container->environment) {
        evidence = input.find(role::kContainer);
        listing = &*container->environment;
    }
    if (!listing || !isOfGateway(*listing)) {
        return {};
    }
    const bool isHostNetwork = container && container->networkMode == "host"_L1;
    const EnvironmentView view{*listing, *input.deployment, isHostNetwork};
    Findings findings = judgeSwitches(view) + judgeEnvironmentUrls(view) + judgeKeys(view) + judgeServicePorts(view) +
                        judgeSurroundings(view);
    for (Finding &finding : findings) {
        finding.evidence << evidence;
    }
    return findings;
}

} // namespace duodoctor
