#pragma once

#include "deployment/deployment.h"
#include "judge/finding.h"

#include <QDateTime>
#include <QHash>
#include <QLatin1StringView>

#include <memory>

namespace duodoctor
{

class TrustStore;

/// Everything a judge may look at: the deployment, the subject asked about, evidence by the role it was asked for, and
/// the moment. No clock, no file, no network.
struct JudgeInput {
    const Deployment *deployment = nullptr; ///< never null while a judge runs
    Vantage vantage = Vantage::Workstation;
    QString subject;
    QDateTime now; ///< UTC
    QHash<QLatin1StringView, EvidencePtr> evidence;
    std::shared_ptr<const TrustStore>
        systemTrust; ///< the workstation's own authorities, read before; may be null in tests

    EvidencePtr find(QLatin1StringView role) const { return evidence.value(role); }
    /// The exchange of that role, or null.
    const HttpExchange *exchange(QLatin1StringView role) const;
    const Model *model() const { return deployment->model(subject); }
};

/// What a judge answers. Findings carry id, severity, arguments and evidence; vantage and subject are filled in by the
/// runner.
using Findings = QList<Finding>;

/// A judge: pure, total (never throws), below a few milliseconds.
using Judge = Findings (*)(const JudgeInput &);

} // namespace duodoctor
