#include "check/check_wording.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

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
