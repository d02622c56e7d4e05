#include "evidence/http_exchange.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QByteArray HttpExchange::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

QString HttpExchange::authority() const
{
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    const QString host = url.host();
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

} // namespace duodoctor
