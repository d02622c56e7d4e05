#include "probe/transfer.h"

#include <curl/curl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr size_t kPeekBytes = 512;

bool isSecure(const QUrl &url)
{
    return url.scheme() == "https"_L1;
}

bool isSocks(const ProxyChoice &proxy)
{
    return proxy.url.scheme().startsWith("socks"_L1);
}

QString matchedName(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded);
    if (host.startsWith(u'[') && host.endsWith(u']')) {
        host = host.sliced(1, host.size() - 2);
    }
    if (host.endsWith(u'.')) {
        host.chop(1);
    }
    return host;
}

bool isOneLine(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isAuthorization(const QByteArray &name)
{
    return name.compare("authorization", Qt::CaseInsensitive) == 0 ||
           name.compare("proxy-authorization", Qt::CaseInsensitive) == 0;
}

/// `HTTP/1.1 200 OK` -> 200; 0 when it is no status line.
int statusOf(const QByteArray &line)
{
    if (!line.startsWith("HTTP/")) {
        return 0;
    }
    const qsizetype space = line.indexOf(' ');
    return space < 0 ? 0 : line.mid(space + 1, 3).toInt();
}

QString withPort(const QString &address, int port)
{
    return (address.contains(u':') ? u'[' + address + u']' : address) + u':' + QString::number(port);
}

/// `address:port` of the other end; empty while there is none.
QString peerOf(int socket)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (getpeername(socket, reinterpret_cast<sockaddr *>(&storage), &size) != 0) {
        return {};
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void *address = nullptr;
    in_port_t port = 0;
    if (storage.ss_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(&storage);
        address = &v4->sin_addr;
        port = v4->sin_port;
    } else if (storage.ss_family == AF_INET6) {
        const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(&storage);
        address = &v6->sin6_addr;
        port = v6->sin6_port;
    }
    if (!address || !inet_ntop(storage.ss_family, address, text.data(), text.size())) {
        return {};
    }
    return withPort(QString::fromLatin1(text.data()), ntohs(port));
}

QString versionText(long curlVersion)
{
    switch (curlVersion) {
    case CURL_HTTP_VERSION_1_0:
        return u"1.0"_s;
    case CURL_HTTP_VERSION_1_1:
        return u"1.1"_s;
    case CURL_HTTP_VERSION_2_0:
        return u"2"_s;
    default:
        return {};
    }
}

} // namespace

struct Transfer::Callbacks {
    static size_t onHeader(char *bytes, size_t size, size_t count, void *self)
    {
        auto *transfer = static_cast<Transfer *>(self);
        const size_t total = size * count;
        const auto length = static_cast<qsizetype>(total);
        transfer->m_headerBytes += length;
        if (transfer->m_headerBytes > kMaxHeaderBytes) {
            transfer->m_stop = TransferStop::HeadersTooLarge;
            return 0;
        }
        const QByteArray line = QByteArray(bytes, length).trimmed();
        transfer->onHeaderLine(line);
        constexpr int kSwitchingProtocols = 101;
        if (line.isEmpty() && transfer->m_status == kSwitchingProtocols) {
            // What follows is another protocol, which may stay silent for ever.
            transfer->m_stop = TransferStop::Upgraded;
            return 0;
        }
        return total;
    }

    static size_t onBody(char *bytes, size_t size, size_t count, void *self)
    {
        const size_t total = size * count;
        return static_cast<Transfer *>(self)->takeBody(bytes, static_cast<qsizetype>(total)) ? total : 0;
    }

    static curl_socket_t onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
    {
        const int opened = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
        if (opened >= 0) {
            static_cast<Transfer *>(self)->m_sockets.push_back(opened);
        }
        return opened;
    }

    static int onCloseSocket(void *self, curl_socket_t closed)
    {
        auto *transfer = static_cast<Transfer *>(self);
        // The last chance: much may have happened since the last event.
        transfer->notePeer();
        transfer->m_tls.completeFirstBytes(closed);
        std::erase(transfer->m_sockets, closed);
        return close(closed);
    }

    static CURLcode onTlsContext(CURL *, void *context, void *self)
    {
        auto *transfer = static_cast<Transfer *>(self);
        if (transfer->m_isForProxyNext) {
            transfer->m_isForProxyNext = false;
        } else {
            transfer->m_tls.install(context);
        }
        return CURLE_OK;
    }
};

void Transfer::ListDeleter::operator()(void *list) const
{
    curl_slist_free_all(static_cast<curl_slist *>(list));
}

