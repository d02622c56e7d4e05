#include "support/nginx_server.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

namespace duodoctor
{

using namespace Qt::StringLiterals;

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

bool waitForPort(int port)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 5000) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(port));
        if (socket.waitForConnected(500)) {
            return true;
        }
        QThread::msleep(10);
    }
    return false;
}

NginxServer::~NginxServer()
{
    stop();
}

QString NginxServer::start(const QString &serverBlocks, int port)
{
    const QString program = QStandardPaths::findExecutable(
        u"nginx"_s, {u"/usr/sbin"_s, u"/usr/bin"_s, u"/usr/local/sbin"_s, u"/usr/local/bin"_s});
    if (program.isEmpty()) {
        return u"nginx is not installed; installer/test.sh installs it"_s;
    }
    const QString configuration = uR"(
daemon off; worker_processes 1; pid %1/nginx.pid; error_log %1/error.log warn;
events { worker_connections 128; }
http {
  access_log off; default_type application/json;
  client_body_temp_path %1/b; proxy_temp_path %1/p; fastcgi_temp_path %1/f; uwsgi_temp_path %1/u; scgi_temp_path %1/s;
  %2
}
)"_s.arg(folder(), serverBlocks);
    QFile file(folder() + u"/nginx.conf"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(configuration.toUtf8()) < 0) {
        return file.errorString();
    }
    file.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, {u"-p"_s, folder(), u"-c"_s, file.fileName()});
    if (!m_process.waitForStarted() || !waitForPort(port)) {
        m_process.waitForFinished(200);
        return QString::fromUtf8(m_process.readAll()) + errorLog();
    }
    return {};
}

void NginxServer::stop()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        if (!m_process.waitForFinished(3000)) {
            m_process.kill();
            m_process.waitForFinished(1000);
        }
    }
}

QString NginxServer::errorLog() const
{
    QFile file(folder() + u"/error.log"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(64 * 1024)) : QString();
}

} // namespace duodoctor
