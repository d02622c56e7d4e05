#include "playbook/tree_parser.h"

#include "playbook/article_parser.h"
#include "playbook/yaml_reader.h"

#include <algorithm>
#include <optional>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

std::optional<TreeNodeKind> kindFrom(const QString &name)
{
    static const QHash<QString, TreeNodeKind> kinds{
        {u"question"_s, TreeNodeKind::Question},     {u"checks"_s, TreeNodeKind::Checks},
        {u"evidence"_s, TreeNodeKind::Evidence},     {u"article"_s, TreeNodeKind::Article},
        {u"escalation"_s, TreeNodeKind::Escalation}, {u"end"_s, TreeNodeKind::End},
    };
    const auto found = kinds.constFind(name);
    return found == kinds.cend() ? std::nullopt : std::optional{*found};
}

using Need = YamlReader::Need;

class TreeReader
{
public:
    TreeReader(const QString &file, ParsedTree &into)
        : m_file(file)
        , m_reader(file, into.problems)
        , m_into(into)
    {
    }

    void read(const QString &text);

private:
    void readEntry(const YamlValue &value);
    void readNode(const YamlValue &value);
    void readAnswer(const YamlValue &value, TreeNode &node);
    std::optional<TreeCondition> condition(const YamlValue &mapping);
    QList<ArticleStep> steps(const YamlValue &mapping);
    void readBranch(const YamlValue &value, TreeNode &node);

    QString m_file;
    YamlReader m_reader;
    ParsedTree &m_into;
};

void TreeReader::read(const QString &content)
{
    const std::optional<YamlValue> root = YamlReader::document(m_file, content, m_into.problems);
    if (!root || !m_reader.isMapping(*root, {"entries"_L1, "nodes"_L1}, "the file"_L1)) {
        return;
    }
    for (const YamlValue &value : m_reader.list(*root, "entries"_L1, Need::Optional)) {
        readEntry(value);
    }
    for (const YamlValue &value : m_reader.list(*root, "nodes"_L1, Need::Optional)) {
        readNode(value);
    }
}

void TreeReader::readEntry(const YamlValue &value)
{
    if (!m_reader.isMapping(value, {"id"_L1, "title"_L1, "hint"_L1, "node"_L1, "group"_L1}, "an entry"_L1)) {
        return;
    }
    const TreeEntry entry{m_reader.text(value, "id"_L1), m_reader.text(value, "title"_L1),
                          m_reader.text(value, "hint"_L1, Need::Optional), m_reader.text(value, "node"_L1),
                          m_reader.text(value, "group"_L1, Need::Optional)};
    if (m_into.entryPlaces.contains(entry.id)) {
        m_reader.report(value.line, u"entry `%1` stands twice"_s.arg(entry.id));
        return;
    }
    m_into.entryPlaces.insert(entry.id, {m_file, value.line});
    m_into.tree.entries << entry;
}

void TreeReader::readNode(const YamlValue &value)
{
    if (!m_reader.isMapping(value,
                            {"id"_L1, "kind"_L1, "title"_L1, "text"_L1, "answers"_L1, "checks"_L1, "branches"_L1,
                             "article"_L1, "versions"_L1, "steps"_L1, "undo"_L1},
                            "a node"_L1)) {
        return;
    }
    TreeNode node;
    node.id = m_reader.text(value, "id"_L1);
    const QString kindName = m_reader.text(value, "kind"_L1);
    const std::optional<TreeNodeKind> kind = kindFrom(kindName);
    if (!kind) {
        m_reader.report(
            value.line,
            u"unknown kind `%1`; there are question, checks, evidence, article, escalation and end"_s.arg(kindName));
        return;
    }
    node.kind = *kind;
    node.title = m_reader.text(value, "title"_L1, node.kind == TreeNodeKind::Article ? Need::Optional : Need::Required);
    node.steps = steps(value);
    node.undo = m_reader.text(value, "undo"_L1, Need::Optional);
    const bool needsText = node.kind == TreeNodeKind::End || node.kind == TreeNodeKind::Evidence;
    node.text = m_reader.text(value, "text"_L1, needsText ? Need::Required : Need::Optional);
    for (const YamlValue &answer : m_reader.list(value, "answers"_L1, Need::Optional)) {
        readAnswer(answer, node);
    }
    node.checks = m_reader.texts(value, "checks"_L1, Need::Optional);
    for (const YamlValue &branch : m_reader.list(value, "branches"_L1, Need::Optional)) {
        readBranch(branch, node);
    }
    node.article = m_reader.text(value, "article"_L1, Need::Optional);
    node.versions = m_reader.versions(value, Need::Optional);
    if (m_into.nodePlaces.contains(node.id)) {
        m_reader.report(value.line, u"node `%1` stands twice"_s.arg(node.id));
        return;
    }
    m_into.nodePlaces.insert(node.id, {m_file, value.line});
    m_into.tree.nodes.insert(node.id, node);
}

