#include "setup/sizing.h"

#include <algorithm>
#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// The largest size with a bound of users: it says how many requests at once a user stands for.
const GatewaySize &ratioSize(const SizingRules &rules)
{
    const auto last = std::ranges::find_if(rules.sizes.rbegin(), rules.sizes.rend(),
                                           [](const GatewaySize &size) { return size.upToUsers.has_value(); });
    return last == rules.sizes.rend() ? rules.sizes.first() : *last;
}

int ceilDivide(qint64 number, qint64 by)
{
    const qint64 divisor = std::max<qint64>(1, by);
    return static_cast<int>((number + divisor - 1) / divisor);
}

int concurrencyOf(const SizingRules &rules, qint64 users)
{
    const GatewaySize &size = ratioSize(rules);
    const qint64 wanted = ceilDivide(users * size.concurrentRequests, size.upToUsers.value_or(1));
    return static_cast<int>(std::min<qint64>(wanted, kMaxSizingConcurrency));
}

SizingOption optionFor(const GatewaySize &size, int concurrency)
{
    return {size, std::max(1, ceilDivide(concurrency, size.concurrentRequests))};
}

QString shown(double number)
{
    return QString::number(number, 'g', 6);
}

QString loadSentence(const SizingRules &rules, const SizingQuestion &question, const Sizing &sizing)
{
    const GatewaySize &ratio = ratioSize(rules);
    const QString perUser =
        u"%1 requests at once for %2 users"_s.arg(ratio.concurrentRequests).arg(ratio.upToUsers.value_or(0));
    const QString rate = shown(rules.requestsPerSecondPer1000Users);
    if (question.concurrentRequests) {
        return u"The concurrency was given (%1), so it decides, and not the number of users."_s.arg(
            sizing.concurrentRequests);
    }
    if (question.requestsPerSecond) {
        const double users = *question.requestsPerSecond / rules.requestsPerSecondPer1000Users * 1000;
        return u"%1 requests per second stand for %2 active users (%3 per second for 1000), and those for %4 requests "
               u"at "
               "once at most (%5)."_s.arg(shown(*question.requestsPerSecond),
                                          QString::number(static_cast<qint64>(std::ceil(users - 1e-6))), rate,
                                          QString::number(sizing.concurrentRequests), perUser);
    }
    return u"%1 active users make about %2 requests per second (%3 for 1000 users) and up to %4 requests at once (%5)."_s
        .arg(question.users)
        .arg(shown(sizing.requestsPerSecond), rate)
        .arg(sizing.concurrentRequests)
        .arg(perUser);
}

} // namespace

Sizing sizeGateway(const SizingRules &rules, const SizingQuestion &question)
{
    Sizing sizing;
    const double rate = rules.requestsPerSecondPer1000Users;
    if (rules.sizes.isEmpty() || rate <= 0) {
        return sizing;
    }
    sizing.requestsPerSecond = question.requestsPerSecond.value_or(question.users * rate / 1000);
    if (question.concurrentRequests) {
        sizing.concurrentRequests = *question.concurrentRequests;
    } else if (question.requestsPerSecond) {
        // The product is rounded where binary fractions leave a trace above a whole number.
        const double users = std::ceil(*question.requestsPerSecond / rate * 1000 - 1e-6);
        sizing.concurrentRequests = concurrencyOf(rules, std::max<qint64>(1, static_cast<qint64>(users)));
    } else {
        sizing.concurrentRequests = concurrencyOf(rules, question.users);
    }
    const auto fits = std::ranges::find_if(rules.sizes, [&sizing](const GatewaySize &size) {
        return !size.upToUsers || sizing.concurrentRequests <= size.concurrentRequests;
    });
    sizing.chosen = optionFor(fits == rules.sizes.end() ? rules.sizes.last() : *fits, sizing.concurrentRequests);
    const SizingOption smallest = optionFor(rules.sizes.first(), sizing.concurrentRequests);
    if (smallest.instances > 1) {
        sizing.instead = smallest;
    }
    const GatewaySize &size = sizing.chosen.size;
    sizing.rule =
        loadSentence(rules, question, sizing) +
        u" An instance with %1 vCPU and %2 GiB carries %3 requests at once, so %4 %5 needed."_s.arg(size.vcpus)
            .arg(size.memoryGib)
            .arg(size.concurrentRequests)
            .arg(sizing.chosen.instances)
            .arg(sizing.chosen.instances == 1 ? u"is"_s : u"are"_s);
    return sizing;
}

QString dockerRunResources(const GatewaySize &size)
{
    return u"--cpus=%1 --memory=%2g"_s.arg(size.limit.cpus).arg(size.limit.memoryGib);
}

QString composeResources(const GatewaySize &size)
{
    return u"deploy:\n  resources:\n    reservations:\n      cpus: \"%1\"\n      memory: %2g\n    limits:\n"
           "      cpus: \"%3\"\n      memory: %4g\n"_s.arg(size.request.cpus)
               .arg(size.request.memoryGib)
               .arg(size.limit.cpus)
               .arg(size.limit.memoryGib);
}

QString helmResources(const GatewaySize &size)
{
    return u"resources:\n  requests:\n    cpu: %1\n    memory: %2Gi\n  limits:\n    cpu: %3\n    memory: %4Gi\n"_s
        .arg(size.request.cpus)
        .arg(size.request.memoryGib)
        .arg(size.limit.cpus)
        .arg(size.limit.memoryGib);
}

} // namespace duodoctor
