#include "survey/agent_command.h"

#include "probe/equivalent_command.h"
#include "probe/websocket_request.h"
#include "survey/far_scripts.h"
#include "vantage/shell_quoting.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

/// Runs the first interpreter that is there. The gateway's Python may be known to Poetry alone; a GitLab host has one
/// of its own. Under a name that may mean Python 2, the version is asked first.
constexpr QLatin1StringView kFindPython{
    "for p in python3 /opt/gitlab/embedded/bin/python3; do "
    "command -v \"$p\" >/dev/null 2>&1 && exec \"$p\" -c \"$1\"; done; "
    "if command -v python >/dev/null 2>&1 && "
    "python -c 'import sys; sys.exit(sys.version_info < (3, 6))' </dev/null >/dev/null 2>&1; then "
    "exec python -c \"$1\"; fi; "
    "command -v poetry >/dev/null 2>&1 && exec poetry run python -c \"$1\"; "
    "echo 'no Python was found' >&2; exit 127"};
constexpr QLatin1StringView kLoader{
    "import sys;f=sys.stdin.buffer;exec(compile(f.read(int(f.readline())),'duo-doctor','exec'))"};

constexpr qint64 kMaxOutputBytes = 48 * 1024 * 1024;

QByteArray framed(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size()) + '\n' + bytes;
}

QString hostOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded);
    if (host.startsWith(u'[') && host.endsWith(u']')) {
        host = host.sliced(1, host.size() - 2);
    }
    return host;
}

void describeUrl(QJsonObject &object, const QUrl &url)
{
    constexpr int kHttps = 443;
    constexpr int kHttp = 80;
    QString target = url.path(QUrl::FullyEncoded);
    if (target.isEmpty()) {
        target = u"/"_s;
    }
    if (url.hasQuery()) {
        target += u'?' + url.query(QUrl::FullyEncoded);
    }
    object.insert(u"scheme"_s, url.scheme());
    object.insert(u"host"_s, hostOf(url));
    object.insert(u"port"_s, url.port(url.scheme() == "https"_L1 ? kHttps : kHttp));
    object.insert(u"authority"_s, QString::fromLatin1(url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemovePath |
                                                                    QUrl::RemoveQuery | QUrl::RemoveFragment))
                                      .section(u"//"_s, 1));
    object.insert(u"target"_s, target);
}

QString wireOf(ClientTrustRequest::Client client)
{
    switch (client) {
    case ClientTrustRequest::Client::PythonRequests:
        return u"requests"_s;
    case ClientTrustRequest::Client::PythonHttpx:
        return u"httpx"_s;
    case ClientTrustRequest::Client::GitLab:
        return u"gitlab"_s;
    }
    return {};
}

QString trustCommand(ClientTrustRequest::Client client)
{
    switch (client) {
    case ClientTrustRequest::Client::PythonRequests:
        return u"cat \"${REQUESTS_CA_BUNDLE:-$(poetry run python -m certifi)}\""_s;
    case ClientTrustRequest::Client::PythonHttpx:
        return u"cat \"${SSL_CERT_FILE:-$(poetry run python -m certifi)}\""_s;
    case ClientTrustRequest::Client::GitLab:
        return u"cat /etc/gitlab/trusted-certs/* /opt/gitlab/embedded/ssl/certs/cacert.pem"_s;
    }
    return {};
}

QString folderCommand(const QStringList &paths)
{
    QStringList commands;
    for (const QString &path : paths) {
        const QString word = path.startsWith(u'$') ? u"\"%1\""_s.arg(path) : shellQuoted(path);
        commands << u"test -w %1 && echo writable"_s.arg(word);
    }
    return commands.join("; "_L1);
}

} // namespace

AgentSession::AgentSession(Vantage vantage, const Reach &reach, std::chrono::milliseconds defaultLimit,
                           std::function<QByteArray(const CredentialReference &)> credential)
    : m_vantage(vantage)
    , m_reach(reach)
    , m_defaultLimit(defaultLimit)
    , m_credential(std::move(credential))
{
}

std::chrono::milliseconds AgentSession::limitOr(std::chrono::milliseconds limit)
{
    const auto chosen = limit.count() > 0 ? limit : m_defaultLimit;
    m_longest = std::max(m_longest, chosen);
    return chosen;
}

bool AgentSession::add(int id, const ProbeRequest &request)
{
    std::optional<QJsonObject> object = described(request);
    if (!object) {
        return false;
    }
    object->insert(u"id"_s, id);
    m_requests << *object;
    return true;
}

QJsonObject AgentSession::http(const HttpRequest &request) const
{
    QJsonObject object{{u"kind"_s, u"http"_s},
                       {u"method"_s, QString::fromLatin1(request.method)},
                       {u"body"_s, QString::fromLatin1(request.body.toBase64())},
                       {u"stream"_s, request.stream},
                       {u"max_body"_s, request.maxBodyBytes}};
    describeUrl(object, request.url);
    QJsonArray headers;
    for (const auto &[name, value] : request.headers) {
        headers.append(QJsonArray{QString::fromUtf8(name), QString::fromUtf8(value)});
    }
    object.insert(u"headers"_s, headers);
    if (!request.bearer.model.isEmpty() && m_credential) {
        const QByteArray key = m_credential(request.bearer).trimmed();
        const bool isHeaderSafe = std::none_of(key.begin(), key.end(), [](char c) { return c >= 0 && c < ' '; });
        if (isHeaderSafe && !key.isEmpty()) {
            object.insert(u"bearer"_s, QString::fromUtf8(key));
        }
    }
    return object;
}

