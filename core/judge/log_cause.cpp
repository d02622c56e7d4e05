#include "judge/log_cause.h"

#include "judge/finding_ids.h"

#include <QLatin1StringView>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace finding;

namespace
{

constexpr qsizetype kMaxRemembered = 4000;

/// Lines of nobody known and of a low level are looked up only where they speak of a failure at all.
bool speaksOfFailure(const QString &message)
{
    for (const QLatin1StringView word : {"error"_L1,
                                         "exception"_L1,
                                         "fail"_L1,
                                         "refused"_L1,
                                         "denied"_L1,
                                         "fatal"_L1,
                                         "read-only"_L1,
                                         "timed out"_L1,
                                         "timeout"_L1,
                                         "errno"_L1,
                                         "unable to"_L1,
                                         "not found"_L1,
                                         "no services configured"_L1,
                                         "auth is disabled"_L1,
                                         "wasn't completed"_L1,
                                         "oomkilled"_L1,
                                         "out of memory"_L1,
                                         "prefetch keys"_L1,
                                         "cert_file"_L1,
                                         "backoff"_L1,
                                         "disabled"_L1,
                                         "not_serving"_L1,
                                         "invalid"_L1,
                                         "could not"_L1,
                                         "does not match"_L1,
                                         "unauthorized"_L1}) {
        if (message.contains(word, Qt::CaseInsensitive)) {
            return true;
        }
    }
    return false;
}

/// A result of the request only; the chain of the exception may name why.
bool isShallow(FindingId id)
{
    for (const FindingId known :
         {kModelUnreachableFromGateway, kModelLocalhostInContainer, kConnectRefused, kConnectionClosed,
          kModelServerError, kGatewayJwksEmpty, kGatewayCannotReachGitlab, kGatewayStreamingBroken}) {
        if (id == known) {
            return true;
        }
    }
    return false;
}

bool isDeep(FindingId id)
{
    return id.view().startsWith("tls-"_L1) || id == kCaBundlePathMissing || id == kGatewayOidcProviderUrlInvalid ||
           id == kDnsNotFound || id == kConnectTimeout || id == kUrlInvalid;
}

struct StatusMeaning {
    int status;
    FindingId finding;
};

/// What a refusal of the gateway means for GitLab when no words came with it (facts/endpoints 1.2, 1.3 and 6).
constexpr std::array kGatewayStatuses{
    StatusMeaning{401, kAuthUnauthorized},
    StatusMeaning{402, kLicenseLacksDuo},
    StatusMeaning{403, kAuthForbidden},
    StatusMeaning{404, kGatewayVersionMismatch},
    StatusMeaning{408, kModelTimeout},
    StatusMeaning{413, kConfigProxyBuffering},
    StatusMeaning{421, kModelServerError},
    StatusMeaning{422, kGatewayVersionMismatch},
    StatusMeaning{429, kModelOverloaded},
    StatusMeaning{500, kModelServerError},
    StatusMeaning{502, kGatewayBehindBrokenProxy},
    StatusMeaning{503, kGatewayBehindBrokenProxy},
    StatusMeaning{504, kGatewayBehindBrokenProxy},
};

std::optional<FindingId> findingOfStatus(int status)
{
    for (const StatusMeaning &row : kGatewayStatuses) {
        if (row.status == status) {
            return row.finding;
        }
    }
    return std::nullopt;
}

/// `POST /v1/chat/completions` in a model server's log: who asked there asked wrongly.
std::optional<FindingId> findingOfModelAccess(const LogEntry &entry)
{
    const QString &path = entry.path;
    if (!path.endsWith("/chat/completions"_L1) && !path.endsWith("/completions"_L1)) {
        return std::nullopt;
    }
    switch (entry.status) {
    case 401:
    case 403:
        return kModelKeyRejected;
    case 404:
        if (path.contains("/v1/v1/"_L1)) {
            return kModelEndpointWrongPath;
        }
        return path.startsWith("/v1/"_L1) ? kModelNotServed : kModelEndpointMissingV1;
    case 429:
        return kModelOverloaded;
    default:
        return entry.status >= 500 ? std::optional{kModelServerError} : std::nullopt;
    }
}

bool isModelPath(const QString &path)
{
    return path.endsWith("/chat/completions"_L1) || path.endsWith("/v1/completions"_L1);
}

/// A refusal that nothing but its status explains.
std::optional<FindingId> findingOfRefusal(const LogEntry &entry)
{
    if (entry.status < 400) {
        return std::nullopt;
    }
    if (entry.isFromGitlab) {
        return findingOfStatus(entry.status);
    }
    if (const auto id = findingOfModelAccess(entry)) {
        return id;
    }
    // Anybody may ask for anything; what GitLab asks for is known.
    if (!isGatewayApiPath(entry.path)) {
        return std::nullopt;
    }
    const bool isGatewayItself = entry.logger == "api.access"_L1;
    if (isGatewayItself && entry.status >= 500) {
        return kModelServerError;
    }
    return findingOfStatus(entry.status);
}

Arguments argumentsOfEntry(const LogEntry &entry)
{
    Arguments arguments;
    const QString detail = (entry.message.isEmpty() ? entry.details : entry.message).simplified();
    arguments.set(Argument::Detail, detail.size() > 300 ? detail.first(299) + u'\u2026' : detail);
    if (entry.status > 0) {
        arguments.set(Argument::Status, entry.status);
    }
    return arguments;
}

LogAccusation symptom(const LogEntry &entry, FindingId id)
{
    return {{id, argumentsOfEntry(entry)}, true};
}

} // namespace

