#pragma once

#include "deployment/vantage.h"
#include "evidence/evidence.h"
#include "judge/argument.h"
#include "judge/finding_id.h"

#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

enum class Severity { Info, Warning, Error };
QLatin1StringView toWire(Severity severity);
std::optional<Severity> severityFromWire(QStringView text);

/// One fact that a judge read out of evidence: an id with typed arguments and no finished sentence. The playbook words
/// it (Article::message), once, at the end.
struct Finding {
    FindingId id;
    Severity severity = Severity::Error; ///< the vocabulary's default unless a judge lowered it
    Vantage vantage = Vantage::Workstation;
    QString subject; ///< the model's name, the metrics URL, or empty for gateway and GitLab
    Arguments arguments;
    QList<EvidencePtr> evidence; ///< what it stands on; never empty for a finding from evidence
};

/// A finding with the vocabulary's default severity.
Finding makeFinding(FindingId id, Arguments arguments = {});
/// The same, lowered: @param severity must not be above the default (asserted).
Finding makeFinding(FindingId id, Severity severity, Arguments arguments = {});

} // namespace duodoctor
