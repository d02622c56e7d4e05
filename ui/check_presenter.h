#pragma once

#include "check/check_result.h"
#include "judge/finding.h"

namespace duodoctor
{

class AnswerPane;
class EvidencePane;
class Session;

/// Fills the panes with what is known of one check or finding: the repair, what a person can do in its place, or that
/// there is nothing to do.
class CheckPresenter
{
public:
    /// All must outlive the presenter. @param evidence  null where a page shows none.
    CheckPresenter(Session &session, AnswerPane &answer, EvidencePane *evidence);

    void showCheck(const CheckKey &key);
    void showFinding(const Finding &finding);

private:
    void showResult(const CheckResult *result);
    bool showByHand(const CheckKey &key, const CheckResult *result);
    void showEvidence(const CheckResult *result, const QString &otherwise);

    Session &m_session;
    AnswerPane &m_answer;
    EvidencePane *m_evidence;
};

} // namespace duodoctor
