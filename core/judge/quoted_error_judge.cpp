#include "judge/quoted_error_judge.h"

#include "judge/error_finding.h"
#include "judge/error_text.h"
#include "judge/evidence_role.h"
#include "judge/finding_ids.h"
#include "judge/log_cause.h"

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Sentences whose words alone would lead astray: one serves several codes, and the code decides.
bool isSentenceOfCode(const QString &code)
{
    return code.startsWith(u'A') || code.startsWith(u'M') || code.startsWith(u'G');
}

/// The sentences of section 1 without their code.
std::optional<FindingId> findingOfSentence(const QString &lower)
{
    struct Sentence {
        QLatin1StringView words;
        FindingId finding;
    };
    static constexpr std::array kSentences{
        Sentence{"i couldn't respond in time"_L1, finding::kModelTimeout},
        Sentence{"response could not be completed"_L1, finding::kGatewayStreamingBroken},
        Sentence{"entered too many prompts"_L1, finding::kModelContextTooShort},
        Sentence{"reached the limit before finding an answer"_L1, finding::kModelUnsupported},
    };
    for (const Sentence &row : kSentences) {
        if (lower.contains(row.words)) {
            return row.finding;
        }
    }
    return std::nullopt;
}

std::optional<ErrorMeaning> meaningOfQuote(const QuotedError &quoted)
{
    const Arguments detail{{Argument::Detail, quoted.text.simplified().left(300)}};
    if (const auto id = findingOfDuoCode(quoted.code)) {
        return ErrorMeaning{*id, detail};
    }
    if (const auto meaning = meaningOfError(quoted.text, ErrorWriter::Person)) {
        return meaning;
    }
    if (isSentenceOfCode(quoted.code)) {
        return std::nullopt;
    }
    QString lower = quoted.text.toLower();
    lower.replace(QChar(0x2019), u'\'');
    const auto id = findingOfSentence(lower);
    return id ? std::optional{ErrorMeaning{*id, detail}} : std::nullopt;
}

} // namespace

Findings judgeQuotedError(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kQuoted);
    const auto *quoted = evidence ? evidence->as<QuotedError>() : nullptr;
    if (!quoted) {
        return {};
    }
    const auto meaning = meaningOfQuote(*quoted);
    if (!meaning) {
        return {};
    }
    Finding finding = findingOfError(input, role::kQuoted, meaning->finding, meaning->arguments);
    if (isVagueDuoCode(quoted->code)) {
        finding.severity = std::min(finding.severity, Severity::Warning);
    }
    return {finding};
}

} // namespace duodoctor
