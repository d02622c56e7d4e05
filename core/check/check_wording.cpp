#include "check/check_wording.h"

#include "check/check_definition.h"
#include "check/reading.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QString titleOf(const CheckKey &key)
{
    const CheckDefinition *definition = checkDefinition(key.check);
    if (!definition) {
        const QString title = readingTitle(key.check);
        return title.isEmpty() ? key.check.toString() : title;
    }
    const QString title = QString::fromUtf8(definition->title);
    // Most rows are asked from one place only, and say so themselves.
    if (key.vantage == Vantage::Workstation || definition->vantages.size() == 1) {
        return title;
    }
    return key.vantage == Vantage::GitLab ? u"%1 (seen from GitLab)"_s.arg(title)
                                          : u"%1 (seen from the gateway)"_s.arg(title);
}

QString wordingOf(SkipReason reason)
{
    switch (reason) {
    case SkipReason::None:
        return {};
    case SkipReason::NotConfigured:
        return u"The deployment names nothing to look at here."_s;
    case SkipReason::CompletionDisabled:
        return u"Chat completions were left out of this run."_s;
    case SkipReason::NoReach:
        return u"The deployment names no way to look from there."_s;
    case SkipReason::ReachFailed:
        return u"The way there does not work."_s;
    case SkipReason::ByHand:
        return u"Somebody has to run a command there and paste what comes back."_s;
    case SkipReason::NotApplicable:
        return u"This does not apply to this kind of server or version."_s;
    case SkipReason::Cancelled:
        return u"The run was stopped before this was known."_s;
    }
    return {};
}

QString wordingOf(const Transcript &transcript)
{
    return transcript.failureDetail;
}

} // namespace duodoctor
