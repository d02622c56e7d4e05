#include "ui/emergency_state.h"

#include "session/session.h"
#include "ui/check_list_model.h"

#include <QCoreApplication>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(EmergencyState)
};

struct Count {
    int all = 0;
    int known = 0;
    int problems = 0;
    int passed = 0;
    StatusSign worst = StatusSign::NotChecked;
};

Count countOf(const Session &session)
{
    Count count;
    for (const CheckKey &key : session.emergencyChecks()) {
        ++count.all;
        const CheckResult *result = session.result(key);
        if (!result) {
            continue;
        }
        const StatusSign sign = signOf(*result);
        ++count.known;
        count.problems += isProblem(sign) ? 1 : 0;
        count.passed += sign == StatusSign::Passed || sign == StatusSign::Note ? 1 : 0;
        count.worst = weightOf(sign) > weightOf(count.worst) ? sign : count.worst;
    }
    return count;
}

QString sentenceOf(const Count &count)
{
    const int open = count.all - count.problems - count.passed;
    QStringList parts;
    if (count.problems > 0) {
        parts << Words::tr("%1 of %2 need attention.").arg(count.problems).arg(count.all);
    } else if (count.passed > 0) {
        parts << Words::tr("%1 of %2 are in order.").arg(count.passed).arg(count.all);
    }
    if (open > 0) {
        parts << Words::tr(
                     "%1 of %2 could not be looked at from here: choose one to see what a person can run instead.")
                     .arg(open)
                     .arg(count.all);
    }
    return parts.join(u' ');
}

} // namespace

EmergencyState emergencyStateOf(const Session &session)
{
    const Count count = countOf(session);
    EmergencyState state;
    state.isRunning = session.isRunning();
    state.canRun = count.all > 0;
    state.hasResults = count.known > 0;
    if (!state.canRun) {
        state.sentence = Words::tr("There is nothing to look at: enter the addresses of the deployment first.");
    } else if (state.isRunning) {
        state.sign = StatusSign::Running;
        state.sentence = Words::tr("Looking. What is seen appears below as soon as it is known.");
    } else if (state.hasResults) {
        // What was not looked at is no good news.
        const bool isAllSeen = count.passed == count.all;
        state.sign = count.problems > 0 ? count.worst : isAllSeen ? StatusSign::Passed : StatusSign::Skipped;
        state.sentence = sentenceOf(count);
    } else {
        state.sentence = Words::tr("The first look in the night: the gateway's variables, its health, and the newest "
                                   "lines of GitLab's log. It takes a few seconds and changes nothing.");
    }
    return state;
}

} // namespace duodoctor
