#include "judge/websocket_judge.h"

#include "judge/evidence_role.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr GitLabVersion kFirstWithEndpoint{18, 4, std::nullopt};

/// GitLab's own "no such path", which an instance without the endpoint gives.
bool isGitlabWithoutEndpoint(const JudgeInput &input, const HttpExchange &exchange)
{
    const auto &version = input.deployment->gitlab.version;
    const bool isNewEnough = version && !(*version < kFirstWithEndpoint);
    return exchange.status == 404 && !(isNewEnough && isHtml(exchange));
}

bool wasForwarded(const HttpExchange &exchange)
{
    return exchange.status == 101 || exchange.status == 401 || exchange.status == 403;
}

/// GitLab is away or sends elsewhere: said by the checks of GitLab itself.
bool isAnotherMatter(const HttpExchange &exchange)
{
    return isRedirect(exchange) || exchange.status >= 500 || exchange.status == 407 || exchange.status == 429 ||
           isAnswerOfForwardProxy(exchange);
}

} // namespace

Findings judgeWebSocket(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kWebSocket);
    if (!exchange || exchange->status == 0 || wasForwarded(*exchange) || isAnotherMatter(*exchange) ||
        isGitlabWithoutEndpoint(input, *exchange)) {
        return {};
    }
    Arguments arguments;
    arguments.set(Argument::Server, fingerprintOf(*exchange).name);
    arguments.set(Argument::Detail, wordsOfPeer(*exchange));
    return {findingFrom(input, role::kWebSocket, finding::kWebsocketUpgradeBlocked, arguments)};
}

} // namespace duodoctor
