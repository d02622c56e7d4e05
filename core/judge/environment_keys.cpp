#include "judge/environment_view.h"
#include "judge/finding_ids.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

const QString &platformSigningKey()
{
    static const QString name = u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_s;
    return name;
}

Finding keyMissing(Severity severity, const QString &detail)
{
    return makeFinding(finding::kGatewaySigningKeyMissing, severity, {{Argument::Detail, detail}});
}

Finding judgeShape(const QString &name, KeyShape shape)
{
    switch (shape) {
    case KeyShape::Empty:
        return keyMissing(Severity::Error, name + " is empty"_L1);
    case KeyShape::NotPem:
        return keyMissing(Severity::Error, name + " is no private key in PEM"_L1);
    case KeyShape::PrivateKeyCutOff:
    case KeyShape::Pem:
        break;
    }
    return makeFinding(finding::kGatewayJwkUnreadable,
                       {{Argument::Detail, name + " ends before the key does; its line ends were lost"_L1}});
}

/// Keys that a version's documents ask for. The image comes without them and starts, so a key that nobody gave is a
/// warning; one that was given under a name that is ignored is a mistake for certain.
Findings judgeAbsentKeys(const EnvironmentView &view)
{
    // Before 18.4 the service starts only where somebody asks for it.
    const bool isAskedFor = view.has(u"ENABLE_DUO_WORKFLOW_SERVICE"_s) && view.isAtLeast(18, 0, true);
    const bool isStarted = view.isAtLeast(18, 4, true) || isAskedFor;
    if (!view.isWhole() || !view.deployment.aiGateway.agentPlatform || !isStarted) {
        return {};
    }
    Findings findings;
    if (!view.has(platformSigningKey())) {
        const bool isMisspelt = view.has(u"DUO_WORKFLOW_SELF_SIGNED_JWT_SIGNING_KEY"_s);
        findings << keyMissing(isMisspelt ? Severity::Error : Severity::Warning,
                               isMisspelt ? u"the name with one underscore before SIGNING_KEY is ignored"_s
                                          : platformSigningKey() + " is not set"_L1);
    }
    QStringList others;
    for (const QString &name : {u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY"_s, u"AIGW_SELF_SIGNED_JWT__VALIDATION_KEY"_s}) {
        if (!view.has(name)) {
            others << name;
        }
    }
    if (findings.isEmpty() && !others.isEmpty() && view.isAtLeast(18, 9, true)) {
        findings << keyMissing(Severity::Info, others.join(" and "_L1) + " not set, as newer documents ask"_L1);
    }
    return findings;
}

} // namespace

Findings judgeKeys(const EnvironmentView &view)
{
    Findings findings;
    for (auto it = view.listing.keys.cbegin(); it != view.listing.keys.cend(); ++it) {
        const bool isOurs = it.key().contains("SELF_SIGNED_JWT__"_L1);
        if (isOurs && it.value() != KeyShape::Pem) {
            findings << judgeShape(it.key(), it.value());
        }
    }
    return findings + judgeAbsentKeys(view);
}

} // namespace duodoctor
