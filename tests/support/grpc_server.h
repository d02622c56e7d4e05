#pragma once

#include <QProcess>
#include <QString>

namespace duodoctor
{

/// A real gRPC server (python3-grpcio, as the Agent Platform's own) with the standard health service, on a free port.
/// Stopped when it goes.
class GrpcServer
{
public:
    /// @param answer  SERVING, NOT_SERVING, UNKNOWN, or NO_HEALTH for a server without the health service.
    /// @param certificateFile  PEM; empty for plain text.
    explicit GrpcServer(const QString &answer, const QString &certificateFile = {}, const QString &keyFile = {});
    ~GrpcServer();

    int port() const { return m_port; } ///< 0 when it did not start
    QString error() const { return m_error; }

private:
    QProcess m_process;
    int m_port = 0;
    QString m_error;
};

} // namespace duodoctor
