#include "generate/form_writers.h"

#include "generate/comment_text.h"
#include "generate/front_plan.h"
#include "generate/nginx_text.h"
#include "judge/url_form.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr GitLabVersion kHttp2Directive{1, 25, 1}; ///< nginx's version, compared like GitLab's

/// Writes one proxy.
class Proxy
{
public:
    Proxy(const GenerationOptions &options, const Front &front)
        : m_options(options)
        , m_front(front)
    {
    }

    QString write(GenerationKind kind, const Deployment &deployment)
    {
        m_out.comment(headLines(kind, deployment) + introduction());
        m_out.blankLine();
        if (!m_options.isFragment) {
            m_out.directive(u"worker_processes"_s, {u"auto"_s});
            m_out.directive(u"error_log"_s, {u"/var/log/nginx/error.log"_s, u"warn"_s});
            m_out.blankLine();
            m_out.open(u"events"_s);
            m_out.directive(u"worker_connections"_s, {u"1024"_s});
            m_out.close();
            m_out.blankLine();
            m_out.open(u"http"_s);
            m_out.directive(u"access_log"_s, {u"/var/log/nginx/access.log"_s});
            m_out.blankLine();
        }
        if (kind == GenerationKind::Nginx) {
            writeHttp();
        } else {
            writeGrpc();
        }
        if (!m_options.isFragment) {
            m_out.close();
        }
        return m_out.text();
    }

private:
    /// The service as this nginx reaches it.
    QString upstream() const
    {
        if (m_options.upstream.isEmpty()) {
            return u"127.0.0.1:%1"_s.arg(m_front.backendPort());
        }
        return readHostAndPort(m_options.upstream) ? m_options.upstream
                                                   : u"%1:%2"_s.arg(m_options.upstream).arg(m_front.servicePort);
    }

    QStringList introduction() const
    {
        QStringList lines{u""_s, u"Test it with nginx -t before it is loaded."_s};
        if (m_options.isFragment) {
            lines << u"It belongs within http { }: put it into /etc/nginx/conf.d/."_s;
        }
        if (m_options.upstream.isEmpty() && m_front.backendPort() != m_front.servicePort) {
            lines << u"This proxy takes port %1, so the container has to publish the service as"_s.arg(m_front.port);
            lines << u"127.0.0.1:%1:%2; duo-doctor generate docker-run does so where TLS is asked for."_s
                         .arg(m_front.backendPort())
                         .arg(m_front.servicePort);
        }
        return lines;
    }

    void writeListen(bool isHttp2)
    {
        const bool hasDirective = isHttp2 && usesHttp2Directive();
        const bool isIpv6 = m_front.host.contains(u':');
        QStringList arguments{isIpv6 ? u"[::]:%1"_s.arg(m_front.port) : QString::number(m_front.port)};
        if (m_front.tls) {
            arguments << u"ssl"_s;
        }
        if (isHttp2 && !hasDirective) {
            arguments << u"http2"_s;
        }
        // IPv6 only where the address is one: nginx does not start with such a line where the host has none.
        m_out.directive(u"listen"_s, arguments);
        if (hasDirective) {
            m_out.directive(u"http2"_s, {u"on"_s});
        }
        m_out.directive(u"server_name"_s, {nginxWord(bracketed(m_front.host))});
    }
    /// `listen … http2` is read by every version since 1.9.5; from 1.25.1 with a warning.
    bool usesHttp2Directive() const
    {
        const auto version = GitLabVersion::parse(m_options.nginxVersion);
        return version && *version >= kHttp2Directive;
    }

    void writeTls()
    {
        if (!m_front.tls) {
            return;
        }
        m_out.blankLine();
        if (m_options.tlsCertificate.isEmpty() || m_options.tlsKey.isEmpty()) {
            m_out.comment(
                {u"Put the certificate of %1 here: the server's own first, then the intermediates."_s.arg(m_front.host),
                 u"GitLab's host has to trust the authority that signed it."_s});
        }
        m_out.directive(u"ssl_certificate"_s,
                        {nginxWord(m_options.tlsCertificate.isEmpty() ? u"/etc/nginx/ssl/server.crt"_s
                                                                      : m_options.tlsCertificate)});
        m_out.directive(u"ssl_certificate_key"_s,
                        {nginxWord(m_options.tlsKey.isEmpty() ? u"/etc/nginx/ssl/server.key"_s : m_options.tlsKey)});
        m_out.directive(u"ssl_protocols"_s, {u"TLSv1.2"_s, u"TLSv1.3"_s});
    }

