#include "judge/error_text.h"

#include "judge/error_text_rows.h"
#include "judge/finding_ids.h"

#include <algorithm>

namespace duodoctor
{

using namespace error_text;

namespace
{

constexpr qsizetype kMaxChars = 64 * 1024;

unsigned flagOf(ErrorWriter writer)
{
    switch (writer) {
    case ErrorWriter::GitLab:
        return kGitLab;
    case ErrorWriter::Gateway:
        return kGateway;
    case ErrorWriter::Person:
        return kPerson;
    }
    return kPerson;
}

std::optional<Match> matchRows(std::span<const Row> rows, const QString &lower, ErrorWriter writer)
{
    for (const Row &row : rows) {
        const bool isForWriter = (row.writers & flagOf(writer)) != 0;
        if (isForWriter &&
            std::ranges::all_of(row.marks, [&lower](QLatin1StringView mark) { return lower.contains(mark); })) {
            return Match{row.finding, row.marks[0]};
        }
    }
    return std::nullopt;
}

/// The first theme that knows the text. TLS comes before connections and models, because a library's own exception
/// often carries the real reason in its chain only.
std::optional<Match> matchAll(const QString &lower, ErrorWriter writer)
{
    for (const auto rows : {settingRows, accessRows, agentPlatformRows}) {
        if (const auto match = matchRows(rows(), lower, writer)) {
            return match;
        }
    }
    if (const auto match = matchTls(lower, writer)) {
        return match;
    }
    for (const auto rows : {modelRows, clusterRows, proxyRows}) {
        if (const auto match = matchRows(rows(), lower, writer)) {
            return match;
        }
    }
    if (const auto match = matchConnection(lower, writer)) {
        return match;
    }
    return matchRows(lastRows(), lower, writer);
}

/// Typographic apostrophes of chat programs, and upper case, are no part of a message.
QString plainLower(const QString &text)
{
    QString lower = text.toLower();
    lower.replace(QChar(0x2019), u'\'');
    return lower;
}

} // namespace

std::optional<ErrorMeaning> meaningOfError(const QString &text, ErrorWriter writer)
{
    const QString bounded = text.left(kMaxChars);
    const QString lower = plainLower(bounded);
    const auto match = matchAll(lower, writer);
    if (!match || match->finding.isEmpty()) {
        return std::nullopt;
    }
    // Lower case can change a text's length in a few scripts; the position is a hint only.
    const qsizetype position = qMin(lower.indexOf(match->mark), bounded.size());
    return ErrorMeaning{match->finding, argumentsIn(bounded, position, match->finding)};
}

} // namespace duodoctor
