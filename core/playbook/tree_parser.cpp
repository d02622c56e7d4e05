#include "playbook/tree_parser.h"

#include "playbook/article_parser.h"
#include "playbook/yaml_document.h"

#include <algorithm>
#include <initializer_list>
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

class TreeReader
{
public:
    TreeReader(const QString &file, ParsedTree &into)
        : m_file(file)
        , m_into(into)
    {
    }

    void read(const QString &text);

private:
    void report(int line, const QString &problem) { m_into.problems.append({m_file, line, problem}); }
    bool isMapping(const YamlValue &value, std::initializer_list<QLatin1StringView> keys, QLatin1StringView what);
    const QList<YamlValue> &list(const YamlValue &mapping, QLatin1StringView key);
    QString text(const YamlValue &mapping, QLatin1StringView key, bool isRequired);
    QStringList texts(const YamlValue &mapping, QLatin1StringView key);
    bool flag(const YamlValue &mapping, QLatin1StringView key);
    void readEntry(const YamlValue &value);
    void readNode(const YamlValue &value);
    void readAnswer(const YamlValue &value, TreeNode &node);
    std::optional<TreeCondition> condition(const YamlValue &mapping);
    GitLabVersionRange versions(const YamlValue &mapping);
    QList<ArticleStep> steps(const YamlValue &mapping);
    void readBranch(const YamlValue &value, TreeNode &node);

    QString m_file;
    ParsedTree &m_into;
};

void TreeReader::read(const QString &content)
{
    const YamlDocument document = readYaml(content.toUtf8());
    if (!document.root) {
        report(document.problemLine, document.problem);
        return;
    }
    if (!isMapping(*document.root, {"entries"_L1, "nodes"_L1}, "the file"_L1)) {
        return;
    }
    for (const YamlValue &value : list(*document.root, "entries"_L1)) {
        readEntry(value);
    }
    for (const YamlValue &value : list(*document.root, "nodes"_L1)) {
        readNode(value);
    }
}

bool TreeReader::isMapping(const YamlValue &value, std::initializer_list<QLatin1StringView> keys,
                           QLatin1StringView what)
{
    if (value.kind != YamlValue::Kind::Mapping) {
        report(value.line, u"%1 must be a mapping of keys to values"_s.arg(what));
        return false;
    }
    for (const YamlValue &item : value.items) {
        if (std::ranges::none_of(keys, [&](QLatin1StringView key) { return item.key == key; })) {
            report(item.line, u"unknown key `%1` in %2"_s.arg(item.key, what));
        }
    }
    return true;
}

const QList<YamlValue> &TreeReader::list(const YamlValue &mapping, QLatin1StringView key)
{
    static const QList<YamlValue> kNone;
    const YamlValue *value = mapping.entry(QString(key));
    if (!value) {
        return kNone;
    }
    if (value->kind != YamlValue::Kind::Sequence) {
        report(value->line, u"`%1` must be a list"_s.arg(key));
        return kNone;
    }
    return value->items;
}

QString TreeReader::text(const YamlValue &mapping, QLatin1StringView key, bool isRequired)
{
    const YamlValue *value = mapping.entry(QString(key));
    if (value && value->kind == YamlValue::Kind::Scalar && !value->scalar.trimmed().isEmpty()) {
        return value->scalar.trimmed();
    }
    if (value || isRequired) {
        report(value ? value->line : mapping.line, u"`%1` must be a text"_s.arg(key));
    }
    return {};
}

QStringList TreeReader::texts(const YamlValue &mapping, QLatin1StringView key)
{
    QStringList result;
    for (const YamlValue &item : list(mapping, key)) {
        if (item.kind == YamlValue::Kind::Scalar) {
            result << item.scalar.trimmed();
        } else {
            report(item.line, u"an entry of `%1` is not a text"_s.arg(key));
        }
    }
    return result;
}

bool TreeReader::flag(const YamlValue &mapping, QLatin1StringView key)
{
    const YamlValue *value = mapping.entry(QString(key));
    if (value && value->scalar != "true"_L1) {
        report(value->line, u"`%1` can only be true"_s.arg(key));
    }
    return value != nullptr;
}

void TreeReader::readEntry(const YamlValue &value)
{
    if (!isMapping(value, {"id"_L1, "title"_L1, "hint"_L1, "node"_L1, "group"_L1}, "an entry"_L1)) {
        return;
    }
    const TreeEntry entry{text(value, "id"_L1, true), text(value, "title"_L1, true), text(value, "hint"_L1, false),
                          text(value, "node"_L1, true), text(value, "group"_L1, false)};
    if (m_into.entryPlaces.contains(entry.id)) {
        report(value.line, u"entry `%1` stands twice"_s.arg(entry.id));
        return;
    }
    m_into.entryPlaces.insert(entry.id, {m_file, value.line});
    m_into.tree.entries << entry;
}

