#include "generate/metrics_plan.h"

#include "generate/front_plan.h"
#include "judge/url_form.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

std::optional<QList<MetricsTarget>> metricsTargets(const Deployment &deployment, GenerationProblem &problem)
{
    QList<MetricsTarget> targets;
    for (qsizetype i = 0; i < deployment.aiGateway.metrics.size(); ++i) {
        const QString checked =
            checkedUrl(deployment.aiGateway.metrics.at(i), u"ai_gateway.metrics[%1]"_s.arg(i), problem);
        if (checked.isEmpty()) {
            return std::nullopt;
        }
        const QUrl url = readUrl(checked).url;
        MetricsTarget target;
        target.tls = url.scheme().toLower() == "https"_L1;
        target.port = effectivePort(url);
        target.authority = u"%1:%2"_s.arg(bracketed(url.host(QUrl::FullyEncoded))).arg(target.port);
        target.path = url.path(QUrl::FullyEncoded).isEmpty() ? u"/metrics"_s : url.path(QUrl::FullyEncoded);
        target.isPlatform = target.port == kPlatformMetricsPort;
        targets.append(target);
    }
    const bool isTold = std::ranges::any_of(targets, &MetricsTarget::isPlatform);
    if (!isTold && targets.size() == 2 && usesAgentPlatform(deployment)) {
        targets.last().isPlatform = true;
    }
    return targets;
}

} // namespace duodoctor
