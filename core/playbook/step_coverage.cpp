#include "playbook/step_coverage.h"

#include "deployment/known_versions.h"
#include "playbook/version_gap.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool onlyLooksAgain(const ArticleStep &step)
{
    static const QRegularExpression again(uR"(^(Run|Ask|Check|Read|Analyse)\b[^.:`]*\bagain\b)"_s);
    return step.command.isEmpty() && again.match(step.text).hasMatch();
}

/// The minor versions that a range holds among those that the playbook knows.
struct Span {
    GitLabVersion from;
    GitLabVersion to;

    explicit Span(const GitLabVersionRange &range)
        : from(std::max(range.from.value_or(kOldestKnownVersion), kOldestKnownVersion))
        , to(std::min(range.to.value_or(kNewestKnownVersion), kNewestKnownVersion))
    {
    }
    bool meets(const Span &other) const { return std::max(from, other.from) <= std::min(to, other.to); }
    bool covers(const Span &other) const { return from <= other.from && to >= other.to; }
};

class Coverage
{
public:
    explicit Coverage(const Article &article)
        : m_article(article)
    {
    }

    QList<StepCoverageProblem> problems()
    {
        for (qsizetype i = 0; i < m_article.steps.size(); ++i) {
            judgeCondition(static_cast<int>(i));
        }
        judgeGaps();
        return m_problems;
    }

private:
    void report(int step, const QString &problem) { m_problems.append({step, problem}); }
    void judgeCondition(int index);
    void judgeGaps();
    bool hasGap(GitLabInstallation gitlab, GatewayInstallation gateway);

    const Article &m_article;
    QList<StepCoverageProblem> m_problems;
};

void Coverage::judgeCondition(int index)
{
    const StepCondition &condition = m_article.steps[index].condition;
    const Span step(condition.versions);
    const Span article(m_article.versions);
    if (!step.meets(article)) {
        report(index,
               u"this step is never shown: the article holds for %1 of GitLab %2 to %3"_s.arg(
                   m_article.versions.toString(), kOldestKnownVersion.toString(), kNewestKnownVersion.toString()));
    } else if ((condition.versions.from || condition.versions.to) && step.covers(article)) {
        report(index, u"{%1} holds for every version of the article"_s.arg(condition.versions.toString()));
    }
    if (condition.gitlab.size() == allGitLabInstallations().size()) {
        report(index, u"`gitlab:` names every way of installing"_s);
    }
    if (condition.gateway.size() == allGatewayInstallations().size()) {
        report(index, u"`gateway:` names every way of installing"_s);
    }
}

/// Reports the gap of two ways; @return true when there is one.
bool Coverage::hasGap(GitLabInstallation gitlab, GatewayInstallation gateway)
{
    QList<GitLabVersionRange> ranges;
    bool isByGitLab = false;
    bool isByGateway = false;
    for (const ArticleStep &step : m_article.steps) {
        isByGitLab = isByGitLab || !step.condition.gitlab.isEmpty();
        isByGateway = isByGateway || !step.condition.gateway.isEmpty();
        if (!onlyLooksAgain(step) && step.condition.holdsFor(gitlab) && step.condition.holdsFor(gateway)) {
            ranges << step.condition.versions;
        }
    }
    const Span known(m_article.versions);
    const auto gap = versionGap({known.from, known.to}, ranges);
    if (!gap) {
        return false;
    }
    QString where = u"GitLab %1"_s.arg(gap->toString());
    where += isByGitLab ? u", gitlab: %1"_s.arg(toWire(gitlab)) : QString{};
    where += isByGateway ? u", gateway: %1"_s.arg(toWire(gateway)) : QString{};
    report(0, u"gap: no step repairs anything for %1"_s.arg(where));
    return true;
}

/// One gap is enough to say: the others mostly have the same reason.
void Coverage::judgeGaps()
{
    for (const GitLabInstallation gitlab : allGitLabInstallations()) {
        for (const GatewayInstallation gateway : allGatewayInstallations()) {
            if (hasGap(gitlab, gateway)) {
                return;
            }
        }
    }
}

} // namespace

QList<StepCoverageProblem> stepCoverageProblems(const Article &article)
{
    return article.steps.isEmpty() ? QList<StepCoverageProblem>{} : Coverage(article).problems();
}

} // namespace duodoctor
