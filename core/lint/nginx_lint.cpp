#include "lint/form_lint.h"

#include "judge/finding_ids.h"
#include "lint/nginx_target.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr double kShortestTimeout = 60; ///< seconds; GitLab itself waits that long

/// Seconds of nginx's times: `300`, `300s`, `5m`, `1h`, `1m30s`, `500ms`. None when it is none.
std::optional<double> secondsOf(const QString &text)
{
    static const QRegularExpression whole(uR"(^(?:\d{1,9}(?:ms|[smhdwMy])?)+$)"_s);
    static const QRegularExpression part(uR"((\d{1,9})(ms|[smhdwMy])?)"_s);
    if (text.size() > 40 || !whole.match(text).hasMatch()) {
        return std::nullopt;
    }
    double seconds = 0;
    for (auto parts = part.globalMatch(text); parts.hasNext();) {
        const auto match = parts.next();
        const QString unit = match.captured(2);
        double factor = 1;
        factor = unit == "ms"_L1 ? 0.001 : factor;
        factor = unit == "m"_L1 ? 60 : factor;
        factor = unit == "h"_L1 ? 3600 : factor;
        factor = !unit.isEmpty() && u"dwMy"_s.contains(unit) ? 86400 : factor;
        seconds += match.captured(1).toDouble() * factor;
    }
    return seconds;
}

class NginxLint
{
public:
    NginxLint(const NginxDirective &root, LintCollector &found)
        : m_root(root)
        , m_found(found)
        , m_targets(targetsOf(root))
    {
    }

    void run()
    {
        lintDuplicates(m_root);
        for (const NginxTarget &target : m_targets) {
            switch (target.service) {
            case NginxService::AgentPlatform:
                lintGrpc(target);
                break;
            case NginxService::Gateway:
            case NginxService::GitLab:
                lintHttp(target);
                break;
            case NginxService::None:
                break;
            }
        }
    }

private:
    /// Directives that may stand more than once in a block.
    static bool mayRepeat(const QString &name)
    {
        static const QSet<QString> kOften{u"server"_s,
                                          u"location"_s,
                                          u"upstream"_s,
                                          u"include"_s,
                                          u"add_header"_s,
                                          u"if"_s,
                                          u"set"_s,
                                          u"map"_s,
                                          u"rewrite"_s,
                                          u"log_format"_s,
                                          u"access_log"_s,
                                          u"error_log"_s,
                                          u"allow"_s,
                                          u"deny"_s,
                                          u"ssl_certificate"_s,
                                          u"ssl_certificate_key"_s,
                                          u"error_page"_s,
                                          u"server_name"_s,
                                          u"load_module"_s,
                                          u"env"_s,
                                          u"geo"_s,
                                          u"limit_req"_s,
                                          u"limit_req_zone"_s,
                                          u"limit_conn_zone"_s,
                                          u"proxy_cache_path"_s,
                                          u"proxy_hide_header"_s,
                                          u"proxy_pass_header"_s,
                                          u"split_clients"_s,
                                          u"return"_s,
                                          u"types"_s};
        return kOften.contains(name) || !isNginxDirective(name);
    }
    void lintDuplicates(const NginxDirective &block)
    {
        QSet<QString> known;
        for (const NginxDirective &item : block.items) {
            const bool hasName =
                item.name == "proxy_set_header"_L1 || item.name == "grpc_set_header"_L1 || item.name == "listen"_L1;
            const QString identity = hasName ? item.name + u' ' + item.argument(0).toLower() : item.name;
            if (known.contains(identity) && (hasName || !mayRepeat(item.name)) && block.name != "upstream"_L1) {
                m_found.add(finding::kConfigDuplicateSetting, item.place, u"%1 stands a second time"_s.arg(identity));
            }
            known.insert(identity);
            if (item.hasBlock) {
                lintDuplicates(item);
            }
        }
    }

    static bool isTls(const NginxDirective *server)
    {
        return server != nullptr && std::ranges::any_of(server->items, [](const NginxDirective &item) {
                   return item.name == "listen"_L1 && item.hasArgument(u"ssl");
               });
    }

    // The Agent Platform.

