#include "check/reading.h"

#include "check/check_judgement.h"
#include "check/reading_parts.h"
#include "judge/container_judge.h"
#include "judge/environment_judge.h"
#include "judge/evidence_role.h"
#include "judge/finding_ids.h"
#include "judge/log_judge.h"
#include "judge/quoted_error_judge.h"
#include "judge/rails_judge.h"
#include "judge/rake_judge.h"
#include "judge/troubleshoot_judge.h"
#include "lint/configuration_lint.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

struct ReadingName {
    EvidenceKind kind;
    CheckId check;
    const char *title;
};

constexpr std::array kReadings{
    ReadingName{EvidenceKind::Environment, CheckId{"read-env"}, "The gateway's environment"},
    ReadingName{EvidenceKind::HttpStatus, CheckId{"read-http-status"}, "An HTTP status"},
    ReadingName{EvidenceKind::HttpBody, CheckId{"read-http-body"}, "The body of an answer"},
    ReadingName{EvidenceKind::CurlVerbose, CheckId{"read-curl-verbose"}, "Output of curl"},
    ReadingName{EvidenceKind::OpensslSClient, CheckId{"read-openssl-s-client"}, "Output of openssl s_client"},
    ReadingName{EvidenceKind::Pem, CheckId{"read-pem"}, "A file of certificates"},
    ReadingName{EvidenceKind::RailsOutput, CheckId{"read-rails-output"}, "Answers of GitLab's Rails console"},
    ReadingName{EvidenceKind::RakeReport, CheckId{"read-rake-verify-self-hosted-setup"}, "GitLab's own set-up check"},
    ReadingName{EvidenceKind::TroubleshootReport, CheckId{"read-gateway-troubleshoot"}, "The gateway's self test"},
    ReadingName{EvidenceKind::GitlabLlmLog, CheckId{"read-gitlab-llm-log"}, "GitLab's AI log"},
    ReadingName{EvidenceKind::GatewayLog, CheckId{"read-gateway-log"}, "The gateway's log"},
    ReadingName{EvidenceKind::ModelsList, CheckId{"read-models-list"}, "A model server's list of models"},
    ReadingName{EvidenceKind::ChatCompletion, CheckId{"read-chat-completion"}, "A model server's chat answer"},
    ReadingName{EvidenceKind::DockerPs, CheckId{"read-docker-ps"}, "The list of containers"},
    ReadingName{EvidenceKind::DockerInspect, CheckId{"read-docker-inspect"}, "A container's inspection"},
    ReadingName{EvidenceKind::Compose, CheckId{"read-compose"}, "A compose file"},
    ReadingName{EvidenceKind::DockerRun, CheckId{"read-docker-run"}, "A docker run command"},
    ReadingName{EvidenceKind::HelmValues, CheckId{"read-helm-values"}, "Helm values"},
    ReadingName{EvidenceKind::NginxConf, CheckId{"read-nginx-conf"}, "An nginx configuration"},
    ReadingName{EvidenceKind::GitlabRb, CheckId{"read-gitlab-rb"}, "GitLab's configuration file"},
    ReadingName{EvidenceKind::KubectlPods, CheckId{"read-kubectl-pods"}, "The list of pods"},
    ReadingName{EvidenceKind::KubectlDescribe, CheckId{"read-kubectl-describe"}, "A pod's description"},
    ReadingName{EvidenceKind::Metrics, CheckId{"read-metrics"}, "Metrics"},
    ReadingName{EvidenceKind::Report, CheckId{"read-report"}, "An earlier report"},
    ReadingName{EvidenceKind::ErrorMessage, CheckId{"read-error-message"}, "An error message"},
    ReadingName{EvidenceKind::Unrecognised, CheckId{"read-unrecognised"}, "Text that was not recognised"},
};

const ReadingName &nameOf(EvidenceKind kind)
{
    const auto row = std::ranges::find(kReadings, kind, &ReadingName::kind);
    return row == kReadings.end() ? kReadings.back() : *row;
}

struct RoleJudge {
    EvidenceKind kind;
    QLatin1StringView role;
    Judge judge;
};

