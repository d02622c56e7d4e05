#include "playbook/text_box.h"
#include "playbook/tree_graph_svg.h"
#include "playbook/tree_layout.h"
#include "playbook/tree_parser.h"
#include "support/test_main.h"

#include <QXmlStreamReader>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

TreeNode question(const QString &id, const QStringList &next)
{
    TreeNode node;
    node.id = id;
    node.title = u"Which of them is it at "_s + id + u'?';
    for (const QString &to : next) {
        TreeAnswer answer;
        answer.id = u"to-"_s + to;
        answer.text = u"It is "_s + to;
        answer.next = to;
        node.answers << answer;
    }
    node.kind = next.isEmpty() ? TreeNodeKind::End : TreeNodeKind::Question;
    return node;
}

DecisionTree treeOf(const QList<TreeNode> &nodes, const QStringList &roots)
{
    DecisionTree tree;
    for (const TreeNode &node : nodes) {
        tree.nodes.insert(node.id, node);
    }
    for (const QString &root : roots) {
        TreeEntry entry;
        entry.id = u"entry-"_s + root;
        entry.title = u"I see "_s + root;
        entry.node = root;
        tree.entries << entry;
    }
    return tree;
}

/// The tree that the program carries, from the source folder.
DecisionTree shippedTree()
{
    ParsedTree parsed;
    const QDir folder(QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/playbook/tree"));
    for (const QString &name : folder.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name)) {
        parseTreeFile(name, readPlaybookFile(folder.filePath(name)).text, parsed);
    }
    return parsed.tree;
}

/// A tree of many nodes with lines forwards, backwards and across; the same every time.
DecisionTree tangle(int count, int waysOn)
{
    QList<TreeNode> nodes;
    quint32 state = 12345;
    for (int i = 0; i < count; ++i) {
        QStringList next;
        for (int w = 0; w < waysOn && i + 1 < count; ++w) {
            state = state * 1664525 + 1013904223;
            next << u"n%1"_s.arg(w == 0 ? i + 1 : static_cast<int>((state >> 8) % static_cast<quint32>(count)));
        }
        nodes << question(u"n%1"_s.arg(i), next);
    }
    return treeOf(nodes, {u"n0"_s});
}

bool isOnSide(const QPointF &point, const QRectF &box, double x)
{
    return std::abs(point.x() - x) < 0.01 && point.y() >= box.top() && point.y() <= box.bottom();
}

/// What every picture has to hold, whatever the tree. @return what is wrong, or empty.
QString mistakeIn(const TreeGraph &graph)
{
    QList<QRectF> boxes;
    for (const TreeGraphNode &node : graph.nodes()) {
        boxes << node.box;
    }
    for (const TreeGraphEdge &edge : graph.edges()) {
        if (!edge.label.isNull()) {
            boxes << edge.label;
        }
        const QRectF from = graph.nodes()[edge.from].box;
        const QRectF to = graph.nodes()[edge.to].box;
        if (edge.way.size() < 2 || !isOnSide(edge.way.first(), from, from.right()) ||
            !isOnSide(edge.way.last(), to, to.left())) {
            return u"the line %1 does not join its boxes"_s.arg(edge.answer);
        }
    }
    const QRectF all(QPointF(0, 0), graph.size());
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        if (!all.adjusted(-0.01, -0.01, 0.01, 0.01).contains(boxes[i]) || boxes[i].isEmpty()) {
            return u"box %1 lies outside or is empty"_s.arg(i);
        }
        for (qsizetype j = i + 1; j < boxes.size(); ++j) {
            if (boxes[i].intersects(boxes[j])) {
                return u"boxes %1 and %2 overlap"_s.arg(i).arg(j);
            }
        }
    }
    for (const TreeGraphEdge &edge : graph.edges()) {
        for (qsizetype i = 1; i < edge.way.size(); ++i) {
            const QRectF space = QRectF(edge.way[i - 1], edge.way[i]).normalized().adjusted(0.1, 0.1, -0.1, -0.1);
            for (const TreeGraphNode &node : graph.nodes()) {
                if (space.isValid() && space.intersects(node.box)) {
                    return u"the line %1 runs through %2"_s.arg(edge.answer, node.id);
                }
            }
        }
    }
    return {};
}

