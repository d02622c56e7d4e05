#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace duodoctor
{

/// The machines that an article's commands are typed at, in one folder: a tree below root/ with what they keep in
/// /etc and /opt, a desk where the commands run, and stand-ins for the programs that cannot run in a test
/// (tests/data/remedy/bin). openssl, nginx, sed, curl, cat ... are the real ones.
class RemedyWorld
{
public:
    struct Ran {
        int exitCode = -1;
        QString output; ///< both streams
    };

    /// Makes the folders. A gateway's container runs, and so does GitLab.
    RemedyWorld();

    /// Where a file of the machines lies here: `/etc/duo/x.pem`.
    QString place(const QString &path) const { return m_folder.filePath(QStringLiteral("root") + path); }
    QString desk(const QString &name) const { return m_folder.filePath(QStringLiteral("desk/") + name); }
    /// Writes a file and the folders above it. @return its path.
    static QString write(const QString &path, const QByteArray &bytes);
    static QByteArray read(const QString &path);

    /// What a person knows and types for a word that an article leaves open: `GATEWAY-NAME`, `<gateway_container>`.
    QHash<QString, QString> words;
    /// Ports of the documents, and the free ones that they have here: 5052, 50052 ...
    QHash<int, int> ports;

    /// `text` with what a person fills in, ports and folders as they are here.
    QString inThisWorld(const QString &text) const;
    /// Types it into a shell at the desk, with `typed` for whatever asks.
    Ran run(const QString &command, const QByteArray &typed = {}) const;

    QJsonObject state() const;
    void setState(const QJsonObject &state);
    /// The gateway's container as it runs now; empty when there is none.
    QJsonObject container() const;
    /// Values of an option of the running container: `--env`, `--publish`, `--volume`.
    QStringList options(const QString &name) const;
    /// A variable of the running container.
    QString variable(const QString &name) const;
    /// What the container reads at this path since its last start; empty when nothing is mounted there.
    QByteArray mounted(const QString &containerPath) const;

private:
    QTemporaryDir m_folder;
};

} // namespace duodoctor
