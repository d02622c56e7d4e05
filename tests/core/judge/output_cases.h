#pragma once

#include "evidence/evidence.h"
#include "judge/judge_input.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// A case of tests/data/FOLDER: a file whose first line reads `expect: ID ID/severity` and whose rest is an output.
struct OutputCase {
    QString name;
    QStringList expected;
    QString text;
};
QList<OutputCase> outputCases(const QString &folder);

/// Texts that try to break a reader of outputs.
QStringList hostileTexts();

template <typename Payload>
EvidencePtr evidenceOf(const Payload &payload)
{
    Evidence evidence;
    evidence.payload = payload;
    return std::make_shared<const Evidence>(evidence);
}

} // namespace duodoctor
