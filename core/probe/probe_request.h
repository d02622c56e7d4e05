#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
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

// What only another vantage can answer. The workstation's prober knows none of these.

/// Everything that is asked of GitLab's Rails in one run, in one start of the runner. Answer: RailsAnswers.
struct RailsRequest {
    /// A model of the deployment, to be compared and tried.
    struct AskedModel {
        QString name;
        QString endpoint;
        QString identifier;
        friend bool operator==(const AskedModel &, const AskedModel &) = default;
    };
    QString user; ///< whose access is asked about; empty: root
    QString gatewayUrl;
    QList<AskedModel> models;
    bool completionAllowed = true; ///< one full request to a model through GitLab and the gateway
    friend bool operator==(const RailsRequest &, const RailsRequest &) = default;
};

/// `gitlab-rake gitlab:duo:verify_self_hosted_setup[user]`. Answer: RakeReport.
struct RakeRequest {
    QString user;
    bool takesUser = true; ///< 17.7 and later
    friend bool operator==(const RakeRequest &, const RakeRequest &) = default;
};

/// The newest lines of a log: llm.log on GitLab, the container's own on the gateway. Answer: ServiceLog.
struct LogRequest {
    int lines = 2000;
    friend bool operator==(const LogRequest &, const LogRequest &) = default;
};

/// The environment of the gateway's process. Key material is described there and never sent. Answer:
/// EnvironmentListing.
struct EnvironmentRequest {
    friend bool operator==(const EnvironmentRequest &, const EnvironmentRequest &) = default;
};

/// The gateway's container as its engine sees it (ContainerListing), or its pods, ingress and services (ClusterState).
struct ContainerRequest {
    friend bool operator==(const ContainerRequest &, const ContainerRequest &) = default;
};

/// `poetry run troubleshoot` without a model: its model step prints the key. Answer: TroubleshootReport.
struct TroubleshootRequest {
    friend bool operator==(const TroubleshootRequest &, const TroubleshootRequest &) = default;
};

/// Whether these folders can be written to; a name with `$` is a variable of the place. Answer: FolderAccess.
struct FolderAccessRequest {
    QStringList paths;
    friend bool operator==(const FolderAccessRequest &, const FolderAccessRequest &) = default;
};

/// The certificates that a client of that vantage really trusts. Answer: CertificateFile (readError when the file that
/// its variable names is not there).
struct ClientTrustRequest {
    enum class Client {
        PythonRequests, ///< REQUESTS_CA_BUNDLE, else Certifi: GitLab's keys, the self test
        PythonHttpx,    ///< SSL_CERT_FILE, else Certifi: the model
        GitLab          ///< /etc/gitlab/trusted-certs and the bundled authorities
    };
    Client client = Client::PythonRequests;
    friend bool operator==(const ClientTrustRequest &, const ClientTrustRequest &) = default;
};

/// GET with the headers of a WebSocket upgrade. Answer: HttpExchange (status 101 when it was forwarded).
/// A plain HttpRequest with these headers would do; kept apart because the connection has to be closed after the
/// answer.
struct WebSocketRequest {
    QUrl url; ///< http or https
    QString origin;
    std::chrono::milliseconds limit{0};
    friend bool operator==(const WebSocketRequest &, const WebSocketRequest &) = default;
};

using ProbeRequest = std::variant<HttpRequest, GrpcHealthRequest, CertificateFileRequest, WebSocketRequest,
                                  RailsRequest, RakeRequest, LogRequest, EnvironmentRequest, ContainerRequest,
                                  TroubleshootRequest, FolderAccessRequest, ClientTrustRequest>;

} // namespace duodoctor
