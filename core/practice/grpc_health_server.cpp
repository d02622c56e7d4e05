#include "practice/grpc_health_server.h"

#include <nghttp2/nghttp2.h>

#include <QHash>

#include <algorithm>
#include <array>
#include <cstring>

namespace duodoctor
{

namespace
{

constexpr uint32_t kMaxStreams = 16;
constexpr uint32_t kMaxHeaderList = 24 * 1024; ///< the service's own limit of metadata
constexpr auto kHealthCheck = "/grpc.health.v1.Health/Check";

nghttp2_nv headerField(const char *name, const char *value)
{
    // nghttp2 copies both, and takes them as mutable only by an accident of its interface.
    const auto bytes = [](const char *text) { return reinterpret_cast<uint8_t *>(const_cast<char *>(text)); };
    return {bytes(name), bytes(value), std::strlen(name), std::strlen(value), NGHTTP2_NV_FLAG_NONE};
}

} // namespace

class GrpcHealthConnection::Private
{
public:
    Private(ByteStream *streamOfBytes, GrpcServing status)
        : stream(streamOfBytes)
        , message{0, 0, 0, 0, 2, 8, static_cast<char>(status)}
    {
        nghttp2_session_callbacks *callbacks = nullptr;
        nghttp2_session_callbacks_new(&callbacks);
        nghttp2_session_callbacks_set_on_header_callback(callbacks, onHeader);
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, onFrame);
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, onStreamClose);
        nghttp2_session_server_new(&session, callbacks, this);
        nghttp2_session_callbacks_del(callbacks);
        const std::array settings{nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, kMaxStreams},
                                  nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, kMaxHeaderList}};
        nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    }

    ~Private() { nghttp2_session_del(session); }

    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    void receive(const QByteArray &bytes)
    {
        const auto *data = reinterpret_cast<const uint8_t *>(bytes.constData());
        const ssize_t taken = nghttp2_session_mem_recv(session, data, static_cast<size_t>(bytes.size()));
        send();
        if (taken < 0 || (nghttp2_session_want_read(session) == 0 && nghttp2_session_want_write(session) == 0)) {
            stream->finish();
        }
    }

    void send()
    {
        const uint8_t *data = nullptr;
        ssize_t size = nghttp2_session_mem_send(session, &data);
        while (size > 0) {
            stream->send(QByteArray(reinterpret_cast<const char *>(data), size));
            size = nghttp2_session_mem_send(session, &data);
        }
    }

private:
    static int onHeader(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameLength,
                        const uint8_t *value, size_t valueLength, uint8_t, void *self)
    {
        const QByteArrayView key(name, static_cast<qsizetype>(nameLength));
        if (key == QByteArrayView(":path")) {
            static_cast<Private *>(self)->paths.insert(
                frame->hd.stream_id,
                QByteArray(reinterpret_cast<const char *>(value), static_cast<qsizetype>(valueLength)));
        }
        return 0;
    }

    static int onFrame(nghttp2_session *, const nghttp2_frame *frame, void *self)
    {
        const bool isRequestPart = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
        if (isRequestPart && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) {
            static_cast<Private *>(self)->answer(frame->hd.stream_id);
        }
        return 0;
    }

    static int onStreamClose(nghttp2_session *, int32_t id, uint32_t, void *self)
    {
        static_cast<Private *>(self)->paths.remove(id);
        return 0;
    }

    static ssize_t readMessage(nghttp2_session *session, int32_t id, uint8_t *buffer, size_t length, uint32_t *flags,
                               nghttp2_data_source *, void *self)
    {
        const auto &message = static_cast<Private *>(self)->message;
        if (length < message.size()) {
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        }
        std::copy(message.begin(), message.end(), buffer);
        *flags = NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
        const std::array trailers{headerField("grpc-status", "0")};
        nghttp2_submit_trailer(session, id, trailers.data(), trailers.size());
        return static_cast<ssize_t>(message.size());
    }

    void answer(int32_t id)
    {
        if (paths.value(id) == kHealthCheck) {
            const std::array headers{headerField(":status", "200"), headerField("content-type", "application/grpc"),
                                     headerField("grpc-accept-encoding", "identity, deflate, gzip")};
            nghttp2_data_provider body{};
            body.read_callback = readMessage;
            nghttp2_submit_response(session, id, headers.data(), headers.size(), &body);
            return;
        }
        const std::array headers{headerField(":status", "200"), headerField("content-type", "application/grpc"),
                                 headerField("grpc-status", "12"), headerField("grpc-message", "Method not found!")};
        nghttp2_submit_response(session, id, headers.data(), headers.size(), nullptr);
    }

    ByteStream *stream;
    std::array<char, 7> message; ///< the gRPC frame: not compressed, two bytes long, field 1 = status
    nghttp2_session *session = nullptr;
    QHash<int32_t, QByteArray> paths;
};

GrpcHealthConnection::GrpcHealthConnection(ByteStream *stream, GrpcServing serving)
    : QObject(stream)
    , d(std::make_unique<Private>(stream, serving))
{
    connect(stream, &ByteStream::received, this, [this](const QByteArray &bytes) { d->receive(bytes); });
}

GrpcHealthConnection::~GrpcHealthConnection() = default;

} // namespace duodoctor
