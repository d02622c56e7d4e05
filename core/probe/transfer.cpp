#include "probe/transfer.h"

#include "probe/request_facts.h"
#include "probe/socket_peer.h"

#include <curl/curl.h>

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr size_t kPlainPeekBytes = 512;

bool isSocks(const ProxyChoice &proxy)
{
    return proxy.url.scheme().startsWith("socks"_L1);
}

/// The name that a certificate has to be for.
QString matchedName(const QUrl &url)
{
    QString host = QString::fromLatin1(hostOf(url));
    if (host.endsWith(u'.')) {
        host.chop(1);
    }
    return host;
}

} // namespace

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

int Transfer::statusOfLine(const QByteArray &line)
{
    if (!line.startsWith("HTTP/")) {
        return 0;
    }
    const qsizetype space = line.indexOf(' ');
    return space < 0 ? 0 : line.mid(space + 1, 3).toInt();
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
    std::array<char, kPlainPeekBytes> bytes{};
    const ssize_t size = recv(static_cast<int>(socket), bytes.data(), bytes.size(), MSG_PEEK | MSG_DONTWAIT);
    if (size > 0) {
        m_firstBytes = QByteArray(bytes.data(), size);
    }
}

void Transfer::onHeaderLine(const QByteArray &line)
{
    if (const int status = statusOfLine(line); status != 0) {
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

} // namespace duodoctor
