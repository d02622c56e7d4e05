#include "ui/window_settings.h"

#include <QSettings>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QSettings open()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, u"duo-doctor"_s, u"window"_s);
}

} // namespace

QByteArray WindowSettings::state(const QString &name) const
{
    return open().value(u"state/"_s + name).toByteArray();
}

void WindowSettings::setState(const QString &name, const QByteArray &state)
{
    open().setValue(u"state/"_s + name, state);
}

QString WindowSettings::lastFolder() const
{
    return open().value(u"lastFolder"_s).toString();
}

void WindowSettings::setLastFolder(const QString &folder)
{
    open().setValue(u"lastFolder"_s, folder);
}

QStringList WindowSettings::recentFiles() const
{
    return open().value(u"recentFiles"_s).toStringList().mid(0, kMaxRecent);
}

void WindowSettings::addRecentFile(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    open().setValue(u"recentFiles"_s, QStringList(files.mid(0, kMaxRecent)));
}

void WindowSettings::removeRecentFile(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    open().setValue(u"recentFiles"_s, files);
}

} // namespace duodoctor
