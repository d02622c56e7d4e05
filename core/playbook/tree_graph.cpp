#include "playbook/tree_graph.h"

#include "playbook/text_box.h"
#include "playbook/tree_layout.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxWaysIn = 3;              ///< lines into one node; more would tangle
constexpr qsizetype kMaxColumnsPassed = 2; ///< by one line
constexpr int kMaxShortenings = 10;
constexpr double kTitleWidth = 210;
constexpr double kAnswerWidth = 150;
constexpr double kPartGap = 46;
constexpr int kMaxTitleLines = 5;
constexpr int kMaxAnswerLines = 4;
constexpr int kMaxNamedFindings = 3;

/// One way on from a node.
struct Way {
    QString text;
    QString next;
};

QString withVersions(const QString &text, const GitLabVersionRange &versions)
{
    const QString range = versions.toString();
    return range == "all"_L1 ? text : u"%1 (GitLab %2)"_s.arg(text, range);
}

QString branchText(const TreeBranch &branch)
{
    if (branch.found) {
        return u"a cause is found"_s;
    }
    if (branch.passed) {
        return u"nothing is wrong"_s;
    }
    if (branch.otherwise) {
        return u"otherwise"_s;
    }
    QString text = branch.findings.mid(0, kMaxNamedFindings).join(" or "_L1);
    if (branch.findings.size() > kMaxNamedFindings) {
        text += u" or %1 more"_s.arg(branch.findings.size() - kMaxNamedFindings);
    }
    return text;
}

QList<Way> waysOf(const TreeNode &node)
{
    QList<Way> ways;
    for (const TreeAnswer &answer : node.answers) {
        ways.append({withVersions(answer.text, answer.versions), answer.next});
    }
    for (const TreeBranch &branch : node.branches) {
        ways.append({branchText(branch), branch.next});
    }
    return ways;
}

TreeGraphKind kindOf(TreeNodeKind kind)
{
    switch (kind) {
    case TreeNodeKind::Question:
        return TreeGraphKind::Question;
    case TreeNodeKind::Checks:
        return TreeGraphKind::Checks;
    case TreeNodeKind::Evidence:
        return TreeGraphKind::Evidence;
    case TreeNodeKind::Article:
        return TreeGraphKind::Article;
    case TreeNodeKind::Escalation:
        return TreeGraphKind::Escalation;
    case TreeNodeKind::End:
        return TreeGraphKind::End;
    }
    return TreeGraphKind::End;
}

} // namespace

/// Walks the tree from each entry, decides which line ends at a box and which at a jump, and has each part laid out.
class TreeGraphBuilder
{
public:
    TreeGraphBuilder(const DecisionTree &tree, const QHash<QString, QString> &articles)
        : m_tree(tree)
        , m_articles(articles)
    {
    }
    TreeGraph build(const QList<TreeEntry> &entries);

private:
    /// A node whose ways are being followed.
    struct Open {
        qsizetype index = 0;
        QString id;
        QList<Way> ways;
        qsizetype next = 0;
    };

    void countWaysIn();
    void drawPart(const TreeEntry &entry);
    Open open(const QString &id);
    void follow(Open &from, QList<Open> &path);
    qsizetype add(const QString &id, TreeGraphKind kind, const QString &title, const QString &note);
    void connect(qsizetype from, qsizetype to, const QString &answer);
    LayoutRequest requestOf(qsizetype firstNode, qsizetype firstEdge) const;
    void shortenLines(qsizetype firstNode, qsizetype firstEdge);
    void layOutPart(qsizetype firstNode, qsizetype firstEdge);

    QString titleOf(const QString &id) const;
    QString noteOf(const TreeNode &node) const;

    const DecisionTree &m_tree;
    const QHash<QString, QString> &m_articles;
    TreeGraph m_graph;
    QHash<QString, int> m_waysIn;
    QSet<QString> m_roots;              ///< nodes where other parts begin
    QHash<QString, qsizetype> m_drawn;  ///< in any part
    QHash<QString, qsizetype> m_inPart; ///< of them, those of this part
    QList<qsizetype> m_meeting;         ///< edges of this part that end at a box which was there before
};

TreeGraph TreeGraphBuilder::build(const QList<TreeEntry> &entries)
{
    countWaysIn();
    if (entries.size() > 1) {
        for (const TreeEntry &entry : entries) {
            m_roots.insert(entry.node);
        }
    }
    for (const TreeEntry &entry : entries) {
        drawPart(entry);
    }
    return m_graph;
}

