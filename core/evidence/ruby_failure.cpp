#include "evidence/ruby_failure.h"

#include <array>
#include <span>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = NetworkFailureKind;
using Stage = NetworkStage;

struct Row {
    QLatin1StringView part; ///< lower case
    Kind kind;
    Stage stage;
};

/// By the end of the class name.
constexpr std::array kClasses{
    Row{"errno::econnrefused"_L1, Kind::Refused, Stage::Connect},
    Row{"errno::ehostunreach"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Row{"errno::enetunreach"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Row{"errno::enetdown"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Row{"errno::ehostdown"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Row{"errno::etimedout"_L1, Kind::TimedOut, Stage::Connect},
    Row{"opentimeout"_L1, Kind::TimedOut, Stage::Connect},
    Row{"readtimeout"_L1, Kind::TimedOut, Stage::Response},
    Row{"readtotaltimeout"_L1, Kind::TimedOut, Stage::Response},
    Row{"writetimeout"_L1, Kind::TimedOut, Stage::Request},
    Row{"headerreadtimeout"_L1, Kind::TimedOut, Stage::Response},
    Row{"timeout::error"_L1, Kind::TimedOut, Stage::Response},
    Row{"io::timeouterror"_L1, Kind::TimedOut, Stage::Connect},
    Row{"errno::econnreset"_L1, Kind::ClosedByPeer, Stage::Response},
    Row{"errno::econnaborted"_L1, Kind::ClosedByPeer, Stage::Response},
    Row{"errno::epipe"_L1, Kind::ClosedByPeer, Stage::Request},
    Row{"eoferror"_L1, Kind::ClosedByPeer, Stage::Response},
    Row{"net::httpbadresponse"_L1, Kind::NotHttp, Stage::Response},
    Row{"uri::invalidurierror"_L1, Kind::UrlInvalid, Stage::Url},
    Row{"uri::badurierror"_L1, Kind::UrlInvalid, Stage::Url},
    Row{"unsupportedurischeme"_L1, Kind::UrlInvalid, Stage::Url},
    Row{"socketerror"_L1, Kind::NameNotFound, Stage::Resolve},
    Row{"resolutionerror"_L1, Kind::NameNotFound, Stage::Resolve},
    Row{"resolv::resolverror"_L1, Kind::NameNotFound, Stage::Resolve},
    Row{"resolv::resolvtimeout"_L1, Kind::NameServerSilent, Stage::Resolve},
};

/// By the message of OpenSSL::SSL::SSLError; the first match wins.
constexpr std::array kTlsMessages{
    Row{"certificate verify failed"_L1, Kind::CertificateNotTrusted, Stage::Tls},
    Row{"does not match"_L1, Kind::CertificateNotTrusted, Stage::Tls},
    Row{"hostname mismatch"_L1, Kind::CertificateNotTrusted, Stage::Tls},
    Row{"wrong version number"_L1, Kind::NotTls, Stage::Tls},
    Row{"wrong_version_number"_L1, Kind::NotTls, Stage::Tls},
    Row{"packet length too long"_L1, Kind::NotTls, Stage::Tls},
    Row{"record layer failure"_L1, Kind::NotTls, Stage::Tls},
    Row{"http request"_L1, Kind::NotTls, Stage::Tls},
    Row{"unknown protocol"_L1, Kind::NotTls, Stage::Tls},
    Row{"certificate required"_L1, Kind::TlsAlertCertificateRequired, Stage::Tls},
    Row{"unsupported protocol"_L1, Kind::TlsUnsupportedProtocol, Stage::Tls},
    Row{"protocol version"_L1, Kind::TlsAlertProtocolVersion, Stage::Tls},
    Row{"dh key too small"_L1, Kind::TlsUnsupportedProtocol, Stage::Tls},
    Row{"no protocols available"_L1, Kind::TlsUnsupportedProtocol, Stage::Tls},
    Row{"handshake failure"_L1, Kind::TlsAlertHandshakeFailure, Stage::Tls},
    Row{"unexpected eof"_L1, Kind::ClosedByPeer, Stage::Tls},
    Row{"syscall"_L1, Kind::ClosedByPeer, Stage::Tls},
};

/// What is known from the message when the class is one that wraps others (Faraday, BlockedUrlError, a bare string).
constexpr std::array kMessages{
    Row{"getaddrinfo"_L1, Kind::NameNotFound, Stage::Resolve},
    Row{"name or service not known"_L1, Kind::NameNotFound, Stage::Resolve},
    Row{"host cannot be resolved"_L1, Kind::NameNotFound, Stage::Resolve},
    Row{"only allowed schemes"_L1, Kind::UrlInvalid, Stage::Url},
    Row{"uri is invalid"_L1, Kind::UrlInvalid, Stage::Url},
    Row{"connection refused"_L1, Kind::Refused, Stage::Connect},
    Row{"no route to host"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Row{"network is unreachable"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Row{"net::opentimeout"_L1, Kind::TimedOut, Stage::Connect},
    Row{"execution expired"_L1, Kind::TimedOut, Stage::Connect},
    Row{"connection timed out"_L1, Kind::TimedOut, Stage::Connect},
    Row{"net::readtimeout"_L1, Kind::TimedOut, Stage::Response},
    Row{"proxy authentication required"_L1, Kind::ProxyAuthRequired, Stage::ProxyAnswer},
    Row{"connection reset by peer"_L1, Kind::ClosedByPeer, Stage::Response},
    Row{"end of file reached"_L1, Kind::ClosedByPeer, Stage::Response},
};

bool isTlsClass(const QString &errorClass, const QString &message)
{
    return errorClass.contains("sslerror"_L1) || message.contains("ssl_connect"_L1) ||
           message.contains("certificate verify failed"_L1);
}

const Row *rowWithin(std::span<const Row> rows, const QString &text)
{
    for (const Row &row : rows) {
        if (text.contains(row.part)) {
            return &row;
        }
    }
    return nullptr;
}

const Row *rowOfClass(const QString &errorClass)
{
    for (const Row &row : kClasses) {
        if (errorClass.endsWith(row.part)) {
            return &row;
        }
    }
    return nullptr;
}

bool isFilterClass(const QString &errorClass)
{
    return errorClass.contains("BlockedUrlError"_L1);
}

} // namespace

NetworkFailure failureOfRubyError(const QString &errorClass, const QString &message)
{
    constexpr qsizetype kMaxMessage = 4000;
    const QString name = errorClass.left(200).toLower();
    const QString text = message.left(kMaxMessage).toLower();
    const auto failure = [&](Kind kind, Stage stage) { return NetworkFailure{kind, stage, message.left(kMaxMessage)}; };
    if (isTlsClass(name, text)) {
        const Row *row = rowWithin(kTlsMessages, text);
        return row ? failure(row->kind, row->stage) : failure(Kind::TlsOther, Stage::Tls);
    }
    // A SocketError for a TCP connection tells its cause in the message.
    const Row *row = rowOfClass(name);
    if (!row) {
        row = rowWithin(kMessages, text);
    }
    return row ? failure(row->kind, row->stage) : NetworkFailure{};
}

bool isRefusedByOutboundFilter(const QString &errorClass, const QString &message)
{
    const QString text = message.left(4000);
    for (const QLatin1StringView other : {"cannot be resolved"_L1, "uri is invalid"_L1, "only allowed schemes"_L1}) {
        if (text.contains(other, Qt::CaseInsensitive)) {
            return false;
        }
    }
    const bool isRefusal =
        text.contains("is blocked"_L1, Qt::CaseInsensitive) || text.contains("not allowed"_L1, Qt::CaseInsensitive);
    return isFilterClass(errorClass) || (isRefusal && text.contains("Requests to "_L1));
}

} // namespace duodoctor
