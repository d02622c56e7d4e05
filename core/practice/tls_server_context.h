#pragma once

#include "practice/served_chain.h"

#include <QByteArray>
#include <QList>

#include <memory>

struct ssl_ctx_st;

namespace duodoctor
{

/// How a practice server speaks TLS.
struct TlsServerSettings {
    ServedChain chain;
    QList<QByteArray> protocols; ///< ALPN, most wanted first; empty: ALPN is ignored
    bool isClientCertificateRequired = false;
    bool isOldProtocolOnly = false; ///< nothing above TLS 1.1
    QByteArray answerToPlainText;   ///< what a client hears that forgot TLS; empty: the connection is closed
};

/// A server's TLS side over libssl itself: Qt's server sockets refuse what faults need (keys of 1024 bits, SHA-1,
/// TLS 1.1). Thread: made once, then read by any.
class TlsServerContext
{
public:
    /// @return null when libssl refuses the chain or the key.
    static std::shared_ptr<const TlsServerContext> make(const TlsServerSettings &settings);
    ~TlsServerContext();

    TlsServerContext(const TlsServerContext &) = delete;
    TlsServerContext &operator=(const TlsServerContext &) = delete;

    const TlsServerSettings &settings() const { return m_settings; }
    ssl_ctx_st *handle() const { return m_context; }

private:
    TlsServerContext(const TlsServerSettings &settings, ssl_ctx_st *context);
    bool load();

    TlsServerSettings m_settings;
    QByteArray m_protocolList; ///< ALPN as on the wire
    ssl_ctx_st *m_context = nullptr;
};

} // namespace duodoctor
