#include "session/generated_lint.h"

#include "lint/configuration_lint.h"
#include "playbook/playbook.h"

namespace duodoctor
{

namespace
{

std::optional<EvidenceKind> lintFormOf(GenerationKind kind)
{
    switch (kind) {
    case GenerationKind::DockerRun:
        return EvidenceKind::DockerRun;
    case GenerationKind::Compose:
        return EvidenceKind::Compose;
    case GenerationKind::Nginx:
    case GenerationKind::NginxGrpc:
        return EvidenceKind::NginxConf;
    case GenerationKind::HelmValues:
        return EvidenceKind::HelmValues;
    case GenerationKind::GitlabRb:
        return EvidenceKind::GitlabRb;
    case GenerationKind::Prometheus:
    case GenerationKind::CaBundle:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<QStringList> lintOfGenerated(GenerationKind kind, const QString &text, const Deployment &deployment,
                                           const Playbook &playbook)
{
    const std::optional<EvidenceKind> form = lintFormOf(kind);
    if (!form) {
        return std::nullopt;
    }
    QStringList sentences;
    for (const LintFinding &found : lintConfiguration(*form, {QString(usualFileName(kind)), text}, deployment)) {
        if (found.finding.severity != Severity::Info) {
            sentences << playbook.messageFor(found.finding, deployment).trimmed();
        }
    }
    return sentences;
}

} // namespace duodoctor
