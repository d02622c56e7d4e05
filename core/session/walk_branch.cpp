#include "session/walk_branch.h"

#include "diagnosis/diagnosis.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

/// The cause that this branch is for; null when there is none.
const RootCause *causeOf(const TreeBranch &branch, const QList<RootCause> &causes)
{
    const auto cause = std::ranges::find_if(causes, [&](const RootCause &candidate) {
        return branch.found || branch.findings.contains(candidate.finding.id.view());
    });
    return cause == causes.end() ? nullptr : &*cause;
}

/// Where nothing was seen, nothing can be said to be in order; the form of a URL is no sight.
bool sawSomething(const CheckResult &result)
{
    return result.status != CheckStatus::Skipped && std::ranges::any_of(result.evidence, [](const EvidencePtr &piece) {
               const HttpExchange *exchange = piece->httpExchange();
               return !exchange || !exchange->failure;
           });
}

bool didAllPass(const QList<CheckResult> &results)
{
    return std::ranges::any_of(results, sawSomething) && std::ranges::all_of(results, [](const CheckResult &result) {
               return result.status == CheckStatus::Passed || result.status == CheckStatus::Skipped;
           });
}

} // namespace

BranchChoice chooseBranch(const TreeNode &node, const QList<CheckResult> &results)
{
    const QList<RootCause> causes = diagnose(results).rootCauses;
    const bool isAllWell = didAllPass(results);
    const auto branch = std::ranges::find_if(node.branches, [&](const TreeBranch &candidate) {
        return causeOf(candidate, causes) || candidate.otherwise || (candidate.passed && isAllWell);
    });
    if (branch == node.branches.end()) {
        return {};
    }
    BranchChoice choice;
    choice.branch = &*branch;
    if (const RootCause *cause = causeOf(*branch, causes)) {
        choice.isFound = true;
        choice.finding = cause->finding;
    } else if (!causes.isEmpty()) {
        choice.finding = causes.first().finding;
    }
    return choice;
}

} // namespace duodoctor
