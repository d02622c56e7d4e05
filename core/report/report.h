#pragma once

#include "certificate/chain_picture.h"
#include "check/check_result.h"
#include "deployment/deployment.h"
#include "diagnosis/diagnosis.h"
#include "playbook/playbook.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace duodoctor
{

/// One step of a walkthrough as it was walked.
struct PathStep {
    QString node; ///< id of the tree's node
    QString title;
    QString answer; ///< the answer's text, empty where none was asked
};

/// Everything that a report says, with every sentence worded and every value redacted: what the writers write.
struct Report {
    struct EvidenceEntry {
        QString ref; ///< e1, e2 ...
        EvidencePtr evidence;
        QString excerpt;
        bool truncated = false;
    };
    struct FindingEntry {
        QString ref; ///< f1, f2 ...
        Finding finding;
        Remedy remedy;
        QStringList evidenceRefs;
    };
    struct CheckEntry {
        CheckResult result;
        QString title;
        QString reason; ///< why skipped, worded
        QStringList findingRefs;
        QStringList evidenceRefs;
    };
    struct RootCauseEntry {
        RootCause cause;
        QString findingRef;
        QString because; ///< one sentence
    };

    /// A certificate chain that was seen, once however many pieces of evidence hold it.
    struct ChainEntry {
        QString host; ///< name that the client asked for, and its port
        QStringList evidenceRefs;
        ChainPicture picture;
    };

    QString command;       ///< check, practice ...
    QDateTime generatedAt; ///< UTC
    Deployment deployment;
    DiagnosisSummary summary;
    std::chrono::milliseconds duration{0};
    QList<RootCauseEntry> rootCauses;
    QList<CheckEntry> checks;
    QList<FindingEntry> findings;
    QList<EvidenceEntry> evidence;
    QList<ChainEntry> chains;
    QList<PathStep> path;
};

/// What a report is made from.
struct ReportSource {
    QString command;
    QDateTime generatedAt;
    Deployment deployment;
    QList<CheckResult> results;
    Diagnosis diagnosis;
    std::chrono::milliseconds duration{0};
    QList<PathStep> path;
    /// Draws the chain in a piece of evidence (Session::chainPicture); null: the report draws none.
    std::function<std::optional<ChainPicture>(const Evidence &)> chainPicture;
};

/// Words and numbers everything once. Pure but for the playbook's articles.
Report buildReport(const ReportSource &source, const Playbook &playbook);

} // namespace duodoctor
