#include "recognise/form_exchange.h"

#include <QRegularExpression>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongestCommand = 8000;

QString urlIn(const QString &command)
{
    static const QRegularExpression full(uR"((https?://[^\s"'<>\\]{1,2000}))"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    // A header's or a body's URL is not the one that is asked.
    qsizetype at = 0;
    for (auto match = full.match(command); match.hasMatch(); match = full.match(command, at)) {
        const QString before = command.left(match.capturedStart()).trimmed();
        const bool isValue = before.endsWith(u':') || before.endsWith(u'=') || before.endsWith(u"\":\""_s) ||
                             before.endsWith("-x"_L1) || before.endsWith("--proxy"_L1) || before.endsWith(u":\""_s);
        if (!isValue) {
            return match.captured(1);
        }
        at = match.capturedEnd();
    }
    static const QRegularExpression bare(
        uR"(\s["']?([a-z0-9][\w.-]{1,200}:\d{2,5}(?:/[^\s"']{0,500})?)["']?(?:\s|$))"_s);
    const auto match = bare.match(command);
    return match.hasMatch() ? u"http://"_s + match.captured(1) : QString{};
}

} // namespace

HttpExchange requestOf(const QString &command)
{
    HttpExchange exchange;
    const QString bounded = command.left(kLongestCommand);
    if (!bounded.contains("curl"_L1) && !bounded.contains("wget"_L1)) {
        return exchange;
    }
    exchange.url = QUrl(urlIn(bounded)).adjusted(QUrl::RemoveUserInfo);
    static const QRegularExpression method(uR"((?:-X|--request)[ =]?["']?([A-Z]{3,7}))"_s);
    static const QRegularExpression body(uR"(\s(?:-d|--data(?:-raw|-binary)?|--json)[ =])"_s);
    static const QRegularExpression head(uR"(\s(?:-I|--head)\s)"_s);
    const auto found = method.match(bounded);
    if (found.hasMatch()) {
        exchange.method = found.captured(1).toLatin1();
    } else {
        exchange.method = body.match(bounded).hasMatch() ? "POST" : (head.match(bounded).hasMatch() ? "HEAD" : "GET");
    }
    exchange.credentialSent = bounded.contains("authorization:"_L1, Qt::CaseInsensitive) ||
                              bounded.contains("api-key:"_L1, Qt::CaseInsensitive);
    exchange.streamRequested = bounded.contains("\"stream\": true"_L1) || bounded.contains("\"stream\":true"_L1);
    return exchange;
}

} // namespace duodoctor::readers