/// Every node that a walk reaches stands in the picture once, and each of its ways on is a line to it or to a jump.
QString missingIn(const TreeGraph &graph, const DecisionTree &tree, const QStringList &roots)
{
    QHash<QString, qsizetype> drawn;
    for (qsizetype i = 0; i < graph.nodes().size(); ++i) {
        const TreeGraphNode &node = graph.nodes()[i];
        if (node.kind != TreeGraphKind::Entry && node.kind != TreeGraphKind::Jump) {
            if (drawn.contains(node.id)) {
                return node.id + u" stands twice"_s;
            }
            drawn.insert(node.id, i);
        }
    }
    QMultiHash<QPair<QString, QString>, QString> lines;
    for (const TreeGraphEdge &edge : graph.edges()) {
        lines.insert({graph.nodes()[edge.from].id, graph.nodes()[edge.to].id}, edge.answer);
    }
    QSet<QString> seen;
    QStringList open = roots;
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (seen.contains(id)) {
            continue;
        }
        seen.insert(id);
        if (!drawn.contains(id)) {
            return id + u" is missing"_s;
        }
        const TreeNode *node = tree.node(id);
        QStringList next;
        for (const TreeAnswer &answer : node->answers) {
            next << answer.next;
        }
        for (const TreeBranch &branch : node->branches) {
            next << branch.next;
        }
        for (const QString &to : next) {
            if (lines.count({id, to}) != next.count(to)) {
                return u"a line from %1 to %2 is missing"_s.arg(id, to);
            }
        }
        open += next;
    }
    return seen.size() == drawn.size() ? QString() : u"there is more than a walk reaches"_s;
}

QString xmlProblem(const QByteArray &svg)
{
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        reader.readNext();
    }
    return reader.hasError() ? reader.errorString() : QString();
}

} // namespace

class TestTreeGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShippedTreeIsDrawnWhole();
    void oneEntryIsDrawnWithAllThatItReaches();
    void anUnknownEntryHasNoPicture();
    void strangeTreesAreDrawn_data();
    void strangeTreesAreDrawn();
    void fewWaysMeetAndManyJump();
    void aCircleEndsAtAJump();
    void hundredsOfNodesTakeNoTime();
    void thePictureIsTheSameEveryTime();
    void hostileTextsAreEscaped();
    void whatWasWalkedIsMarkedByMoreThanColour();
    void articlesAreNamedByTheirTitle();
    void eachKindHasAWordAndAnOutline();
    void versionsStandWithTheAnswer();
    void linesOfTextFitTheirWidth_data();
    void linesOfTextFitTheirWidth();
    void crossingsAreAvoided();
    void coloursContrast_data();
    void coloursContrast();
};

void TestTreeGraph::theShippedTreeIsDrawnWhole()
{
    const DecisionTree tree = shippedTree();
    QVERIFY(tree.entries.size() >= 6);
    const auto graph = TreeGraph::of(tree);
    QVERIFY(graph);
    QCOMPARE(mistakeIn(*graph), QString());
    QStringList roots;
    for (const TreeEntry &entry : tree.entries) {
        roots << entry.node;
    }
    QCOMPARE(missingIn(*graph, tree, roots), QString());
    QCOMPARE(xmlProblem(treeGraphSvg(*graph)), QString());
}

void TestTreeGraph::oneEntryIsDrawnWithAllThatItReaches()
{
    const DecisionTree tree = shippedTree();
    for (const TreeEntry &entry : tree.entries) {
        const auto graph = TreeGraph::of(tree, entry.id);
        QVERIFY(graph);
        QCOMPARE(mistakeIn(*graph), QString());
        QCOMPARE(missingIn(*graph, tree, {entry.node}), QString());
    }
}