void TreeReader::readAnswer(const YamlValue &value, TreeNode &node)
{
    if (!m_reader.isMapping(value, {"id"_L1, "text"_L1, "next"_L1, "when"_L1, "versions"_L1}, "an answer"_L1)) {
        return;
    }
    const TreeAnswer answer{m_reader.text(value, "id"_L1), m_reader.text(value, "text"_L1),
                            m_reader.text(value, "next"_L1), condition(value),
                            m_reader.versions(value, Need::Optional)};
    if (std::ranges::find(node.answers, answer.id, &TreeAnswer::id) != node.answers.end()) {
        m_reader.report(value.line, u"answer `%1` stands twice in node `%2`"_s.arg(answer.id, node.id));
    }
    node.answers << answer;
}

std::optional<TreeCondition> TreeReader::condition(const YamlValue &mapping)
{
    const YamlValue *value = mapping.entry(u"when"_s);
    if (!value || !m_reader.isMapping(*value, {"found"_L1, "passed"_L1, "deployment"_L1, "answered"_L1, "codes"_L1},
                                      "a condition (`when`)"_L1)) {
        return std::nullopt;
    }
    TreeCondition read{
        m_reader.texts(*value, "found"_L1, Need::Optional), m_reader.texts(*value, "passed"_L1, Need::Optional),
        m_reader.texts(*value, "deployment"_L1, Need::Optional), m_reader.texts(*value, "answered"_L1, Need::Optional),
        m_reader.texts(*value, "codes"_L1, Need::Optional)};
    if (read.isEmpty()) {
        m_reader.report(value->line, u"a condition (`when`) without found, passed, deployment, answered or codes"_s);
    }
    return read;
}

QList<ArticleStep> TreeReader::steps(const YamlValue &mapping)
{
    const QString content = m_reader.text(mapping, "steps"_L1, Need::Optional);
    if (content.isEmpty()) {
        return {};
    }
    const ParsedSteps parsed = parseSteps(content);
    for (const PlaybookProblem &problem : parsed.problems) {
        m_reader.report(mapping.entry(u"steps"_s)->line + problem.line, problem.problem);
    }
    return parsed.steps;
}

void TreeReader::readBranch(const YamlValue &value, TreeNode &node)
{
    if (!m_reader.isMapping(value, {"findings"_L1, "found"_L1, "passed"_L1, "otherwise"_L1, "next"_L1},
                            "a branch"_L1)) {
        return;
    }
    TreeBranch branch;
    branch.findings = m_reader.texts(value, "findings"_L1, Need::Optional);
    branch.found = m_reader.flag(value, "found"_L1);
    branch.passed = m_reader.flag(value, "passed"_L1);
    branch.otherwise = m_reader.flag(value, "otherwise"_L1);
    branch.next = m_reader.text(value, "next"_L1);
    const int conditions =
        int(!branch.findings.isEmpty()) + int(branch.found) + int(branch.passed) + int(branch.otherwise);
    if (conditions != 1) {
        m_reader.report(value.line, u"a branch has exactly one of findings, found, passed and otherwise"_s);
    }
    node.branches << branch;
}

} // namespace

void parseTreeFile(const QString &file, const QString &text, ParsedTree &into)
{
    TreeReader(file, into).read(text);
}

} // namespace duodoctor
