#pragma once

#include "deployment/proxy_selection.h"
#include "evidence/http_exchange.h"
#include "probe/failure_classification.h"
#include "probe/probe_request.h"
#include "probe/tls_observer.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace duodoctor
{

/// A name that curl must not look up itself, with the addresses to race.
struct PinnedName {
    QByteArray host;
    int port = 0;
    QStringList addresses;
};

/// Everything that one transfer needs; nothing is looked up later.
struct TransferPlan {
    enum class Protocol { Http1, Http2 }; ///< Http2: prior knowledge over plain text, ALPN over TLS

    HttpRequest request;
    Protocol protocol = Protocol::Http1;
    QByteArray bearer; ///< the credential itself; empty: none
    std::optional<ProxyChoice> proxy;
    QList<PinnedName> names;
    std::chrono::milliseconds limit{0}; ///< what is left of it; divides the time between addresses
    std::function<bool(const TlsHandshake &)> mayTrust;
};

/// One HTTP request on one connection of its own, by libcurl. Collects the answer within its bounds, and says in the
/// end what was seen. Redirects are never followed, and no certificate is refused unless a credential is at risk.
/// transfer_setup.cpp turns the request into curl's options, transfer_exchange.cpp turns what was seen into evidence.
/// Thread: that of the loop it was added to. Must be out of the loop before it is destroyed.
class Transfer
{
public:
    static constexpr qsizetype kMaxHeaderBytes = 64 * 1024;
    static constexpr qsizetype kMaxPieces = 1024;
    static constexpr qsizetype kMaxForeignBytes = 4096; ///< kept of an answer that is no HTTP

    explicit Transfer(TransferPlan plan);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    /// curl's easy handle; null when curl has none to give.
    void *handle() const { return m_easy.get(); }
    /// Looks at a socket before curl does: whether it is connected, and the first bytes of the peer.
    void observe(qintptr socket);

    /// What was seen, unredacted; phases without `dns` and `total`. Call once, after the end.
    /// @param curlCode  how curl ended it; none: our time limit did.
    HttpExchange exchange(std::optional<int> curlCode);

private:
    struct Callbacks;
    struct ListDeleter {
        void operator()(void *list) const;
    };
    using List = std::unique_ptr<void, ListDeleter>;

    void setUp();
    void setUpRequest();
    void setUpHeaders();
    void setUpProxy();
    void setUpNames();
    void append(List &list, const QByteArray &line);
    /// `HTTP/1.1 200 OK` -> 200; 0 when it is no status line.
    static int statusOfLine(const QByteArray &line);
    void onHeaderLine(const QByteArray &line);
    bool takeBody(const char *bytes, qsizetype size);
    TransferFacts facts(std::optional<int> curlCode) const;
    void notePeer();
    void fillConnect(HttpExchange &exchange) const;
    void fillConnection(HttpExchange &exchange) const;
    bool isForeign() const;
    void adoptHttp1Answer(HttpExchange &exchange) const;
    std::chrono::microseconds sinceStart(int curlTimeInfo) const;
    bool hasCredential() const;

    TransferPlan m_plan;
    bool m_usesTunnel = false;
    bool m_isForProxyNext = false; ///< the next TLS context is the proxy's, not the server's
    TlsObserver m_tls;
    std::unique_ptr<void, void (*)(void *)> m_easy;
    List m_headerList;
    List m_nameList;
    QByteArray m_errorText;
    std::chrono::steady_clock::time_point m_startedAt = std::chrono::steady_clock::now();

    std::vector<int> m_sockets; ///< open ones; several while addresses race
    QString m_peer;
    std::optional<std::chrono::steady_clock::time_point> m_connectedAt;
    int m_status = 0;
    qsizetype m_headerBytes = 0;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
    QByteArray m_body;
    QByteArray m_firstBytes;
    bool m_isBodyTruncated = false;
    QList<BodyPiece> m_pieces;
    TransferStop m_stop = TransferStop::None;
};

} // namespace duodoctor
