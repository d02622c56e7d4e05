#include "ui/tree_painter.h"

#include "ui/status_sign.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kSlant = 10; ///< of slanted sides and folded corners
constexpr double kThin = 1.25;
constexpr double kThick = 3.5;
constexpr double kLeastPixels = 0.8; ///< of a line, however small the picture is
constexpr double kNumberRadius = 11;

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(TreePainter)
};

QFont fontOf(QFont font, double units, QFont::Weight weight, bool isItalic)
{
    font.setPixelSize(static_cast<int>(units)); // the painter's scale makes them pixels
    font.setWeight(weight);
    font.setItalic(isItalic);
    font.setHintingPreference(QFont::PreferNoHinting); // widths stay in proportion at every scale
    return font;
}

/// The hue of a kind; how strong it is depends on the palette.
QColor hueOf(TreeGraphKind kind)
{
    static constexpr std::array kHues{0x7c5cd6u, 0x2f7de1u, 0x2a9d4eu, 0xd99a00u,
                                      0xd9485au, 0x6b7785u, 0x6b7785u, 0x6b7785u};
    return QColor(QRgb(0xff000000u | kHues.at(static_cast<size_t>(kind))));
}

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

/// Lines within the outline.
QPainterPath innerLines(const TreeGraphNode &node)
{
    const QRectF &b = node.box;
    QPainterPath path;
    if (node.kind == TreeGraphKind::Checks) {
        path.moveTo(b.left() + 6, b.top());
        path.lineTo(b.left() + 6, b.bottom());
        path.moveTo(b.right() - 6, b.top());
        path.lineTo(b.right() - 6, b.bottom());
    } else if (node.kind == TreeGraphKind::Article) {
        path.moveTo(b.right() - kSlant, b.top());
        path.lineTo(b.right() - kSlant, b.top() + kSlant);
        path.lineTo(b.right(), b.top() + kSlant);
    }
    return path;
}

QPainterPath lineOf(const TreeGraphEdge &edge)
{
    QPainterPath path(edge.way.first());
    for (qsizetype i = 1; i < edge.way.size(); ++i) {
        const QPointF a = edge.way.at(i - 1);
        const QPointF b = edge.way.at(i);
        const double middle = (a.x() + b.x()) / 2;
        path.cubicTo(QPointF(middle, a.y()), QPointF(middle, b.y()), b);
    }
    return path;
}

} // namespace

QString wordForTree(TreeGraphKind kind)
{
    switch (kind) {
    case TreeGraphKind::Entry:
        return Words::tr("Symptom");
    case TreeGraphKind::Question:
        return Words::tr("Question");
    case TreeGraphKind::Checks:
        return Words::tr("Checks");
    case TreeGraphKind::Evidence:
        return Words::tr("Your text");
    case TreeGraphKind::Article:
        return Words::tr("Article");
    case TreeGraphKind::Escalation:
        return Words::tr("Hand over");
    case TreeGraphKind::End:
        return Words::tr("Advice");
    case TreeGraphKind::Jump:
        return Words::tr("Go on at");
    }
    return {};
}

QPainterPath treeOutline(const TreeGraphNode &node)
{
    const QRectF &b = node.box;
    const double middle = b.center().y();
    QPainterPath path;
    switch (node.kind) {
    case TreeGraphKind::Entry:
    case TreeGraphKind::Jump: {
        const double radius = std::min(b.height() / 2, 18.0);
        path.addRoundedRect(b, radius, radius);
        return path;
    }
    case TreeGraphKind::Question:
        return polygon({{b.left() + kSlant, b.top()},
                        {b.right() - kSlant, b.top()},
                        {b.right(), middle},
                        {b.right() - kSlant, b.bottom()},
                        {b.left() + kSlant, b.bottom()},
                        {b.left(), middle}});
    case TreeGraphKind::Checks:
        path.addRect(b);
        return path;
    case TreeGraphKind::Evidence:
        return polygon({{b.left() + kSlant, b.top()},
                        b.topRight(),
                        b.bottomRight(),
                        b.bottomLeft(),
                        {b.left(), b.top() + kSlant}});
    case TreeGraphKind::Article:
        return polygon({b.topLeft(),
                        {b.right() - kSlant, b.top()},
                        {b.right(), b.top() + kSlant},
                        b.bottomRight(),
                        b.bottomLeft()});
    case TreeGraphKind::Escalation:
        return polygon({{b.left() + kSlant, b.top()},
                        {b.right() - kSlant, b.top()},
                        {b.right(), b.top() + kSlant},
                        {b.right(), b.bottom() - kSlant},
                        {b.right() - kSlant, b.bottom()},
                        {b.left() + kSlant, b.bottom()},
                        {b.left(), b.bottom() - kSlant},
                        {b.left(), b.top() + kSlant}});
    case TreeGraphKind::End:
        path.addRoundedRect(b, 8, 8);
        return path;
    }
    return path;
}

TreePainter::TreePainter(QPainter &painter, const QPalette &palette, const QFont &font, bool hasTexts)
    : m_painter(painter)
    , m_palette(palette)
    , m_title(fontOf(font, TreeGraph::kTypeSize, QFont::Normal, false))
    , m_small(fontOf(font, TreeGraph::kSmallTypeSize, QFont::Normal, false))
    , m_kind(fontOf(font, TreeGraph::kSmallTypeSize, QFont::DemiBold, false))
    , m_note(fontOf(font, TreeGraph::kSmallTypeSize, QFont::Normal, true))
    , m_line(mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.4))
    , m_lit(colorFor(StatusSign::Running, palette))
    , m_thin(std::max(kThin, kLeastPixels / painter.worldTransform().m11()))
    , m_thick(std::max(kThick, 3 * kLeastPixels / painter.worldTransform().m11()))
    , m_hasTexts(hasTexts)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
}