void TestTreeGraph::anUnknownEntryHasNoPicture()
{
    QVERIFY(!TreeGraph::of(shippedTree(), u"no-such-entry"_s));
}

void TestTreeGraph::strangeTreesAreDrawn_data()
{
    QTest::addColumn<DecisionTree>("tree");
    QTest::addColumn<QStringList>("roots");
    const auto row = [](const char *name, const QList<TreeNode> &nodes, const QStringList &roots) {
        QTest::newRow(name) << treeOf(nodes, roots) << roots;
    };
    row("nothing", {}, {});
    row("one end", {question(u"a"_s, {})}, {u"a"_s});
    row("itself", {question(u"a"_s, {u"a"_s, u"b"_s}), question(u"b"_s, {})}, {u"a"_s});
    row("the same way twice", {question(u"a"_s, {u"b"_s, u"b"_s}), question(u"b"_s, {})}, {u"a"_s});
    row("two symptoms of one node", {question(u"a"_s, {})}, {u"a"_s, u"a"_s});
    row("each other's roots", {question(u"a"_s, {u"b"_s}), question(u"b"_s, {u"a"_s})}, {u"a"_s, u"b"_s});
    row("a short and a long way",
        {question(u"a"_s, {u"b"_s, u"d"_s}), question(u"b"_s, {u"c"_s}), question(u"c"_s, {u"d"_s}),
         question(u"d"_s, {})},
        {u"a"_s});
    QTest::newRow("a tangle") << tangle(60, 3) << QStringList{u"n0"_s};
}

void TestTreeGraph::strangeTreesAreDrawn()
{
    QFETCH(DecisionTree, tree);
    QFETCH(QStringList, roots);
    const auto graph = TreeGraph::of(tree);
    QVERIFY(graph);
    QCOMPARE(mistakeIn(*graph), QString());
    QCOMPARE(missingIn(*graph, tree, roots), QString());
    QCOMPARE(xmlProblem(treeGraphSvg(*graph)), QString());
}

void TestTreeGraph::fewWaysMeetAndManyJump()
{
    const auto jumpsFrom = [](int count) {
        QList<TreeNode> nodes{question(u"end"_s, {})};
        QStringList middle;
        for (int i = 0; i < count; ++i) {
            middle << u"m%1"_s.arg(i);
            nodes << question(middle.last(), {u"end"_s});
        }
        nodes << question(u"a"_s, middle);
        const auto graph = TreeGraph::of(treeOf(nodes, {u"a"_s}));
        return std::ranges::count(graph->nodes(), TreeGraphKind::Jump, &TreeGraphNode::kind);
    };
    QCOMPARE(jumpsFrom(3), 0);
    QCOMPARE(jumpsFrom(5), 4);
}

void TestTreeGraph::aCircleEndsAtAJump()
{
    const auto graph = TreeGraph::of(treeOf({question(u"a"_s, {u"b"_s}), question(u"b"_s, {u"a"_s})}, {u"a"_s}));
    QCOMPARE(graph->nodes().size(), 4);
    QCOMPARE(graph->nodes().last().kind, TreeGraphKind::Jump);
    QCOMPARE(graph->nodes().last().id, u"a"_s);
    const QByteArray svg = treeGraphSvg(*graph);
    QVERIFY(svg.contains("href=\"#node-a\""));
    QVERIFY(svg.contains("id=\"node-a\""));
}

void TestTreeGraph::hundredsOfNodesTakeNoTime()
{
    for (const DecisionTree &tree : {tangle(500, 4), tangle(3000, 1), tangle(500, 1)}) {
        QElapsedTimer timer;
        timer.start();
        const auto graph = TreeGraph::of(tree);
        QVERIFY(treeGraphSvg(*graph).size() > 10'000);
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    }
}

void TestTreeGraph::thePictureIsTheSameEveryTime()
{
    const QByteArray first = treeGraphSvg(*TreeGraph::of(shippedTree()));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(treeGraphSvg(*TreeGraph::of(shippedTree())) == first);
    }
}

