// What the user does to the picture of the tree; how it is laid out and painted is in tree_view.cpp.
#include "ui/tree_view.h"

#include "ui/tree_painter.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kWheelAngle = 120; ///< of one notch

} // namespace

void TreeView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_chosen < 0) {
        chooseByUser(m_walk.current >= 0 ? m_walk.current : m_picture->readingOrder().value(0, -1));
    }
    viewport()->update();
}

void TreeView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

/// The box that a key leads to; -1 for a key that leads to none.
qsizetype TreeView::boxFor(int key) const
{
    using Direction = TreePicture::Direction;
    switch (key) {
    case Qt::Key_Right:
        return m_picture->moved(m_chosen, Direction::Forward, m_walk.marks);
    case Qt::Key_Left:
        return m_picture->moved(m_chosen, Direction::Back, m_walk.marks);
    case Qt::Key_Up:
        return m_picture->moved(m_chosen, Direction::Up, m_walk.marks);
    case Qt::Key_Down:
        return m_picture->moved(m_chosen, Direction::Down, m_walk.marks);
    case Qt::Key_Home:
        return m_picture->readingOrder().value(0, -1);
    case Qt::Key_End:
        return m_walk.current;
    default:
        return -1;
    }
}

void TreeView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = !(event->modifiers() & ~Qt::KeypadModifier);
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isPlain && isEnter && m_chosen >= 0) {
        Q_EMIT boxActivated(m_chosen);
        return;
    }
    const qsizetype box = isPlain ? boxFor(event->key()) : -1;
    if (box >= 0) {
        chooseByUser(box);
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void TreeView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAround(m_zoom * std::pow(kZoomStep, event->angleDelta().y() / kWheelAngle), event->position());
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void TreeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_isPressed = true;
        m_isDragged = false;
        m_pressed = event->position();
        m_barsAtPress = {horizontalScrollBar()->value(), verticalScrollBar()->value()};
    }
}

void TreeView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isPressed) {
        return;
    }
    const QPoint way = (event->position() - m_pressed).toPoint();
    if (!m_isDragged && way.manhattanLength() >= QApplication::startDragDistance()) {
        m_isDragged = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    if (m_isDragged) {
        horizontalScrollBar()->setValue(m_barsAtPress.x() - way.x());
        verticalScrollBar()->setValue(m_barsAtPress.y() - way.y());
    }
}

void TreeView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool wasClick = m_isPressed && !m_isDragged && event->button() == Qt::LeftButton;
    m_isPressed = false;
    viewport()->setCursor(Qt::OpenHandCursor);
    if (wasClick) {
        chooseByUser(m_picture->boxAt(unitAt(event->position())));
    }
}

void TreeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype box = m_picture->boxAt(unitAt(event->position()));
    if (box >= 0 && event->button() == Qt::LeftButton) {
        chooseByUser(box);
        Q_EMIT boxActivated(box);
    }
}

bool TreeView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return QAbstractScrollArea::viewportEvent(event);
    }
    const auto *help = static_cast<QHelpEvent *>(event);
    const qsizetype box = m_picture->boxAt(unitAt(help->pos()));
    if (box < 0) {
        QToolTip::hideText();
        return true;
    }
    const TreeGraphNode &node = m_picture->box(box);
    QToolTip::showText(help->globalPos(), u"%1: %2"_s.arg(wordForTree(node.kind), node.title).toHtmlEscaped(), this);
    return true;
}

} // namespace duodoctor
