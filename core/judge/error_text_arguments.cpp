#include "judge/error_text_rows.h"
#include "judge/finding_ids.h"
#include "judge/model_answer.h"

#include <QRegularExpression>

namespace duodoctor::error_text
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxDetail = 300;
constexpr qsizetype kWindow = 4000;

/// The line around `position`, without control characters, cut so that the position stays in sight.
QString lineAt(const QString &text, qsizetype position)
{
    const qsizetype start = position <= 0 ? 0 : text.lastIndexOf(u'\n', position - 1) + 1;
    const qsizetype end = text.indexOf(u'\n', position);
    qsizetype from = start;
    if (position - start > kMaxDetail / 2) {
        from = position - kMaxDetail / 2;
    }
    QString line = text.mid(from, qMin((end < 0 ? text.size() : end) - from, 2 * kMaxDetail));
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control) {
            c = u' ';
        }
    }
    line = line.simplified();
    return line.size() > kMaxDetail ? line.first(kMaxDetail - 1) + u'\u2026' : line;
}

QString firstMatch(const QRegularExpression &pattern, const QString &text, int group = 1)
{
    return pattern.match(text).captured(group);
}

/// Host and port in the words of Ruby, Python, curl, gRPC and Docker; the most telling first.
void setPlace(Arguments &arguments, const QString &text)
{
    static const QRegularExpression forms[]{
        QRegularExpression(uR"(TCP connection to \[?([A-Za-z0-9_.-]{1,253}|[0-9a-f:]{2,45})\]?:(\d{1,5}))"_s),
        QRegularExpression(uR"(host='([A-Za-z0-9_.:-]{1,253})',\s?port=(\d{1,5}))"_s),
        QRegularExpression(uR"([Cc]onnect to host ([A-Za-z0-9_.-]{1,253}):(\d{1,5}))"_s),
        QRegularExpression(uR"([Cc]onnect to ([A-Za-z0-9_.-]{1,253}) port (\d{1,5}))"_s),
        QRegularExpression(uR"(ipv[46]:([0-9.]{7,15}|\[[0-9a-fA-F:]{2,45}\]):(\d{1,5}))"_s),
        QRegularExpression(uR"(service at ([A-Za-z0-9_.-]{1,253})(?::(\d{1,5}))?)"_s),
        QRegularExpression(uR"((?:[Bb]ind for |address \('|address )\[?([0-9.]{7,15}|::)\]?(?::|', )(\d{1,5}))"_s),
        QRegularExpression(uR"(https?://([A-Za-z0-9_.-]{1,253})(?::(\d{1,5}))?)"_s),
        QRegularExpression(uR"([Cc]ould not resolve host: ([A-Za-z0-9_.-]{1,253})())"_s),
    };
    for (const QRegularExpression &form : forms) {
        const auto match = form.match(text);
        if (match.hasMatch()) {
            arguments.set(Argument::Host, match.captured(1));
            if (!match.captured(2).isEmpty()) {
                arguments.set(Argument::Port, match.captured(2));
            }
            return;
        }
    }
}

void setIfFound(Arguments &arguments, Argument argument, const QString &value)
{
    if (!value.isEmpty()) {
        arguments.set(argument, value);
    }
}

QString statusIn(const QString &text)
{
    static const QRegularExpression named(
        uR"((?:returned code|[Ee]rror code:|status code:|status[_ ]code"?[:=]|with status:|status:?)\s{0,3}([1-5]\d\d)\b)"_s);
    static const QRegularExpression page(
        uR"(\b([45]\d\d) (?:Bad Gateway|Service|Gateway|Request Entity|Bad Request|Not Found|page not found|Proxy Auth))"_s);
    const QString status = firstMatch(named, text);
    return status.isEmpty() ? firstMatch(page, text) : status;
}

