#include "judge/gitlab_record.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gateway_image_judge.h"
#include "judge/model_endpoint_judge.h"
#include "judge/url_form.h"
#include "judge/url_judge.h"

namespace duodoctor
{

namespace
{

/// Runs a judge on a deployment that is GitLab's own record, and lets its findings stand on that record.
Findings judgeAs(const JudgeInput &input, QLatin1StringView role, const Deployment &record, const QString &subject,
                 Judge judge)
{
    JudgeInput asked = input;
    asked.deployment = &record;
    asked.subject = subject;
    asked.evidence.clear();
    Findings findings = judge(asked);
    for (Finding &finding : findings) {
        if (const EvidencePtr evidence = input.find(role)) {
            finding.evidence = {evidence};
        }
    }
    return findings;
}

bool isSameAddress(const QUrl &a, const QUrl &b)
{
    return isSameAuthority(a, b) && a.scheme().compare(b.scheme(), Qt::CaseInsensitive) == 0 && a.path() == b.path();
}

} // namespace

Findings judgeConfiguredGatewayUrl(const JudgeInput &input, QLatin1StringView role, const QString &url)
{
    Deployment record;
    record.aiGateway.url = url;
    Findings findings = judgeAs(input, role, record, {}, judgeGatewayUrl);
    const UrlForm configured = readUrl(url);
    const UrlForm deployed = readUrl(input.deployment->aiGateway.url);
    if (!configured.isValid() || !deployed.isValid() || isSameAddress(configured.url, deployed.url)) {
        return findings;
    }
    // A path that is too much is said already, and a path of a reverse proxy that the deployment names too is none.
    const bool differsInPathOnly = isSameAuthority(configured.url, deployed.url) &&
                                   configured.url.scheme() == deployed.url.scheme() && !findings.isEmpty();
    if (!differsInPathOnly) {
        findings << findingFrom(input, role, finding::kGatewayUrlMismatch, {{Argument::Url, url}});
    }
    return findings;
}

Findings judgeRecordedEndpoint(const JudgeInput &input, QLatin1StringView role, const Model &record)
{
    Deployment deployment;
    deployment.models = {record};
    return judgeAs(input, role, deployment, record.name, judgeModelEndpoint);
}

Findings judgeNamedVersion(const JudgeInput &input, QLatin1StringView role, const QString &version,
                           const QString &image)
{
    const auto named = GitLabVersion::parse(version);
    if (!named || image.isEmpty()) {
        return {};
    }
    Deployment record;
    record.gitlab.version = named;
    record.aiGateway.image = image;
    return judgeAs(input, role, record, {}, judgeGatewayImage);
}

} // namespace duodoctor
