#include "playbook/tree_graph_svg.h"

#include <QXmlStreamWriter>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMargin = 24;
constexpr double kHeading = 50;
constexpr double kSlant = 10; ///< of slanted sides and folded corners

/// Every pair of type and ground has a contrast of at least 4.5, in both schemes.
constexpr auto kStyle = R"(
svg { --ground: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #57606a; --box: #f6f8fa; --lit: #0a58ca;
  --entry: #e6e0f8; --question: #dbeafe; --checks: #d8f3dc; --evidence: #fef3c7; --article: #fde2e4; --end: #eceff1;
  font-family: system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #16191d; --ink: #f0f3f6; --soft: #b4bcc5; --line: #9aa4af; --box: #22272e; --lit: #6cb2ff;
    --entry: #3a3157; --question: #1f3a5f; --checks: #1e4630; --evidence: #4d3f13; --article: #55262b; --end: #30363d; }
}
.ground { fill: var(--ground); }
.shape { fill: var(--box); stroke: var(--line); stroke-width: 1.25; }
.entry .shape { fill: var(--entry); } .question .shape { fill: var(--question); } .checks .shape { fill: var(--checks); }
.evidence .shape { fill: var(--evidence); } .article .shape { fill: var(--article); }
.end .shape, .escalation .shape { fill: var(--end); } .escalation .shape { stroke-width: 2.5; }
.jump .shape { fill: var(--ground); stroke-dasharray: 4 3; }
.inner { fill: none; stroke: var(--line); stroke-width: 1.25; }
.heading { fill: var(--ink); font-size: 18px; font-weight: 600; } .count { fill: var(--soft); font-size: 12px; }
.kind { fill: var(--ink); font-size: 11px; font-weight: 600; } .text { fill: var(--ink); font-size: 13px; }
.jump .text { font-size: 11px; } .note { fill: var(--ink); font-size: 11px; font-style: italic; }
.way { fill: none; stroke: var(--line); stroke-width: 1.25; } .tip { fill: var(--line); }
.label rect { fill: var(--ground); } .label text { fill: var(--ink); font-size: 11px; }
.lit .shape, .lit .inner { stroke: var(--lit); stroke-width: 3.5; }
.lit.way-group .way { stroke: var(--lit); stroke-width: 3; } .lit .tip { fill: var(--lit); }
.lit .label text { font-weight: 600; }
)";

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString point(double x, double y)
{
    return number(x) + u',' + number(y);
}

QLatin1StringView classOf(TreeGraphKind kind)
{
    static constexpr std::array kClasses{"entry"_L1,   "question"_L1,   "checks"_L1, "evidence"_L1,
                                         "article"_L1, "escalation"_L1, "end"_L1,    "jump"_L1};
    return kClasses.at(static_cast<size_t>(kind));
}

/// An id of ours may hold anything; an anchor holds letters, digits and hyphens.
QString anchorOf(const QString &id)
{
    QString anchor = u"node-"_s;
    for (const QChar c : id) {
        const bool isPlain = c == u'-' || (c.unicode() < 0x80 && c.isLetterOrNumber());
        anchor += isPlain ? QString(c) : u"_%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
    }
    return anchor;
}

class SvgWriter
{
public:
    SvgWriter(const TreeGraph &graph, const TreeGraphMarks &lit)
        : m_graph(graph)
        , m_lit(lit)
        , m_xml(&m_bytes)
    {
    }
    QByteArray write();

private:
    void writeHead();
    void writeEdge(const TreeGraphEdge &edge, bool isLit);
    void writeNode(const TreeGraphNode &node, bool isLit);
    void writeShape(const TreeGraphNode &node);
    void writeTexts(const TreeGraphNode &node, bool isLit);
    void element(QLatin1StringView name, const QString &text);
    void text(QLatin1StringView className, double x, double y, const QString &content);
    void path(QLatin1StringView className, const QString &data);
    void rect(QLatin1StringView className, const QRectF &box, double radius);