void TestTreeGraph::hostileTextsAreEscaped()
{
    TreeNode node = question(u"\"><script>"_s, {u"b"_s});
    node.title = u"</text><script>alert(1)</script> & \"quotes\" \u202E turned \u0007\u0000 "_s + QChar(0xD800) +
                 QString(5000, u'W');
    node.answers[0].text = u"<b onload='x'>]]>"_s;
    const auto graph = TreeGraph::of(treeOf({node, question(u"b"_s, {})}, {node.id}));
    const QByteArray svg = treeGraphSvg(*graph, {node.id});
    QCOMPARE(xmlProblem(svg), QString());
    QVERIFY(!svg.contains("<script"));
    QVERIFY(!svg.contains("<b "));
    QVERIFY(!svg.contains('\x07'));
    QVERIFY(!svg.contains("\u202E"));
    QVERIFY(svg.contains("&lt;script&gt;"));
    QCOMPARE(mistakeIn(*graph), QString());
}

void TestTreeGraph::whatWasWalkedIsMarkedByMoreThanColour()
{
    const auto graph = TreeGraph::of(
        treeOf({question(u"a"_s, {u"b"_s, u"c"_s}), question(u"b"_s, {}), question(u"c"_s, {})}, {u"a"_s}));
    QVERIFY(!treeGraphSvg(*graph).contains("walked)"));
    const QByteArray svg = treeGraphSvg(*graph, {u"a"_s, u"b"_s});
    QCOMPARE(svg.count("(walked)"), 2);
    QCOMPARE(svg.count("class=\"way-group lit\""), 1);
}

void TestTreeGraph::articlesAreNamedByTheirTitle()
{
    TreeNode node = question(u"a"_s, {});
    node.kind = TreeNodeKind::Article;
    node.title.clear();
    node.article = u"connect-refused"_s;
    const DecisionTree tree = treeOf({node}, {u"a"_s});
    QCOMPARE(TreeGraph::of(tree)->nodes().last().title, u"connect-refused"_s);
    const auto named = TreeGraph::of(tree, {}, {{u"connect-refused"_s, u"Nothing listens"_s}});
    QCOMPARE(named->nodes().last().title, u"Nothing listens"_s);
    QCOMPARE(named->nodes().last().note, u"connect-refused"_s);
}

void TestTreeGraph::eachKindHasAWordAndAnOutline()
{
    const QList<QPair<TreeNodeKind, QByteArray>> kinds{
        {TreeNodeKind::Question, "Question"},    {TreeNodeKind::Checks, "Checks"},
        {TreeNodeKind::Evidence, "Your text"},   {TreeNodeKind::Article, "Article"},
        {TreeNodeKind::Escalation, "Hand over"}, {TreeNodeKind::End, "Advice"}};
    for (const auto &[kind, word] : kinds) {
        TreeNode node = question(u"a"_s, {});
        node.kind = kind;
        const QByteArray svg = treeGraphSvg(*TreeGraph::of(treeOf({node}, {u"a"_s})));
        QVERIFY2(svg.contains("class=\"kind\"") && svg.contains('>' + word + '<'), word.constData());
        QCOMPARE(svg.count("class=\"shape\""), 2);
    }
}

void TestTreeGraph::versionsStandWithTheAnswer()
{
    TreeNode node = question(u"a"_s, {u"b"_s, u"c"_s});
    node.answers[0].versions = *GitLabVersionRange::parse(u"-17.8");
    const auto graph = TreeGraph::of(treeOf({node, question(u"b"_s, {}), question(u"c"_s, {})}, {u"a"_s}));
    QCOMPARE(graph->edges()[1].answer, u"It is b (GitLab -17.8)"_s);
    QCOMPARE(graph->edges()[2].answer, u"It is c"_s);
}