QString fileIn(const QString &text)
{
    static const QRegularExpression named(
        uR"((?:invalid path: ?|not point to a file: ?|locations: ?|CAfile: ?)(/[^\s'",)\\]{1,300}))"_s);
    static const QRegularExpression quoted(uR"(['"](/[^\s'"]{1,300})['"])"_s);
    const QString path = firstMatch(named, text);
    return path.isEmpty() ? firstMatch(quoted, text) : path;
}

QString modelNameIn(const QString &text)
{
    static const QRegularExpression quoted(
        uR"([Mm]odel(?: name)?(?: by the name)?\s?(?:passed in model=)?[`'"\\]{1,3}([^`'"\\\s]{1,200})[`'"\\]{1,3})"_s);
    static const QRegularExpression passed(uR"(model=([^\s,'"`]{1,200}))"_s);
    const QString name = firstMatch(quoted, text);
    return name.isEmpty() ? firstMatch(passed, text) : name;
}

/// `timeout value=30.0, time taken=30.02 seconds`
void setDurations(Arguments &arguments, const QString &text)
{
    static const QRegularExpression limit(uR"(timeout value=(\d{1,6}(?:\.\d{1,3})?))"_s);
    static const QRegularExpression taken(uR"(time taken=(\d{1,6}(?:\.\d{1,3})?))"_s);
    if (const QString seconds = firstMatch(limit, text); !seconds.isEmpty()) {
        arguments.set(Argument::Limit, u"%1 s"_s.arg(seconds));
    }
    if (const QString seconds = firstMatch(taken, text); !seconds.isEmpty()) {
        arguments.set(Argument::Elapsed, u"%1 s"_s.arg(seconds));
    }
}

void setModelArguments(Arguments &arguments, const QString &text, FindingId id)
{
    static const QRegularExpression identifier(
        uR"(\b((?:custom_openai|openai|hosted_vllm|bedrock|azure|ollama|vertex_ai|anthropic)/[^\s'"`,)\\]{1,200}))"_s);
    setIfFound(arguments, Argument::Identifier, firstMatch(identifier, text));
    if (id == finding::kModelNotServed || id == finding::kModelIdentifierPrefix) {
        setIfFound(arguments, Argument::ExpectedName, modelNameIn(text));
    } else if (id == finding::kModelParameterUnsupported) {
        setIfFound(arguments, Argument::ExpectedName, refusedParameter(text));
    } else if (id == finding::kModelContextTooShort) {
        if (const int tokens = contextLimitIn(text); tokens > 0) {
            arguments.set(Argument::Tokens, tokens);
        }
    }
    setDurations(arguments, text);
}

bool isAboutFile(FindingId id)
{
    using namespace finding;
    return id == kCaBundlePathMissing || id == kGatewayHfHomeNotWritable || id == kGatewayTmpReadOnly ||
           id == kPemUnreadable || id == kPemEmpty;
}

} // namespace

Arguments argumentsIn(const QString &text, qsizetype position, FindingId id)
{
    const QString around = text.mid(qMax<qsizetype>(0, position - kWindow / 2), kWindow);
    Arguments arguments;
    arguments.set(Argument::Detail, lineAt(text, qMax<qsizetype>(0, position)));
    setPlace(arguments, around);
    setIfFound(arguments, Argument::Status, statusIn(around));
    if (isAboutFile(id)) {
        setIfFound(arguments, Argument::Path, fileIn(around));
    }
    if (id == finding::kAuthForbidden) {
        static const QRegularExpression feature(uR"([Uu]nauthorized to access '?([A-Za-z0-9_/ -]{1,80}))"_s);
        setIfFound(arguments, Argument::Feature, firstMatch(feature, around).trimmed());
    }
    if (id == finding::kGatewayOidcProviderUrlInvalid || id == finding::kUrlInvalid) {
        static const QRegularExpression url(uR"((?:Invalid URL |format: ?|were found for )['"]?([^'"\s]{1,300}))"_s);
        setIfFound(arguments, Argument::Url, firstMatch(url, around));
    }
    if (id.view().startsWith("model-"_L1)) {
        setModelArguments(arguments, around, id);
    }
    return arguments;
}

} // namespace duodoctor::error_text
