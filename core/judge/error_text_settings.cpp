#include "judge/error_text_rows.h"
#include "judge/finding_ids.h"

namespace duodoctor::error_text
{

using namespace Qt::StringLiterals;
using namespace finding;

namespace
{

// facts/errors sections 1, 2 (GW19 to GW31) and 3.
constexpr std::array kSettings{
    // Known weaknesses of scripts and checks: they accuse nobody.
    Row{{"listfoundationmodels"_L1}, FindingId{}},
    Row{{"is not a supported provider"_L1, "custom_openai"_L1}, FindingId{}},
    Row{{"failed to access the"_L1, "status code: 401"_L1}, FindingId{}},
    Row{{"could not reach the customer portal"_L1}, kGatewayCustomerPortalDelay},
    Row{{"401 response from the ai gateway"_L1}, kAuthKnownHealthCheckIssue},

    Row{{"to point to your ai gateway"_L1, "ai_gateway_url"_L1}, kGatewayUrlNotSet},
    Row{{"set the 'ai_gateway_url' application setting"_L1}, kGatewayUrlNotSet},
    Row{{"invalid ai gateway url format"_L1}, kUrlInvalid},
    Row{{"requests to localhost are not allowed"_L1}, kGitlabBlocksLocalRequests},
    Row{{"requests to the local network are not allowed"_L1}, kGitlabBlocksLocalRequests},
    Row{{"requests to loopback addresses are not allowed"_L1}, kGitlabBlocksLocalRequests},
    Row{{"requests to the link local network are not allowed"_L1}, kGitlabBlocksLocalRequests},
    Row{{"requests to hosts and ip addresses not on the allow list are denied"_L1}, kGitlabBlocksLocalRequests},
    Row{{"blockedurlerror"_L1}, kGitlabBlocksLocalRequests},

    Row{{"you lack the necessary permissions"_L1}, kSeatNotAssigned},
    Row{{"license is correct"_L1, "user does not have access"_L1}, kSeatNotAssigned},
    Row{{"user does not have access to code suggestions"_L1}, kSeatNotAssigned},
    Row{{"do not have access to gitlab duo"_L1}, kSeatNotAssigned},
    Row{{"don't have access to gitlab duo"_L1}, kSeatNotAssigned},
    Row{{"turned off duo features"_L1}, kSeatNotAssigned},
    Row{{"license does not provide access"_L1}, kLicenseLacksDuo},
    Row{{"requires a different duo subscription"_L1}, kLicenseLacksDuo},
    Row{{"not supported in your duo pro subscription"_L1}, kLicenseLacksDuo},
    Row{{"don't have the gitlab duo subscription"_L1}, kLicenseLacksDuo},
    Row{{"tool not available"_L1}, kLicenseLacksDuo},
    Row{{"no self-hosted models configured"_L1}, kGitlabNoModelsConfigured},
    Row{{"no feature settings configured"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"certificate is not trusted"_L1}, kTlsGitlabLacksCa, kGitLab},
    Row{{"websocket upgrade did not complete"_L1}, kWebsocketUpgradeBlocked},
    Row{{"websocket handshake"_L1, "unexpected response code"_L1}, kWebsocketUpgradeBlocked}, // of browsers
    Row{{"response doesn't contain a completion"_L1}, kModelResponseMalformed},

    // The gateway's 421: it works, and the model server does not.
    Row{{"model server returned code 401"_L1}, kModelKeyRejected},
    Row{{"model server returned code 403"_L1}, kModelKeyRejected},
    Row{{"model server returned code 404"_L1}, kModelNotServed},
    Row{{"model server returned code 408"_L1}, kModelTimeout},
    Row{{"model server returned code 429"_L1}, kModelOverloaded},
    Row{{"model server returned code 4"_L1}, kModelParameterUnsupported},
    Row{{"model server returned code"_L1}, kModelServerError},
};

} // namespace

std::span<const Row> settingRows()
{
    return kSettings;
}

} // namespace duodoctor::error_text
