#include "recognise/readers.h"

#include <QRegularExpression>
#include <QStringList>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxMessageChars = 8000;
constexpr qsizetype kMaxMessageLines = 40;

/// A code alone may be that of a part or a room: without its word before it, the text has to be about an error.
bool isAboutAnError(const QString &text)
{
    constexpr qsizetype kCodeAlone = 16;
    static const QRegularExpression words(
        uR"(error|fail|fehler|erreur|erro\b|falla|chat|\bduo\b|gitlab|gateway|respond|response|answer|message|prompt|\bi'm sorry|meldung|\b(?:get|gets|getting|got|seeing|shows|returns|says)\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return text.size() <= kCodeAlone || words.match(text).hasMatch();
}

/// The code that GitLab puts behind its sentence; the word before it is translated, the code never is.
QString codeIn(const QString &text)
{
    static const QRegularExpression named(
        uR"(\b(?:[Ee]rror code|[Cc]ode|duo_chat_error_code)["']?\s?[:=]?\s?["']?([AGM][0-9]{4})\b)"_s);
    static const QRegularExpression bare(
        uR"((?<![A-Za-z0-9/_-])(A100[0-8]|A6000|A9999|G300[0-9]|M[2345]00[0-9])(?![A-Za-z0-9_-]))"_s);
    const auto match = named.match(text);
    if (match.hasMatch()) {
        return match.captured(1);
    }
    return isAboutAnError(text) ? bare.match(text).captured(1) : QString{};
}

