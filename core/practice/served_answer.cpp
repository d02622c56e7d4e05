#include "practice/served_answer.h"

#include <QJsonDocument>

namespace duodoctor
{

namespace
{

constexpr auto kNginx = "nginx/1.22.1";

QByteArray nginxPage(const QByteArray &title, const QByteArray &detail = {})
{
    const QByteArray second = detail.isEmpty() ? QByteArray{} : "<center>" + detail + "</center>\r\n";
    return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
           "</h1></center>\r\n" + second + "<hr><center>" + kNginx + "</center>\r\n</body>\r\n</html>\r\n";
}

} // namespace

QByteArray ServedRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

ServedAnswer jsonAnswer(int status, const QJsonObject &object, const HeaderList &headers)
{
    return textAnswer(status, QJsonDocument(object).toJson(QJsonDocument::Compact), "application/json", headers);
}

ServedAnswer textAnswer(int status, const QByteArray &body, const QByteArray &contentType, const HeaderList &headers)
{
    ServedAnswer answer;
    answer.status = status;
    answer.headers = headers;
    answer.headers << std::pair{QByteArray{"content-type"}, contentType};
    answer.body = body;
    return answer;
}

ServedAnswer nginxErrorAnswer(int status, const HeaderList &headers)
{
    const QByteArray title = QByteArray::number(status) + ' ' + reasonPhrase(status);
    return textAnswer(status, nginxPage(title), "text/html",
                      HeaderList{{QByteArray{"server"}, QByteArray{kNginx}}} + headers);
}

ServedAnswer nginxDefaultAnswer(const QByteArray &path)
{
    if (path != "/") {
        return nginxErrorAnswer(404);
    }
    return textAnswer(200,
                      "<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n"
                      "<h1>Welcome to nginx!</h1>\n</body>\n</html>\n",
                      "text/html", HeaderList{{QByteArray{"server"}, QByteArray{kNginx}}});
}

QByteArray nginxPlainTextRefusal()
{
    const QByteArray page =
        nginxPage("400 The plain HTTP request was sent to HTTPS port", "The plain HTTP request was sent to HTTPS port");
    return QByteArray{"HTTP/1.1 400 Bad Request\r\nServer: "} + kNginx +
           "\r\nContent-Type: text/html\r\nContent-Length: " + QByteArray::number(page.size()) +
           "\r\nConnection: close\r\n\r\n" + page;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Request Entity Too Large";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Temporarily Unavailable";
    case 504:
        return "Gateway Time-out";
    default:
        return "Status";
    }
}

} // namespace duodoctor
