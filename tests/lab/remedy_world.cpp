#include "remedy_world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatienceMs = 30'000;
const QString kContainer = u"gitlab-aigw"_s;

QJsonObject healthyState()
{
    const QJsonObject services{{u"nginx"_s, u"run"_s}, {u"puma"_s, u"run"_s}, {u"sidekiq"_s, u"run"_s}};
    return {{u"containers"_s, QJsonObject{}}, {u"images"_s, QJsonArray{}}, {u"services"_s, services}};
}

} // namespace

RemedyWorld::RemedyWorld()
{
    for (const char *folder : {"desk", "root/etc/duo", "root/etc/gitlab/trusted-certs", "root/etc/nginx/tls",
                               "root/opt/gitlab/embedded/ssl/certs", "root/opt/gitlab/embedded/bin"}) {
        QDir(m_folder.path()).mkpath(QString::fromLatin1(folder));
    }
    QFile::link(QStringLiteral(DUODOCTOR_TEST_DATA "/remedy/bin/openssl"),
                place(u"/opt/gitlab/embedded/bin/openssl"_s));
    words.insert(u"<gateway_container>"_s, kContainer);
    setState(healthyState());
}

QString RemedyWorld::write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

QByteArray RemedyWorld::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString RemedyWorld::inThisWorld(const QString &text) const
{
    static const QRegularExpression folders(uR"((?<![\w.:/=])/(?=(etc|opt|var/log|usr/local/share)/))"_s);
    QString here = text;
    here.replace(folders, m_folder.filePath(u"root/"_s));
    for (auto word = words.begin(); word != words.end(); ++word) {
        here.replace(word.key(), word.value());
    }
    for (auto port = ports.begin(); port != ports.end(); ++port) {
        // Not the ports of `-p 5052:5052`, which a container keeps to itself here.
        const QRegularExpression address(uR"((?<=127\.0\.0\.1|[a-z]):%1\b)"_s.arg(port.key()));
        here.replace(address, u':' + QString::number(port.value()));
    }
    static const QRegularExpression withoutPort(uR"((https://[a-z.]+\.localhost)(?![a-z.:]))"_s);
    if (ports.contains(443)) {
        here.replace(withoutPort, u"\\1:%1"_s.arg(ports.value(443)));
    }
    return here;
}

RemedyWorld::Ran RemedyWorld::run(const QString &command, const QByteArray &typed) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, QStringLiteral(DUODOCTOR_TEST_DATA "/remedy/bin:") + environment.value(u"PATH"_s));
    environment.insert(u"REMEDY_STATE"_s, m_folder.filePath(u"state.json"_s));
    environment.insert(u"REMEDY_ROOT"_s, m_folder.filePath(u"root"_s));
    environment.insert(u"REMEDY_CERTIFI"_s, m_folder.filePath(u"certifi.pem"_s));
    environment.insert(u"REMEDY_NGINX"_s, QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s, u"/usr/bin"_s}));
    QProcess shell;
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(m_folder.filePath(u"desk"_s));
    shell.setProcessChannelMode(QProcess::MergedChannels);
    shell.start(u"bash"_s, {u"-c"_s, inThisWorld(command)});
    shell.write(typed);
    shell.closeWriteChannel();
    if (!shell.waitForFinished(kPatienceMs)) {
        shell.kill();
        shell.waitForFinished(1000);
        return {-1, u"it does not end"_s};
    }
    return {shell.exitCode(), QString::fromUtf8(shell.readAll())};
}

QJsonObject RemedyWorld::state() const
{
    return QJsonDocument::fromJson(read(m_folder.filePath(u"state.json"_s))).object();
}

void RemedyWorld::setState(const QJsonObject &state)
{
    write(m_folder.filePath(u"state.json"_s), QJsonDocument(state).toJson());
}

QJsonObject RemedyWorld::container() const
{
    return state().value("containers"_L1).toObject().value(kContainer).toObject();
}

QStringList RemedyWorld::options(const QString &name) const
{
    QStringList values;
    for (const QJsonValue &option : container().value("options"_L1).toArray()) {
        if (option.toArray().at(0).toString() == name) {
            values << option.toArray().at(1).toString();
        }
    }
    return values;
}

QString RemedyWorld::variable(const QString &name) const
{
    QString value;
    for (const QString &setting : options(u"--env"_s)) {
        if (setting.startsWith(name + u'=')) {
            value = setting.sliced(name.size() + 1);
        }
    }
    return value;
}

QByteArray RemedyWorld::mounted(const QString &containerPath) const
{
    return container().value("mounted"_L1).toObject().value(containerPath).toString().toUtf8();
}

} // namespace duodoctor