void TreeReader::readNode(const YamlValue &value)
{
    if (!isMapping(value,
                   {"id"_L1, "kind"_L1, "title"_L1, "text"_L1, "answers"_L1, "checks"_L1, "branches"_L1, "article"_L1,
                    "versions"_L1, "steps"_L1, "undo"_L1},
                   "a node"_L1)) {
        return;
    }
    TreeNode node;
    node.id = text(value, "id"_L1, true);
    const QString kindName = text(value, "kind"_L1, true);
    const std::optional<TreeNodeKind> kind = kindFrom(kindName);
    if (!kind) {
        report(value.line,
               u"unknown kind `%1`; there are question, checks, evidence, article, escalation and end"_s.arg(kindName));
        return;
    }
    node.kind = *kind;
    node.title = text(value, "title"_L1, node.kind != TreeNodeKind::Article);
    node.steps = steps(value);
    node.undo = text(value, "undo"_L1, false);
    node.text = text(value, "text"_L1, node.kind == TreeNodeKind::End || node.kind == TreeNodeKind::Evidence);
    for (const YamlValue &answer : list(value, "answers"_L1)) {
        readAnswer(answer, node);
    }
    node.checks = texts(value, "checks"_L1);
    for (const YamlValue &branch : list(value, "branches"_L1)) {
        readBranch(branch, node);
    }
    node.article = text(value, "article"_L1, false);
    node.versions = versions(value);
    if (m_into.nodePlaces.contains(node.id)) {
        report(value.line, u"node `%1` stands twice"_s.arg(node.id));
        return;
    }
    m_into.nodePlaces.insert(node.id, {m_file, value.line});
    m_into.tree.nodes.insert(node.id, node);
}

void TreeReader::readAnswer(const YamlValue &value, TreeNode &node)
{
    if (!isMapping(value, {"id"_L1, "text"_L1, "next"_L1, "when"_L1, "versions"_L1}, "an answer"_L1)) {
        return;
    }
    const TreeAnswer answer{text(value, "id"_L1, true), text(value, "text"_L1, true), text(value, "next"_L1, true),
                            condition(value), versions(value)};
    if (std::ranges::find(node.answers, answer.id, &TreeAnswer::id) != node.answers.end()) {
        report(value.line, u"answer `%1` stands twice in node `%2`"_s.arg(answer.id, node.id));
    }
    node.answers << answer;
}

std::optional<TreeCondition> TreeReader::condition(const YamlValue &mapping)
{
    const YamlValue *value = mapping.entry(u"when"_s);
    if (!value || !isMapping(*value, {"found"_L1, "passed"_L1, "deployment"_L1, "answered"_L1, "codes"_L1},
                             "a condition (`when`)"_L1)) {
        return std::nullopt;
    }
    TreeCondition read{texts(*value, "found"_L1), texts(*value, "passed"_L1), texts(*value, "deployment"_L1),
                       texts(*value, "answered"_L1), texts(*value, "codes"_L1)};
    if (read.isEmpty()) {
        report(value->line, u"a condition (`when`) without found, passed, deployment, answered or codes"_s);
    }
    return read;
}

GitLabVersionRange TreeReader::versions(const YamlValue &mapping)
{
    const QString words = text(mapping, "versions"_L1, false);
    const auto range = words.isEmpty() ? GitLabVersionRange{} : GitLabVersionRange::parse(words);
    if (!range) {
        report(mapping.line, u"`versions` is not a version range: %1"_s.arg(words));
    }
    return range.value_or(GitLabVersionRange{});
}

QList<ArticleStep> TreeReader::steps(const YamlValue &mapping)
{
    const QString content = text(mapping, "steps"_L1, false);
    if (content.isEmpty()) {
        return {};
    }
    const ParsedSteps parsed = parseSteps(content);
    for (const PlaybookProblem &problem : parsed.problems) {
        report(mapping.entry(u"steps"_s)->line + problem.line, problem.problem);
    }
    return parsed.steps;
}

void TreeReader::readBranch(const YamlValue &value, TreeNode &node)
{
    if (!isMapping(value, {"findings"_L1, "found"_L1, "passed"_L1, "otherwise"_L1, "next"_L1}, "a branch"_L1)) {
        return;
    }
    TreeBranch branch;
    branch.findings = texts(value, "findings"_L1);
    branch.found = flag(value, "found"_L1);
    branch.passed = flag(value, "passed"_L1);
    branch.otherwise = flag(value, "otherwise"_L1);
    branch.next = text(value, "next"_L1, true);
    const int conditions =
        int(!branch.findings.isEmpty()) + int(branch.found) + int(branch.passed) + int(branch.otherwise);
    if (conditions != 1) {
        report(value.line, u"a branch has exactly one of findings, found, passed and otherwise"_s);
    }
    node.branches << branch;
}

} // namespace

void parseTreeFile(const QString &file, const QString &text, ParsedTree &into)
{
    TreeReader(file, into).read(text);
}

} // namespace duodoctor
