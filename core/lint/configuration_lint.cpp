#include "lint/configuration_lint.h"

#include "judge/finding_ids.h"
#include "lint/form_lint.h"
#include "lint/lint_collector.h"
#include "lint/redaction_marks.h"
#include "lint/text_lint.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kMaxChars = 2 * 1024 * 1024;

/// Values that are placeholders are told once, and not for what they look like.
QList<LintFinding> withoutConsequences(const QList<LintFinding> &findings)
{
    QList<LintFinding> kept;
    for (const LintFinding &each : findings) {
        const bool isOwn = each.finding.id == finding::kConfigPlaceholderLeft ||
                           each.finding.id == finding::kSecretExposed ||
                           each.finding.id == finding::kConfigDuplicateSetting;
        const bool hasPlaceholder = std::ranges::any_of(findings, [&each](const LintFinding &other) {
            return other.finding.id == finding::kConfigPlaceholderLeft && other.line == each.line && other.line > 0;
        });
        if (isOwn || !hasPlaceholder) {
            kept.append(each);
        }
    }
    return kept;
}

} // namespace

QList<LintFinding> lintConfiguration(EvidenceKind kind, const ConfigurationText &configuration,
                                     const Deployment &deployment)
{
    LintCollector found(configuration.name);
    QString text = configuration.text.left(kMaxChars);
    if (text.startsWith(QChar::ByteOrderMark)) {
        text.remove(0, 1);
    }
    lintText(text, found);
    text = withPlainMarks(text);
    switch (kind) {
    case EvidenceKind::Compose:
        lintCompose(text, deployment, found);
        break;
    case EvidenceKind::DockerRun:
        lintDockerRun(text, deployment, found);
        break;
    case EvidenceKind::HelmValues:
        lintHelmValues(text, deployment, found);
        break;
    case EvidenceKind::NginxConf:
        lintNginx(text, deployment, found);
        break;
    case EvidenceKind::GitlabRb:
        lintGitlabRb(text, deployment, found);
        break;
    case EvidenceKind::Environment:
        lintEnvironmentFile(text, deployment, found);
        break;
    default:
        return {};
    }
    return withoutConsequences(found.findings());
}

} // namespace duodoctor
