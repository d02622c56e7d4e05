#include "recognise/form_exchange.h"

#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = NetworkFailureKind;
using Stage = NetworkStage;

struct Words {
    QLatin1StringView words;
    Kind kind;
    Stage stage;
};

/// What the words tell more exactly than the number. The first that occurs wins.
constexpr std::array kWords{
    Words{"Could not resolve proxy"_L1, Kind::NameNotFound, Stage::ProxyResolve},
    Words{"proxy CONNECT aborted"_L1, Kind::ProxyRefusedTunnel, Stage::ProxyAnswer},
    Words{"code 407 from proxy"_L1, Kind::ProxyAuthRequired, Stage::ProxyAnswer},
    Words{"response 407"_L1, Kind::ProxyAuthRequired, Stage::ProxyAnswer},
    Words{"from proxy after CONNECT"_L1, Kind::ProxyRefusedTunnel, Stage::ProxyAnswer},
    Words{"CONNECT tunnel failed"_L1, Kind::ProxyRefusedTunnel, Stage::ProxyAnswer},
    Words{"Resolving timed out"_L1, Kind::NameServerSilent, Stage::Resolve},
    Words{"Could not resolve host"_L1, Kind::NameNotFound, Stage::Resolve},
    Words{"No route to host"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Words{"Network is unreachable"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Words{"Connection refused"_L1, Kind::Refused, Stage::Connect},
    // curl's own words stay English, the system's are translated: German and French, as far as they are ASCII.
    Words{"Keine Route zum Zielrechner"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Words{"Netzwerk ist nicht erreichbar"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Words{"Aucun chemin d'acc"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Words{"seau n'est pas accessible"_L1, Kind::NetworkUnreachable, Stage::Connect},
    Words{"Verbindungsaufbau abgelehnt"_L1, Kind::Refused, Stage::Connect},
    Words{"Connexion refus"_L1, Kind::Refused, Stage::Connect},
    Words{"Die Wartezeit f"_L1, Kind::TimedOut, Stage::Connect},
    Words{"Verbindung vom Kommunikationspartner"_L1, Kind::ClosedByPeer, Stage::Response},
    Words{"Connection timed out"_L1, Kind::TimedOut, Stage::Connect},
    Words{"Connection timeout"_L1, Kind::TimedOut, Stage::Connect},
    Words{"Timeout was reached"_L1, Kind::TimedOut, Stage::Connect},
    Words{"SSL connection timeout"_L1, Kind::TimedOut, Stage::Tls},
    Words{"Operation timed out"_L1, Kind::TimedOut, Stage::Response},
    Words{"SEC_E_INVALID_TOKEN"_L1, Kind::NotTls, Stage::Tls}, // schannel, the TLS of Windows
    Words{"wrong version number"_L1, Kind::NotTls, Stage::Tls},
    Words{"packet length too long"_L1, Kind::NotTls, Stage::Tls},
    Words{"record layer failure"_L1, Kind::NotTls, Stage::Tls},
    Words{"http request"_L1, Kind::NotTls, Stage::Tls},
    Words{"certificate required"_L1, Kind::TlsAlertCertificateRequired, Stage::Tls},
    Words{"protocol version"_L1, Kind::TlsAlertProtocolVersion, Stage::Tls},
    Words{"unsupported protocol"_L1, Kind::TlsUnsupportedProtocol, Stage::Tls},
    Words{"dh key too small"_L1, Kind::TlsUnsupportedProtocol, Stage::Tls},
    Words{"handshake failure"_L1, Kind::TlsAlertHandshakeFailure, Stage::Tls},
    Words{"SSL_ERROR_SYSCALL"_L1, Kind::ClosedByPeer, Stage::Tls},
    Words{"unexpected eof"_L1, Kind::ClosedByPeer, Stage::Tls},
    Words{"HTTP/0.9"_L1, Kind::NotHttp, Stage::Response},
};

struct ExitCode {
    int code;
    Kind kind;
    Stage stage;
};

constexpr std::array kExitCodes{ExitCode{1, Kind::UrlInvalid, Stage::Url},
                                ExitCode{3, Kind::UrlInvalid, Stage::Url},
                                ExitCode{5, Kind::NameNotFound, Stage::ProxyResolve},
                                ExitCode{6, Kind::NameNotFound, Stage::Resolve},
                                ExitCode{7, Kind::Refused, Stage::Connect},
                                ExitCode{8, Kind::NotHttp, Stage::Response},
                                ExitCode{16, Kind::Other, Stage::Response},
                                ExitCode{18, Kind::ClosedByPeer, Stage::Response},
                                ExitCode{28, Kind::TimedOut, Stage::Response},
                                ExitCode{35, Kind::TlsOther, Stage::Tls},
                                ExitCode{51, Kind::CertificateNotTrusted, Stage::Tls},
                                ExitCode{52, Kind::ClosedByPeer, Stage::Response},
                                ExitCode{55, Kind::ClosedByPeer, Stage::Request},
                                ExitCode{56, Kind::ClosedByPeer, Stage::Response},
                                ExitCode{58, Kind::TlsOther, Stage::Tls},
                                ExitCode{60, Kind::CertificateNotTrusted, Stage::Tls},
                                ExitCode{77, Kind::CertificateNotTrusted, Stage::Tls},
                                ExitCode{92, Kind::ClosedByPeer, Stage::Response},
                                ExitCode{97, Kind::ProxyRefusedTunnel, Stage::ProxyAnswer}};

} // namespace

NetworkFailure failureOfCurl(int exitCode, const QString &words)
{
    constexpr int kHttpError = 22;
    constexpr int kTrust = 60;
    constexpr int kTrustOld = 51;
    constexpr int kBundle = 77; // its file cannot be read
    if (exitCode == kHttpError) {
        return {}; // an answer came; its status says more
    }
    const bool isRefusedByWindows = words.contains("SEC_E_UNTRUSTED_ROOT"_L1) ||
                                    words.contains("SEC_E_CERT_EXPIRED"_L1) ||
                                    words.contains("SEC_E_WRONG_PRINCIPAL"_L1);
    if (exitCode == kTrust || exitCode == kTrustOld || exitCode == kBundle || isRefusedByWindows) {
        return {Kind::CertificateNotTrusted, Stage::Tls, u"verify 0: "_s + words};
    }
    for (const Words &row : kWords) {
        if (words.contains(row.words, Qt::CaseInsensitive)) {
            return {row.kind, row.stage, words};
        }
    }
    constexpr int kHandshake = 35;
    if (exitCode == kHandshake && words.contains("reset by peer"_L1, Qt::CaseInsensitive)) {
        return {Kind::ClosedByPeer, Stage::Tls, words};
    }
    constexpr int kTime = 28;
    if (exitCode == kTime && words.startsWith("Failed to connect to"_L1)) {
        return {Kind::TimedOut, Stage::Connect, words};
    }
    for (const ExitCode &row : kExitCodes) {
        if (row.code == exitCode) {
            return {row.kind, row.stage, words};
        }
    }
    return {Kind::Other, Stage::Response, words};
}

} // namespace duodoctor::readers
