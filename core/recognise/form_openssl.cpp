#include "recognise/form_exchange.h"

#include <QRegularExpression>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostCertificates = 32;
constexpr qsizetype kMostText = 1024 * 1024;

/// The certificates that are printed whole, the server's own first.
QList<QByteArray> certificatesIn(const QString &text)
{
    constexpr QLatin1StringView kBegin = "-----BEGIN CERTIFICATE-----"_L1;
    constexpr QLatin1StringView kEnd = "-----END CERTIFICATE-----"_L1;
    QList<QByteArray> chain;
    qsizetype at = 0;
    while (chain.size() < kMostCertificates && (at = text.indexOf(kBegin, at)) >= 0) {
        const qsizetype end = text.indexOf(kEnd, at);
        if (end < 0) {
            break;
        }
        const QString inside = text.sliced(at + kBegin.size(), end - at - kBegin.size());
        const QByteArray der = QByteArray::fromBase64(inside.toLatin1());
        if (!der.isEmpty() && !chain.contains(der)) {
            chain.append(der);
        }
        at = end;
    }
    return chain;
}

QUrl urlOf(const TextSegment &segment)
{
    static const QRegularExpression target(uR"(-connect[ =]["']?\[?([\w.:-]{1,255}?)\]?:(\d{1,5})\b)"_s);
    static const QRegularExpression name(uR"(-servername[ =]["']?([\w.-]{1,255}))"_s);
    static const QRegularExpression subject(
        uR"((?:^|\n)\s{0,4}(?:0 s:|subject=?|Peer certificate: ).{0,200}?CN ?= ?([\w.*-]{1,255}))"_s);
    QUrl url;
    url.setScheme(u"https"_s);
    const QString command = segment.command.left(4000);
    if (const auto match = target.match(command); match.hasMatch()) {
        const auto named = name.match(command);
        url.setHost(named.hasMatch() ? named.captured(1) : match.captured(1));
        url.setPort(match.captured(2).toInt());
    } else if (const auto leaf = subject.match(segment.text.left(kMostText)); leaf.hasMatch()) {
        url.setHost(leaf.captured(1).remove("*."_L1));
    }
    return url;
}

/// The most telling of the verdicts that were printed: an error before the last line's code.
NetworkFailure verdictOf(const QString &text)
{
    static const QRegularExpression error(uR"(verify error:num=(\d{1,3}):([^\n]{0,200}))"_s);
    static const QRegularExpression code(
        uR"(Verif(?:y return code|ication error): ?(?:(\d{1,3}) \()?([^)\n]{0,200})\)?)"_s);
    int number = 0;
    QString words;
    for (auto at = error.globalMatch(text); at.hasNext();) {
        const auto match = at.next();
        number = match.captured(1).toInt();
        words = match.captured(2).trimmed();
    }
    for (auto at = code.globalMatch(text); at.hasNext();) {
        const auto match = at.next();
        if (const int last = match.captured(1).toInt(); last > 0) {
            number = last;
            words = match.captured(2).trimmed();
        }
    }
    if (number == 0) {
        return {};
    }
    return {NetworkFailureKind::CertificateNotTrusted, NetworkStage::Tls, u"verify %1: %2"_s.arg(number).arg(words)};
}

/// How the connection or the handshake itself failed.
NetworkFailure brokenHandshake(const QString &text)
{
    const auto has = [&](QLatin1StringView words) { return text.contains(words, Qt::CaseInsensitive); };
    if (has("Connection refused"_L1) || has("connect:errno=111"_L1) || has("connect:errno=61"_L1)) {
        return {NetworkFailureKind::Refused, NetworkStage::Connect, u"Connection refused"_s};
    }
    if (has("Name or service not known"_L1) || has("nodename nor servname"_L1) || has("BIO_lookup_ex"_L1) ||
        has("Temporary failure in name resolution"_L1)) {
        return {NetworkFailureKind::NameNotFound, NetworkStage::Resolve, u"name not found"_s};
    }
    if (has("connect:errno=110"_L1) || has("Connection timed out"_L1)) {
        return {NetworkFailureKind::TimedOut, NetworkStage::Connect, u"Connection timed out"_s};
    }
    if (has("connect:errno=113"_L1) || has("No route to host"_L1) || has("Network is unreachable"_L1)) {
        return {NetworkFailureKind::NetworkUnreachable, NetworkStage::Connect, u"No route to host"_s};
    }
    for (const QLatin1StringView words :
         {"wrong version number"_L1, "packet length too long"_L1, "record layer failure"_L1, "certificate required"_L1,
          "alert protocol version"_L1, "unsupported protocol"_L1, "dh key too small"_L1, "handshake failure"_L1,
          "unexpected eof"_L1}) {
        if (has(words)) {
            return failureOfCurl(35, QString{words});
        }
    }
    if (!has("no peer certificate available"_L1)) {
        return {};
    }
    const bool hasClosed = has("errno=104"_L1) || has("read 0 bytes"_L1) || has("errno=0"_L1);
    return {hasClosed ? NetworkFailureKind::ClosedByPeer : NetworkFailureKind::TlsOther, NetworkStage::Tls,
            u"no peer certificate available"_s};
}

} // namespace

std::optional<HttpExchange> opensslClient(const TextSegment &segment)
{
    const QString text = segment.text.left(kMostText);
    HttpExchange exchange;
    exchange.method = "GET";
    exchange.url = urlOf(segment);
    const NetworkFailure broken = brokenHandshake(text);
    const QList<QByteArray> chain = certificatesIn(text);
    const NetworkFailure verdict = verdictOf(text);
    const bool hasReached = text.contains("CONNECTED("_L1) || text.contains("CONNECTION ESTABLISHED"_L1); // -brief
    if (!broken && chain.isEmpty() && !verdict && !hasReached && !text.contains("Verify return code"_L1) &&
        !text.contains("depth="_L1)) {
        return std::nullopt;
    }
    if (hasReached) {
        exchange.connectedTo = exchange.authority();
    }
    if (!chain.isEmpty() || !broken) {
        static const QRegularExpression protocol(
            uR"((?:New, |Protocol\s{0,4}: |Protocol version: )(TLSv1(?:\.\d)?|SSLv3))"_s);
        static const QRegularExpression alpn(uR"(ALPN protocol: (\S{1,20}))"_s);
        TlsHandshake handshake;
        handshake.serverName = exchange.url.host();
        handshake.chainDer = chain;
        handshake.protocol = protocol.match(text).captured(1);
        handshake.alpn = alpn.match(text).captured(1);
        handshake.clientCertificateRequested =
            text.contains("Acceptable client certificate CA names"_L1) || text.contains("Client Certificate Types:"_L1);
        exchange.tls = handshake;
    }
    exchange.failure = verdict && !chain.isEmpty() ? verdict : (broken ? broken : verdict);
    return exchange;
}

} // namespace duodoctor::readers