void TreePainter::write(const QPointF &baseline, double room, const QFont &font, const QString &text)
{
    m_painter.setFont(font);
    const double width = QFontMetricsF(font).horizontalAdvance(text);
    if (width <= room) {
        m_painter.drawText(baseline, text);
        return;
    }
    m_painter.save();
    m_painter.translate(baseline);
    m_painter.scale(room / width, 1);
    m_painter.drawText(QPointF(0, 0), text);
    m_painter.restore();
}

void TreePainter::paintEdge(const TreeGraphEdge &edge, bool isLit)
{
    if (edge.way.size() < 2) {
        return;
    }
    const QColor color = isLit ? m_lit : m_line;
    m_painter.setPen(QPen(color, isLit ? m_thick - 0.5 : m_thin));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(lineOf(edge));
    const QPointF end = edge.way.last();
    const double size = isLit ? 1.35 : 1.0;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    m_painter.drawPath(polygon({end, end + QPointF(-8, -4.5) * size, end + QPointF(-8, 4.5) * size}));
    if (!edge.label.isNull() && m_hasTexts) {
        paintLabel(edge, isLit);
    }
}

void TreePainter::paintLabel(const TreeGraphEdge &edge, bool isLit)
{
    m_painter.setPen(isLit ? QPen(m_lit, kThin) : QPen(Qt::NoPen));
    m_painter.setBrush(m_palette.color(QPalette::Base));
    m_painter.drawRoundedRect(edge.label, 3, 3);
    m_painter.setPen(m_palette.color(QPalette::Text));
    const QPointF first = edge.label.topLeft() + QPointF(5, 14);
    for (qsizetype i = 0; i < edge.lines.size(); ++i) {
        write(first + QPointF(0, TreeGraph::kSmallLineHeight * static_cast<double>(i)), edge.label.width() - 8,
              isLit ? m_kind : m_small, edge.lines.at(i));
    }
}

void TreePainter::paintBox(const TreeGraphNode &node, const TreeBoxLook &look)
{
    const QColor base = m_palette.color(QPalette::Base);
    const bool isJump = node.kind == TreeGraphKind::Jump;
    QPen pen(look.isLit ? m_lit : m_line, look.isLit ? m_thick : m_thin);
    if (node.kind == TreeGraphKind::Escalation && !look.isLit) {
        pen.setWidthF(2.5);
    }
    pen.setStyle(isJump ? Qt::DashLine : Qt::SolidLine);
    pen.setJoinStyle(Qt::MiterJoin);
    m_painter.setPen(pen);
    m_painter.setBrush(isJump ? base : mixed(base, hueOf(node.kind), isDark(m_palette) ? 0.28 : 0.16));
    m_painter.drawPath(treeOutline(node));
    m_painter.setBrush(Qt::NoBrush);
    pen.setWidthF(m_thin);
    m_painter.setPen(pen);
    m_painter.drawPath(innerLines(node));
    paintFrames(node, look);
    if (m_hasTexts) {
        paintTexts(node, look);
    }
    if (look.number > 0) {
        paintNumber(node, look.number);
    }
}

/// Round about the box: where the walk stands, and what is chosen.
void TreePainter::paintFrames(const TreeGraphNode &node, const TreeBoxLook &look)
{
    if (look.isCurrent) {
        m_painter.setPen(QPen(m_lit, 1.5));
        m_painter.drawRoundedRect(node.box.adjusted(-5, -5, 5, 5), 6, 6);
    }
    if (look.isChosen) {
        const QColor text = m_palette.color(QPalette::Text);
        m_painter.setPen(QPen(text, look.hasFocus ? 2.2 : 1.2, look.hasFocus ? Qt::DashLine : Qt::DotLine));
        m_painter.drawRoundedRect(node.box.adjusted(-9, -9, 9, 9), 8, 8);
    }
}

void TreePainter::paintTexts(const TreeGraphNode &node, const TreeBoxLook &look)
{
    const bool isJump = node.kind == TreeGraphKind::Jump;
    const double line = isJump ? TreeGraph::kSmallLineHeight : TreeGraph::kLineHeight;
    const double room = node.box.width() - 2 * TreeGraph::kPadding + 6;
    QPointF at(node.box.left() + TreeGraph::kPadding, node.box.top() + 18);
    m_painter.setPen(m_palette.color(QPalette::Text));
    QString kind = wordForTree(node.kind);
    if (look.isLit) {
        //: Beside the kind of a step: "Question · walked"
        kind += u" · "_s + (look.isCurrent ? Words::tr("you are here") : Words::tr("walked"));
    }
    write(at, room, m_kind, kind);
    at += QPointF(0, 1);
    for (const QString &text : node.lines) {
        at += QPointF(0, line);
        write(at, room, isJump ? m_small : m_title, text);
    }
    if (!node.note.isEmpty()) {
        write(at + QPointF(0, TreeGraph::kSmallLineHeight), room, m_note, node.note);
    }
}

void TreePainter::paintNumber(const TreeGraphNode &node, int number)
{
    const QPointF centre(node.box.left() + 4, node.box.top());
    m_painter.setPen(QPen(m_palette.color(QPalette::Base), 1.5));
    m_painter.setBrush(m_lit);
    m_painter.drawEllipse(centre, kNumberRadius, kNumberRadius);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(m_palette.color(QPalette::Base));
    m_painter.setFont(m_kind);
    m_painter.drawText(
        QRectF(centre.x() - kNumberRadius, centre.y() - kNumberRadius, 2 * kNumberRadius, 2 * kNumberRadius),
        Qt::AlignCenter, QString::number(number));
}

} // namespace duodoctor
