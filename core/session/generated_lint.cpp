#include "session/generated_lint.h"

#include "lint/configuration_lint.h"
#include "playbook/playbook.h"

namespace duodoctor
{

std::optional<QStringList> lintOfGenerated(GenerationKind kind, const QString &text, const Deployment &deployment,
                                           const Playbook &playbook)
{
    const std::optional<EvidenceKind> form = configurationFormOf(kind);
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
