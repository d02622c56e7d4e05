#include "probe/transfer.h"

#include "probe/request_facts.h"

#include <curl/curl.h>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isOneLine(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
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

} // namespace duodoctor