    void addNoHttp2(const NginxTarget &target, Place place, const QString &detail)
    {
        const NginxDirective *server = target.server();
        const NginxDirective *listen = server == nullptr ? nullptr : server->find(u"listen");
        const QString port = listen == nullptr ? u"80"_s : listen->argument(0).section(u':', -1);
        m_found.add(finding::kAgentPlatformNoHttp2, place,
                    Arguments{{Argument::Host, u"this server"_s},
                              {Argument::Port, port},
                              {Argument::Protocol, u"HTTP/1.1"_s},
                              {Argument::Server, u"nginx"_s},
                              {Argument::Detail, detail}});
    }
    static bool speaksHttp2(const NginxTarget &target)
    {
        const NginxDirective *own = target.effective(u"http2");
        const NginxDirective *server = target.server();
        const bool listens = server != nullptr && std::ranges::any_of(server->items, [](const NginxDirective &item) {
                                 return item.name == "listen"_L1 && item.hasArgument(u"http2");
                             });
        return listens || (own != nullptr && own->argument(0) == "on"_L1);
    }
    void lintGrpc(const NginxTarget &target)
    {
        if (target.pass->name == "proxy_pass"_L1) {
            addNoHttp2(target, target.pass->place, u"proxy_pass speaks HTTP/1 to the service; gRPC needs grpc_pass"_s);
        } else if (!speaksHttp2(target)) {
            const NginxDirective *off = target.effective(u"http2");
            const NginxDirective *listen = target.server() == nullptr ? nullptr : target.server()->find(u"listen");
            const NginxDirective *at = off != nullptr ? off : listen;
            addNoHttp2(target, at == nullptr ? target.pass->place : at->place, u"\"http2 on;\" is missing"_s);
        }
        lintGrpcScheme(target);
        lintTimeout(target, u"grpc_read_timeout", u"the Agent Platform"_s, {});
    }
    void lintGrpcScheme(const NginxTarget &target)
    {
        if (target.pass->name != "grpc_pass"_L1) {
            return;
        }
        const Place place = target.pass->arguments.value(0).place;
        if (target.scheme == "http"_L1 || target.scheme == "https"_L1) {
            m_found.add(finding::kConfigInvalidSyntax, place,
                        u"grpc_pass takes grpc://, grpcs:// or an address alone, and no %1://"_s.arg(target.scheme));
        } else if (target.port == 5052) {
            m_found.add(finding::kUrlWrongPort, place,
                        Arguments{{Argument::Url, target.pass->argument(0)},
                                  {Argument::Host, target.host},
                                  {Argument::Port, u"5052"_s},
                                  {Argument::Service, u"the Agent Platform"_s},
                                  {Argument::Suggestion, u"50052"_s},
                                  {Argument::Server, u"the gateway's HTTP service"_s}});
        } else if (target.scheme == "grpcs"_L1 && target.port == 50052 &&
                   target.effective(u"grpc_ssl_trusted_certificate") == nullptr &&
                   target.effective(u"grpc_ssl_verify") == nullptr) {
            m_found.add(finding::kAgentPlatformTlsMismatch, place,
                        Arguments{{Argument::Host, target.host},
                                  {Argument::Port, u"50052"_s},
                                  {Argument::Detail, u"grpcs:// asks for TLS, and the service speaks plain text "
                                                     "unless it has a certificate of its own"_s}});
        }
    }

    // Gateway and GitLab.

