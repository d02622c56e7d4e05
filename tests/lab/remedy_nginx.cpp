#include "remedy_nginx.h"

#include "remedy_person.h"
#include "support/nginx_server.h"

#include <QRegularExpression>
#include <QStandardPaths>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

const QString kServerMark = u"    # server"_s;
const QString kLocationMark = u"      # location"_s;

QString configurationPath(const RemedyWorld &world)
{
    return world.place(u"/etc/nginx/nginx.conf"_s);
}

/// `http2 on` came with nginx 1.25.1; for an older one the step says what to write instead.
QString fitForOldNginx(QString piece, const QString &step)
{
    static const QRegularExpression advice(u"does not know `http2 on`: write `(listen [^`]+)`"_s);
    const QRegularExpressionMatch match = advice.match(step);
    if (match.hasMatch()) {
        piece.remove(QRegularExpression(u"\\n\\s*http2 on;"_s));
        piece.replace(QRegularExpression(u"listen [^;]+;"_s), match.captured(1));
    }
    return piece;
}

bool knowsHttp2Directive(const RemedyWorld &world)
{
    static const QRegularExpression version(u"nginx/1\\.(\\d+)\\.(\\d+)"_s);
    const QRegularExpressionMatch match = version.match(world.run(u"$REMEDY_NGINX -v"_s).output);
    const int minor = match.captured(1).toInt();
    return minor > 25 || (minor == 25 && match.captured(2).toInt() >= 1);
}

void putDirective(QString &configuration, const QString &directive)
{
    const QString name = directive.section(u' ', 0, 0);
    configuration.remove(QRegularExpression(u"^ *%1 [^\\n]*;\\n"_s.arg(QRegularExpression::escape(name)),
                                            QRegularExpression::MultilineOption));
    const QString &mark = name.startsWith("ssl_"_L1) ? kServerMark : kLocationMark;
    configuration.replace(mark, mark + u"\n      "_s + directive);
}

} // namespace

RemedyNginx::RemedyNginx(const RemedyWorld &world)
    : m_world(world)
{
}

RemedyNginx::~RemedyNginx()
{
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

QString RemedyNginx::start(const QString &listen, const QStringList &server, const QStringList &location)
{
    m_port = freePort();
    const QString folder = m_world.place(u"/etc/nginx"_s);
    const QString configuration =
        u"daemon off;\nworker_processes 1;\npid %1/nginx.pid;\nerror_log %1/error.log warn;\nevents {\n}\nhttp {\n"
        "  access_log off;\n  client_body_temp_path %1/b;\n  proxy_temp_path %1/p;\n  fastcgi_temp_path %1/f;\n"
        "  uwsgi_temp_path %1/u;\n  scgi_temp_path %1/s;\n  server {\n    listen 127.0.0.1:%2%3;\n%4\n%5\n    %6\n"
        "    location / {\n%7\n      %8\n    }\n  }\n}\n"_s.arg(folder)
            .arg(m_port)
            .arg(listen, kServerMark, u"    # "_s, server.join(u"\n    "_s), kLocationMark,
                 location.join(u"\n      "_s));
    RemedyWorld::write(configurationPath(m_world), m_world.inThisWorld(configuration).toUtf8());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s, u"/usr/bin"_s}),
                    {u"-p"_s, folder, u"-c"_s, configurationPath(m_world)});
    if (!m_process.waitForStarted() || !waitForPort(m_port)) {
        m_process.waitForFinished(200);
        return QString::fromUtf8(m_process.readAll() + RemedyWorld::read(folder + u"/error.log"_s));
    }
    return {};
}

void putIntoNginx(const RemedyWorld &world, const QString &piece, const QString &step)
{
    QString text = world.inThisWorld(knowsHttp2Directive(world) ? piece : fitForOldNginx(piece, step));
    for (auto port = world.ports.begin(); port != world.ports.end(); ++port) {
        text.replace(QRegularExpression(u"listen %1\\b"_s.arg(port.key())), u"listen 127.0.0.1:%1"_s.arg(port.value()));
    }
    QString configuration = QString::fromUtf8(RemedyWorld::read(configurationPath(world)));
    if (text.startsWith("server {"_L1)) {
        configuration.insert(configuration.lastIndexOf(u'}'), text + u'\n');
    } else if (text.startsWith("location / {"_L1)) {
        static const QRegularExpression old(u"location / \\{[^}]*\\}"_s);
        const QRegularExpressionMatch match = old.match(configuration);
        configuration.replace(match.capturedStart(), match.capturedLength(), text);
    } else {
        for (const QString &directive : text.split(u'\n')) {
            putDirective(configuration, directive.simplified());
        }
    }
    RemedyWorld::write(configurationPath(world), configuration.toUtf8());
}

void RemedyPerson::addConfiguration(const QString &nginxText)
{
    putIntoNginx(m_world, nginxText, m_step.text);
}

} // namespace duodoctor
