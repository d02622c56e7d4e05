#include "judge/exchange_facts.h"

#include "judge/url_form.h"

#include <QJsonDocument>
#include <QJsonParseError>
#include <QRegularExpression>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxTextBytes = 64 * 1024;
constexpr qsizetype kMaxJsonBytes = 1024 * 1024;
constexpr qsizetype kMaxWords = 300;

QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control) {
            c = u' ';
        }
    }
    text = text.simplified();
    return text.size() > kMaxWords ? text.first(kMaxWords - 1) + u'\u2026' : text;
}

/// The sentence in the shapes that gateway, FastAPI, OpenAI-compatible servers and GitLab use for errors.
QString messageOf(const QJsonObject &object)
{
    for (const QLatin1StringView key : {"error"_L1, "message"_L1, "detail"_L1, "error_description"_L1}) {
        const QJsonValue value = object.value(key);
        if (value.isString() && !value.toString().isEmpty()) {
            return value.toString();
        }
        if (value.isObject() && value.toObject().value("message"_L1).isString()) {
            return value.toObject().value("message"_L1).toString();
        }
    }
    return {};
}

QString titleOf(const QString &html)
{
    static const QRegularExpression title(uR"(<title[^>]*>([^<]{1,300})</title>)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return title.match(html).captured(1);
}

} // namespace

QString serviceOf(const JudgeInput &input, const HttpExchange &exchange)
{
    if (input.model()) {
        return u"model \"%1\""_s.arg(input.subject);
    }
    if (exchange.url.path().startsWith("/grpc."_L1)) {
        return u"the Agent Platform service"_s;
    }
    if (!input.subject.isEmpty() && input.deployment->aiGateway.metrics.contains(input.subject)) {
        return u"the metrics endpoint"_s;
    }
    const UrlForm gitlab = readUrl(input.deployment->gitlab.url);
    static const QRegularExpression gitlabPath(uR"(/(api/v4|oauth|\.well-known|-)/)"_s);
    const bool isGitlab = gitlab.isValid() && isSameAuthority(gitlab.url, exchange.url) &&
                          gitlabPath.match(exchange.url.path()).hasMatch();
    return isGitlab ? u"GitLab"_s : u"the AI Gateway"_s;
}

Arguments argumentsOf(const JudgeInput &input, const HttpExchange &exchange)
{
    Arguments arguments;
    arguments.set(Argument::Url, exchange.url.toString(QUrl::RemoveUserInfo));
    arguments.set(Argument::Host, exchange.url.host());
    if (!exchange.url.host().isEmpty()) { // an error that somebody quotes without its command tells no address
        arguments.set(Argument::Port, effectivePort(exchange.url));
    }
    arguments.set(Argument::Service, serviceOf(input, exchange));
    if (const Model *model = input.model()) {
        arguments.set(Argument::Model, model->name);
        arguments.set(Argument::Identifier, model->identifier);
    }
    if (!exchange.connectedTo.isEmpty()) {
        arguments.set(Argument::Address, exchange.connectedTo);
    } else if (!exchange.addresses.isEmpty()) {
        arguments.set(Argument::Address, exchange.addresses);
    }
    if (exchange.status != 0) {
        arguments.set(Argument::Status, exchange.status);
    }
    if (!exchange.proxy.isEmpty()) {
        arguments.set(Argument::Proxy, exchange.proxy);
    }
    if (exchange.phases.total) {
        arguments.set(Argument::Elapsed, wordsForDuration(*exchange.phases.total));
    }
    return arguments;
}

Finding findingFrom(const JudgeInput &input, QLatin1StringView role, FindingId id, Arguments arguments)
{
    if (const HttpExchange *exchange = input.exchange(role)) {
        arguments.merge(argumentsOf(input, *exchange));
    }
    Finding finding = makeFinding(id, std::move(arguments));
    if (const EvidencePtr evidence = input.find(role)) {
        finding.evidence << evidence;
    }
    return finding;
}

Finding findingFrom(const JudgeInput &input, QLatin1StringView role, FindingId id, Severity severity,
                    Arguments arguments)
{
    Finding finding = findingFrom(input, role, id, std::move(arguments));
    Q_ASSERT(severity <= finding.severity);
    finding.severity = severity;
    return finding;
}

QString bodyText(const HttpExchange &exchange)
{
    return QString::fromUtf8(QByteArrayView(exchange.body).first(qMin(exchange.body.size(), kMaxTextBytes)));
}

std::optional<QJsonObject> bodyObject(const HttpExchange &exchange)
{
    if (exchange.bodyTruncated || exchange.body.isEmpty() || exchange.body.size() > kMaxJsonBytes) {
        return std::nullopt;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(exchange.body, &error);
    return error.error == QJsonParseError::NoError && document.isObject() ? std::optional{document.object()}
                                                                          : std::nullopt;
}

QString wordsOfPeer(const HttpExchange &exchange)
{
    if (const auto object = bodyObject(exchange)) {
        if (const QString message = messageOf(*object); !message.isEmpty()) {
            return oneLine(message);
        }
    }
    const QString text = bodyText(exchange);
    if (const QString title = titleOf(text); !title.isEmpty()) {
        return oneLine(title);
    }
    return oneLine(text.left(kMaxWords * 2));
}

bool isHtml(const HttpExchange &exchange)
{
    const QByteArray type = exchange.header("content-type").toLower();
    const QByteArray start = exchange.body.left(512).trimmed().toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<head") ||
           (type.startsWith("text/html") && start.startsWith('<'));
}

bool isRedirect(const HttpExchange &exchange)
{
    switch (exchange.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return true;
    default:
        return false;
    }
}

QString wordsForDuration(std::chrono::microseconds duration)
{
    constexpr auto kOneSecond = std::chrono::seconds(1);
    if (duration < kOneSecond) {
        return u"%1 ms"_s.arg(duration.count() / 1000);
    }
    return u"%1 s"_s.arg(static_cast<double>(duration.count()) / 1e6, 0, 'f', 1);
}

} // namespace duodoctor
