#include "ui/walk_record.h"

#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/check_list_model.h"

#include <QCoreApplication>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(WalkRecord)
};

QString listOf(const QString &heading, const QStringList &lines)
{
    return lines.isEmpty() ? QString{} : u"%1\n- %2\n"_s.arg(heading, lines.join(u"\n- "_s));
}

} // namespace

WalkRecord walkRecordOf(Session &session)
{
    WalkRecord record;
    record.path = session.walkthrough().path();
    if (!record.path.isEmpty()) {
        record.path.removeLast();
    }
    record.criteria = session.walkthrough().escalationCriteria();
    for (const CheckResult &result : session.results()) {
        if (result.status == CheckStatus::Skipped && result.skipReason == SkipReason::NotConfigured) {
            ++record.without;
        } else {
            record.checks << WalkRecord::Check{signOf(result), session.checkTitle(result.key), sectionTitle(result.key),
                                               detailOf(result, session)};
        }
    }
    std::ranges::stable_sort(record.checks, std::ranges::greater{},
                             [](const WalkRecord::Check &check) { return weightOf(check.sign); });
    return record;
}

QString lineOf(const PathStep &step)
{
    //: A question, and the answer that was given: "Which message do you get? A timeout"
    return step.answer.isEmpty() ? step.title : Words::tr("%1 %2").arg(step.title, step.answer);
}

QString lineOf(const WalkRecord::Check &check)
{
    //: A state, what was checked, of which service: "Failed: The name resolves (GitLab)"
    const QString line = Words::tr("%1: %2 (%3)").arg(wordFor(check.sign), check.title, check.section);
    return check.detail.isEmpty() ? line : u"%1. %2"_s.arg(line, check.detail);
}

QString lineOf(const EscalationCriterion &criterion)
{
    QString state;
    switch (criterion.state) {
    case CriterionState::Met:
        state = Words::tr("Met", "a criterion for handing a case over");
        break;
    case CriterionState::NotMet:
        state = Words::tr("Not met", "a criterion for handing a case over");
        break;
    case CriterionState::OnlyAPerson:
        state = Words::tr("You know", "nothing that was seen decides this criterion");
        break;
    }
    //: A state, a criterion, why: "Met: The basic steps are exhausted. Network, health …"
    return Words::tr("%1: %2. %3").arg(state, criterion.title, criterion.reason);
}

QString criteriaHeading()
{
    return Words::tr("What GitLab's team for custom models asks for (one met is enough)");
}

QStringList linesOf(const WalkRecord &record)
{
    QStringList lines;
    for (const WalkRecord::Check &check : record.checks) {
        lines << lineOf(check);
    }
    if (record.without > 0) {
        lines << Words::tr("%n more check(s) have nothing to look at in this deployment.", nullptr, record.without);
    }
    return lines;
}

QStringList attachmentsOf(const WalkRecord &record)
{
    const QString message =
        Words::tr("The message as the user saw it, with the time, the user's name and what was done.");
    if (record.checks.isEmpty() && record.without == 0) {
        return {message};
    }
    return {Words::tr("The report of this walk (Export report…). Passwords and keys are taken out of it."), message,
            Words::tr("What the checks above that were not made would show, from somebody who may look there.")};
}

QString plainTextOf(const WalkRecord &record)
{
    QStringList path;
    for (const PathStep &step : record.path) {
        path << lineOf(step);
    }
    QStringList criteria;
    for (const EscalationCriterion &criterion : record.criteria) {
        criteria << lineOf(criterion);
    }
    QStringList parts{listOf(Words::tr("The way here"), path), listOf(criteriaHeading(), criteria),
                      listOf(Words::tr("What was seen"), linesOf(record)),
                      listOf(Words::tr("What to attach"), attachmentsOf(record))};
    parts.removeAll(QString{});
    return parts.join(u'\n');
}

} // namespace duodoctor
