#include "lint/configuration_lint.h"

namespace duodoctor
{

QList<LintFinding> lintConfiguration(EvidenceKind, const ConfigurationText &, const Deployment &)
{
    return {};
}

} // namespace duodoctor