QString TreeGraphBuilder::titleOf(const QString &id) const
{
    const TreeNode *node = m_tree.node(id);
    if (!node) {
        return id;
    }
    if (!node->title.isEmpty()) {
        return node->title;
    }
    return node->article.isEmpty() ? u"The article of the cause"_s : m_articles.value(node->article, node->article);
}

QString TreeGraphBuilder::noteOf(const TreeNode &node) const
{
    const QString article = titleOf(node.id) == node.article ? QString{} : node.article;
    return pictureText(withVersions(article, node.versions));
}

void TreeGraphBuilder::countWaysIn()
{
    for (const TreeNode &node : m_tree.nodes) {
        for (const Way &way : waysOf(node)) {
            ++m_waysIn[way.next];
        }
    }
}

qsizetype TreeGraphBuilder::add(const QString &id, TreeGraphKind kind, const QString &title, const QString &note)
{
    TreeGraphNode node;
    node.id = id;
    node.kind = kind;
    node.title = pictureText(title);
    node.note = note;
    const bool isJump = kind == TreeGraphKind::Jump;
    const double type = isJump ? TreeGraph::kSmallTypeSize : TreeGraph::kTypeSize;
    const double line = isJump ? TreeGraph::kSmallLineHeight : TreeGraph::kLineHeight;
    node.lines = wrappedText(node.title, type, kTitleWidth, kMaxTitleLines);
    double width = estimatedWidth(QString(wordOf(kind)), TreeGraph::kSmallTypeSize);
    for (const QString &text : std::as_const(node.lines)) {
        width = std::max(width, estimatedWidth(text, type));
    }
    double height = 10 + TreeGraph::kSmallLineHeight + line * static_cast<double>(node.lines.size()) + 8;
    if (!note.isEmpty()) {
        node.note = wrappedText(note, TreeGraph::kSmallTypeSize, kTitleWidth, 1).value(0);
        width = std::max(width, estimatedWidth(node.note, TreeGraph::kSmallTypeSize));
        height += TreeGraph::kSmallLineHeight;
    }
    node.box.setSize({std::ceil(width + 2 * TreeGraph::kPadding), std::ceil(height)});
    m_graph.m_nodes.append(node);
    return m_graph.m_nodes.size() - 1;
}

void TreeGraphBuilder::connect(qsizetype from, qsizetype to, const QString &answer)
{
    TreeGraphEdge edge;
    edge.from = from;
    edge.to = to;
    edge.answer = pictureText(answer);
    edge.lines = wrappedText(edge.answer, TreeGraph::kSmallTypeSize, kAnswerWidth, kMaxAnswerLines);
    double width = 0;
    for (const QString &text : std::as_const(edge.lines)) {
        width = std::max(width, estimatedWidth(text, TreeGraph::kSmallTypeSize));
    }
    if (!edge.lines.isEmpty()) {
        const double height = TreeGraph::kSmallLineHeight * static_cast<double>(edge.lines.size());
        edge.label.setSize({std::ceil(width + 10), height + 6});
    }
    m_graph.m_edges.append(edge);
}

TreeGraphBuilder::Open TreeGraphBuilder::open(const QString &id)
{
    const TreeNode *node = m_tree.node(id);
    Open opened;
    opened.id = id;
    opened.index = node ? add(id, kindOf(node->kind), titleOf(id), noteOf(*node))
                        : add(id, TreeGraphKind::End, u"There is no node %1"_s.arg(id), {});
    opened.ways = node ? waysOf(*node) : QList<Way>{};
    m_drawn.insert(id, opened.index);
    m_inPart.insert(id, opened.index);
    return opened;
}

/// Takes the next way of `from`; a node that is new in the picture becomes the end of the path.
void TreeGraphBuilder::follow(Open &from, QList<Open> &path)
{
    const Way way = from.ways[from.next++];
    const qsizetype origin = from.index;
    const bool isRootElsewhere = m_roots.contains(way.next) && !m_inPart.contains(way.next);
    if (!m_drawn.contains(way.next) && !isRootElsewhere) {
        Open opened = open(way.next);
        connect(origin, opened.index, way.text);
        path.append(std::move(opened));
        return;
    }
    const bool closesCircle = std::ranges::find(path, way.next, &Open::id) != path.end();
    if (m_inPart.contains(way.next) && !closesCircle && m_waysIn.value(way.next) <= kMaxWaysIn) {
        connect(origin, m_inPart.value(way.next), way.text);
        m_meeting.append(m_graph.m_edges.size() - 1);
        return;
    }
    connect(origin, add(way.next, TreeGraphKind::Jump, titleOf(way.next), {}), way.text);
}

