#include "soiling.h"

#include <QFile>
#include <QHash>
#include <QStringList>

#include <algorithm>

namespace duodoctor::test
{

using namespace Qt::StringLiterals;

namespace
{

QString folder()
{
    return QStringLiteral(DUODOCTOR_TEST_DATA "/recognise/");
}

QString textOf(const QString &name)
{
    QFile file(folder() + name);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(name));
    }
    return QString::fromUtf8(file.readAll());
}

QString eachLine(const QString &text, const QString &before)
{
    QStringList lines = text.trimmed().split(u'\n');
    for (QString &line : lines) {
        line.prepend(before);
    }
    return lines.join(u'\n') + u'\n';
}

QByteArray withPrompt(const CapturedCase &item)
{
    return (promptLine(item.kind) + u'\n' + item.text + u"admin@docker01:~$ \n"_s).toUtf8();
}

QByteArray withRootPrompt(const CapturedCase &item)
{
    const QString command = promptLine(item.kind).section(u"$ "_s, 1);
    return (u"[root@gitlab01 ~]# "_s + command + u'\n' + item.text + u"[root@gitlab01 ~]# \n"_s).toUtf8();
}

QByteArray withPowerShell(const CapturedCase &item)
{
    const QString command = promptLine(item.kind).section(u"$ "_s, 1);
    return (u"PS C:\\Users\\Alice> "_s + command + u'\n' + item.text + u"PS C:\\Users\\Alice> \n"_s).toUtf8();
}

QByteArray withColours(const CapturedCase &item)
{
    QStringList lines = item.text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!lines[i].isEmpty() && i % 2 == 0) {
            lines[i] = u"\x1b[1;32m"_s + lines[i].left(4) + u"\x1b[0m"_s + lines[i].mid(4) + u"\x1b[K"_s;
        }
    }
    return (u"\x1b]0;admin@docker01\x07"_s + lines.join(u'\n')).toUtf8();
}

QByteArray withCarriageReturns(const CapturedCase &item)
{
    QString text = item.text;
    return text.replace(u"\n"_s, u"\r\n"_s).toUtf8();
}

QByteArray asUtf16(const CapturedCase &item)
{
    const QString text = u"\ufeff"_s + item.text;
    return {reinterpret_cast<const char *>(text.utf16()), text.size() * 2};
}

QByteArray wrappedAt(const CapturedCase &item, qsizetype width)
{
    QStringList lines;
    const auto all = item.text.split(u'\n');
    for (QString line : all) {
        while (line.size() > width) {
            lines << line.left(width);
            line.remove(0, width);
        }
        lines << line;
    }
    return lines.join(u'\n').toUtf8();
}

QByteArray wrappedAt80(const CapturedCase &item)
{
    return wrappedAt(item, 80);
}

QByteArray wrappedAt120(const CapturedCase &item)
{
    return wrappedAt(item, 120);
}

/// Quotes alternate, blanks within lines cannot be broken, dots and dashes are drawn together.
QByteArray fromChatProgram(const CapturedCase &item)
{
    QString text;
    bool isOpen = false;
    for (qsizetype i = 0; i < item.text.size(); ++i) {
        const QChar c = item.text[i];
        if (c == u'"') {
            isOpen = !isOpen;
            text += isOpen ? u'\u201c' : u'\u201d';
        } else if (c == u'\'') {
            text += u'\u2019';
        } else if (c == u' ' && i % 3 == 0) {
            text += u'\u00a0';
        } else {
            text += c;
        }
    }
    return text.replace(u"..."_s, u"\u2026"_s).toUtf8();
}

QByteArray quoted(const CapturedCase &item)
{
    return eachLine(item.text, u"> "_s).toUtf8();
}

QByteArray indented(const CapturedCase &item)
{
    return eachLine(item.text, u"    "_s).toUtf8();
}

QByteArray withTimes(const CapturedCase &item)
{
    return eachLine(item.text, u"2026-11-21T09:14:05.441550000Z "_s).toUtf8();
}

QByteArray withClock(const CapturedCase &item)
{
    return eachLine(item.text, u"[09:14:05] "_s).toUtf8();
}

QByteArray withSyslogTimes(const CapturedCase &item)
{
    return eachLine(item.text, u"Nov 21 09:14:05 "_s).toUtf8();
}

QByteArray inChat(const CapturedCase &item)
{
    return (u"here you go:\n"_s + item.text + u"\nLet me know if you need more. Thanks!\n"_s).toUtf8();
}

QByteArray fenced(const CapturedCase &item)
{
    return (u"Hi, this is what I get:\n\n```shell\n"_s + item.text + u"```\n\nDoes that help?\n"_s).toUtf8();
}

QByteArray doubleSpaced(const CapturedCase &item)
{
    QString text = item.text;
    return text.replace(u"\n"_s, u"\r\r\n"_s).toUtf8();
}

QByteArray firstHalf(const CapturedCase &item)
{
    const QStringList lines = item.text.split(u'\n');
    return lines.mid(0, std::max<qsizetype>(1, lines.size() / 2)).join(u'\n').toUtf8();
}

