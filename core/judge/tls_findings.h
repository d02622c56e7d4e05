#pragma once

#include "certificate/chain_judgement.h"
#include "certificate/pem_file.h"
#include "judge/judge_input.h"

#include <QString>

namespace duodoctor
{

/// The ids of the vocabulary that the certificate room's problems stand for.
FindingId findingIdFor(ChainProblem problem);
FindingId findingIdFor(PemProblem problem);
Severity severityOf(const ChainIssue &issue);
/// @param usable whether clients can use the file all the same.
Severity severityOf(const PemIssue &issue, bool usable);

/// What the sentences about a chain need besides the certificates.
struct ChainContext {
    QString host;  ///< as typed
    QString store; ///< the trust judged against, in words
    QDateTime at;
};

/// One finding per id, most important first, each with the names, dates and keys of the certificate it is about.
/// @param withRemarks also what no client minds (severity info).
Findings findingsOf(const ChainJudgement &judgement, const ChainContext &context, bool withRemarks);
Finding findingOf(const PemIssue &issue, bool usable, const QString &path);

/// The clients that refuse, for people: `Go (Workhorse, Runner)`; `every client` for all.
QString clientsText(ClientSet refusedBy);

/// A host as it is matched: names in Unicode become A-labels.
HostName hostNameFrom(const QString &typed);
Moment momentFrom(const QDateTime &utc);

} // namespace duodoctor
