#include "playbook/playbook_lint.h"

#include "playbook/command_text.h"
#include "playbook/literal_context.h"
#include "playbook/playbook_folder.h"
#include "playbook/template_text.h"
#include "playbook/tree_ways.h"
#include "playbook/version_gap.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

class TreeLinter
{
public:
    TreeLinter(const ParsedTree &parsed, const ArticleSource &articles, const PlaybookVocabulary &vocabulary)
        : m_parsed(parsed)
        , m_tree(parsed.tree)
        , m_articles(articles)
        , m_vocabulary(vocabulary)
        , m_problems(parsed.problems)
    {
    }

    QList<PlaybookProblem> lint();

private:
    void report(const TreeNode &node, const QString &problem)
    {
        const PlaybookPlace place = m_parsed.nodePlaces.value(node.id);
        m_problems.append({place.file, place.line, u"node `%1`: %2"_s.arg(node.id, problem)});
    }
    void lintEntries();
    void lintNode(const TreeNode &node);
    void lintQuestion(const TreeNode &node);
    void lintCondition(const TreeNode &node, const TreeAnswer &answer);
    void lintChecks(const TreeNode &node);
    void lintBranches(const TreeNode &node);
    void lintArticle(const TreeNode &node);
    void lintEdges(const TreeNode &node);
    void lintText(const TreeNode &node);
    void lintSteps(const TreeNode &node);
    void lintUndo(const TreeNode &node);
    void lintReach();
    void lintCircles(const TreeNode &node, CircleSearch &search);

    const ParsedTree &m_parsed;
    const DecisionTree &m_tree;
    const ArticleSource &m_articles;
    const PlaybookVocabulary &m_vocabulary;
    QList<PlaybookProblem> m_problems;
};

QList<PlaybookProblem> TreeLinter::lint()
{
    lintEntries();
    CircleSearch circles(m_tree);
    for (const TreeNode &node : m_tree.nodes) {
        lintNode(node);
        lintCircles(node, circles);
    }
    lintReach();
    return m_problems;
}

void TreeLinter::lintEntries()
{
    if (m_tree.entries.isEmpty()) {
        m_problems.append({u"tree"_s, 0, u"the tree has no entries"_s});
    }
    QHash<QString, int> known;
    for (const TreeEntry &entry : m_tree.entries) {
        const PlaybookPlace place = m_parsed.entryPlaces.value(entry.id);
        const auto complain = [&](const QString &problem) {
            m_problems.append({place.file, place.line, u"entry `%1`: %2"_s.arg(entry.id, problem)});
        };
        const TreeNode *node = m_tree.node(entry.node);
        if (!node) {
            complain(u"leads to an unknown node `%1`"_s.arg(entry.node));
            continue;
        }
        if (node->kind == TreeNodeKind::Article && node->article.isEmpty()) {
            complain(u"leads to the article of a finding, and none is known yet"_s);
        }
        if (mostQuestionsFrom(*node, m_tree, known) > kMaxQuestions) {
            complain(u"asks more than %1 questions"_s.arg(kMaxQuestions));
        }
        if (const auto gap = versionGap({}, {node->versions})) {
            complain(u"version gap: node `%1` does not hold for GitLab %2"_s.arg(node->id, gap->toString()));
        }
    }
}

void TreeLinter::lintNode(const TreeNode &node)
{
    lintText(node);
    lintSteps(node);
    lintUndo(node);
    lintEdges(node);
    switch (node.kind) {
    case TreeNodeKind::Question:
        lintQuestion(node);
        break;
    case TreeNodeKind::Checks:
        lintChecks(node);
        lintBranches(node);
        break;
    case TreeNodeKind::Evidence:
        lintBranches(node);
        break;
    case TreeNodeKind::Article:
        lintArticle(node);
        break;
    case TreeNodeKind::Escalation:
    case TreeNodeKind::End:
        break;
    }
    const bool isBranching = node.kind == TreeNodeKind::Checks || node.kind == TreeNodeKind::Evidence;
    const bool hasForeignParts = (node.kind != TreeNodeKind::Question && !node.answers.isEmpty()) ||
                                 (node.kind != TreeNodeKind::Checks && !node.checks.isEmpty()) ||
                                 (!isBranching && !node.branches.isEmpty()) ||
                                 (node.kind != TreeNodeKind::Article && !node.article.isEmpty());
    if (hasForeignParts) {
        report(node, u"has parts that belong to another kind of node"_s);
    }
}