QByteArray secondHalf(const CapturedCase &item)
{
    const QStringList lines = item.text.split(u'\n');
    return lines.mid(lines.size() / 2).join(u'\n').toUtf8();
}

QByteArray cutInALine(const CapturedCase &item)
{
    return item.text.left(item.text.size() * 2 / 3).toUtf8();
}

QByteArray cutAtItsStart(const CapturedCase &item)
{
    return item.text.mid(item.text.size() / 3).toUtf8();
}

} // namespace

QList<CapturedCase> capturedCases()
{
    QList<CapturedCase> cases;
    const auto lines = textOf(u"cases.tsv"_s).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList fields = line.split(u'\t');
        if (line.startsWith(u'#') || fields.size() < 3) {
            continue;
        }
        const QString first = fields[2] == "-"_L1 ? QString{} : fields[2];
        cases.append({fields[0], fields[1], first, fields.mid(3), textOf(fields[0])});
    }
    return cases;
}

QString promptLine(const QString &kind)
{
    static const QHash<QString, QString> commands{
        {u"env"_s, u"docker exec gitlab-aigw env | grep AIGW"_s},
        {u"http-status"_s, u"curl -s -o /dev/null -w '%{http_code}\\n' https://aigw.example.com/monitoring/healthz"_s},
        {u"http-body"_s, u"curl -s https://aigw.example.com/"_s},
        {u"curl-verbose"_s, u"curl -v http://aigw.example.com:5052/monitoring/healthz"_s},
        {u"openssl-s-client"_s,
         u"openssl s_client -connect aigw.example.com:443 -servername aigw.example.com </dev/null"_s},
        {u"pem"_s, u"cat /etc/gitlab/trusted-certs/ca.crt"_s},
        {u"rails-output"_s, u"sudo gitlab-rails console"_s},
        {u"rake-verify-self-hosted-setup"_s, u"sudo gitlab-rake \"gitlab:duo:verify_self_hosted_setup[alice]\""_s},
        {u"gateway-troubleshoot"_s, u"docker exec gitlab-aigw poetry run troubleshoot"_s},
        {u"gitlab-llm-log"_s, u"sudo tail --lines=500 /var/log/gitlab/gitlab-rails/llm.log"_s},
        {u"gateway-log"_s, u"docker logs gitlab-aigw 2>&1 | tail"_s},
        {u"models-list"_s, u"curl -s http://vllm.example.com:8000/v1/models"_s},
        {u"chat-completion"_s, u"curl -s http://vllm.example.com:8000/v1/chat/completions -d @body.json"_s},
        {u"docker-ps"_s, u"docker ps --all"_s},
        {u"docker-inspect"_s, u"docker inspect gitlab-aigw"_s},
        {u"compose"_s, u"cat docker-compose.yaml"_s},
        {u"docker-run"_s, u"cat start.sh"_s},
        {u"helm-values"_s, u"cat values.yaml"_s},
        {u"nginx-conf"_s, u"cat /etc/nginx/conf.d/default.conf"_s},
        {u"gitlab-rb"_s, u"sudo cat /etc/gitlab/gitlab.rb"_s},
        {u"kubectl-pods"_s, u"kubectl get pods -n ai-gateway -o wide"_s},
        {u"kubectl-describe"_s, u"kubectl describe pod -n ai-gateway"_s},
        {u"metrics"_s, u"curl -s http://aigw.example.com:8082/metrics"_s},
        {u"report"_s, u"cat report.json"_s},
        {u"error-message"_s, u"cat error.txt"_s}};
    return u"admin@docker01:~$ "_s + commands.value(kind);
}

const QList<Soiling> &soilings()
{
    static const QList<Soiling> all{{"prompt and command", Loss::None, withPrompt},
                                    {"prompt of root", Loss::None, withRootPrompt},
                                    {"prompt of PowerShell", Loss::None, withPowerShell},
                                    {"colours", Loss::None, withColours},
                                    {"CRLF", Loss::None, withCarriageReturns},
                                    {"CRCRLF", Loss::None, doubleSpaced},
                                    {"UTF-16", Loss::None, asUtf16},
                                    {"wrapped at 80", Loss::Possible, wrappedAt80},
                                    {"wrapped at 120", Loss::Possible, wrappedAt120},
                                    {"chat program", Loss::None, fromChatProgram},
                                    {"quoted", Loss::None, quoted},
                                    {"indented", Loss::None, indented},
                                    {"times", Loss::None, withTimes},
                                    {"clock", Loss::None, withClock},
                                    {"times of syslog", Loss::None, withSyslogTimes},
                                    {"words around", Loss::None, inChat},
                                    {"fences and words around", Loss::None, fenced},
                                    {"first half", Loss::Possible, firstHalf},
                                    {"second half", Loss::Possible, secondHalf},
                                    {"cut in a line", Loss::Possible, cutInALine},
                                    {"cut at its start", Loss::Possible, cutAtItsStart}};
    return all;
}

} // namespace duodoctor::test
