#include "support/ssh_server.h"

#include "support/nginx_server.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <pwd.h>
#include <unistd.h>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatienceMs = 10'000;
constexpr uint kAccountId = 4242;

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
    if (!m_account.isEmpty()) {
        return m_account;
    }
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
                         u"PasswordAuthentication %1"_s.arg(m_account.isEmpty() ? u"no"_s : u"yes"_s),
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

QString SshServer::writeAccount(const Account &account)
{
    m_account = account.name;
    if (m_account.isEmpty()) {
        return {};
    }
    if (::geteuid() != 0) {
        return u"this test must be run as root: its sshd has an account of its own, with a password and rules for sudo"_s;
    }
    QProcess openssl;
    openssl.start(u"openssl"_s, {u"passwd"_s, u"-6"_s, u"-stdin"_s});
    openssl.write(account.password.toUtf8() + '\n');
    openssl.closeWriteChannel();
    if (!openssl.waitForFinished(kPatienceMs) || openssl.exitCode() != 0) {
        return u"openssl passwd: "_s + QString::fromUtf8(openssl.readAllStandardError());
    }
    const QString hash = QString::fromLatin1(openssl.readAllStandardOutput()).trimmed();
    const QString home = m_folder.filePath(u"home"_s);
    QDir().mkpath(home);
    const QString userLine = u"%1:x:%2:%2::%3:/bin/bash\n"_s.arg(m_account).arg(kAccountId).arg(home);
    const QString shadowLine = u"%1:%2:19000:0:99999:7:::\n"_s.arg(m_account, hash);
    write(m_folder.filePath(u"passwd"_s), read(u"/etc/passwd"_s) + userLine);
    write(m_folder.filePath(u"shadow"_s), read(u"/etc/shadow"_s) + shadowLine);
    return write(m_folder.filePath(u"sudoers"_s),
                 u"Defaults env_reset, lecture=never, use_pty, passwd_timeout=1\nroot ALL=(ALL:ALL) ALL\n%1\n"_s.arg(
                     account.sudoers));
}

/// What the account's own processes read.
void SshServer::openToAccount()
{
    const QFile::Permissions readable = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
    const QFile::Permissions enterable = QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | enterable);
    for (const QString &name : {u"passwd"_s, u"authorized_keys"_s}) {
        QFile::setPermissions(m_folder.filePath(name), readable);
    }
    QFile::setPermissions(m_folder.filePath(u"sudoers"_s), QFile::ReadOwner | QFile::ReadGroup);
    for (const QString &name : {u"home"_s, u"login"_s}) {
        QFile::setPermissions(m_folder.filePath(name), readable | enterable);
    }
    const QByteArray home = QFile::encodeName(m_folder.filePath(u"home"_s));
    if (::chown(home.constData(), kAccountId, kAccountId) != 0) {
        qWarning("the home of the account stays root's");
    }
}

QString SshServer::configBehind(const SshServer &gate) const
{
    const QString host = u"Host %1\n  HostName 127.0.0.1\n  Port %2\n  User %3\n  IdentityFile %4/client_key\n"
                         "  UserKnownHostsFile %4/known_hosts\n"_s;
    const QString path = m_folder.filePath(u"ssh_config_behind"_s);
    write(path, host.arg(u"gate"_s).arg(gate.port()).arg(gate.user(), gate.folder()) +
                    host.arg(u"behind"_s).arg(m_port).arg(user(), folder()) +
                    "  ProxyJump gate\nHost *\n  GlobalKnownHostsFile /dev/null\n  IdentitiesOnly yes\n"
                    "  IdentityAgent none\n  StrictHostKeyChecking ask\n"_L1);
    return path;
}

QString SshServer::run()
{
    if (::getuid() == 0) {
        // Where it wants to leave its privileges.
        QDir().mkpath(u"/run/sshd"_s);
    }
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    QStringList words = {u"/usr/sbin/sshd"_s, u"-D"_s, u"-e"_s, u"-f"_s, m_folder.filePath(u"sshd_config"_s)};
    if (!m_account.isEmpty()) {
        openToAccount();
        // The mounts go away with the last process that sees them.
        const QString script =
            u"for f in passwd shadow sudoers; do mount --bind \"$1/$f\" \"/etc/$f\" || exit 9; done; "
            "shift; exec \"$@\""_s;
        words = QStringList{u"unshare"_s, u"-m"_s, u"sh"_s, u"-c"_s, script, u"sh"_s, m_folder.path()} + words;
    }
    // Another server may have taken the port meanwhile: what counts is what this one says.
    const QString listens = u"Server listening on 127.0.0.1 port %1."_s.arg(m_port);
    const qsizetype before = log().count(listens);
    m_process.start(words.first(), words.mid(1));
    if (!m_process.waitForStarted(kPatienceMs)) {
        return u"sshd is not installed: "_s + m_process.errorString();
    }
    constexpr int kStepMs = 20;
    for (int waited = 0; waited < kPatienceMs && log().count(listens) == before; waited += kStepMs) {
        if (m_process.waitForFinished(kStepMs)) {
            break;
        }
    }
    return log().count(listens) > before ? QString() : u"sshd does not listen: "_s + log();
}

QString SshServer::start(const Setup &setup)
{
    QString trouble = makeKeys(setup.passphrase);
    if (trouble.isEmpty()) {
        trouble = writeAccount(setup.account);
    }
    constexpr int kPorts = 5;
    for (int i = 0; trouble.isEmpty() && i < kPorts; ++i) {
        m_port = freePort();
        trouble = writeFiles(setup);
        if (trouble.isEmpty()) {
            trouble = run();
        }
        if (trouble.isEmpty() || !log().contains("already in use"_L1)) {
            return trouble;
        }
        trouble.clear();
    }
    return trouble.isEmpty() ? u"no port is free"_s : trouble;
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
    static const QRegularExpression letIn(u"Accepted \\S+ for "_s);
    return static_cast<int>(log().count(letIn));
}

QString SshServer::changeHostKey()
{
    stop();
    const QString trouble = makeKey(m_folder.filePath(u"host_key"_s), {});
    return trouble.isEmpty() ? run() : trouble;
}

} // namespace duodoctor
