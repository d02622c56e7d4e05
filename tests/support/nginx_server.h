#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace duodoctor
{

/// A free TCP port on 127.0.0.1, as the kernel names it. Another program may take it before it is used; callers start
/// at once and fail loudly when that happens.
int freePort();

/// Waits until something accepts on 127.0.0.1:port. @return whether it did, within five seconds.
bool waitForPort(int port);

/// A real nginx (Debian package) with a configuration of the test's, on loopback, in a folder of its own.
class NginxServer
{
public:
    NginxServer() = default;
    ~NginxServer();
    NginxServer(const NginxServer &) = delete;
    NginxServer &operator=(const NginxServer &) = delete;

    /// Starts with these `server { … }` blocks. @param port  a port that one of them listens on.
    /// @return what nginx said when it did not start; empty when it listens.
    QString start(const QString &serverBlocks, int port);
    void stop();
    /// Where a test may put certificates and pages.
    QString folder() const { return m_folder.path(); }
    QString errorLog() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace duodoctor
