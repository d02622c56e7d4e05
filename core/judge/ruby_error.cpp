#include "judge/ruby_error.h"

#include "evidence/ruby_failure.h"
#include "judge/error_text.h"
#include "judge/finding_ids.h"
#include "judge/url_form.h"

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = NetworkFailureKind;

struct CertificateRow {
    QLatin1StringView part;
    FindingId id;
};

/// Reasons in OpenSSL's words; the first match wins, so the longer ones stand first.
constexpr std::array kCertificateReasons{
    CertificateRow{"certificate in certificate chain"_L1, finding::kTlsGitlabLacksCa},
    CertificateRow{"unable to get local issuer"_L1, finding::kTlsGitlabLacksCa},
    CertificateRow{"unable to get issuer"_L1, finding::kTlsGitlabLacksCa},
    CertificateRow{"unable to verify the first certificate"_L1, finding::kTlsIncompleteChain},
    CertificateRow{"self-signed certificate"_L1, finding::kTlsSelfSigned},
    CertificateRow{"self signed certificate"_L1, finding::kTlsSelfSigned},
    CertificateRow{"has expired"_L1, finding::kTlsExpired},
    CertificateRow{"not yet valid"_L1, finding::kTlsNotYetValid},
    CertificateRow{"hostname mismatch"_L1, finding::kTlsHostnameMismatch},
    CertificateRow{"ip address mismatch"_L1, finding::kTlsHostnameMismatch},
    CertificateRow{"does not match"_L1, finding::kTlsHostnameMismatch},
    CertificateRow{"md too weak"_L1, finding::kTlsWeakSignature},
    CertificateRow{"key too small"_L1, finding::kTlsWeakKey},
    CertificateRow{"key too weak"_L1, finding::kTlsWeakKey},
    CertificateRow{"invalid ca certificate"_L1, finding::kTlsNotACa},
    CertificateRow{"unsuitable certificate purpose"_L1, finding::kTlsWrongUsage},
};

FindingId findingOfRefusedCertificate(const QString &message)
{
    for (const CertificateRow &row : kCertificateReasons) {
        if (message.contains(row.part, Qt::CaseInsensitive)) {
            return row.id;
        }
    }
    return finding::kTlsGitlabLacksCa;
}

std::optional<FindingId> findingOfTimeOut(NetworkStage stage)
{
    return stage == NetworkStage::Connect ? finding::kConnectTimeout : finding::kResponseTimeout;
}

std::optional<FindingId> findingOfTlsFailure(Kind kind)
{
    switch (kind) {
    case Kind::NotTls:
        return finding::kTlsNotTls;
    case Kind::TlsAlertProtocolVersion:
    case Kind::TlsUnsupportedProtocol:
        return finding::kTlsProtocolTooOld;
    case Kind::TlsAlertCertificateRequired:
        return finding::kTlsClientCertificateRequired;
    case Kind::TlsAlertHandshakeFailure:
    case Kind::TlsOther:
        return finding::kTlsHandshakeFailed;
    default:
        return std::nullopt;
    }
}

std::optional<FindingId> findingOfFailure(const NetworkFailure &failure)
{
    switch (failure.kind) {
    case Kind::NameNotFound:
    case Kind::NameServerSilent:
        return finding::kDnsNotFound;
    case Kind::Refused:
        return finding::kConnectRefused;
    case Kind::NetworkUnreachable:
        return finding::kNetworkUnreachable;
    case Kind::TimedOut:
        return findingOfTimeOut(failure.stage);
    case Kind::ClosedByPeer:
        return finding::kConnectionClosed;
    case Kind::UrlInvalid:
        return finding::kUrlInvalid;
    case Kind::ProxyAuthRequired:
        return finding::kProxyAuthRequired;
    case Kind::CertificateNotTrusted:
        return findingOfRefusedCertificate(failure.detail);
    case Kind::NotHttp:
        // `wrong status line: "\x15\x03\x01..."` is the alert of a TLS server.
        return failure.detail.contains("\\x15\\x03"_L1) || failure.detail.contains(u'\x15')
                   ? finding::kHttpOnTlsPort
                   : finding::kConnectionClosed;
    default:
        return findingOfTlsFailure(failure.kind);
    }
}

QString wordsOf(const QString &errorClass, const QString &message)
{
    const QString words = message.simplified().left(300);
    // Not Ruby's, but our own mark of a message without an exception (resources/agent/README.md).
    if (errorClass.isEmpty() || errorClass == "Refused::Message"_L1) {
        return words;
    }
    return words.isEmpty() ? errorClass : errorClass + ": "_L1 + words;
}

/// What the sentences of certificate findings need and an exception does not tell.
void fillUnknown(Arguments &arguments)
{
    const QString unknown = u"a date that the message does not name"_s;
    const Arguments fallback{{Argument::NotAfter, unknown},
                             {Argument::NotBefore, unknown},
                             {Argument::Names, u"other names"_s},
                             {Argument::Proxy, u"that GitLab uses"_s}};
    arguments.merge(fallback);
}

} // namespace

std::optional<Finding> findingOfRubyError(const QString &errorClass, const QString &message, const Arguments &place)
{
    Arguments arguments = place;
    arguments.set(Argument::Detail, wordsOf(errorClass, message));
    if (isRefusedByOutboundFilter(errorClass, message)) {
        return makeFinding(finding::kGitlabBlocksLocalRequests, arguments);
    }
    if (const auto id = findingOfFailure(failureOfRubyError(errorClass, message))) {
        fillUnknown(arguments);
        return makeFinding(*id, arguments);
    }
    if (const auto meaning = meaningOfError(wordsOf(errorClass, message), ErrorWriter::GitLab)) {
        Arguments known = meaning->arguments;
        return makeFinding(meaning->finding, known.merge(arguments));
    }
    return std::nullopt;
}

std::optional<Finding> findingOfRubyError(const QString &errorClass, const QString &message, const QUrl &url,
                                          const QString &service)
{
    Arguments place{{Argument::Service, service}};
    if (!url.isEmpty()) {
        place.set(Argument::Url, url.toString(QUrl::RemoveUserInfo));
        place.set(Argument::Host, url.host());
        place.set(Argument::Port, effectivePort(url));
    }
    return findingOfRubyError(errorClass, message, place);
}

} // namespace duodoctor
