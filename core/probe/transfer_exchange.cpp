#include "probe/transfer.h"

#include "probe/request_facts.h"
#include "probe/socket_peer.h"

#include <curl/curl.h>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

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
    HttpExchange exchange = unansweredExchange(m_plan.request, m_plan.proxy);
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
    if (const int status = statusOfLine(statusLine); status != 0 && statusLine.startsWith("HTTP/1.")) {
        exchange.status = status;
        exchange.httpVersion = QString::fromLatin1(statusLine.mid(5, 3));
        exchange.body = m_firstBytes;
        exchange.failure = {};
    }
}

} // namespace duodoctor
