#include "report/chain_diagram.h"

#include "check/check_definition.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Checks about the way to a service rather than the service; an id is SUBJECT-END.
constexpr std::array kWayEndings{"-name"_L1,        "-connection"_L1,         "-tls"_L1,
                                 "-certificate"_L1, "-certificate-gitlab"_L1, "-certificate-gateway"_L1};

bool isAboutTheWay(CheckId id)
{
    return std::ranges::any_of(kWayEndings, [id](QLatin1StringView ending) { return id.view().endsWith(ending); });
}

/// The worst of what was found, with its own word for what could not be asked.
class Tally
{
public:
    void add(CheckStatus status)
    {
        switch (status) {
        case CheckStatus::Passed:
            raise(ChainState::Sound);
            break;
        case CheckStatus::Warning:
            raise(ChainState::Doubtful);
            break;
        case CheckStatus::Failed:
            raise(ChainState::Broken);
            break;
        case CheckStatus::Blocked:
            raise(ChainState::NotReached);
            break;
        case CheckStatus::Skipped:
            break;
        }
    }
    ChainState state() const { return m_state; }

private:
    void raise(ChainState state) { m_state = std::max(m_state, state); }
    ChainState m_state = ChainState::NotLookedAt;
};

using IsMeant = std::function<bool(const CheckDefinition &, const CheckKey &)>;

ChainState stateOf(const QList<CheckResult> &results, const IsMeant &isMeant)
{
    Tally tally;
    for (const CheckResult &result : results) {
        const CheckDefinition *definition = checkDefinition(result.key.check);
        if (definition != nullptr && isMeant(*definition, result.key)) {
            tally.add(result.status);
        }
    }
    return tally.state();
}

/// Host and port of a URL, or the text itself where it is none.
QString hostOf(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        return address;
    }
    return url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
}

ChainPart part(const QString &name, const QString &address, const QList<CheckResult> &results, const IsMeant &isMeant)
{
    return {name, hostOf(address), address.isEmpty() ? ChainState::NotConfigured : stateOf(results, isMeant)};
}

} // namespace

QString wordOf(ChainState state)
{
    switch (state) {
    case ChainState::NotConfigured:
        return u"not configured"_s;
    case ChainState::NotLookedAt:
        return u"not looked at"_s;
    case ChainState::Sound:
        return u"in order"_s;
    case ChainState::Doubtful:
        return u"needs attention"_s;
    case ChainState::NotReached:
        return u"not reached"_s;
    case ChainState::Broken:
        return u"broken"_s;
    }
    return {};
}

QLatin1StringView toWire(ChainState state)
{
    switch (state) {
    case ChainState::NotConfigured:
        return "not-configured"_L1;
    case ChainState::NotLookedAt:
        return "not-looked-at"_L1;
    case ChainState::Sound:
        return "sound"_L1;
    case ChainState::Doubtful:
        return "doubtful"_L1;
    case ChainState::NotReached:
        return "not-reached"_L1;
    case ChainState::Broken:
        return "broken"_L1;
    }
    return {};
}

ChainDiagram diagramOf(const Deployment &deployment, const QList<CheckResult> &results)
{
    ChainDiagram chain;
    chain.gitlab =
        part(u"GitLab"_s, deployment.gitlab.url, results,
             [](const CheckDefinition &check, const CheckKey &) { return check.subject == SubjectKind::GitLab; });
    const QString &gatewayUrl = deployment.aiGateway.url;
    chain.linkToGateway =
        part(u"way to the gateway"_s, gatewayUrl, results, [](const CheckDefinition &check, const CheckKey &) {
            return check.subject == SubjectKind::AiGateway && isAboutTheWay(check.id);
        });
    chain.gateway = part(u"AI Gateway"_s, gatewayUrl, results, [](const CheckDefinition &check, const CheckKey &) {
        return check.subject == SubjectKind::AiGateway && !isAboutTheWay(check.id);
    });
    if (deployment.aiGateway.agentPlatform) {
        chain.gatewayParts.append(part(u"Agent Platform"_s, deployment.aiGateway.agentPlatform->address, results,
                                       [](const CheckDefinition &check, const CheckKey &) {
                                           return check.subject == SubjectKind::AgentPlatform;
                                       }));
    }
    if (!deployment.aiGateway.metrics.isEmpty()) {
        chain.gatewayParts.append(part(
            u"Metrics"_s, deployment.aiGateway.metrics.first(), results,
            [](const CheckDefinition &check, const CheckKey &) { return check.subject == SubjectKind::MetricsUrl; }));
    }
    for (const Model &model : deployment.models) {
        const auto ofModel = [&model](bool way) {
            return [&model, way](const CheckDefinition &check, const CheckKey &key) {
                return check.subject == SubjectKind::Model && key.subject == model.name &&
                       isAboutTheWay(check.id) == way;
            };
        };
        chain.models.append({part(u"way to the model"_s, model.endpoint, results, ofModel(true)),
                             part(model.name, model.endpoint, results, ofModel(false))});
    }
    return chain;
}

} // namespace duodoctor
