#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <utility>
#include <variant>

namespace duodoctor
{

/// Names a credential without holding it: the key of that model. The prober asks the CredentialSource when it sends.
struct CredentialReference {
    QString model; ///< empty: no credential
    friend bool operator==(const CredentialReference &, const CredentialReference &) = default;
};

/// One HTTP request to make. Equal requests of several checks are made once.
struct HttpRequest {
    QByteArray method = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    CredentialReference bearer; ///< sent as `Authorization: Bearer`, over verified or plain-http-as-configured only
    bool stream = false;        ///< record the pieces of the body as they come
    std::chrono::milliseconds limit{0}; ///< 0: the prober's default
    qint64 maxBodyBytes = 256 * 1024;
    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

/// grpc.health.v1.Health/Check with an empty service name.
struct GrpcHealthRequest {
    QString host;
    int port = 0;
    bool tls = false;
    std::chrono::milliseconds limit{0};
    friend bool operator==(const GrpcHealthRequest &, const GrpcHealthRequest &) = default;
};

/// Read a file or folder of certificates.
struct CertificateFileRequest {
    QString path; ///< absolute
    friend bool operator==(const CertificateFileRequest &, const CertificateFileRequest &) = default;
};

using ProbeRequest = std::variant<HttpRequest, GrpcHealthRequest, CertificateFileRequest>;

} // namespace duodoctor