bool isGatewayApiPath(const QString &path)
{
    return !isModelPath(path) && (path.startsWith("/v1/"_L1) || path.startsWith("/v2/"_L1) ||
                                  path.startsWith("/v3/"_L1) || path.startsWith("/v4/"_L1));
}

std::optional<FindingId> findingOfDuoCode(const QString &code)
{
    struct CodeMeaning {
        QLatin1StringView code;
        FindingId finding;
    };
    // facts/errors section 1. Not here: those that are a user's doing, and A9999, which stands for anything.
    static constexpr std::array kCodes{
        CodeMeaning{"A1000"_L1, kModelTimeout},           CodeMeaning{"A1001"_L1, kConnectRefused},
        CodeMeaning{"A1002"_L1, kGatewayStreamingBroken}, CodeMeaning{"A1003"_L1, kGatewayStreamingBroken},
        CodeMeaning{"A1004"_L1, kModelServerError},       CodeMeaning{"A1005"_L1, kModelContextTooShort},
        CodeMeaning{"A1006"_L1, kModelUnsupported},       CodeMeaning{"A1008"_L1, kModelServerError},
        CodeMeaning{"G3001"_L1, kLicenseLacksDuo},        CodeMeaning{"M3002"_L1, kSeatNotAssigned},
        CodeMeaning{"M3004"_L1, kSeatNotAssigned},        CodeMeaning{"M3005"_L1, kLicenseLacksDuo},
        CodeMeaning{"M3006"_L1, kLicenseLacksDuo},
    };
    for (const CodeMeaning &row : kCodes) {
        if (code == row.code) {
            return row.finding;
        }
    }
    return std::nullopt;
}

bool isVagueDuoCode(const QString &code)
{
    return code == "A1001"_L1 || code == "A1002"_L1 || code == "A1006"_L1;
}

std::optional<ErrorMeaning> LogEntryJudge::meaningOf(const QString &text, ErrorWriter writer)
{
    const QString key = (writer == ErrorWriter::GitLab ? u'L' : u'W') + text;
    const auto known = m_known.constFind(key);
    if (known != m_known.cend()) {
        return *known;
    }
    if (m_known.size() >= kMaxRemembered) {
        m_known.clear();
    }
    auto meaning = meaningOfError(text, writer);
    // GitLab waits for the model through the gateway.
    if (meaning && writer == ErrorWriter::GitLab && meaning->finding == kResponseTimeout) {
        meaning->finding = kModelTimeout;
    }
    m_known.insert(key, meaning);
    return meaning;
}

std::optional<LogAccusation> LogEntryJudge::judgeText(const LogEntry &entry, ErrorWriter writer)
{
    const QString headline = entry.exceptionClass.isEmpty() || entry.message.startsWith(entry.exceptionClass)
                                 ? entry.message
                                 : entry.exceptionClass + ": "_L1 + entry.message;
    auto meaning = meaningOf(headline, writer);
    const bool needsDepth = (!meaning || isShallow(meaning->finding)) && !entry.details.isEmpty();
    if (!needsDepth) {
        return meaning ? std::optional{LogAccusation{*meaning, false}} : std::nullopt;
    }
    const auto deeper = meaningOf(entry.details, writer);
    if (deeper && (!meaning || isDeep(deeper->finding))) {
        // Words that GitLab wrote for the user are no better than their code.
        return LogAccusation{*deeper, !meaning && !entry.errorCode.isEmpty()};
    }
    return meaning ? std::optional{LogAccusation{*meaning, false}} : std::nullopt;
}

std::optional<LogAccusation> LogEntryJudge::judge(const LogEntry &entry)
{
    const bool hasErrorInside = !entry.details.isEmpty();
    if (!entry.isFailure() && !hasErrorInside && !speaksOfFailure(entry.message)) {
        return std::nullopt;
    }
    const bool isPlainInfo = entry.level == LogEntry::Level::Info || entry.level == LogEntry::Level::Debug;
    const bool isAnonymous = entry.status == 401 && !entry.isFromGitlab && !isGatewayApiPath(entry.path) &&
                             !isModelPath(entry.path) && entry.exceptionClass.isEmpty();
    if (isAnonymous && entry.details.contains("No authorization header presented"_L1)) {
        return std::nullopt;
    }
    if (!isPlainInfo || entry.isFailure() || hasErrorInside) {
        const ErrorWriter writer = entry.isFromGitlab ? ErrorWriter::GitLab : ErrorWriter::Gateway;
        if (auto accusation = judgeText(entry, writer)) {
            if (entry.status > 0) {
                accusation->meaning.arguments.merge(Arguments{{Argument::Status, QString::number(entry.status)}});
            }
            return accusation;
        }
    }
    if (!entry.errorCode.isEmpty()) {
        if (const auto id = findingOfDuoCode(entry.errorCode)) {
            return symptom(entry, *id);
        }
    }
    if (const auto id = findingOfRefusal(entry)) {
        return symptom(entry, *id);
    }
    return std::nullopt;
}

} // namespace duodoctor
