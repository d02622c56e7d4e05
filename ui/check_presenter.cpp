#include "ui/check_presenter.h"

#include "session/session.h"
#include "ui/answer_pane.h"
#include "ui/check_list_model.h"
#include "ui/evidence_pane.h"

#include <QCoreApplication>

namespace duodoctor
{

namespace
{

/// Gives tr() a context of its own outside of a widget.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(CheckPresenter)
};

} // namespace

CheckPresenter::CheckPresenter(Session &session, AnswerPane &answer, EvidencePane *evidence)
    : m_session(session)
    , m_answer(answer)
    , m_evidence(evidence)
{
}

void CheckPresenter::showCheck(const CheckKey &key)
{
    const CheckResult *result = m_session.result(key);
    if (!showByHand(key, result)) {
        m_answer.hidePaste();
        showResult(result);
    }
}

void CheckPresenter::showFinding(const Finding &finding)
{
    m_answer.hidePaste();
    m_answer.remedy()->showRemedy(m_session.remedyFor(finding), signFor(finding.severity));
    if (m_evidence) {
        m_evidence->showEvidence(finding.evidence,
                                 Words::tr("This follows from the deployment itself; nothing had to be looked at."));
    }
}

void CheckPresenter::showEvidence(const CheckResult *result, const QString &otherwise)
{
    if (m_evidence) {
        m_evidence->showEvidence(result ? result->evidence : QList<EvidencePtr>{}, otherwise);
    }
}

/// Shows what a person can do for this check. @return false when there is nothing, or nothing is missing.
bool CheckPresenter::showByHand(const CheckKey &key, const CheckResult *result)
{
    const bool isMissing = !result || (result->status == CheckStatus::Skipped && result->findings.isEmpty());
    const bool isBrought = result && isBroughtByHand(*result);
    const auto instruction =
        (isMissing || isBrought) && !m_session.isRunning() ? m_session.handInstruction(key) : std::nullopt;
    if (!instruction) {
        return false;
    }
    showEvidence(result, Words::tr("There is none yet."));
    if (!isBrought) {
        const QString why = result ? detailOf(*result, m_session) : Words::tr("This was not looked at yet.");
        m_answer.showInstruction(*instruction, m_session.checkTitle(key), why);
    } else if (result->findings.isEmpty()) {
        m_answer.showInstruction(
            *instruction, Words::tr("Passed: %1").arg(m_session.checkTitle(key)),
            Words::tr("So says the output that was brought. To look again, run the command once more."));
    } else {
        const Finding &finding = result->findings.first();
        m_answer.showAnswered(m_session.remedyFor(finding), signFor(finding.severity), *instruction);
    }
    return true;
}

void CheckPresenter::showResult(const CheckResult *result)
{
    RemedyPane &remedy = *m_answer.remedy();
    if (!result) {
        remedy.showText(Words::tr("Not checked yet"),
                        Words::tr("Press “Run this check” to run it, with the checks that it needs before it."));
        showEvidence(result, Words::tr("There is none yet."));
        return;
    }
    if (result->findings.isEmpty()) {
        //: A state, and what was checked: "Passed: The name resolves"
        remedy.showText(Words::tr("%1: %2").arg(wordFor(signFor(result->status)), m_session.checkTitle(result->key)),
                        detailOf(*result, m_session));
    } else {
        const Finding &finding = result->findings.first();
        remedy.showRemedy(m_session.remedyFor(finding), signFor(finding.severity));
    }
    showEvidence(result, Words::tr("Nothing was looked at for this check."));
}

} // namespace duodoctor