    void writeHttp()
    {
        m_out.open(u"map"_s, {u"$http_upgrade"_s, u"$connection_upgrade"_s});
        m_out.directive(u"default"_s, {u"upgrade"_s});
        m_out.directive(u"\"\""_s, {u"close"_s});
        m_out.close();
        m_out.blankLine();
        if (m_front.tls && m_front.port == 443) {
            writeRedirect();
        }
        m_out.open(u"server"_s);
        writeListen(false);
        writeTls();
        m_out.blankLine();
        m_out.comment({u"Prompts hold whole files."_s});
        m_out.directive(u"client_max_body_size"_s, {u"50m"_s});
        m_out.blankLine();
        m_out.open(u"location"_s, {u"/"_s});
        m_out.directive(u"proxy_pass"_s, {nginxWord(u"http://"_s + upstream())});
        m_out.directive(u"proxy_http_version"_s, {u"1.1"_s});
        for (const auto &[header, value] : forwardedHeaders()) {
            m_out.directive(u"proxy_set_header"_s, {header, value});
        }
        m_out.directive(u"proxy_set_header"_s, {u"Upgrade"_s, u"$http_upgrade"_s});
        m_out.directive(u"proxy_set_header"_s, {u"Connection"_s, u"$connection_upgrade"_s});
        m_out.blankLine();
        m_out.comment({u"Answers are streamed: nothing may be held back, and a model may think for minutes."_s});
        m_out.directive(u"proxy_buffering"_s, {u"off"_s});
        m_out.directive(u"proxy_cache"_s, {u"off"_s});
        m_out.directive(u"proxy_connect_timeout"_s, {u"75s"_s});
        m_out.directive(u"proxy_send_timeout"_s, {u"300s"_s});
        m_out.directive(u"proxy_read_timeout"_s, {u"600s"_s});
        m_out.close();
        m_out.close();
    }

    void writeRedirect()
    {
        m_out.open(u"server"_s);
        m_out.directive(u"listen"_s, {m_front.host.contains(u':') ? u"[::]:80"_s : u"80"_s});
        m_out.directive(u"server_name"_s, {nginxWord(bracketed(m_front.host))});
        m_out.directive(u"return"_s, {u"301"_s, u"https://$host$request_uri"_s});
        m_out.close();
        m_out.blankLine();
    }

    void writeGrpc()
    {
        m_out.open(u"server"_s);
        writeListen(true);
        writeTls();
        m_out.blankLine();
        m_out.comment({u"A flow is one long call, with messages in both directions for as long as it lasts."_s});
        m_out.directive(u"client_max_body_size"_s, {u"0"_s});
        m_out.directive(u"client_body_timeout"_s, {u"1h"_s});
        m_out.directive(u"keepalive_timeout"_s, {u"1h"_s});
        m_out.blankLine();
        m_out.open(u"location"_s, {u"/"_s});
        m_out.directive(u"grpc_pass"_s, {nginxWord(u"grpc://"_s + upstream())});
        for (const auto &[header, value] : forwardedHeaders()) {
            m_out.directive(u"grpc_set_header"_s, {header, value});
        }
        m_out.blankLine();
        m_out.directive(u"grpc_connect_timeout"_s, {u"75s"_s});
        m_out.directive(u"grpc_send_timeout"_s, {u"1h"_s});
        m_out.directive(u"grpc_read_timeout"_s, {u"1h"_s});
        m_out.directive(u"grpc_socket_keepalive"_s, {u"on"_s});
        m_out.close();
        m_out.close();
    }

    static QList<std::pair<QString, QString>> forwardedHeaders()
    {
        return {{u"Host"_s, u"$host"_s},
                {u"X-Real-IP"_s, u"$remote_addr"_s},
                {u"X-Forwarded-For"_s, u"$proxy_add_x_forwarded_for"_s},
                {u"X-Forwarded-Proto"_s, u"$scheme"_s}};
    }

    const GenerationOptions &m_options;
    Front m_front;
    NginxText m_out;
};

/// A proxy of the service's own machine cannot take the port that the service has.
GenerationProblem problemOfProxy(const Front &front, const GenerationOptions &options, const QString &key)
{
    if (front.needsProxy() || !options.upstream.isEmpty()) {
        return {};
    }
    return {key, u"the gateway answers at port %1 by itself, without a proxy; name the address that the proxy shall "
                 "have, or give --upstream when it stands on another machine."_s.arg(front.port)};
}

} // namespace

Generated writeNginx(const Deployment &deployment, const GenerationOptions &options)
{
    Generated generated;
    const auto front = httpFront(deployment, generated.problem);
    if (front) {
        generated.problem = problemOfProxy(*front, options, u"ai_gateway.url"_s);
    }
    if (generated.isOk()) {
        generated.text = Proxy(options, *front).write(GenerationKind::Nginx, deployment);
    }
    return generated;
}

Generated writeNginxGrpc(const Deployment &deployment, const GenerationOptions &options)
{
    Generated generated;
    const auto front = grpcFront(deployment, generated.problem);
    if (front) {
        generated.problem = problemOfProxy(*front, options, u"ai_gateway.agent_platform.address"_s);
    }
    if (generated.isOk()) {
        generated.text = Proxy(options, *front).write(GenerationKind::NginxGrpc, deployment);
    }
    return generated;
}

} // namespace duodoctor
