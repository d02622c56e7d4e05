#pragma once

#include "deployment/deployment.h"
#include "lint/lint_collector.h"

namespace duodoctor
{

// One function per form; lintText() has run before, so that placeholders are known.

/// Compose files. Source: facts/environment section 6, facts/rows (compose).
void lintCompose(const QString &text, const Deployment &deployment, LintCollector &found);
/// `docker run` and `podman run` in a script or a paste. Source: facts/commands section A.
void lintDockerRun(const QString &text, const Deployment &deployment, LintCollector &found);
/// Values of the gateway's chart. Source: facts/environment section 6.
void lintHelmValues(const QString &text, const Deployment &deployment, LintCollector &found);
/// nginx in front of gateway, Agent Platform or GitLab. Source: facts/rows (nginx.conf, grpc-nginx.conf).
void lintNginx(const QString &text, const Deployment &deployment, LintCollector &found);
/// /etc/gitlab/gitlab.rb. Source: facts/environment section 5.
void lintGitlabRb(const QString &text, const Deployment &deployment, LintCollector &found);
/// Environment files of Docker. Source: facts/environment sections 1 to 4, facts/commands C6.
void lintEnvironmentFile(const QString &text, const Deployment &deployment, LintCollector &found);

} // namespace duodoctor
