#include "support/gitlab_host.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kSources = DUODOCTOR_SOURCE_DIR "/tests/data/gitlab_host/";

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(bytes);
    }
}

} // namespace

QJsonObject GitlabHost::defaultState()
{
    constexpr double kStartSeconds = 3;
    const QJsonObject model{{u"id"_s, 7},
                            {u"name"_s, u"mistral"_s},
                            {u"model"_s, u"mistral"_s},
                            {u"endpoint"_s, u"http://model.test:8000/v1"_s},
                            {u"identifier"_s, u"custom_openai/Mistral-Small"_s},
                            {u"provider"_s, u"api"_s},
                            {u"release_state"_s, u"GA"_s},
                            {u"api_token"_s, QString()}};
    QJsonArray features;
    for (const QString &feature : {u"code_generations"_s, u"code_completions"_s, u"duo_chat"_s}) {
        features.append(
            QJsonObject{{u"feature"_s, feature}, {u"provider"_s, u"self_hosted"_s}, {u"ai_self_hosted_model_id"_s, 7}});
    }
    return {{u"start_seconds"_s, kStartSeconds},
            {u"version"_s, u"18.2.1-ee"_s},
            {u"url"_s, u"http://gitlab.test"_s},
            {u"gateway_url"_s, u"http://aigw.test:5052"_s},
            {u"agent_platform_url"_s, u"aigw.test:50052"_s},
            {u"agent_platform_secure"_s, false},
            {u"plan"_s, u"ultimate"_s},
            {u"users"_s, QJsonObject{{u"root"_s, true}}},
            {u"models"_s, QJsonArray{model}},
            {u"features"_s, features}};
}

QString GitlabHost::start(const QJsonObject &state, const QByteArray &sudoPassword)
{
    if (QStandardPaths::findExecutable(u"ruby"_s).isEmpty()) {
        return u"ruby is not installed: the stand-in for GitLab's Rails needs it (package ruby)"_s;
    }
    const QDir folder(m_folder.path());
    folder.mkdir(u"bin"_s);
    for (const QString &name : {u"gitlab-rails"_s, u"gitlab-rake"_s, u"gitlab-ctl"_s}) {
        QFile::link(QString::fromUtf8(kSources) + u"command"_s, folder.filePath(u"bin/"_s + name));
    }
    QFile::link(QString::fromUtf8(kSources) + u"sudo"_s, folder.filePath(u"bin/sudo"_s));
    setState(state);
    write(folder.filePath(u"sudo-password"_s), sudoPassword);
    clearJournal();
    SshServer::Setup setup;
    // sshd takes one such line only.
    setup.lines = {
        u"SetEnv GITLAB_HOST=%1 PATH=%1/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s.arg(
            folder.path()),
        u"MaxSessions 64"_s, u"MaxStartups 64"_s};
    return m_server.start(setup);
}

void GitlabHost::setState(const QJsonObject &state) const
{
    write(m_folder.filePath(u"state.json"_s), QJsonDocument(state).toJson());
}

QStringList GitlabHost::journal() const
{
    QFile file(m_folder.filePath(u"journal"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                          : QStringList{};
}

void GitlabHost::clearJournal() const
{
    write(m_folder.filePath(u"journal"_s), {});
}

} // namespace duodoctor
