#pragma once

#include "remedy_world.h"

#include <QProcess>

namespace duodoctor
{

/// The real nginx of a world: configuration in /etc/nginx there, started on a free port of 127.0.0.1.
class RemedyNginx
{
public:
    explicit RemedyNginx(const RemedyWorld &world);
    ~RemedyNginx();
    RemedyNginx(const RemedyNginx &) = delete;
    RemedyNginx &operator=(const RemedyNginx &) = delete;

    /// Starts with one server. @param listen  behind the port: ` ssl`. @param server, location  directives, one a line.
    /// @return what nginx says when it does not start.
    QString start(const QString &listen, const QStringList &server, const QStringList &location);
    int port() const { return m_port; }

private:
    const RemedyWorld &m_world;
    int m_port = 0;
    QProcess m_process;
};

/// Puts a piece of nginx configuration where it belongs: a server beside the others, a location in place of the old
/// one, a directive in place of the old value. @param step  its sentences: they say what an old nginx is to be told.
void putIntoNginx(const RemedyWorld &world, const QString &piece, const QString &step);

} // namespace duodoctor
