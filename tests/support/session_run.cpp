#include "support/session_run.h"

#include <QSignalSpy>

namespace duodoctor
{

using namespace Qt::StringLiterals;

bool checkEverything(Session &session, std::chrono::milliseconds limit)
{
    QSignalSpy finished(&session, &Session::runFinished);
    session.startChecks();
    return !finished.isEmpty() || finished.wait(static_cast<int>(limit.count()));
}

QStringList rootCauseIds(const Session &session)
{
    QStringList ids;
    for (const RootCause &cause : session.diagnosis().rootCauses) {
        ids << cause.finding.id.toString();
    }
    return ids;
}

QString describeResults(const Session &session)
{
    QStringList lines;
    for (const CheckResult &result : session.results()) {
        QStringList ids;
        for (const Finding &finding : result.findings) {
            ids << u"%1 (%2)"_s.arg(finding.id.view(), toWire(finding.severity));
        }
        lines << u"%1 %2 %3: %4"_s.arg(result.key.check.view(), result.key.subject, toWire(result.status),
                                       ids.join(", "_L1));
    }
    return lines.join(u'\n');
}

QList<Finding> findingsOf(const Session &session, FindingId id)
{
    QList<Finding> found;
    for (const CheckResult &result : session.results()) {
        for (const Finding &finding : result.findings) {
            if (finding.id == id) {
                found << finding;
            }
        }
    }
    return found;
}

QStringList findingsAboveInfo(const Session &session)
{
    QStringList ids;
    for (const CheckResult &result : session.results()) {
        for (const Finding &finding : result.findings) {
            if (finding.severity > Severity::Info) {
                ids << finding.id.toString();
            }
        }
    }
    return ids;
}

} // namespace duodoctor
