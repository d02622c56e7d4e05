#pragma once

#include "lint/nginx_tree.h"

namespace duodoctor
{

/// What a proxy's location leads to.
enum class NginxService { None, Gateway, AgentPlatform, GitLab };

/// A `proxy_pass` or `grpc_pass` with the blocks around it, innermost last.
struct NginxTarget {
    const NginxDirective *pass = nullptr;
    QList<const NginxDirective *> scopes;
    NginxService service = NginxService::None;
    QString scheme; ///< as written, may be empty
    QString host;
    int port = 0; ///< that of the upstream's first server, where it is one; 0: not given

    /// The directive that holds here, from the innermost block that has one; null when none has.
    const NginxDirective *effective(QStringView name) const;
    /// The value of the header that nginx sends on; null QString: none. Headers of outer blocks count only where the
    /// inner ones set none at all, as nginx has it.
    QString header(QStringView name) const;
    const NginxDirective *server() const;
};

/// Every target of a configuration. Those that lead to something else than gateway, Agent Platform or GitLab have
/// service None.
QList<NginxTarget> targetsOf(const NginxDirective &root);

} // namespace duodoctor
