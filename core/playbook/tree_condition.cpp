#include "playbook/tree_condition.h"

#include <algorithm>
#include <array>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Test = bool (*)(const Deployment &);

bool isShell(ReachVia via)
{
    return via == ReachVia::Local || via == ReachVia::Ssh;
}

/// A user who wrote down a model or an address has said what there is; an empty deployment says nothing.
bool isDescribed(const Deployment &deployment)
{
    return !deployment.gitlab.url.isEmpty() && !deployment.aiGateway.url.isEmpty();
}

const auto &words()
{
    static const auto table = std::to_array<std::pair<QLatin1StringView, Test>>({
        {"gitlab-url"_L1, [](const Deployment &d) { return !d.gitlab.url.isEmpty(); }},
        {"gateway-url"_L1, [](const Deployment &d) { return !d.aiGateway.url.isEmpty(); }},
        {"gitlab-version"_L1, [](const Deployment &d) { return d.gitlab.version.has_value(); }},
        {"gitlab-shell"_L1, [](const Deployment &d) { return isShell(d.gitlab.reach.via); }},
        {"gitlab-kubernetes"_L1, [](const Deployment &d) { return d.gitlab.reach.via == ReachVia::Kubectl; }},
        {"gateway-container"_L1, [](const Deployment &d) { return d.aiGateway.reach.via == ReachVia::Docker; }},
        {"gateway-kubernetes"_L1, [](const Deployment &d) { return d.aiGateway.reach.via == ReachVia::Kubectl; }},
        {"model"_L1, [](const Deployment &d) { return !d.models.isEmpty(); }},
        {"one-model"_L1, [](const Deployment &d) { return d.models.size() == 1; }},
        {"agent-platform"_L1, [](const Deployment &d) { return d.aiGateway.agentPlatform.has_value(); }},
        {"no-agent-platform"_L1, [](const Deployment &d) { return isDescribed(d) && !d.aiGateway.agentPlatform; }},
        {"offline"_L1, [](const Deployment &d) { return d.offline; }},
    });
    return table;
}

bool hasAny(const QStringList &wanted, const auto &known)
{
    return std::ranges::any_of(wanted, [&](const QString &id) { return known.contains(id); });
}

bool hasAll(const QStringList &wanted, const QSet<QString> &known)
{
    return std::ranges::all_of(wanted, [&](const QString &id) { return known.contains(id); });
}

} // namespace

bool holds(const TreeCondition &condition, const WalkKnowledge &knowledge)
{
    if (condition.isEmpty()) {
        return false;
    }
    const auto isTrue = [&](const QString &word) { return isTrueOf(*knowledge.deployment, word); };
    return (condition.found.isEmpty() || hasAny(condition.found, knowledge.found)) &&
           hasAll(condition.passed, knowledge.passed) && std::ranges::all_of(condition.deployment, isTrue) &&
           (condition.answered.isEmpty() || hasAny(condition.answered, knowledge.answers)) &&
           (condition.codes.isEmpty() || hasAny(condition.codes, knowledge.codes));
}

QStringList deploymentWords()
{
    QStringList names;
    for (const auto &[word, test] : words()) {
        names << QString{word};
    }
    return names;
}

bool isTrueOf(const Deployment &deployment, const QString &word)
{
    const auto found = std::ranges::find_if(words(), [&](const auto &entry) { return entry.first == word; });
    return found != words().end() && found->second(deployment);
}

} // namespace duodoctor
