#include "diagnosis/check_traits.h"

#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"

#include <QSet>

namespace duodoctor
{

using namespace Qt::StringLiterals;

bool isOfLog(CheckId check)
{
    const QLatin1StringView id = check.view();
    return id == "gitlab-llm-log"_L1 || id == "gateway-log"_L1 || id == "read-gitlab-llm-log"_L1 ||
           id == "read-gateway-log"_L1;
}

bool isReporter(CheckId check)
{
    static const QSet<QLatin1StringView> reporters{
        "gateway-from-rails"_L1, "full-request"_L1,        "gitlab-rake"_L1,      "gateway-self-test"_L1,
        "gateway-chat"_L1,       "gateway-chat-stream"_L1, "read-rake-report"_L1, "read-troubleshoot-report"_L1,
        "read-rails-output"_L1,  "read-error-message"_L1};
    return isOfLog(check) || reporters.contains(check.view());
}

std::optional<SubjectKind> subjectKindOf(CheckId check)
{
    const CheckDefinition *definition = checkDefinition(check);
    return definition ? std::optional{definition->subject} : std::nullopt;
}

bool isAboutReach(FindingId id)
{
    using namespace finding;
    static const QSet<FindingId> ids{
        kDnsNotFound,     kConnectRefused,   kConnectTimeout,    kNetworkUnreachable,      kConnectionClosed,
        kResponseTimeout, kProxyUnreachable, kProxyAuthRequired, kProxyInterceptsInternal, kAgentPlatformUnreachable};
    return ids.contains(id);
}

bool isAboutPath(FindingId id)
{
    const FindingDefinition *definition = findingDefinition(id);
    return definition && (definition->group == "network"_L1 || definition->group == "tls"_L1);
}

} // namespace duodoctor
