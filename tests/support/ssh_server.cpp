#include "support/ssh_server.h"

#include "support/nginx_server.h"

#include <QDir>
#include <QFile>

#include <pwd.h>
#include <unistd.h>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatienceMs = 10'000;

QString write(const QString &path, const QString &text, bool isProgram = false)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return path + u": "_s + file.errorString();
    }
    file.write(text.toUtf8());
    QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner;
    if (isProgram) {
        permissions |= QFile::ExeOwner;
    }
    file.setPermissions(permissions);
    return {};
}

QString makeKey(const QString &path, const QString &passphrase)
{
    QFile::remove(path);
    QProcess process;
    process.start(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, passphrase, u"-f"_s, path});
    const bool isMade = process.waitForFinished(kPatienceMs) && process.exitCode() == 0;
    return isMade ? QString() : u"ssh-keygen: "_s + QString::fromUtf8(process.readAllStandardError());
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

SshServer::~SshServer()
{
    stop();
}

QString SshServer::user() const
{
    const passwd *entry = ::getpwuid(::getuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString();
}

QString SshServer::makeKeys(const QString &passphrase)
{
    const QString trouble = makeKey(m_folder.filePath(u"host_key"_s), {});
    return trouble.isEmpty() ? makeKey(m_folder.filePath(u"client_key"_s), passphrase) : trouble;
}

QString SshServer::writeFiles(const Setup &setup)
{
    const QString folder = m_folder.path();
    const QString hostKey = read(folder + "/host_key.pub"_L1);
    write(folder + "/known_hosts"_L1, setup.knowsHostKey ? u"[127.0.0.1]:%1 %2"_s.arg(m_port).arg(hostKey) : QString());
    write(folder + "/authorized_keys"_L1, setup.acceptsKey ? read(folder + "/client_key.pub"_L1) : QString());
    write(
        folder + "/ssh_config"_L1,
        u"Host *\n  UserKnownHostsFile %1/known_hosts\n  GlobalKnownHostsFile /dev/null\n  IdentityFile %1/client_key\n"
        "  IdentitiesOnly yes\n  IdentityAgent none\n  StrictHostKeyChecking ask\n"_s.arg(folder));
    QStringList lines = {u"Port %1"_s.arg(m_port),
                         u"ListenAddress 127.0.0.1"_s,
                         u"HostKey %1/host_key"_s.arg(folder),
                         u"AuthorizedKeysFile %1/authorized_keys"_s.arg(folder),
                         u"PidFile none"_s,
                         u"StrictModes no"_s,
                         u"UsePAM no"_s,
                         u"PasswordAuthentication no"_s,
                         u"KbdInteractiveAuthentication no"_s,
                         u"PermitRootLogin yes"_s,
                         u"LogLevel VERBOSE"_s};
    if (!setup.loginShell.isEmpty()) {
        // sshd hands the command line to the user's shell; this one hands it on to the shell of the test.
        write(folder + "/login"_L1, u"#!/bin/sh\nexec %1 -c \"$SSH_ORIGINAL_COMMAND\"\n"_s.arg(setup.loginShell), true);
        lines << u"ForceCommand %1/login"_s.arg(folder);
    }
    if (!setup.pathBefore.isEmpty()) {
        lines << u"SetEnv PATH=%1:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s.arg(setup.pathBefore);
    }
    return write(folder + "/sshd_config"_L1, (setup.lines + lines).join(u'\n') + u'\n');
}

QString SshServer::run()
{
    if (::getuid() == 0) {
        // Where it wants to leave its privileges.
        QDir().mkpath(u"/run/sshd"_s);
    }
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process.start(u"/usr/sbin/sshd"_s, {u"-D"_s, u"-e"_s, u"-f"_s, m_folder.filePath(u"sshd_config"_s)});
    if (!m_process.waitForStarted(kPatienceMs)) {
        return u"sshd is not installed: "_s + m_process.errorString();
    }
    return waitForPort(m_port) ? QString() : u"sshd does not listen: "_s + log();
}

QString SshServer::start(const Setup &setup)
{
    m_port = freePort();
    QString trouble = makeKeys(setup.passphrase);
    if (trouble.isEmpty()) {
        trouble = writeFiles(setup);
    }
    return trouble.isEmpty() ? run() : trouble;
}

void SshServer::stop()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        if (!m_process.waitForFinished(kPatienceMs)) {
            m_process.kill();
            m_process.waitForFinished(kPatienceMs);
        }
    }
}

QString SshServer::log() const
{
    return read(m_folder.filePath(u"log"_s));
}

int SshServer::acceptedConnections() const
{
    return static_cast<int>(log().count("Accepted publickey"_L1));
}

QString SshServer::changeHostKey()
{
    stop();
    const QString trouble = makeKey(m_folder.filePath(u"host_key"_s), {});
    return trouble.isEmpty() ? run() : trouble;
}

} // namespace duodoctor
