#include "probe/request_facts.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

bool isSecure(const QUrl &url)
{
    return url.scheme() == "https"_L1;
}

QByteArray hostOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.startsWith('[') && host.endsWith(']')) {
        host = host.sliced(1, host.size() - 2);
    }
    return host;
}

bool isAuthorization(const QByteArray &name)
{
    return name.compare("authorization", Qt::CaseInsensitive) == 0 ||
           name.compare("proxy-authorization", Qt::CaseInsensitive) == 0;
}

HttpExchange unansweredExchange(const HttpRequest &request, const std::optional<ProxyChoice> &proxy)
{
    HttpExchange exchange;
    exchange.method = request.method;
    exchange.url = request.url.adjusted(QUrl::RemoveUserInfo);
    exchange.streamRequested = request.stream;
    for (const auto &header : request.headers) {
        if (!isAuthorization(header.first)) {
            exchange.requestHeaders << header;
        }
    }
    if (proxy) {
        exchange.proxy = proxy->url.authority();
    }
    return exchange;
}

} // namespace duodoctor