/// The judges that take their evidence as it is.
constexpr std::array kJudges{
    RoleJudge{EvidenceKind::Environment, role::kEnvironment, judgeGatewayEnvironment},
    RoleJudge{EvidenceKind::RailsOutput, role::kRails, judgeRailsAnswers},
    RoleJudge{EvidenceKind::RakeReport, role::kRake, judgeRakeReport},
    RoleJudge{EvidenceKind::TroubleshootReport, role::kTroubleshoot, judgeTroubleshootReport},
    RoleJudge{EvidenceKind::GitlabLlmLog, role::kLog, judgeServiceLog},
    RoleJudge{EvidenceKind::GatewayLog, role::kLog, judgeServiceLog},
    RoleJudge{EvidenceKind::DockerPs, role::kContainer, judgeContainerListing},
    RoleJudge{EvidenceKind::DockerInspect, role::kContainer, judgeContainerListing},
    RoleJudge{EvidenceKind::KubectlPods, role::kContainer, judgeContainerListing},
    RoleJudge{EvidenceKind::KubectlDescribe, role::kContainer, judgeContainerListing},
    RoleJudge{EvidenceKind::ErrorMessage, role::kQuoted, judgeQuotedError},
};

Findings judgeConfiguration(const EvidencePtr &evidence, const Deployment &deployment)
{
    Findings findings;
    for (const LintFinding &mistake :
         lintConfiguration(evidence->kind, *evidence->as<ConfigurationText>(), deployment)) {
        findings.append(mistake.finding);
        if (mistake.line > 0 && findings.last().arguments.value(Argument::Path).isEmpty()) {
            findings.last().arguments.set(Argument::Path, u"line %1"_s.arg(mistake.line));
        }
    }
    return findings;
}

Findings judged(const JudgeInput &input, const EvidencePtr &evidence)
{
    for (const RoleJudge &row : kJudges) {
        if (row.kind == evidence->kind) {
            JudgeInput own = input;
            own.evidence.insert(row.role, evidence);
            return row.judge(own);
        }
    }
    if (evidence->as<ConfigurationText>() != nullptr) {
        return judgeConfiguration(evidence, *input.deployment);
    }
    if (evidence->certificateFile() != nullptr) {
        return reading::judgePastedCertificates(input, evidence);
    }
    if (evidence->as<EarlierReport>() != nullptr) {
        return reading::judgeEarlierReport(evidence);
    }
    return evidence->httpExchange() != nullptr ? reading::judgeExchange(input, evidence) : Findings{};
}

/// Judges of their own right may not know the kinds apart: one finding per id and subject is enough.
void removeRepeated(Findings &findings)
{
    Findings kept;
    for (const Finding &finding : std::as_const(findings)) {
        const bool isKnown = std::ranges::any_of(kept, [&](const Finding &other) {
            return other.id == finding.id && other.subject == finding.subject &&
                   other.arguments.values() == finding.arguments.values();
        });
        if (!isKnown) {
            kept.append(finding);
        }
    }
    findings = kept;
}

} // namespace

CheckResult readEvidence(const EvidencePtr &evidence, const ReadingContext &context)
{
    CheckResult result;
    result.key = {nameOf(evidence->kind).check, evidence->vantage, {}};
    result.evidence = {evidence};
    Findings findings;
    if (const auto *unknown = evidence->as<UnrecognisedText>()) {
        findings.append(makeFinding(finding::kUnrecognised, {{Argument::Detail, unknown->reason}}));
    } else {
        JudgeInput input;
        input.deployment = context.deployment;
        input.vantage = evidence->vantage;
        input.now = context.now;
        input.systemTrust = context.systemTrust;
        findings = judged(input, evidence);
    }
    if (evidence->secretsRemoved > 0) {
        findings.append(makeFinding(finding::kSecretExposed));
    }
    removeRepeated(findings);
    std::ranges::stable_sort(findings, std::ranges::greater{}, &Finding::severity);
    for (Finding &finding : findings) {
        finding.vantage = evidence->vantage;
        if (finding.evidence.isEmpty()) {
            finding.evidence = {evidence};
        }
    }
    result.status = statusOf(findings);
    result.findings = findings;
    if (evidence->kind == EvidenceKind::Unrecognised && result.status == CheckStatus::Passed) {
        result.status = CheckStatus::Skipped; // nothing was looked at, so nothing is in order
        result.skipReason = SkipReason::NotApplicable;
        result.skipDetail = u"The text was not recognised, and nothing is concluded from it."_s;
    }
    return result;
}

QString readingTitle(CheckId id)
{
    if (id == CheckId{"lint-configuration"}) {
        return u"A configuration file"_s;
    }
    const auto row = std::ranges::find(kReadings, id, &ReadingName::check);
    return row == kReadings.end() ? QString{} : QString::fromUtf8(row->title);
}

QString titleOfKind(EvidenceKind kind)
{
    const auto row = std::ranges::find(kReadings, kind, &ReadingName::kind);
    return row == kReadings.end() ? QString{toWire(kind)} : QString::fromUtf8(row->title);
}

} // namespace duodoctor