std::optional<QJsonObject> AgentSession::described(const ProbeRequest &request)
{
    using Answer = std::optional<QJsonObject>;
    const auto withLimit = [this](QJsonObject object, std::chrono::milliseconds limit) {
        object.insert(u"limit"_s, static_cast<qint64>(limitOr(limit).count()));
        return object;
    };
    const Overloaded describe{
        [&](const HttpRequest &asked) -> Answer { return withLimit(http(asked), asked.limit); },
        [&](const WebSocketRequest &asked) -> Answer { return withLimit(http(upgradeRequest(asked)), asked.limit); },
        [&](const GrpcHealthRequest &asked) -> Answer {
            QUrl url;
            url.setScheme(asked.tls ? u"https"_s : u"http"_s);
            url.setHost(asked.host);
            url.setPort(asked.port);
            QJsonObject object{{u"kind"_s, u"grpc"_s}};
            describeUrl(object, url);
            return withLimit(object, asked.limit);
        },
        [&](const CertificateFileRequest &asked) -> Answer {
            return QJsonObject{{u"kind"_s, u"file"_s}, {u"path"_s, asked.path}};
        },
        [&](const ClientTrustRequest &asked) -> Answer {
            return QJsonObject{{u"kind"_s, u"trust"_s}, {u"client"_s, wireOf(asked.client)}};
        },
        [&](const EnvironmentRequest &) -> Answer {
            return QJsonObject{{u"kind"_s, u"environment"_s}};
        },
        [&](const FolderAccessRequest &asked) -> Answer {
            return QJsonObject{{u"kind"_s, u"folders"_s}, {u"paths"_s, QJsonArray::fromStringList(asked.paths)}};
        },
        [&](const LogRequest &asked) -> Answer {
            if (m_vantage != Vantage::GitLab) {
                return std::nullopt; // the container's engine keeps that log
            }
            return QJsonObject{
                {u"kind"_s, u"tail"_s},
                {u"paths"_s, QJsonArray{u"/var/log/gitlab/gitlab-rails/llm.log"_s, u"/home/git/gitlab/log/llm.log"_s}},
                {u"lines"_s, asked.lines}};
        },
        [](const auto &) -> Answer { return std::nullopt; }};
    return std::visit(describe, request);
}

Command AgentSession::command() const
{
    constexpr std::chrono::milliseconds kFilesLimit{10'000};
    constexpr std::chrono::milliseconds kStart{5'000};
    const auto limit = std::max(m_longest, kFilesLimit) + kStart;
    QJsonArray requests;
    for (const QJsonObject &request : m_requests) {
        requests.append(request);
    }
    const QJsonObject asked{{u"place"_s, m_vantage == Vantage::GitLab ? u"gitlab"_s : u"gateway"_s},
                            {u"local"_s, m_reach.via == ReachVia::Local || m_reach.via == ReachVia::Ssh},
                            {u"limit"_s, static_cast<qint64>(limit.count())},
                            {u"requests"_s, requests}};
    Command command;
    command.arguments = {u"sh"_s, u"-c"_s, kFindPython, u"sh"_s, kLoader};
    command.input = framed(agentProgram()) + framed(QJsonDocument(asked).toJson(QJsonDocument::Compact));
    command.isElevated = m_vantage == Vantage::GitLab;
    command.limit = limit + kStart;
    command.maxOutputBytes = kMaxOutputBytes;
    command.shownAs = u"python3 -"_s;
    return command;
}

QString placeCommandFor(const ProbeRequest &request, std::chrono::milliseconds defaultLimit)
{
    const auto curl = [&](const HttpRequest &asked) {
        const auto limit = asked.limit.count() > 0 ? asked.limit : defaultLimit;
        QString text = equivalentCommand(asked, std::nullopt, !asked.bearer.model.isEmpty(), limit);
        return text.remove(" --noproxy '*'"_L1); // the place's own proxy variables hold there
    };
    const Overloaded show{[&](const HttpRequest &asked) { return curl(asked); },
                          [&](const WebSocketRequest &asked) { return curl(upgradeRequest(asked)); },
                          [&](const GrpcHealthRequest &asked) {
                              return equivalentCommand(asked, asked.limit.count() > 0 ? asked.limit : defaultLimit);
                          },
                          [](const CertificateFileRequest &asked) { return equivalentCommand(asked); },
                          [](const ClientTrustRequest &asked) { return trustCommand(asked.client); },
                          [](const EnvironmentRequest &) { return u"env"_s; },
                          [](const FolderAccessRequest &asked) { return folderCommand(asked.paths); },
                          [](const LogRequest &asked) {
                              return u"tail --lines=%1 /var/log/gitlab/gitlab-rails/llm.log"_s.arg(asked.lines);
                          },
                          [](const auto &) { return QString{}; }};
    return std::visit(show, request);
}

} // namespace duodoctor