void TreeLinter::lintQuestion(const TreeNode &node)
{
    if (node.answers.size() < 2) {
        report(node, node.answers.isEmpty() ? u"dead end: a question without answers"_s
                                            : u"a question needs at least two answers"_s);
        return;
    }
    QList<GitLabVersionRange> offered;
    for (const TreeAnswer &answer : node.answers) {
        offered << answer.versions;
        lintCondition(node, answer);
    }
    if (const auto gap = versionGap(node.versions, offered)) {
        report(node, u"version gap: it has no answer for GitLab %1"_s.arg(gap->toString()));
    }
}

void TreeLinter::lintCondition(const TreeNode &node, const TreeAnswer &answer)
{
    if (!answer.when) {
        return;
    }
    const auto complain = [&](const QString &problem) { report(node, u"answer `%1`: %2"_s.arg(answer.id, problem)); };
    for (const QString &finding : answer.when->found) {
        if (!m_vocabulary.findings.contains(finding)) {
            complain(u"no finding is called %1"_s.arg(finding));
        }
    }
    for (const QString &check : answer.when->passed) {
        if (!m_vocabulary.checks.contains(check)) {
            complain(u"no check is called %1"_s.arg(check));
        }
    }
    for (const QString &word : answer.when->deployment) {
        if (!deploymentWords().contains(word)) {
            complain(
                u"nothing is known of a deployment as `%1`; there are %2"_s.arg(word, deploymentWords().join(u", "_s)));
        }
    }
    for (const QString &code : answer.when->codes) {
        if (code.size() != 5 || !u"AGM"_s.contains(code.front()) || !code.last(4).toInt()) {
            complain(u"%1 is no code of Duo"_s.arg(code));
        }
    }
    for (const QString &given : answer.when->answered) {
        const TreeNode *other = m_tree.node(given.section(u'/', 0, 0));
        const QString id = given.section(u'/', 1);
        if (!other || std::ranges::find(other->answers, id, &TreeAnswer::id) == other->answers.end()) {
            complain(u"there is no answer %1"_s.arg(given));
        }
    }
}

void TreeLinter::lintChecks(const TreeNode &node)
{
    QSet<QString> possible;
    for (const QString &check : node.checks) {
        if (!m_vocabulary.checks.contains(check)) {
            report(node, u"no check is called %1"_s.arg(check));
        }
        possible += m_vocabulary.checks.value(check);
    }
    for (const TreeBranch &branch : node.branches) {
        for (const QString &finding : branch.findings) {
            const bool isKnown = m_vocabulary.findings.contains(finding);
            if (isKnown && !node.checks.isEmpty() && !possible.contains(finding)) {
                report(node, u"none of its checks can give %1"_s.arg(finding));
            }
        }
    }
}

void TreeLinter::lintBranches(const TreeNode &node)
{
    for (const TreeBranch &branch : node.branches) {
        for (const QString &finding : branch.findings) {
            if (!m_vocabulary.findings.contains(finding)) {
                report(node, u"no finding is called %1"_s.arg(finding));
            }
        }
    }
    const auto otherwise = std::ranges::find_if(node.branches, &TreeBranch::otherwise);
    if (otherwise == node.branches.end()) {
        report(node, u"dead end: the branch `otherwise` is missing"_s);
    } else if (otherwise + 1 != node.branches.end()) {
        report(node, u"the branches after `otherwise` are never taken"_s);
    }
}

