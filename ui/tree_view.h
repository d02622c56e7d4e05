#pragma once

#include "ui/tree_picture.h"
#include "ui/tree_walk.h"

#include <QAbstractScrollArea>
#include <QPointF>

#include <memory>

namespace duodoctor
{

struct TreeBoxLook;

/// The picture of the decision tree: scrolled, drawn by the mouse, zoomed (Ctrl and wheel), and walked with the arrow
/// keys. Only what is in sight is painted.
///
/// At a zoom of 1, a line of the picture is as high as a line of the window's font.
class TreeView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit TreeView(QWidget *parent = nullptr);

    /// Shows another picture, with its walk; nothing is chosen then. @param picture  never null.
    void setPicture(std::shared_ptr<const TreePicture> picture, const TreeWalk &walk);
    /// Shows another walk in the same picture.
    void setWalk(const TreeWalk &walk);
    const TreePicture &picture() const { return *m_picture; }
    const TreeWalk &walk() const { return m_walk; }

    qsizetype chosen() const { return m_chosen; }
    /// Chooses a box and brings it into sight; -1 chooses none.
    void choose(qsizetype box);
    /// Scrolls so that the box is in the middle, or its start where it is larger than the view.
    void centreOn(qsizetype box);

    double zoom() const { return m_zoom; }
    /// Around the chosen box where it is in sight, else around the middle. Kept within kLeastZoom and kMostZoom.
    void setZoom(double zoom);
    void zoomIn() { setZoom(m_zoom * kZoomStep); }
    void zoomOut() { setZoom(m_zoom / kZoomStep); }
    /// Shows the whole picture, no larger than a zoom of 1.
    void fit();

    static constexpr double kLeastZoom = 0.08;
    static constexpr double kMostZoom = 4;

Q_SIGNALS:
    void boxChosen(qsizetype box);
    /// Enter or a double click.
    void boxActivated(qsizetype box);
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    static constexpr double kZoomStep = 1.25;

    double scale() const; ///< pixels of one unit
    /// From the picture's units to the viewport's pixels, and back.
    QPointF shown(const QPointF &point) const;
    QPointF unitAt(const QPointF &pixel) const;
    QRectF shown(const QRectF &box) const;
    void zoomAround(double zoom, const QPointF &pixel);
    void scrollTo(const QPointF &unit, const QPointF &pixel);
    void bringIntoSight(qsizetype box);
    void updateBars();
    void chooseByUser(qsizetype box);
    qsizetype boxFor(int key) const;
    TreeBoxLook lookOf(qsizetype box) const;
    void tell();

    std::shared_ptr<const TreePicture> m_picture;
    TreeWalk m_walk;
    qsizetype m_chosen = -1;
    double m_zoom = 1;
    QPointF m_pressed; ///< where, in pixels of the viewport
    QPoint m_barsAtPress;
    bool m_isPressed = false;
    bool m_isDragged = false;
};

} // namespace duodoctor
