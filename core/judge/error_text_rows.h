#pragma once

#include "judge/error_text.h"

#include <QLatin1StringView>

#include <array>
#include <optional>
#include <span>

namespace duodoctor::error_text
{

/// Whose words a row may explain.
enum Writers : unsigned { kGitLab = 1, kGateway = 2, kPerson = 4, kAnyWriter = 7 };

/// One entry of the dictionary: all marks have to stand in the text (lower case). A row without a finding recognises
/// words that accuse nobody, so that no later row takes them for a fault.
struct Row {
    std::array<QLatin1StringView, 3> marks;
    FindingId finding;
    unsigned writers = kAnyWriter;
};

/// The dictionary by theme, each most specific first; asked in this order.
std::span<const Row> settingRows(); ///< messages of GitLab's checks, of settings, licences and health checks
std::span<const Row> accessRows();  ///< what the gateway says about tokens and permissions, and about its start
std::span<const Row> agentPlatformRows();
std::span<const Row> modelRows();   ///< what model servers and LiteLLM say, with a reason
std::span<const Row> clusterRows(); ///< engines and clusters
std::span<const Row> proxyRows();   ///< pages and log lines of reverse proxies
std::span<const Row> lastRows();    ///< an exception class or a bare status, when nothing named a reason

/// A finding and the words that led to it.
struct Match {
    FindingId finding;
    QLatin1StringView mark; ///< stands in the text as it is
};

/// What the TLS library says. @param lower  the text in lower case.
std::optional<Match> matchTls(const QString &lower, ErrorWriter writer);
/// Refused, silent, unknown or closed connections, attributed to the leg that the text names.
std::optional<Match> matchConnection(const QString &lower, ErrorWriter writer);

/// Everything in the text that an article can name: Detail, Host, Port, Path, Status, ExpectedName, Tokens, Feature ...
/// @param position  where the decisive words stand.
Arguments argumentsIn(const QString &text, qsizetype position, FindingId finding);

} // namespace duodoctor::error_text
