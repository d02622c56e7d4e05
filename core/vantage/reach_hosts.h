#pragma once

#include "vantage/reacher.h"
#include "vantage/ssh_connection.h"

#include <QByteArray>
#include <QFuture>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace duodoctor
{

/// What is known of one host for the length of a run: its connection, and the password for sudo once it was given.
class ReachHost : public QObject
{
    Q_OBJECT
public:
    ReachHost(const Reach &reach, const ReachEnvironment &environment, const QString &folder, int number);
    ~ReachHost() override;

    SshConnection &connection() { return m_connection; }
    const QByteArray &sudoPassword() const { return m_sudoPassword; }
    /// Asks the user once; everybody who wants it meanwhile waits for the same answer. sudoAnswered() follows.
    void askSudoPassword();
    /// A password that sudo did not take is not tried again.
    void forgetSudoPassword();
    bool maySudoBeAsked() const;

Q_SIGNALS:
    void sudoAnswered();

private:
    SshConnection m_connection;
    Prompter m_prompter;
    QString m_name;
    QByteArray m_sudoPassword;
    bool m_isAsking = false;
    int m_questions = 0;
};

/// What the commands of one run share.
class ReachHosts
{
public:
    explicit ReachHosts(ReachEnvironment environment);
    ~ReachHosts();

    const ReachEnvironment &environment() const { return m_environment; }
    /// @param reach  via ssh.
    ReachHost &host(const Reach &reach);
    /// One line for a transcript: without secrets.
    QString redacted(const QString &words) const;

    /// Answers to the search for pods, by reach.
    QHash<QString, QFuture<Transcript>> podSearches;

private:
    ReachEnvironment m_environment;
    QTemporaryDir m_folder;
    std::vector<std::pair<Reach, std::unique_ptr<ReachHost>>> m_hosts;
};

} // namespace duodoctor
