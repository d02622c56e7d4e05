#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// What the window remembers between two starts: sizes, the last folder, recent files. Never a key, never an answer of
/// a server. Read when asked for, so that a start costs one small file.
class WindowSettings
{
public:
    static constexpr int kMaxRecent = 8;

    QByteArray state(const QString &name) const;
    void setState(const QString &name, const QByteArray &state);

    QString lastFolder() const;
    void setLastFolder(const QString &folder);

    /// Newest first.
    QStringList recentFiles() const;
    void addRecentFile(const QString &path);
    void removeRecentFile(const QString &path);
};

} // namespace duodoctor
