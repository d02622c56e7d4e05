#include "vantage/reach_hosts.h"

#include <QDir>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxSudoQuestions = 2;

/// Paths of sockets may have 107 bytes, and ssh adds seventeen of its own.
QString folderTemplate()
{
    constexpr qsizetype kLongest = 60;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isUsable =
        !runtime.isEmpty() && runtime.size() <= kLongest && !runtime.contains(u'%') && QFileInfo(runtime).isWritable();
    return (isUsable ? runtime : u"/tmp"_s) + "/duo-doctor-XXXXXX"_L1;
}

} // namespace

ReachHost::ReachHost(const Reach &reach, const ReachEnvironment &environment, const QString &folder, int number)
    : m_connection(reach, {environment.sshOptions, folder, environment.askpassProgram, environment.prompter}, number,
                   nullptr)
    , m_prompter(environment.prompter)
    , m_name(reach.user.isEmpty() ? reach.host : reach.user + u'@' + reach.host)
{
}

ReachHost::~ReachHost()
{
    m_sudoPassword.fill('\0');
}

bool ReachHost::maySudoBeAsked() const
{
    return m_prompter && (m_isAsking || m_questions < kMaxSudoQuestions);
}

void ReachHost::askSudoPassword()
{
    if (m_isAsking) {
        return;
    }
    m_isAsking = true;
    ++m_questions;
    Q_EMIT m_connection.asking();
    const QPointer<ReachHost> self(this);
    m_prompter({PromptRequest::Kind::SudoPassword, m_name, u"[sudo] password for %1"_s.arg(m_name)},
               [self](const QByteArray &answer) {
                   if (!self) {
                       return;
                   }
                   self->m_isAsking = false;
                   self->m_sudoPassword = answer;
                   if (answer.isEmpty()) {
                       self->m_questions = kMaxSudoQuestions;
                   }
                   Q_EMIT self->m_connection.answered();
                   Q_EMIT self->sudoAnswered();
               });
}

void ReachHost::forgetSudoPassword()
{
    m_sudoPassword.fill('\0');
    m_sudoPassword.clear();
}

ReachHosts::ReachHosts(ReachEnvironment environment)
    : m_environment(std::move(environment))
    , m_folder(folderTemplate())
{
}

ReachHosts::~ReachHosts() = default;

ReachHost &ReachHosts::host(const Reach &reach)
{
    for (const auto &[known, host] : m_hosts) {
        if (known.host == reach.host && known.user == reach.user && known.port == reach.port) {
            return *host;
        }
    }
    auto made = std::make_unique<ReachHost>(reach, m_environment, m_folder.path(), static_cast<int>(m_hosts.size()));
    return *m_hosts.emplace_back(reach, std::move(made)).second;
}

QString ReachHosts::redacted(const QString &words) const
{
    return m_environment.redactor ? m_environment.redactor->redact(words).text : words;
}

} // namespace duodoctor