Transfer::Transfer(TransferPlan plan)
    : m_plan(std::move(plan))
    , m_tls(matchedName(m_plan.request.url), {})
    , m_easy(curl_easy_init(), [](void *easy) { curl_easy_cleanup(easy); })
    , m_errorText(CURL_ERROR_SIZE, '\0')
{
    if (hasCredential()) {
        // Without somebody to ask, nothing is trusted.
        m_tls =
            TlsObserver(matchedName(m_plan.request.url), [mayTrust = m_plan.mayTrust](const TlsHandshake &handshake) {
                return mayTrust && mayTrust(handshake);
            });
    }
    m_usesTunnel = m_plan.proxy && !isSocks(*m_plan.proxy) &&
                   (isSecure(m_plan.request.url) || m_plan.protocol == TransferPlan::Protocol::Http2);
    if (m_easy) {
        setUp();
    }
}

Transfer::~Transfer() = default;

bool Transfer::hasCredential() const
{
    const auto &headers = m_plan.request.headers;
    return !m_plan.bearer.isEmpty() || !m_plan.request.url.userInfo().isEmpty() ||
           std::any_of(headers.begin(), headers.end(),
                       [](const auto &header) { return isAuthorization(header.first); });
}

void Transfer::setUp()
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "duo-doctor/" DUODOCTOR_VERSION);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_plan.limit.count()));

    // The observer decides in the handshake; curl itself neither loads a trust store nor checks.
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_CAINFO, nullptr);
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, Callbacks::onTlsContext);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, this);

    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, Callbacks::onOpenSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, Callbacks::onCloseSocket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, Callbacks::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, Callbacks::onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    setUpRequest();
    setUpHeaders();
    setUpProxy();
    setUpNames();
}

void Transfer::setUpRequest()
{
    CURL *easy = m_easy.get();
    const HttpRequest &request = m_plan.request;
    curl_easy_setopt(easy, CURLOPT_URL, request.url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment).constData());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    if (m_plan.protocol == TransferPlan::Protocol::Http1) {
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    } else {
        curl_easy_setopt(
            easy, CURLOPT_HTTP_VERSION,
            static_cast<long>(isSecure(request.url) ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE));
    }
    if (request.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    } else if (!request.body.isEmpty() || request.method == "POST") {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, m_plan.request.body.constData());
    }
    if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") {
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.constData());
    }
    if (!request.url.userInfo().isEmpty() && m_plan.bearer.isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, request.url.userName(QUrl::FullyDecoded).toUtf8().constData());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, request.url.password(QUrl::FullyDecoded).toUtf8().constData());
    }
}

void Transfer::append(List &list, const QByteArray &line)
{
    if (curl_slist *grown = curl_slist_append(static_cast<curl_slist *>(list.get()), line.constData())) {
        static_cast<void>(list.release()); // the grown list has taken it over
        list.reset(grown);
    }
}

void Transfer::setUpHeaders()
{
    bool hasContentType = false;
    for (const auto &[name, value] : m_plan.request.headers) {
        if (isOneLine(name) && isOneLine(value)) {
            append(m_headerList, value.isEmpty() ? name + ';' : name + ": " + value);
            hasContentType = hasContentType || name.compare("content-type", Qt::CaseInsensitive) == 0;
        }
    }
    if (!m_plan.bearer.isEmpty()) {
        append(m_headerList, "Authorization: Bearer " + m_plan.bearer);
    }
    if (!hasContentType) {
        append(m_headerList, "Content-Type:"); // curl would call any body a form
    }
    append(m_headerList, "Expect:");
    curl_easy_setopt(m_easy.get(), CURLOPT_HTTPHEADER, m_headerList.get());
    curl_easy_setopt(m_easy.get(), CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
}

void Transfer::setUpProxy()
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    if (!m_plan.proxy) {
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        return;
    }
    const ProxyChoice &proxy = *m_plan.proxy;
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy.url.toEncoded().constData());
    m_isForProxyNext = proxy.url.scheme() == "https"_L1;
    if (m_usesTunnel) {
        curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
    }
    if (!proxy.userInfo.isEmpty()) {
        const qsizetype colon = proxy.userInfo.indexOf(u':');
        const QString user = colon < 0 ? proxy.userInfo : proxy.userInfo.first(colon);
        const QString password = colon < 0 ? QString{} : proxy.userInfo.sliced(colon + 1);
        curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, user.toUtf8().constData());
        curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, password.toUtf8().constData());
    }
}

