#pragma once

#include "evidence/service_log.h"
#include "judge/error_text.h"

#include <QHash>

#include <optional>

namespace duodoctor
{

/// What one entry of a log accuses.
struct LogAccusation {
    ErrorMeaning meaning;
    /// True where only a status or a code says so, which an exception of the same request explains better.
    bool isSymptom = false;
};

/// Reads entries one after the other; equal texts are looked up once.
class LogEntryJudge
{
public:
    /// None for entries that accuse nobody. Source: facts/logs sections 1 to 3, facts/errors.
    std::optional<LogAccusation> judge(const LogEntry &entry);

private:
    std::optional<ErrorMeaning> meaningOf(const QString &text, ErrorWriter writer);
    std::optional<LogAccusation> judgeText(const LogEntry &entry, ErrorWriter writer);

    QHash<QString, std::optional<ErrorMeaning>> m_known;
};

/// What a code that GitLab showed to a user stands for; none for those that accuse nobody.
std::optional<FindingId> findingOfDuoCode(const QString &code);
/// The same codes that name a feeling rather than a cause: A1001, A1002 ...
bool isVagueDuoCode(const QString &code);

/// True for a path of the gateway that GitLab asks with a token.
bool isGatewayApiPath(const QString &path);

} // namespace duodoctor
