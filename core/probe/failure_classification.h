#pragma once

#include "evidence/network_failure.h"
#include "probe/tls_observer.h"

#include <optional>

namespace duodoctor
{

/// Why we ended a transfer ourselves while its body or headers came.
enum class TransferStop {
    None,
    BodyFull, ///< the size limit; what came is a usable answer
    Upgraded, ///< the server speaks another protocol from here on
    HeadersTooLarge,
    NotHttp ///< bytes came that are no HTTP answer
};

/// How far a transfer got when it ended, in codes only.
struct TransferFacts {
    int curlCode = 0;       ///< CURLcode; meaningless when hasRunOut
    int osError = 0;        ///< errno of the last failed connection
    bool hasRunOut = false; ///< our own time limit
    bool isSecure = false;  ///< https
    bool usesProxy = false;
    bool usesTunnel = false;  ///< https through a proxy
    bool isConnected = false; ///< to the server, or to the proxy
    bool isRequestSent = false;
    int tunnelStatus = 0; ///< the proxy's answer to CONNECT
    int status = 0;       ///< the server's, or the proxy's for plain http
    TransferStop stop = TransferStop::None;
    TlsObservation tls;
};

/// @return failure without its detail; kind None for a complete answer. Pure; any thread.
/// Source: curl's error codes as of 7.88, errno, and the alerts of RFC 8446 section 6.
NetworkFailure classify(const TransferFacts &facts);

} // namespace duodoctor
