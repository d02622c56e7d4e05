#pragma once

#include "evidence/evidence.h"
#include "judge/judge_input.h"
#include "support/evidence_builder.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// The columns `text` and `expected`, and a row for each file of tests/data/FOLDER, whose first line reads
/// `expect: ID ID/severity` and whose rest is an output.
void addOutputRows(const QString &folder);

/// Texts that try to break a reader of outputs.
QStringList hostileTexts();

template <typename Payload>
EvidencePtr evidenceOf(const Payload &payload)
{
    Evidence evidence;
    evidence.payload = payload;
    return std::make_shared<const Evidence>(evidence);
}

/// What a judge says of an output that its reader has read; none when the reader does not know the output.
template <typename Payload>
std::optional<Findings> judgedOutput(const std::optional<Payload> &payload, QLatin1StringView role, Judge judge)
{
    if (!payload) {
        return std::nullopt;
    }
    const Deployment deployment = exampleDeployment();
    return judge(judgeInput(deployment, {{role, evidenceOf(*payload)}}));
}

/// True when each finding names the evidence that it stands on.
bool standOnEvidence(const Findings &findings);

} // namespace duodoctor
