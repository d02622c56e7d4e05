#pragma once

#include "deployment/deployment.h"
#include "evidence/evidence.h"
#include "judge/finding.h"

#include <QList>

namespace duodoctor
{

/// A mistake in a configuration file, and where it stands.
struct LintFinding {
    Finding finding;
    int line = 0;   ///< 1-based; 0: of the file as a whole
    int column = 0; ///< 1-based; 0: of the line as a whole
};

/// Judges a configuration text of kind Compose, DockerRun, HelmValues, NginxConf, GitlabRb or Environment (a file).
/// Pure.
/// @param kind        its form
/// @param deployment  for what can only be judged against it (version, URLs); a default one when nothing is known
QList<LintFinding> lintConfiguration(EvidenceKind kind, const ConfigurationText &configuration,
                                     const Deployment &deployment);

} // namespace duodoctor