    static QString nameOf(NginxService service)
    {
        return service == NginxService::GitLab ? u"GitLab"_s : u"the AI Gateway"_s;
    }
    void addBuffering(Place place, const QString &service, const QString &detail)
    {
        m_found.add(
            finding::kConfigProxyBuffering, place,
            Arguments{{Argument::Service, service}, {Argument::Server, u"nginx"_s}, {Argument::Detail, detail}});
    }
    /// A time limit that is given and too short; or, with `missing`, one that is not given.
    void lintTimeout(const NginxTarget &target, QStringView name, const QString &service, const QString &missing)
    {
        const NginxDirective *timeout = target.effective(name);
        if (timeout == nullptr) {
            if (!missing.isEmpty()) {
                addBuffering(target.pass->place, service, missing);
            }
            return;
        }
        const std::optional<double> seconds = secondsOf(timeout->argument(0));
        if (!seconds) {
            m_found.add(finding::kConfigInvalidSyntax, timeout->place, u"%1 is no time"_s.arg(timeout->argument(0)));
        } else if (*seconds < kShortestTimeout) {
            addBuffering(timeout->place, service,
                         u"%1 of %2 ends answers that take longer"_s.arg(timeout->name, timeout->argument(0)));
        }
    }
    /// Upgrade is asked of the encrypted server where there is one: plain ones mostly lead there.
    bool needsUpgrade(const NginxTarget &target) const
    {
        const bool hasTls = std::ranges::any_of(m_targets, [](const NginxTarget &other) {
            return other.service != NginxService::AgentPlatform && isTls(other.server());
        });
        return !hasTls || isTls(target.server());
    }
    QStringList missingUpgrade(const NginxTarget &target) const
    {
        QStringList missing;
        if (!needsUpgrade(target)) {
            return missing;
        }
        const NginxDirective *version = target.effective(u"proxy_http_version");
        const QString connection = target.header(u"Connection").toLower();
        if (version == nullptr || version->argument(0) == "1.0"_L1) {
            missing << u"proxy_http_version 1.1"_s;
        }
        if (!target.header(u"Upgrade").contains("$http_upgrade"_L1)) {
            missing << u"proxy_set_header Upgrade $http_upgrade"_s;
        }
        if (!connection.contains("upgrade"_L1) && !connection.contains(u'$')) {
            missing << u"proxy_set_header Connection \"upgrade\""_s;
        }
        return missing;
    }
    void lintHttp(const NginxTarget &target)
    {
        const QString service = nameOf(target.service);
        const NginxDirective *buffering = target.effective(u"proxy_buffering");
        QStringList missing = missingUpgrade(target);
        if (target.service == NginxService::Gateway) {
            if (buffering == nullptr) {
                missing << u"proxy_buffering off"_s;
            } else if (buffering->argument(0) != "off"_L1) {
                addBuffering(buffering->place, service, u"proxy_buffering is %1"_s.arg(buffering->argument(0)));
            }
            if (target.effective(u"proxy_read_timeout") == nullptr) {
                missing << u"proxy_read_timeout 300s"_s;
            }
            lintHttpScheme(target);
        }
        lintTimeout(target, u"proxy_read_timeout", service, {});
        if (!missing.isEmpty()) {
            addBuffering(target.pass->place, service, u"missing: %1"_s.arg(missing.join("; "_L1)));
        }
    }
    void lintHttpScheme(const NginxTarget &target)
    {
        const PlacedText address = target.pass->arguments.value(0);
        if (target.scheme.isEmpty() && !address.text.startsWith(u'$')) {
            m_found.add(finding::kConfigInvalidSyntax, address.place, u"proxy_pass needs http:// before the address"_s);
        } else if (target.scheme == "https"_L1 && target.port == 5052) {
            m_found.add(finding::kTlsNotTls, Severity::Warning, address.place,
                        Arguments{{Argument::Url, address.text},
                                  {Argument::Host, target.host},
                                  {Argument::Port, u"5052"_s},
                                  {Argument::Service, u"the AI Gateway"_s}});
        }
    }

    const NginxDirective &m_root;
    LintCollector &m_found;
    QList<NginxTarget> m_targets;
};

void lintOnOff(const NginxDirective &block, LintCollector &found)
{
    static const QSet<QString> kSwitches{u"proxy_buffering"_s, u"http2"_s, u"proxy_request_buffering"_s, u"sendfile"_s};
    for (const NginxDirective &item : block.items) {
        const QString value = item.argument(0);
        if (kSwitches.contains(item.name) && value != "on"_L1 && value != "off"_L1 && !value.isEmpty()) {
            found.add(finding::kConfigInvalidSyntax, item.place,
                      u"%1 is on or off, and not %2"_s.arg(item.name, value));
        }
        lintOnOff(item, found);
    }
}

} // namespace

void lintNginx(const QString &text, const Deployment & /*deployment*/, LintCollector &found)
{
    const NginxTree tree = readNginx(text);
    for (const PlacedText &problem : tree.problems) {
        found.add(finding::kConfigInvalidSyntax, problem.place, problem.text);
    }
    if (!tree.problems.isEmpty()) {
        return; // what stands behind a missing brace is in the wrong block
    }
    lintOnOff(tree.root, found);
    NginxLint(tree.root, found).run();
}

} // namespace duodoctor
