#include "probe/equivalent_command.h"

#include "vantage/shell_quoting.h"

#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxShownBody = 2000;

QString seconds(std::chrono::milliseconds limit)
{
    return QString::number(std::max<qint64>(1, (limit.count() + 999) / 1000));
}

bool isSecretHeader(const QByteArray &name)
{
    return name.compare("authorization", Qt::CaseInsensitive) == 0;
}

} // namespace

QString equivalentCommand(const HttpRequest &request, const std::optional<ProxyChoice> &proxy, bool hasBearer,
                          std::chrono::milliseconds limit)
{
    QStringList words{u"curl"_s, request.stream ? u"-svN"_s : u"-sv"_s, u"--max-time"_s, seconds(limit)};
    if (proxy) {
        words << u"--proxy"_s << shellQuoted(proxy->url.toString());
    } else {
        words << u"--noproxy"_s << u"'*'"_s;
    }
    if (request.method == "HEAD") {
        words << u"--head"_s;
    } else if (request.method != "GET" && !(request.method == "POST" && !request.body.isEmpty())) {
        words << u"-X"_s << shellQuoted(QString::fromLatin1(request.method));
    }
    for (const auto &[name, value] : request.headers) {
        if (!isSecretHeader(name)) {
            words << u"-H"_s << shellQuoted(QString::fromUtf8(name + ": " + value));
        }
    }
    if (hasBearer) {
        words << u"-H \"Authorization: Bearer $MODEL_API_KEY\""_s;
    }
    if (!request.body.isEmpty()) {
        words << u"--data"_s
              << (request.body.size() <= kMaxShownBody ? shellQuoted(QString::fromUtf8(request.body)) : u"@body"_s);
    }
    words << shellQuoted(request.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveFragment));
    return words.join(u' ');
}

QString equivalentCommand(const GrpcHealthRequest &request, std::chrono::milliseconds limit)
{
    QStringList words{u"grpcurl"_s};
    if (!request.tls) {
        words << u"-plaintext"_s;
    }
    const QString host = request.host.contains(u':') ? u'[' + request.host + u']' : request.host;
    words << u"-max-time"_s << seconds(limit) << u"-proto"_s << u"health.proto"_s
          << shellQuoted(host + u':' + QString::number(request.port)) << u"grpc.health.v1.Health/Check"_s;
    return words.join(u' ');
}

QString equivalentCommand(const CertificateFileRequest &request)
{
    const bool isFolder = QFileInfo(request.path).isDir();
    return u"openssl storeutl -noout -text -certs %1%2"_s.arg(isFolder ? "-r "_L1 : ""_L1, shellQuoted(request.path));
}

} // namespace duodoctor
