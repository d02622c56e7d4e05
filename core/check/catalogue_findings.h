#pragma once

#include "judge/finding_ids.h"

#include <QList>

/// What the judges shared by several rows may give.
namespace duodoctor::catalogue
{

inline QList<FindingId> connectionFindings()
{
    using namespace finding;
    return {kConnectRefused,   kConnectTimeout,    kNetworkUnreachable,     kConnectionClosed,
            kProxyUnreachable, kProxyAuthRequired, kProxyInterceptsInternal};
}

inline QList<FindingId> arrivalFindings()
{
    using namespace finding;
    return {kConnectionClosed, kResponseTimeout, kHttpOnTlsPort, kUrlWrongPort};
}

inline QList<FindingId> handshakeFindings()
{
    using namespace finding;
    return {kTlsNotTls, kTlsProtocolTooOld, kTlsHandshakeFailed, kTlsClientCertificateRequired};
}

/// Of one chain against one trust store.
inline QList<FindingId> chainFindings()
{
    using namespace finding;
    return {kTlsExpired,
            kTlsNotYetValid,
            kTlsExpiresSoon,
            kTlsSelfSigned,
            kTlsUntrustedCa,
            kTlsIncompleteChain,
            kTlsIntermediateExpired,
            kTlsRootExpired,
            kTlsHostnameMismatch,
            kTlsCommonNameOnly,
            kTlsWeakSignature,
            kTlsWeakKey,
            kTlsNotACa,
            kTlsPathLength,
            kTlsWrongUsage,
            kTlsNameConstraint,
            kTlsInvalidCertificate,
            kTlsValidityTooLong,
            kTlsChainOrder,
            kTlsExtraCertificates,
            kTlsIntercepted,
            kTlsDevelopmentCa};
}

inline QList<FindingId> trustFileFindings()
{
    using namespace finding;
    return {kCaBundlePathMissing, kPemUnreadable, kPemWrongFormat,
            kPemByteOrderMark,    kPemEmpty,      kPemContainsPrivateKey};
}

} // namespace duodoctor::catalogue