void TreeLinter::lintArticle(const TreeNode &node)
{
    if (node.article.isEmpty()) {
        return;
    }
    const std::optional<Article> article = m_articles(node.article);
    if (!article) {
        report(node, u"dead end: there is no article %1"_s.arg(node.article));
        return;
    }
    const auto gap = versionGap(node.versions, {article->versions});
    if (gap) {
        report(node, u"version gap: its article does not hold for GitLab %1"_s.arg(gap->toString()));
    }
}

void TreeLinter::lintEdges(const TreeNode &node)
{
    for (const TreeEdge &edge : edgesOf(node)) {
        const TreeNode *next = m_tree.node(edge.next);
        if (!next) {
            report(node, u"leads to an unknown node `%1`"_s.arg(edge.next));
            continue;
        }
        if (next->kind == TreeNodeKind::Article && next->article.isEmpty() && !edge.hasFinding) {
            report(node, u"leads to `%1`, the article of a finding, and none is known on this way"_s.arg(next->id));
        }
        if (const auto gap = versionGap(node.versions, {next->versions})) {
            report(node, u"version gap: `%1` does not hold for GitLab %2"_s.arg(next->id, gap->toString()));
        }
    }
}

void TreeLinter::lintText(const TreeNode &node)
{
    QList<TextProblem> found;
    const TemplateText text = TemplateText::parse(node.text, TextKind::Markdown, &found);
    for (const TextProblem &problem : found) {
        report(node, problem.problem);
    }
    for (const QString &name : text.placeholders()) {
        if (!deploymentPlaceholders().contains(name)) {
            report(node, u"{%1} belongs to findings and has no value in the tree"_s.arg(name));
        }
    }
    if (node.title.contains(u'{')) {
        report(node, u"a title has no placeholders"_s);
    }
}

void TreeLinter::lintSteps(const TreeNode &node)
{
    for (const ArticleStep &step : node.steps) {
        QList<TextProblem> found;
        TemplateText::parse(step.text, TextKind::Markdown, &found);
        found += commandProblems(step.command, step.language);
        for (const TextProblem &problem : found) {
            report(node, problem.problem);
        }
        if (!step.language.isEmpty() && !commandLanguages().contains(step.language)) {
            report(node, u"`%1` is no language of a command"_s.arg(step.language));
        }
    }
}

void TreeLinter::lintUndo(const TreeNode &node)
{
    const TreeNode *undo = m_tree.node(node.undo);
    if (!node.undo.isEmpty() && (!undo || undo->kind != TreeNodeKind::End)) {
        report(node, u"`undo` names a node of the kind end"_s);
    }
}

void TreeLinter::lintReach()
{
    const QSet<QString> reached = reachedNodes(m_tree);
    for (const TreeNode &node : m_tree.nodes) {
        if (!reached.contains(node.id)) {
            report(node, u"no walk reaches it"_s);
        }
    }
}

/// A circle in which nobody is asked would never end.
void TreeLinter::lintCircles(const TreeNode &node, CircleSearch &search)
{
    for (const QStringList &circle : search.circlesFrom(node)) {
        report(*m_tree.node(circle.last()), u"a circle without a question: %1"_s.arg(circle.join(" > "_L1)));
    }
}

} // namespace

QList<PlaybookProblem> lintTree(const QString &folder, const PlaybookVocabulary &vocabulary)
{
    const QStringList ids = articleIdsIn(folder);
    const auto articleOf = [&](const QString &id) {
        // An article that is there and cannot be read is told elsewhere.
        return ids.contains(id) ? std::optional{readArticle(folder, id).article.value_or(Article{})} : std::nullopt;
    };
    return lintTree(readTree(folder), articleOf, vocabulary);
}

QList<PlaybookProblem> lintTree(const ParsedTree &parsed, const ArticleSource &articles,
                                const PlaybookVocabulary &vocabulary)
{
    return TreeLinter(parsed, articles, vocabulary).lint();
}

} // namespace duodoctor