void Transfer::setUpNames()
{
    for (const PinnedName &name : m_plan.names) {
        QByteArrayList addresses;
        for (const QString &address : name.addresses) {
            const QByteArray text = address.toLatin1();
            addresses << (text.contains(':') ? '[' + text + ']' : text);
        }
        const QByteArray target = ':' + QByteArray::number(name.port) + ':' + addresses.join(',');
        append(m_nameList, name.host + target);
        if (name.host.endsWith('.')) {
            append(m_nameList, name.host.chopped(1) + target);
        }
    }
    curl_easy_setopt(m_easy.get(), CURLOPT_RESOLVE, m_nameList.get());
}

void Transfer::notePeer()
{
    if (m_connectedAt) {
        return;
    }
    const int keptError = errno; // curl may be about to read it
    for (const int socket : m_sockets) {
        const QString peer = peerOf(socket);
        if (!peer.isEmpty()) {
            m_peer = peer;
            m_connectedAt = std::chrono::steady_clock::now();
            break;
        }
    }
    errno = keptError;
}

void Transfer::observe(qintptr socket)
{
    notePeer();
    // On a connection that failed, reading would take the error away from curl.
    if (!m_connectedAt) {
        return;
    }
    if (isSecure(m_plan.request.url)) {
        m_tls.peek(socket);
        return;
    }
    if (m_plan.proxy || !m_firstBytes.isEmpty()) {
        return;
    }
    std::array<char, kPeekBytes> bytes{};
    const ssize_t size = recv(static_cast<int>(socket), bytes.data(), bytes.size(), MSG_PEEK | MSG_DONTWAIT);
    if (size > 0) {
        m_firstBytes = QByteArray(bytes.data(), size);
    }
}

void Transfer::onHeaderLine(const QByteArray &line)
{
    if (const int status = statusOf(line); status != 0) {
        m_status = status;
        m_headers.clear(); // what came before was an interim answer
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon > 0) {
        m_headers.emplaceBack(line.first(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
}

bool Transfer::takeBody(const char *bytes, qsizetype size)
{
    if (m_status == 0) {
        m_body = QByteArray(bytes, qMin(size, kMaxForeignBytes));
        m_isBodyTruncated = size > kMaxForeignBytes;
        m_stop = TransferStop::NotHttp;
        return false;
    }
    if (m_plan.request.stream && m_pieces.size() < kMaxPieces) {
        m_pieces << BodyPiece{
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_startedAt) -
                sinceStart(CURLINFO_PRETRANSFER_TIME_T),
            size};
    }
    const qsizetype room = qMax<qsizetype>(0, m_plan.request.maxBodyBytes - m_body.size());
    m_body.append(bytes, qMin(size, room));
    if (size > room) {
        m_isBodyTruncated = true;
        m_stop = TransferStop::BodyFull;
        return false;
    }
    return true;
}

std::chrono::microseconds Transfer::sinceStart(int curlTimeInfo) const
{
    curl_off_t microseconds = 0;
    curl_easy_getinfo(m_easy.get(), static_cast<CURLINFO>(curlTimeInfo), &microseconds);
    return std::chrono::microseconds(microseconds);
}

/// HTTP/1 that is none comes to takeBody(). In HTTP/2, the first frame of a server is SETTINGS (RFC 9113 section 3.4).
bool Transfer::isForeign() const
{
    constexpr qsizetype kFrameType = 3;
    constexpr char kSettings = 4;
    return m_plan.protocol == TransferPlan::Protocol::Http2 && m_status == 0 && m_firstBytes.size() > kFrameType &&
           m_firstBytes[kFrameType] != kSettings;
}

TransferFacts Transfer::facts(std::optional<int> curlCode) const
{
    long osError = 0;
    long tunnelStatus = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_OS_ERRNO, &osError);
    curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &tunnelStatus);
    TransferFacts facts;
    facts.curlCode = curlCode.value_or(CURLE_OK);
    facts.hasRunOut = !curlCode;
    facts.osError = static_cast<int>(osError);
    facts.isSecure = isSecure(m_plan.request.url);
    facts.usesProxy = m_plan.proxy.has_value();
    facts.usesTunnel = m_usesTunnel;
    facts.isConnected = m_connectedAt || (m_tls.observation().hasStarted && !m_plan.proxy) ||
                        sinceStart(CURLINFO_CONNECT_TIME_T).count() > 0;
    facts.isRequestSent = sinceStart(CURLINFO_PRETRANSFER_TIME_T).count() > 0;
    facts.tunnelStatus = static_cast<int>(tunnelStatus);
    facts.status = m_status;
    facts.stop = m_stop == TransferStop::None && isForeign() ? TransferStop::NotHttp : m_stop;
    facts.tls = m_tls.observation();
    return facts;
}