void TestTreeGraph::linesOfTextFitTheirWidth_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a word") << u"gateway"_s;
    QTest::newRow("a sentence") << u"This workstation accepts the certificate. Which program refuses it?"_s;
    QTest::newRow("an id") << u"agent-platform-metadata-too-large-and-longer-still"_s;
    QTest::newRow("one endless word") << QString(400, u'm');
    QTest::newRow("Japanese") << u"証明書が信頼されていませんどのプログラムですか証明書が信頼されていません"_s;
    QTest::newRow("emoji") << u"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"_s;
}

void TestTreeGraph::linesOfTextFitTheirWidth()
{
    QFETCH(QString, text);
    const QStringList lines = wrappedText(text, 13, 100, 3);
    QVERIFY(lines.size() <= 3);
    for (const QString &line : lines) {
        QVERIFY2(estimatedWidth(line, 13) <= 100, qPrintable(line));
        QVERIFY(!line.isEmpty() && !line.back().isHighSurrogate() && !line.front().isLowSurrogate());
    }
    QString joined = lines.join(QString()).remove(u' ');
    const bool isCut = joined.endsWith(u'…');
    QVERIFY(isCut ? QString(text).remove(u' ').startsWith(joined.chopped(1)) : QString(text).remove(u' ') == joined);
}

void TestTreeGraph::crossingsAreAvoided()
{
    // a leads to c and d, b to d and c, named the wrong way round: the order of one column is turned.
    LayoutRequest request;
    request.boxes = QList<QSizeF>(6, QSizeF(100, 40));
    request.edges = {{0, 1, {}}, {0, 2, {}}, {1, 4, {}}, {2, 3, {}}, {2, 5, {}}};
    const Layout layout = layeredLayout(request);
    QVERIFY(layout.boxes[4].top() < layout.boxes[3].top() || layout.boxes[2].top() < layout.boxes[1].top());
    QCOMPARE(layout.boxes[0].left(), 0.0);
    QVERIFY(layout.boxes[1].left() == layout.boxes[2].left());
}

void TestTreeGraph::coloursContrast_data()
{
    QTest::addColumn<qsizetype>("scheme");
    QTest::newRow("light") << qsizetype{0};
    QTest::newRow("dark") << qsizetype{1};
}

void TestTreeGraph::coloursContrast()
{
    QFETCH(qsizetype, scheme);
    const QString svg = QString::fromUtf8(treeGraphSvg(*TreeGraph::of(treeOf({question(u"a"_s, {})}, {u"a"_s}))));
    QHash<QString, QString> colours;
    qsizetype at = svg.indexOf(u"svg {"_s);
    for (qsizetype i = 0; i < scheme; ++i) {
        at = svg.indexOf(u"svg {"_s, at + 1);
    }
    static const QRegularExpression form(u"--([a-z]+): (#[0-9a-f]{6});"_s);
    auto matches = form.globalMatch(svg.mid(at, svg.indexOf(u'}', at) - at));
    while (matches.hasNext()) {
        const auto match = matches.next();
        colours.insert(match.captured(1), match.captured(2));
    }
    QVERIFY(colours.size() >= 12);
    const auto luminance = [&colours](const QString &name) {
        const auto channel = [&colours, &name](qsizetype from) {
            const double value = colours[name].mid(from, 2).toInt(nullptr, 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    };
    const auto contrast = [&luminance](const QString &a, const QString &b) {
        const auto [low, high] = std::minmax({luminance(a), luminance(b)});
        return (high + 0.05) / (low + 0.05);
    };
    for (const QString &ground :
         {u"ground"_s, u"box"_s, u"entry"_s, u"question"_s, u"checks"_s, u"evidence"_s, u"article"_s, u"end"_s}) {
        QVERIFY2(contrast(u"ink"_s, ground) >= 4.5, qPrintable(ground));
        QVERIFY2(contrast(u"lit"_s, ground) >= 3, qPrintable(ground));
        QVERIFY2(contrast(u"line"_s, ground) >= 3, qPrintable(ground));
    }
    QVERIFY(contrast(u"soft"_s, u"ground"_s) >= 4.5);
}

DUODOCTOR_TEST_MAIN(TestTreeGraph)
#include "tst_tree_graph.moc"