    const TreeGraph &m_graph;
    const TreeGraphMarks &m_lit;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

QByteArray SvgWriter::write()
{
    m_xml.setAutoFormatting(true);
    m_xml.setAutoFormattingIndent(1);
    m_xml.writeStartDocument();
    m_xml.writeStartElement(u"svg"_s);
    writeHead();
    m_xml.writeStartElement(u"g"_s);
    m_xml.writeAttribute(u"transform"_s, u"translate(%1)"_s.arg(point(kMargin, kMargin + kHeading)));
    for (qsizetype i = 0; i < m_graph.edges().size(); ++i) {
        writeEdge(m_graph.edges()[i], m_lit.edges.contains(i));
    }
    for (qsizetype i = 0; i < m_graph.nodes().size(); ++i) {
        writeNode(m_graph.nodes()[i], m_lit.nodes.contains(i));
    }
    m_xml.writeEndElement();
    m_xml.writeEndElement();
    m_xml.writeEndDocument();
    return m_bytes;
}

void SvgWriter::element(QLatin1StringView name, const QString &text)
{
    m_xml.writeTextElement(QString(name), text);
}

void SvgWriter::writeHead()
{
    const QSizeF size(m_graph.size().width() + 2 * kMargin, m_graph.size().height() + 2 * kMargin + kHeading);
    const auto count = [this](auto &&holds) { return std::ranges::count_if(m_graph.nodes(), holds); };
    const auto entries = count([](const TreeGraphNode &node) { return node.kind == TreeGraphKind::Entry; });
    const auto jumps = count([](const TreeGraphNode &node) { return node.kind == TreeGraphKind::Jump; });
    const auto questions = count([](const TreeGraphNode &node) { return node.kind == TreeGraphKind::Question; });
    const QString counts =
        u"%1, %2 steps, %3 of them questions"_s.arg(entries == 1 ? u"1 symptom"_s : u"%1 symptoms"_s.arg(entries))
            .arg(m_graph.nodes().size() - entries - jumps)
            .arg(questions);
    m_xml.writeDefaultNamespace(u"http://www.w3.org/2000/svg"_s);
    m_xml.writeAttribute(u"width"_s, number(size.width()));
    m_xml.writeAttribute(u"height"_s, number(size.height()));
    m_xml.writeAttribute(u"viewBox"_s, u"0 0 %1 %2"_s.arg(number(size.width()), number(size.height())));
    m_xml.writeAttribute(u"role"_s, u"graphics-document"_s);
    m_xml.writeAttribute(u"lang"_s, u"en"_s);
    m_xml.writeAttribute(u"aria-labelledby"_s, u"picture-title picture-description"_s);
    m_xml.writeStartElement(u"title"_s);
    m_xml.writeAttribute(u"id"_s, u"picture-title"_s);
    m_xml.writeCharacters(u"Decision tree of the playbook"_s);
    m_xml.writeEndElement();
    m_xml.writeStartElement(u"desc"_s);
    m_xml.writeAttribute(u"id"_s, u"picture-description"_s);
    m_xml.writeCharacters(
        u"%1. Each symptom leads from left to right, over questions and checks, to an article or "
        "advice. Lines carry the answer. A dashed box names a step that is drawn elsewhere."_s.arg(counts));
    m_xml.writeEndElement();
    element("style"_L1, QString::fromLatin1(kStyle));
    rect("ground"_L1, QRectF(QPointF(0, 0), size), 0);
    text("heading"_L1, kMargin, kMargin + 8, u"Decision tree"_s);
    text("count"_L1, kMargin, kMargin + 26, counts);
}

void SvgWriter::text(QLatin1StringView className, double x, double y, const QString &content)
{
    m_xml.writeStartElement(u"text"_s);
    m_xml.writeAttribute(u"class"_s, QString(className));
    m_xml.writeAttribute(u"x"_s, number(x));
    m_xml.writeAttribute(u"y"_s, number(y));
    m_xml.writeCharacters(content);
    m_xml.writeEndElement();
}

void SvgWriter::path(QLatin1StringView className, const QString &data)
{
    m_xml.writeEmptyElement(u"path"_s);
    m_xml.writeAttribute(u"class"_s, QString(className));
    m_xml.writeAttribute(u"d"_s, data);
}

void SvgWriter::rect(QLatin1StringView className, const QRectF &box, double radius)
{
    m_xml.writeEmptyElement(u"rect"_s);
    if (!className.isEmpty()) {
        m_xml.writeAttribute(u"class"_s, QString(className));
    }
    m_xml.writeAttribute(u"x"_s, number(box.x()));
    m_xml.writeAttribute(u"y"_s, number(box.y()));
    m_xml.writeAttribute(u"width"_s, number(box.width()));
    m_xml.writeAttribute(u"height"_s, number(box.height()));
    if (radius > 0) {
        m_xml.writeAttribute(u"rx"_s, number(radius));
    }
}

void SvgWriter::writeEdge(const TreeGraphEdge &edge, bool isLit)
{
    m_xml.writeStartElement(u"g"_s);
    m_xml.writeAttribute(u"class"_s, isLit ? u"way-group lit"_s : u"way-group"_s);
    QString data = u"M"_s + point(edge.way.first().x(), edge.way.first().y());
    for (qsizetype i = 1; i < edge.way.size(); ++i) {
        const QPointF a = edge.way[i - 1];
        const QPointF b = edge.way[i];
        const double middle = (a.x() + b.x()) / 2;
        data += qFuzzyCompare(a.y() + 1, b.y() + 1)
                    ? u"L"_s + point(b.x(), b.y())
                    : u"C%1 %2 %3"_s.arg(point(middle, a.y()), point(middle, b.y()), point(b.x(), b.y()));
    }
    path("way"_L1, data);
    const QPointF end = edge.way.last();
    path("tip"_L1, u"M%1L%2L%3Z"_s.arg(point(end.x(), end.y()), point(end.x() - 8, end.y() - 4.5),
                                       point(end.x() - 8, end.y() + 4.5)));
    if (!edge.label.isNull()) {
        m_xml.writeStartElement(u"g"_s);
        m_xml.writeAttribute(u"class"_s, u"label"_s);
        rect({}, edge.label, 3);
        for (qsizetype i = 0; i < edge.lines.size(); ++i) {
            text("answer"_L1, edge.label.left() + 5,
                 edge.label.top() + 14 + TreeGraph::kSmallLineHeight * static_cast<double>(i), edge.lines[i]);
        }
        m_xml.writeEndElement();
    }
    m_xml.writeEndElement();
}

void SvgWriter::writeNode(const TreeGraphNode &node, bool isLit)
{
    const bool isJump = node.kind == TreeGraphKind::Jump;
    if (isJump) {
        m_xml.writeStartElement(u"a"_s);
        m_xml.writeAttribute(u"href"_s, u'#' + anchorOf(node.id));
    }
    m_xml.writeStartElement(u"g"_s);
    if (!isJump) {
        m_xml.writeAttribute(u"id"_s,
                             node.kind == TreeGraphKind::Entry ? u"entry-"_s + anchorOf(node.id) : anchorOf(node.id));
    }
    m_xml.writeAttribute(u"class"_s, QString(classOf(node.kind)) + (isLit ? u" lit"_s : QString{}));
    m_xml.writeAttribute(u"role"_s, u"graphics-symbol"_s);
    element("title"_L1, u"%1: %2"_s.arg(wordOf(node.kind), node.title));
    writeShape(node);
    writeTexts(node, isLit);
    m_xml.writeEndElement();
    if (isJump) {
        m_xml.writeEndElement();
    }
}

void SvgWriter::writeTexts(const TreeGraphNode &node, bool isLit)
{
    const bool isJump = node.kind == TreeGraphKind::Jump;
    const double line = isJump ? TreeGraph::kSmallLineHeight : TreeGraph::kLineHeight;
    const double x = node.box.left() + TreeGraph::kPadding;
    double y = node.box.top() + 18;
    text("kind"_L1, x, y, QString(wordOf(node.kind)) + (isLit ? u" (walked)"_s : QString{}));
    y += 1;
    for (const QString &content : node.lines) {
        y += line;
        text("text"_L1, x, y, content);
    }
    if (!node.note.isEmpty()) {
        text("note"_L1, x, y + TreeGraph::kSmallLineHeight, node.note);
    }
}

/// Each kind has an outline of its own.
void SvgWriter::writeShape(const TreeGraphNode &node)
{
    const QRectF b = node.box;
    const double middle = b.center().y();
    switch (node.kind) {
    case TreeGraphKind::Entry:
    case TreeGraphKind::Jump:
        rect("shape"_L1, b, std::min(b.height() / 2, 18.0));
        return;
    case TreeGraphKind::Question:
        path("shape"_L1,
             u"M%1L%2L%3L%4L%5L%6Z"_s.arg(point(b.left() + kSlant, b.top()), point(b.right() - kSlant, b.top()),
                                          point(b.right(), middle), point(b.right() - kSlant, b.bottom()),
                                          point(b.left() + kSlant, b.bottom()), point(b.left(), middle)));
        return;
    case TreeGraphKind::Checks:
        rect("shape"_L1, b, 0);
        path("inner"_L1, u"M%1L%2M%3L%4"_s.arg(point(b.left() + 6, b.top()), point(b.left() + 6, b.bottom()),
                                               point(b.right() - 6, b.top()), point(b.right() - 6, b.bottom())));
        return;
    case TreeGraphKind::Evidence:
        path("shape"_L1, u"M%1L%2L%3L%4L%5Z"_s.arg(point(b.left() + kSlant, b.top()), point(b.right(), b.top()),
                                                   point(b.right(), b.bottom()), point(b.left(), b.bottom()),
                                                   point(b.left(), b.top() + kSlant)));
        return;
    case TreeGraphKind::Article:
        path("shape"_L1, u"M%1L%2L%3L%4L%5Z"_s.arg(point(b.left(), b.top()), point(b.right() - kSlant, b.top()),
                                                   point(b.right(), b.top() + kSlant), point(b.right(), b.bottom()),
                                                   point(b.left(), b.bottom())));
        path("inner"_L1,
             u"M%1L%2L%3"_s.arg(point(b.right() - kSlant, b.top()), point(b.right() - kSlant, b.top() + kSlant),
                                point(b.right(), b.top() + kSlant)));
        return;
    case TreeGraphKind::Escalation:
        path("shape"_L1, u"M%1L%2L%3L%4L%5L%6L%7L%8Z"_s.arg(
                             point(b.left() + kSlant, b.top()), point(b.right() - kSlant, b.top()),
                             point(b.right(), b.top() + kSlant), point(b.right(), b.bottom() - kSlant),
                             point(b.right() - kSlant, b.bottom()), point(b.left() + kSlant, b.bottom()),
                             point(b.left(), b.bottom() - kSlant), point(b.left(), b.top() + kSlant)));
        return;
    case TreeGraphKind::End:
        rect("shape"_L1, b, 8);
        return;
    }
}

} // namespace

QByteArray treeGraphSvg(const TreeGraph &graph, const QSet<QString> &lit)
{
    TreeGraphMarks marks;
    for (qsizetype i = 0; i < graph.nodes().size(); ++i) {
        if (lit.contains(graph.nodes()[i].id)) {
            marks.nodes.insert(i);
        }
    }
    for (qsizetype i = 0; i < graph.edges().size(); ++i) {
        if (marks.nodes.contains(graph.edges()[i].from) && marks.nodes.contains(graph.edges()[i].to)) {
            marks.edges.insert(i);
        }
    }
    return treeGraphSvg(graph, marks);
}

QByteArray treeGraphSvg(const TreeGraph &graph, const TreeGraphMarks &lit)
{
    return SvgWriter(graph, lit).write();
}

} // namespace duodoctor