/// curl tells of a connection only when all that stands on it is ready too, so the socket's own word counts, and the
/// start of TLS, whichever came first.
void Transfer::fillConnect(HttpExchange &exchange) const
{
    const auto microseconds = [this](std::chrono::steady_clock::time_point at) {
        return std::chrono::duration_cast<std::chrono::microseconds>(at - m_startedAt);
    };
    std::optional<std::chrono::microseconds> connectedAfter;
    const auto take = [&connectedAfter](std::chrono::microseconds candidate) {
        connectedAfter = std::min(connectedAfter.value_or(candidate), candidate);
    };
    if (const auto byCurl = sinceStart(CURLINFO_CONNECT_TIME_T); byCurl.count() > 0) {
        take(byCurl);
    }
    if (m_connectedAt) {
        take(microseconds(*m_connectedAt));
    }
    if (m_tls.observation().hasStarted && !m_plan.proxy) {
        take(microseconds(m_tls.observation().startedAt));
    }
    if (!connectedAfter) {
        return;
    }
    exchange.phases.connect = connectedAfter;
    exchange.connectedTo = m_peer;
    if (m_peer.isEmpty()) {
        const char *address = nullptr;
        long port = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_PRIMARY_IP, &address);
        curl_easy_getinfo(m_easy.get(), CURLINFO_PRIMARY_PORT, &port);
        exchange.connectedTo = withPort(QString::fromLatin1(address), static_cast<int>(port));
    }
}

void Transfer::fillConnection(HttpExchange &exchange) const
{
    fillConnect(exchange);
    const TlsObservation &tls = m_tls.observation();
    if (tls.hasAnswer) {
        exchange.tls = tls.handshake;
    }
    if (tls.isDone) {
        exchange.phases.tls = std::chrono::duration_cast<std::chrono::microseconds>(tls.doneAt - tls.startedAt);
    }
    const auto firstByteAfter = sinceStart(CURLINFO_STARTTRANSFER_TIME_T);
    if (firstByteAfter.count() > 0) {
        exchange.phases.firstByte = firstByteAfter - sinceStart(CURLINFO_PRETRANSFER_TIME_T);
    }
}

HttpExchange Transfer::exchange(std::optional<int> curlCode)
{
    notePeer();
    const HttpRequest &request = m_plan.request;
    HttpExchange exchange;
    exchange.method = request.method;
    exchange.url = request.url.adjusted(QUrl::RemoveUserInfo);
    for (const auto &header : request.headers) {
        if (!isAuthorization(header.first)) {
            exchange.requestHeaders << header;
        }
    }
    exchange.streamRequested = request.stream;
    if (m_plan.proxy) {
        exchange.proxy = m_plan.proxy->url.authority();
    }
    fillConnection(exchange);

    const TransferFacts seen = facts(curlCode);
    exchange.credentialSent = hasCredential() && seen.isRequestSent;
    exchange.proxyStatus = seen.tunnelStatus;
    exchange.status = m_status;
    if (m_status != 0) {
        long version = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_VERSION, &version);
        exchange.httpVersion = versionText(version);
    }
    exchange.headers = m_headers;
    exchange.body = m_body;
    exchange.bodyTruncated = m_isBodyTruncated;
    exchange.pieces = m_pieces;
    exchange.failure = classify(seen);
    if (exchange.failure) {
        exchange.failure.detail = QString::fromUtf8(m_errorText.constData());
        if (exchange.failure.kind == NetworkFailureKind::TlsUnsupportedProtocol && seen.tls.offeredVersion) {
            exchange.failure.detail += u"; the server chose "_s + TlsObserver::versionName(*seen.tls.offeredVersion);
        }
        if (exchange.failure.kind == NetworkFailureKind::NotTls) {
            exchange.body = seen.tls.firstBytes;
        } else if (m_status == 0 && m_body.isEmpty()) {
            exchange.body = m_firstBytes;
        }
    }
    if (m_plan.protocol == TransferPlan::Protocol::Http2 && m_status == 0) {
        adoptHttp1Answer(exchange);
    }
    return exchange;
}

/// A server that does not speak HTTP/2 answers in HTTP/1, which curl gives up on. It is an answer all the same, and its
/// version says what is wrong.
void Transfer::adoptHttp1Answer(HttpExchange &exchange) const
{
    const QByteArray statusLine = m_firstBytes.left(m_firstBytes.indexOf('\n')).trimmed();
    if (const int status = statusOf(statusLine); status != 0 && statusLine.startsWith("HTTP/1.")) {
        exchange.status = status;
        exchange.httpVersion = QString::fromLatin1(statusLine.mid(5, 3));
        exchange.body = m_firstBytes;
        exchange.failure = {};
    }
}

} // namespace duodoctor
