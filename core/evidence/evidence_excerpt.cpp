#include "evidence/evidence.h"

#include <QStringList>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxHeaderLines = 24;

QString milliseconds(std::optional<Phases::Duration> duration)
{
    return duration ? u"%1 ms"_s.arg(static_cast<double>(duration->count()) / 1000.0, 0, 'f', 1) : u"-"_s;
}

/// Control characters and invalid UTF-8 become visible and harmless; line ends stay.
QString printable(const QByteArray &bytes, qsizetype maxBytes)
{
    QString text = QString::fromUtf8(bytes.first(qMin(bytes.size(), maxBytes)));
    text.replace("\r\n"_L1, "\n"_L1);
    for (QChar &c : text) {
        const bool isBidiControl = (c >= u'\u202A' && c <= u'\u202E') || (c >= u'\u2066' && c <= u'\u2069');
        if ((c.category() == QChar::Other_Control && c != u'\n' && c != u'\t') || isBidiControl || c == u'\uFEFF') {
            c = u'\u00B7';
        }
    }
    return text;
}

QString phasesLine(const Phases &phases)
{
    return u"dns %1, connect %2, tls %3, first byte %4, total %5"_s.arg(
        milliseconds(phases.dns), milliseconds(phases.connect), milliseconds(phases.tls),
        milliseconds(phases.firstByte), milliseconds(phases.total));
}

void appendConnection(QStringList &lines, const HttpExchange &exchange)
{
    if (!exchange.proxy.isEmpty()) {
        lines << u"via proxy %1"_s.arg(exchange.proxy) +
                     (exchange.proxyStatus ? u", which answered %1"_s.arg(exchange.proxyStatus) : QString{});
    }
    if (!exchange.addresses.isEmpty()) {
        lines << u"resolved to %1"_s.arg(exchange.addresses.join(", "_L1));
    }
    if (!exchange.connectedTo.isEmpty()) {
        lines << u"connected to %1"_s.arg(exchange.connectedTo);
    }
    if (exchange.tls) {
        QStringList parts{exchange.tls->protocol, exchange.tls->cipher};
        if (!exchange.tls->alpn.isEmpty()) {
            parts << u"ALPN "_s + exchange.tls->alpn;
        }
        parts << u"%1 certificate(s) sent"_s.arg(exchange.tls->chainDer.size());
        if (exchange.tls->clientCertificateRequested) {
            parts << u"client certificate requested"_s;
        }
        parts.removeAll(QString{});
        lines << u"TLS: "_s + parts.join(", "_L1);
    }
    lines << phasesLine(exchange.phases);
    if (exchange.failure) {
        lines << u"failed at %1: %2%3"_s.arg(
            toWire(exchange.failure.stage), toWire(exchange.failure.kind),
            exchange.failure.detail.isEmpty() ? QString{} : u" (%1)"_s.arg(exchange.failure.detail));
    }
}

void appendAnswer(QStringList &lines, const HttpExchange &exchange)
{
    if (exchange.status != 0) {
        lines << QString{} << u"HTTP/%1 %2"_s.arg(exchange.httpVersion).arg(exchange.status);
        for (const auto &[name, value] : exchange.headers.first(qMin(exchange.headers.size(), kMaxHeaderLines))) {
            lines << printable(name + ": " + value, 400);
        }
    }
    if (!exchange.body.isEmpty()) {
        lines << QString{} << printable(exchange.body, 16 * 1024);
    }
    if (exchange.pieces.size() > 1) {
        const auto last = exchange.pieces.last().at - exchange.pieces.first().at;
        lines << QString{}
              << u"body arrived in %1 pieces over %2"_s.arg(exchange.pieces.size()).arg(milliseconds(last));
    }
}

QStringList linesOf(const HttpExchange &exchange)
{
    QStringList lines{QString::fromLatin1(exchange.method) + u' ' + exchange.url.toString(QUrl::RemoveUserInfo)};
    appendConnection(lines, exchange);
    appendAnswer(lines, exchange);
    return lines;
}

QStringList linesOf(const GrpcHealth &health)
{
    QStringList lines = linesOf(health.exchange);
    if (health.grpcStatus) {
        lines << u"grpc-status: %1 %2"_s.arg(*health.grpcStatus).arg(health.grpcMessage);
    }
    if (health.serving) {
        static constexpr std::array kNames{"UNKNOWN"_L1, "SERVING"_L1, "NOT_SERVING"_L1, "SERVICE_UNKNOWN"_L1};
        lines << u"health: "_s + kNames.at(static_cast<size_t>(*health.serving));
    }
    return lines;
}

QStringList linesOf(const CertificateFile &file)
{
    QStringList lines{file.path};
    if (!file.readError.isEmpty()) {
        lines << file.readError;
        return lines;
    }
    lines << u"%1 bytes, %2 certificate block(s)"_s.arg(file.bytes.size()).arg(file.bytes.count("-----BEGIN CERT"));
    if (file.hadPrivateKey) {
        lines << u"a private key stood in it; it was not read"_s;
    }
    lines << QString{} << printable(file.bytes, 600);
    return lines;
}

QStringList linesOf(const Transcript &transcript)
{
    QStringList lines{u"$ "_s + transcript.command};
    if (!transcript.hasRun()) {
        lines << u"could not be run (%1): %2"_s.arg(toWire(transcript.failure), transcript.failureDetail);
    } else {
        lines << u"exit status %1 after %2 ms"_s.arg(transcript.exitStatus).arg(transcript.elapsed.count());
    }
    lines << QString{} << printable(transcript.output, 3000) << printable(transcript.errors, 1000);
    return lines;
}

} // namespace

EvidenceExcerpt excerptOf(const Evidence &evidence, qsizetype maxChars)
{
    const auto lines = [](const auto &payload) -> QStringList {
        if constexpr (requires { linesOf(payload); }) {
            return linesOf(payload);
        } else {
            return {};
        }
    };
    QString text = evidence.text.isEmpty() ? std::visit(lines, evidence.payload).join(u'\n') : evidence.text;
    const bool isCut = text.size() > maxChars;
    if (isCut) {
        text.truncate(maxChars);
    }
    const HttpExchange *exchange = evidence.httpExchange();
    return {text, isCut || (exchange && exchange->bodyTruncated)};
}

} // namespace duodoctor
