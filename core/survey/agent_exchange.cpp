#include "survey/agent_exchange.h"

#include "probe/intake.h"
#include "probe/websocket_request.h"

#include <QJsonArray>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxBodyBytes = 8 * 1024 * 1024;
constexpr qsizetype kMaxHeaders = 200;
constexpr qsizetype kMaxChain = 32;
constexpr qsizetype kMaxPieces = 1024;
constexpr qsizetype kMaxWord = 1024;

/// Text without control characters, as a name or an address is.
QString word(const QJsonValue &value, qsizetype maxChars = kMaxWord)
{
    QString text = value.toString().left(maxChars);
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return text;
}

QByteArray decoded(const QJsonValue &value, qsizetype maxBytes)
{
    return QByteArray::fromBase64(value.toString().toLatin1()).left(maxBytes);
}

template <typename Enum>
Enum fromWire(const QString &text, Enum last, Enum fallback)
{
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (toWire(static_cast<Enum>(i)) == text) {
            return static_cast<Enum>(i);
        }
    }
    return fallback;
}

std::optional<Phases::Duration> duration(const QJsonObject &phases, QLatin1StringView name)
{
    const QJsonValue value = phases.value(name);
    const double microseconds = value.toDouble(-1);
    constexpr double kOneDay = 86'400e6;
    if (!value.isDouble() || microseconds < 0 || microseconds > kOneDay) {
        return std::nullopt;
    }
    return Phases::Duration(static_cast<qint64>(microseconds));
}

Phases phasesFrom(const QJsonObject &object)
{
    Phases phases;
    phases.dns = duration(object, "dns"_L1);
    phases.connect = duration(object, "connect"_L1);
    phases.tls = duration(object, "tls"_L1);
    phases.firstByte = duration(object, "first_byte"_L1);
    phases.total = duration(object, "total"_L1);
    return phases;
}

std::optional<TlsHandshake> handshakeFrom(const QJsonValue &value)
{
    if (!value.isObject()) {
        return std::nullopt;
    }
    const QJsonObject object = value.toObject();
    TlsHandshake tls;
    tls.serverName = word(object.value("server_name"_L1));
    tls.protocol = word(object.value("protocol"_L1));
    tls.cipher = word(object.value("cipher"_L1));
    tls.alpn = word(object.value("alpn"_L1));
    const QJsonArray chain = object.value("chain"_L1).toArray();
    for (qsizetype i = 0; i < qMin(chain.size(), kMaxChain); ++i) {
        constexpr qsizetype kMaxCertificate = 128 * 1024;
        tls.chainDer << decoded(chain.at(i), kMaxCertificate);
    }
    return tls;
}

void takeAnswer(HttpExchange &exchange, const QJsonObject &answer)
{
    constexpr int kHighestStatus = 999;
    const int status = answer.value("status"_L1).toInt();
    exchange.status = status >= 100 && status <= kHighestStatus ? status : 0;
    exchange.httpVersion = word(answer.value("http_version"_L1), 8);
    const QJsonArray headers = answer.value("headers"_L1).toArray();
    for (qsizetype i = 0; i < qMin(headers.size(), kMaxHeaders); ++i) {
        const QJsonArray pair = headers.at(i).toArray();
        constexpr qsizetype kMaxValue = 16 * 1024;
        exchange.headers.emplaceBack(word(pair.at(0)).toLower().toUtf8(), word(pair.at(1), kMaxValue).toLatin1());
    }
    exchange.body = decoded(answer.value("body"_L1), kMaxBodyBytes);
    exchange.bodyTruncated = answer.value("truncated"_L1).toBool();
    const QJsonArray pieces = answer.value("pieces"_L1).toArray();
    for (qsizetype i = 0; i < qMin(pieces.size(), kMaxPieces); ++i) {
        const QJsonArray piece = pieces.at(i).toArray();
        exchange.pieces << BodyPiece{std::chrono::microseconds(piece.at(0).toInteger()),
                                     static_cast<qsizetype>(piece.at(1).toInteger())};
    }
}

void takeFailure(HttpExchange &exchange, const QJsonObject &object)
{
    exchange.failure.kind =
        fromWire(object.value("kind"_L1).toString(), NetworkFailureKind::Other, NetworkFailureKind::Other);
    exchange.failure.stage = fromWire(object.value("stage"_L1).toString(), NetworkStage::Done, NetworkStage::Request);
    exchange.failure.detail = word(object.value("detail"_L1));
    if (exchange.failure.kind == NetworkFailureKind::None) {
        exchange.failure = {};
        if (exchange.status == 0) {
            exchange.failure.kind = NetworkFailureKind::Other; // neither an answer nor a failure
        }
    }
}

HttpRequest askedFor(const ProbeRequest &request)
{
    if (const auto *http = std::get_if<HttpRequest>(&request)) {
        return *http;
    }
    if (const auto *webSocket = std::get_if<WebSocketRequest>(&request)) {
        return upgradeRequest(*webSocket);
    }
    HttpRequest asked;
    if (const auto *grpc = std::get_if<GrpcHealthRequest>(&request)) {
        asked.method = "POST";
        asked.url.setScheme(grpc->tls ? u"https"_s : u"http"_s);
        asked.url.setHost(grpc->host);
        asked.url.setPort(grpc->port);
        asked.url.setPath(u"/grpc.health.v1.Health/Check"_s);
        asked.headers = {{"content-type", "application/grpc"}, {"te", "trailers"}};
    }
    return asked;
}

} // namespace

HttpExchange agentExchange(const ProbeRequest &request, const QJsonObject &answer, const Redactor &redactor)
{
    const HttpRequest asked = askedFor(request);
    HttpExchange exchange;
    exchange.method = asked.method;
    exchange.url = asked.url.adjusted(QUrl::RemoveUserInfo);
    for (const auto &header : asked.headers) {
        if (header.first.compare("authorization", Qt::CaseInsensitive) != 0) {
            exchange.requestHeaders << header;
        }
    }
    exchange.streamRequested = asked.stream;
    exchange.credentialSent = answer.value("credential_sent"_L1).toBool();
    exchange.proxy = word(answer.value("proxy"_L1));
    exchange.proxyStatus = answer.value("proxy_status"_L1).toInt();
    const QJsonArray addresses = answer.value("addresses"_L1).toArray();
    for (qsizetype i = 0; i < qMin<qsizetype>(addresses.size(), kMaxChain); ++i) {
        exchange.addresses << word(addresses.at(i));
    }
    exchange.connectedTo = word(answer.value("peer"_L1));
    exchange.tls = handshakeFrom(answer.value("tls"_L1));
    takeAnswer(exchange, answer);
    takeFailure(exchange, answer.value("failure"_L1).toObject());
    exchange.phases = phasesFrom(answer.value("phases"_L1).toObject());
    intake::redact(exchange, redactor);
    return exchange;
}

} // namespace duodoctor
