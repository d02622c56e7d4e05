#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace duodoctor
{

/// A real sshd (Debian: openssh-server) on loopback with keys, a log and clients' files of its own. The user of the
/// test logs in with a key that only this object has; or an account that exists only for this server, with a password
/// and with rules for the real sudo: that server sees files of its own in the place of /etc/passwd, shadow and sudoers.
class SshServer
{
public:
    SshServer() = default;
    ~SshServer();
    SshServer(const SshServer &) = delete;
    SshServer &operator=(const SshServer &) = delete;

    /// Somebody who can log in here and nowhere else. Takes a test that runs as root.
    struct Account {
        QString name{}; ///< empty: the user of the test
        QString password{};
        QString sudoers{}; ///< lines of sudoers(5)
    };

    /// What the far side is to be like.
    struct Setup {
        QString pathBefore{}; ///< folder that commands there find programs in before all others
        QString loginShell{}; ///< runs every command line instead of the user's shell; empty: the user's own
        QString passphrase{}; ///< of the client's key
        bool knowsHostKey = true;
        bool acceptsKey = true;
        QStringList lines{}; ///< of sshd_config
        Account account{};
    };
    /// @return what sshd said when it did not start; empty when it listens.
    QString start(const Setup &setup);
    void stop();

    int port() const { return m_port; }
    QString user() const; ///< who logs in
    /// Words for the client: its configuration file.
    QStringList clientOptions() const
    {
        return {QStringLiteral("-F"), m_folder.filePath(QStringLiteral("ssh_config"))};
    }
    QString folder() const { return m_folder.path(); }
    QString log() const;
    /// Connections that were let in.
    int acceptedConnections() const;
    /// Another configuration file for clients: the host `behind` is this server, and the only way to it is a jump over
    /// `gate`.
    QString configBehind(const SshServer &gate) const;
    /// Another key under the same name: what a changed host looks like.
    QString changeHostKey();

private:
    QString makeKeys(const QString &passphrase);
    QString writeFiles(const Setup &setup);
    QString writeAccount(const Account &account);
    void openToAccount();
    QString run();

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
    QString m_account;
};

} // namespace duodoctor