/// Sentences of GitLab, its health check and IDE extensions that come without a code, and the names of errors that
/// people quote alone. Lower case.
bool hasKnownWords(const QString &lower)
{
    static const QStringList known{
        u"i couldn't respond in time"_s,
        u"i can't generate a response"_s,
        u"response could not be completed"_s,
        u"requires a different duo subscription"_s,
        u"a default gitlab duo namespace"_s,
        u"couldn't find any documentation to answer"_s,
        u"turned off duo features"_s,
        u"entered too many prompts"_s,
        u"reached the limit before finding an answer"_s,
        u"gitlab duo subscription required"_s,
        u"not supported in your duo pro subscription"_s,
        u"do not have access to gitlab duo"_s,
        u"there was an error processing your request"_s,
        u"fetching an authentication token for this workflow"_s,
        u"response from the ai gateway"_s,
        u"ai gateway returned code"_s,
        u"model server returned code"_s,
        u"agent platform service at"_s,
        u"authentication with the ai gateway services failed"_s,
        u"response doesn't contain a completion"_s,
        u"license does not provide access"_s,
        u"you lack the necessary permissions"_s,
        u"connection failed:"_s,
        u"failed to connect to all addresses"_s,
        u"network are not allowed"_s,
        u"localhost are not allowed"_s,
        u"failed to open tcp connection"_s,
        u"errno::"_s,
        u"net::readtimeout"_s,
        u"net::opentimeout"_s,
        u"socketerror"_s,
        u"ssl_connect"_s,
        u"certificate verify failed"_s,
        u"certificate_verify_failed"_s,
        u"wrong version number"_s,
        u"token creation failed"_s,
        u"signature verification failed"_s,
        u"no keys founds in jwks"_s,
        u"jwkerror"_s,
        u"jwterror"_s,
        u"forbidden by auth provider"_s,
        u"header mismatch '"_s,
        u"no authorization header presented"_s,
        u"unauthorized to access"_s,
        u"litellm."_s,
        u"specifying custom models endpoint is disabled"_s,
        u"does not match the detected host"_s,
        u"port is already allocated"_s,
        u"address already in use"_s,
        u"permission denied: '"_s,
        u"read-only file system"_s,
        u"imagepullbackoff"_s,
        u"crashloopbackoff"_s,
        u"connection refused"_s,
        u"502 bad gateway"_s,
        u"504 gateway time-out"_s,
        u"plain http request was sent to https port"_s,
        u"on-demand throughput isn"_s,
        u"error response from daemon"_s,
        u"timed out waiting for the condition"_s,
        u"model_not_found"_s,
        u"maximum context length"_s,
        u"try pulling it first"_s,
        u"[errno "_s,
        u"no services configured to run"_s,
        u"413 request entity too large"_s,
        u"only oidc is supported"_s,
        u"invalid authorization header"_s,
        u"failed to generate jwt"_s,
        u"no scheme supplied"_s,
        u"failed to initialize oidc"_s,
        u"insufficient_credits"_s,
        u"\"not_entitled\""_s,
        u"inference failed"_s,
        u"too many requests"_s,
        u"auth is disabled, all users allowed"_s,
        u"\"validation error\""_s,
        u"ai_gateway_url' to point"_s,
        u"'ai_gateway_url' application setting"_s,
        u"invalid ai gateway url format"_s,
        u"does not have access to code suggestions"_s,
        u"no self-hosted models configured"_s,
        u"websocket upgrade did not complete"_s,
        u"websocket handshake"_s,
        u"aigw_custom_models__enabled must be"_s,
        u"aigw_auth__bypass_external must be"_s,
        u"missing environment variables:"_s,
        u"available context size"_s,
        u"system message must be at the beginning"_s,
        u"roles must alternate"_s,
        u"no model found by the name"_s,
        u"anthropic api status error"_s,
        u"anthropic api connection error"_s,
        u"anthropic api timeout error"_s,
        u"anthropic_api_key"_s,
        u"is not a local folder"_s,
        u"received http2 header"_s,
        u"max retries exceeded with url"_s,
        u"i/o timeout"_s,
        u"unknownhostexception"_s,
        u"self signed certificate"_s,
        u"self-signed certificate"_s,
        u"unable to load pem file"_s,
        u"econnrefused"_s,
        u"econnreset"_s,
        u"etimedout"_s,
        u"ehostunreach"_s,
        u"enotfound"_s,
        u"no route to host"_s,
        u"network is unreachable"_s,
        u"connection reset by peer"_s,
        u"connection timed out"_s,
        u"name or service not known"_s,
        u"no such host"_s,
        u"could not be resolved"_s,
        u"actively refused"_s,
        u"could not establish trust relationship"_s,
        u"server returned an error: ("_s,
        u"read timed out"_s,
        u"x509: "_s,
        u"certificate has expired"_s,
        u"does not look like a tls handshake"_s,
        u"rpc error: code"_s,
        u"statuscode.unavailable"_s,
        u"14 unavailable"_s,
        u"14:failed"_s,
        u"metadata size exceeds"_s,
        u"metadata larger than"_s,
        u"from upstream, client:"_s,
        u"to upstream, client:"_s,
        u"host not found in upstream"_s,
        u"no live upstreams"_s,
        u"too large body"_s,
        u"cuda out of memory"_s,
        u"outofmemoryerror"_s,
        u"oomkilled"_s,
        u"accessdeniedexception"_s,
        u"unrecognizedclientexception"_s,
        u"expiredtokenexception"_s,
        u"throttlingexception"_s,
        u"unable to locate credentials"_s,
        u"security token included in the request"_s,
        u"incorrect api key"_s,
        u"invalid api key"_s,
        u"no api key passed in"_s,
        u"invalid subscription key"_s,
        u"deploymentnotfound"_s,
        u"invalid model name passed"_s,
        u"enable-auto-tool-choice"_s,
        u"chat template is no longer allowed"_s,
        u"provide a chat template"_s,
        u"manifest unknown"_s,
        u"pull access denied"_s,
        u"exec format error"_s,
        u"suitable tls ca certificate bundle"_s,
        u"could not prefetch keys"_s,
        u"tls handshake failed"_s,
        u"ssl handshake failed"_s,
        u"cert_file"_s,
    };
    for (const QString &words : known) {
        if (lower.contains(words)) {
            return true;
        }
    }
    static const QRegularExpression missing(
        uR"((?:prompt|model) ['"`\\]{1,2}[^'"`\\]{1,200}['"`\\]{1,2} (?:was )?not found)"_s);
    return missing.match(lower).hasMatch();
}

/// A chat program's hard line ends stand in the middle of sentences.
QString inOneLine(const QString &text)
{
    return text.simplified();
}

} // namespace

std::optional<QuotedError> quotedError(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > kMaxMessageChars || trimmed.count(u'\n') > kMaxMessageLines) {
        return std::nullopt;
    }
    QuotedError quoted;
    quoted.text = inOneLine(trimmed);
    quoted.code = codeIn(quoted.text);
    QString lower = quoted.text.toLower();
    lower.replace(QChar(0x2019), u'\'');
    // A code alone could be a part number; a word of an error or a short text goes with it.
    const bool isSentence = !quoted.code.isEmpty();
    return isSentence || hasKnownWords(lower) ? std::optional{quoted} : std::nullopt;
}

} // namespace duodoctor::readers
