#include "lint/nginx_target.h"

#include "judge/gateway_container.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

struct Upstream {
    QString host;
    int port = 0;
};

Upstream splitAuthority(const QString &authority)
{
    const qsizetype colon = authority.lastIndexOf(u':');
    if (colon < 0 || authority.endsWith(u']')) {
        return {authority, 0};
    }
    return {authority.first(colon), authority.sliced(colon + 1).toInt()};
}

class Finder
{
public:
    QList<NginxTarget> find(const NginxDirective &root)
    {
        collectUpstreams(root);
        visit(root);
        return m_targets;
    }

private:
    void collectUpstreams(const NginxDirective &block)
    {
        for (const NginxDirective &item : block.items) {
            if (item.name == "upstream"_L1) {
                const NginxDirective *server = item.find(u"server");
                m_upstreams.insert(item.argument(0),
                                   server == nullptr ? Upstream{} : splitAuthority(server->argument(0)));
            } else if (item.hasBlock) {
                collectUpstreams(item);
            }
        }
    }

    void visit(const NginxDirective &block)
    {
        m_scopes.append(&block);
        for (const NginxDirective &item : block.items) {
            if (item.name == "proxy_pass"_L1 || item.name == "grpc_pass"_L1) {
                addTarget(item);
            } else if (item.hasBlock) {
                visit(item);
            }
        }
        m_scopes.removeLast();
    }

    void addTarget(const NginxDirective &pass)
    {
        NginxTarget target;
        target.pass = &pass;
        target.scopes = m_scopes;
        QString rest = pass.argument(0);
        if (const qsizetype mark = rest.indexOf("://"_L1); mark >= 0) {
            target.scheme = rest.first(mark).toLower();
            rest = rest.sliced(mark + 3);
        }
        const QString authority = rest.section(u'/', 0, 0);
        const Upstream direct = splitAuthority(authority);
        const Upstream upstream = m_upstreams.value(authority, direct);
        target.host = upstream.host;
        target.port = upstream.port;
        target.service = serviceOf(target, authority);
        m_targets.append(target);
    }

    static NginxService serviceOf(const NginxTarget &target, const QString &authority)
    {
        const QString names = (authority + u' ' + target.host).toLower();
        const bool isGateway = names.contains("gateway"_L1) || names.contains("aigw"_L1);
        const bool isGrpc = target.pass->name == "grpc_pass"_L1 || names.contains("grpc"_L1);
        if (target.port == kAgentPlatformPort || isGrpc) {
            return NginxService::AgentPlatform;
        }
        if (target.port == kGatewayPort || isGateway) {
            return NginxService::Gateway;
        }
        return names.contains("gitlab"_L1) ? NginxService::GitLab : NginxService::None;
    }

    QHash<QString, Upstream> m_upstreams;
    QList<const NginxDirective *> m_scopes;
    QList<NginxTarget> m_targets;
};

} // namespace

const NginxDirective *NginxTarget::effective(QStringView name) const
{
    for (auto scope = scopes.crbegin(); scope != scopes.crend(); ++scope) {
        if (const NginxDirective *found = (*scope)->find(name)) {
            return found;
        }
    }
    return nullptr;
}

QString NginxTarget::header(QStringView name) const
{
    for (auto scope = scopes.crbegin(); scope != scopes.crend(); ++scope) {
        if ((*scope)->find(u"proxy_set_header") == nullptr) {
            continue;
        }
        for (const NginxDirective &item : (*scope)->items) {
            if (item.name == "proxy_set_header"_L1 && item.argument(0).compare(name, Qt::CaseInsensitive) == 0) {
                return item.argument(1).isNull() ? u""_s : item.argument(1);
            }
        }
        return {};
    }
    return {};
}

const NginxDirective *NginxTarget::server() const
{
    const auto found =
        std::ranges::find_if(scopes, [](const NginxDirective *scope) { return scope->name == "server"_L1; });
    return found == scopes.end() ? nullptr : *found;
}

QList<NginxTarget> targetsOf(const NginxDirective &root)
{
    return Finder().find(root);
}

} // namespace duodoctor
