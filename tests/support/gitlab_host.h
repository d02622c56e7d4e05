#pragma once

#include "support/ssh_server.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace duodoctor
{

/// A GitLab host behind a real sshd: sudo, gitlab-rails, gitlab-rake and gitlab-ctl that answer in the true forms, in a
/// real Ruby that takes its time to start. Each call is written into a journal, and so is whatever would have changed
/// a real GitLab.
class GitlabHost
{
public:
    /// @param state  of GitLab; keys as defaultState().
    /// @param sudoPassword  empty: sudo asks for none.
    /// @return why it did not start; empty when it listens.
    QString start(const QJsonObject &state, const QByteArray &sudoPassword = {});

    /// `start_seconds` of Rails, `version`, `gateway_url`, `models`, `features`, `users`, `plan`, `filters`,
    /// `environment` of Rails, and so on.
    static QJsonObject defaultState();
    void setState(const QJsonObject &state) const;

    const SshServer &server() const { return m_server; }
    QString folder() const { return m_folder.path(); } ///< programs in bin
    QStringList journal() const;
    void clearJournal() const;

private:
    QTemporaryDir m_folder;
    SshServer m_server;
};

} // namespace duodoctor
