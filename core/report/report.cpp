#include "report/report.h"

#include "check/check_definition.h"
#include "check/check_wording.h"
#include "playbook/seen_version.h"

#include <QCryptographicHash>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Gives every piece of evidence and every finding one number, in the order of their first appearance.
class Numbering
{
public:
    Numbering(Report &report, const Deployment &deployment, const Playbook &playbook)
        : m_report(report)
        , m_deployment(deployment)
        , m_playbook(playbook)
    {
    }

    QStringList evidenceRefs(const QList<EvidencePtr> &evidence)
    {
        QStringList refs;
        for (const EvidencePtr &piece : evidence) {
            if (piece == nullptr) {
                continue;
            }
            const QString ref = evidenceRef(piece);
            if (!refs.contains(ref)) {
                refs.append(ref);
            }
        }
        return refs;
    }

    /// The number of this finding; checks that found the very same thing share it.
    QString findingRef(const Finding &finding)
    {
        const QStringList refs = evidenceRefs(finding.evidence);
        for (Report::FindingEntry &entry : m_report.findings) {
            if (isSame(entry.finding, finding)) {
                for (const QString &ref : refs) {
                    if (!entry.evidenceRefs.contains(ref)) {
                        entry.evidenceRefs.append(ref);
                    }
                }
                return entry.ref;
            }
        }
        const QString ref = u"f%1"_s.arg(m_report.findings.size() + 1);
        m_report.findings.append({ref, finding, m_playbook.remedyFor(finding, m_deployment), refs});
        return ref;
    }

private:
    static bool isSame(const Finding &a, const Finding &b)
    {
        return a.id == b.id && a.severity == b.severity && a.vantage == b.vantage && a.subject == b.subject &&
               a.arguments.values() == b.arguments.values();
    }

    QString evidenceRef(const EvidencePtr &piece)
    {
        QString &ref = m_evidenceRefs[piece.get()];
        if (ref.isEmpty()) {
            ref = u"e%1"_s.arg(m_report.evidence.size() + 1);
            const EvidenceExcerpt excerpt = excerptOf(*piece);
            m_report.evidence.append({ref, piece, excerpt.text, excerpt.truncated});
        }
        return ref;
    }

    Report &m_report;
    const Deployment &m_deployment;
    const Playbook &m_playbook;
    QHash<const Evidence *, QString> m_evidenceRefs;
};

QString countOf(qsizetype count, QLatin1StringView one, QLatin1StringView many)
{
    return u"%1 further %2"_s.arg(count).arg(count == 1 ? one : many);
}

/// What else this cause explains, as the end of a sentence; empty when nothing.
QString consequencesOf(const RootCause &cause, const QHash<CheckKey, CheckStatus> &statuses)
{
    const auto blocked = std::ranges::count_if(cause.explains, [&statuses](const CheckKey &key) {
        return statuses.value(key, CheckStatus::Blocked) == CheckStatus::Blocked;
    });
    const auto failed = cause.explains.size() - blocked;
    QStringList clauses;
    if (!cause.alsoSeenBy.isEmpty()) {
        clauses << countOf(cause.alsoSeenBy.size(), "check shows"_L1, "checks show"_L1) + u" the same"_s;
    }
    if (failed > 0) {
        clauses << countOf(failed, "check fails"_L1, "checks fail"_L1) + u" because of it"_s;
    }
    if (blocked > 0) {
        clauses << countOf(blocked, "check is"_L1, "checks are"_L1) + u" blocked by it"_s;
    }
    return clauses.join(u", "_s);
}

/// The article's sentence, with what else the cause explains before its full stop.
QString becauseOf(const Remedy &remedy, const RootCause &cause, const QHash<CheckKey, CheckStatus> &statuses)
{
    QString sentence = remedy.because.trimmed();
    if (sentence.isEmpty()) {
        sentence = remedy.message.trimmed();
    }
    const QString consequences = consequencesOf(cause, statuses);
    if (consequences.isEmpty()) {
        return sentence;
    }
    while (sentence.endsWith(u'.')) { // the article's own, and that of a message quoted at its end
        sentence.chop(1);
    }
    return u"%1; %2."_s.arg(sentence, consequences);
}

/// Equal chains of one server are drawn once: all its pieces of evidence show the same.
void addChains(Report &report, const ReportSource &source)
{
    if (!source.chainPicture) {
        return;
    }
    QHash<QString, qsizetype> known;
    for (const Report::EvidenceEntry &entry : report.evidence) {
        const HttpExchange *exchange = entry.evidence->httpExchange();
        if (exchange == nullptr || !exchange->tls || exchange->tls->chainDer.isEmpty()) {
            continue;
        }
        QString identity = exchange->authority();
        for (const QByteArray &der : exchange->tls->chainDer) {
            identity += QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256).toBase64());
        }
        if (const auto at = known.constFind(identity); at != known.constEnd()) {
            report.chains[*at].evidenceRefs.append(entry.ref);
            continue;
        }
        if (std::optional<ChainPicture> picture = source.chainPicture(*entry.evidence)) {
            known.insert(identity, report.chains.size());
            report.chains.append({exchange->authority(), {entry.ref}, std::move(*picture)});
        }
    }
}

QString reasonOf(const CheckResult &result)
{
    if (result.status != CheckStatus::Skipped) {
        return {};
    }
    const QString reason = wordingOf(result.skipReason);
    if (!result.skipDetail.isEmpty()) {
        return result.skipDetail;
    }
    return reason.isEmpty() ? u"It was not made."_s : reason;
}

} // namespace

Report buildReport(const ReportSource &source, const Playbook &playbook)
{
    Report report;
    report.command = source.command;
    report.generatedAt = source.generatedAt.toUTC();
    report.deployment = source.deployment;
    report.summary = source.diagnosis.summary;
    report.duration = source.duration;
    report.path = source.path;

    // The report shows the deployment as it was entered; the remedies hold for the version that was seen.
    const Deployment worded = withSeenVersion(source.deployment, source.results);
    Numbering numbering(report, worded, playbook);
    QHash<CheckKey, CheckStatus> statuses;
    for (const CheckResult &result : source.results) {
        statuses.insert(result.key, result.status);
        Report::CheckEntry entry;
        entry.result = result;
        entry.title = titleOf(result.key);
        entry.reason = reasonOf(result);
        entry.evidenceRefs = numbering.evidenceRefs(result.evidence);
        for (const Finding &finding : result.findings) {
            entry.findingRefs.append(numbering.findingRef(finding));
        }
        report.checks.append(entry);
    }
    for (const RootCause &cause : source.diagnosis.rootCauses) {
        const QString ref = numbering.findingRef(cause.finding);
        const auto entry = std::ranges::find(report.findings, ref, &Report::FindingEntry::ref);
        report.rootCauses.append({cause, ref, becauseOf(entry->remedy, cause, statuses)});
    }
    addChains(report, source);
    return report;
}

} // namespace duodoctor