void TreeGraphBuilder::drawPart(const TreeEntry &entry)
{
    const qsizetype firstNode = m_graph.m_nodes.size();
    const qsizetype firstEdge = m_graph.m_edges.size();
    m_inPart.clear();
    m_meeting.clear();
    const qsizetype symptom = add(entry.id, TreeGraphKind::Entry, entry.title, {});
    if (m_drawn.contains(entry.node)) {
        connect(symptom, add(entry.node, TreeGraphKind::Jump, titleOf(entry.node), {}), {});
    } else {
        QList<Open> path{open(entry.node)};
        connect(symptom, path.first().index, {});
        while (!path.isEmpty()) {
            if (path.last().next < path.last().ways.size()) {
                follow(path.last(), path);
            } else {
                path.removeLast();
            }
        }
    }
    layOutPart(firstNode, firstEdge);
}

LayoutRequest TreeGraphBuilder::requestOf(qsizetype firstNode, qsizetype firstEdge) const
{
    LayoutRequest request;
    for (qsizetype i = firstNode; i < m_graph.m_nodes.size(); ++i) {
        request.boxes.append(m_graph.m_nodes[i].box.size());
    }
    for (qsizetype i = firstEdge; i < m_graph.m_edges.size(); ++i) {
        const TreeGraphEdge &edge = m_graph.m_edges[i];
        request.edges.append({edge.from - firstNode, edge.to - firstNode, edge.label.size()});
    }
    return request;
}

/// A line over many columns is hard to follow and dear to lay out: it ends at a jump. Each one that is taken away may
/// move others, so it is looked at again.
void TreeGraphBuilder::shortenLines(qsizetype firstNode, qsizetype firstEdge)
{
    for (int round = 0; round <= kMaxShortenings && !m_meeting.isEmpty(); ++round) {
        const QList<qsizetype> layer = layersOf(requestOf(firstNode, firstEdge));
        QList<qsizetype> kept;
        for (const qsizetype index : std::as_const(m_meeting)) {
            const qsizetype from = m_graph.m_edges[index].from;
            const qsizetype to = m_graph.m_edges[index].to;
            const qsizetype passed = layer[to - firstNode] - layer[from - firstNode];
            if (passed <= kMaxColumnsPassed && round < kMaxShortenings) {
                kept.append(index);
                continue;
            }
            const QString id = m_graph.m_nodes[to].id;
            m_graph.m_edges[index].to = add(id, TreeGraphKind::Jump, titleOf(id), {});
        }
        if (kept.size() == m_meeting.size()) {
            return;
        }
        m_meeting = kept;
    }
}

void TreeGraphBuilder::layOutPart(qsizetype firstNode, qsizetype firstEdge)
{
    shortenLines(firstNode, firstEdge);
    const LayoutRequest request = requestOf(firstNode, firstEdge);
    const Layout layout = layeredLayout(request);
    const QPointF corner(0, firstNode == 0 ? 0 : m_graph.m_size.height() + kPartGap);
    for (qsizetype i = 0; i < layout.boxes.size(); ++i) {
        m_graph.m_nodes[firstNode + i].box = layout.boxes[i].translated(corner);
    }
    for (qsizetype i = 0; i < layout.edges.size(); ++i) {
        TreeGraphEdge &edge = m_graph.m_edges[firstEdge + i];
        edge.label = layout.edges[i].label.isNull() ? QRectF() : layout.edges[i].label.translated(corner);
        for (const QPointF &point : layout.edges[i].way) {
            edge.way.append(point + corner);
        }
    }
    m_graph.m_size = {std::max(m_graph.m_size.width(), layout.size.width()), corner.y() + layout.size.height()};
}

QLatin1StringView wordOf(TreeGraphKind kind)
{
    static constexpr std::array kWords{"Symptom"_L1, "Question"_L1,  "Checks"_L1, "Your text"_L1,
                                       "Article"_L1, "Hand over"_L1, "Advice"_L1, "Go on at"_L1};
    return kWords.at(static_cast<size_t>(kind));
}

std::optional<TreeGraph> TreeGraph::of(const DecisionTree &tree, const QString &entry,
                                       const QHash<QString, QString> &articles)
{
    if (entry.isEmpty()) {
        return TreeGraphBuilder(tree, articles).build(tree.entries);
    }
    const auto found = std::ranges::find(tree.entries, entry, &TreeEntry::id);
    return found == tree.entries.end() ? std::nullopt : std::optional{TreeGraphBuilder(tree, articles).build({*found})};
}

} // namespace duodoctor
