#include "support/grpc_server.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

GrpcServer::GrpcServer(const QString &answer, const QString &certificateFile, const QString &keyFile)
{
    // Debian's Python, because its grpcio is the system's package.
    QStringList arguments{QStringLiteral(DUODOCTOR_SOURCE_DIR "/tests/support/grpc_health_server.py"), answer};
    if (!certificateFile.isEmpty()) {
        arguments << certificateFile << keyFile;
    }
    m_process.start(u"/usr/bin/python3"_s, arguments);
    constexpr int kPatienceMs = 15'000;
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(kPatienceMs)) {
            break;
        }
    }
    m_port = m_process.readLine().trimmed().toInt();
    if (m_port == 0) {
        m_error = QString::fromUtf8(m_process.readAllStandardError()) + u" (package python3-grpcio)"_s;
    }
}

GrpcServer::~GrpcServer()
{
    m_process.closeWriteChannel();
    constexpr int kPatienceMs = 2000;
    if (!m_process.waitForFinished(kPatienceMs)) {
        m_process.kill();
        m_process.waitForFinished(kPatienceMs);
    }
}

} // namespace duodoctor
