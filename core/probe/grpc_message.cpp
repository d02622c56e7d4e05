#include "probe/grpc_message.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kPrefixBytes = 5; ///< one byte of flags, four of length
constexpr int kHighestStatus = 16;
constexpr int kVarintBytes = 10;
constexpr qsizetype kMaxMessageBytes = 1024;

class ProtobufReader
{
public:
    explicit ProtobufReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    bool atEnd() const { return m_at >= m_bytes.size(); }

    std::optional<quint64> varint()
    {
        quint64 value = 0;
        for (int i = 0; i < kVarintBytes && !atEnd(); ++i) {
            const auto byte = static_cast<unsigned char>(m_bytes[m_at++]);
            value |= static_cast<quint64>(byte & 0x7F) << (7 * i);
            if ((byte & 0x80) == 0) {
                return value;
            }
        }
        return std::nullopt;
    }

    /// @return false when the bytes end before the field does, or its type is not known.
    bool skip(quint64 wireType)
    {
        switch (wireType) {
        case 0:
            return varint().has_value();
        case 1:
            return advance(8);
        case 2: {
            const auto length = varint();
            return length && *length <= static_cast<quint64>(m_bytes.size()) &&
                   advance(static_cast<qsizetype>(*length));
        }
        case 5:
            return advance(4);
        default:
            return false;
        }
    }

private:
    bool advance(qsizetype bytes)
    {
        m_at += bytes;
        return m_at <= m_bytes.size();
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

/// HealthCheckResponse: field 1 is the status; one that is left out is UNKNOWN.
std::optional<GrpcHealth::Serving> servingFrom(QByteArrayView message)
{
    quint64 status = 0;
    ProtobufReader reader(message);
    while (!reader.atEnd()) {
        const auto tag = reader.varint();
        if (!tag) {
            return std::nullopt;
        }
        if (*tag == 0x08) { // field 1, varint
            const auto value = reader.varint();
            if (!value) {
                return std::nullopt;
            }
            status = *value;
        } else if (!reader.skip(*tag & 7)) {
            return std::nullopt;
        }
    }
    const auto highest = static_cast<quint64>(GrpcHealth::Serving::ServiceUnknown);
    return status <= highest ? static_cast<GrpcHealth::Serving>(status) : GrpcHealth::Serving::Unknown;
}

std::optional<QByteArrayView> firstMessage(QByteArrayView body)
{
    if (body.size() < kPrefixBytes || body[0] != 0) {
        return std::nullopt;
    }
    quint32 length = 0;
    for (qsizetype i = 1; i < kPrefixBytes; ++i) {
        length = (length << 8) | static_cast<unsigned char>(body[i]);
    }
    if (length > kMaxMessageBytes || body.size() - kPrefixBytes < static_cast<qsizetype>(length)) {
        return std::nullopt;
    }
    return body.sliced(kPrefixBytes, static_cast<qsizetype>(length));
}

} // namespace

QByteArray grpcHealthRequestBody()
{
    return QByteArray(kPrefixBytes, '\0');
}

HttpRequest grpcHealthRequest(const GrpcHealthRequest &request)
{
    HttpRequest http;
    http.method = "POST";
    http.url.setScheme(request.tls ? u"https"_s : u"http"_s);
    http.url.setHost(request.host);
    http.url.setPort(request.port);
    http.url.setPath(u"/grpc.health.v1.Health/Check"_s);
    http.headers = {{"content-type", "application/grpc"}, {"te", "trailers"}};
    http.body = grpcHealthRequestBody();
    http.limit = request.limit;
    constexpr qint64 kMaxAnswerBytes = 4096;
    http.maxBodyBytes = kMaxAnswerBytes;
    return http;
}

GrpcHealth grpcHealthFrom(HttpExchange exchange)
{
    GrpcHealth health;
    bool isNumber = false;
    const int status = exchange.header("grpc-status").toInt(&isNumber);
    if (isNumber && status >= 0 && status <= kHighestStatus) {
        health.grpcStatus = status;
        health.grpcMessage = QString::fromUtf8(QByteArray::fromPercentEncoding(exchange.header("grpc-message")));
    }
    if (exchange.header("content-type").startsWith("application/grpc")) {
        if (const auto message = firstMessage(exchange.body)) {
            health.serving = servingFrom(*message);
        }
    }
    health.exchange = std::move(exchange);
    return health;
}

} // namespace duodoctor
