#pragma once

#include "ui/chain_overview.h"

#include <QWidget>

namespace duodoctor
{

/// The picture of the chain that stays in sight on every page: boxes for GitLab, the gateway, the models and the agent
/// platform, and the ways between them, each with its state as a shape and a word.
class ChainView : public QWidget
{
    Q_OBJECT
public:
    explicit ChainView(QWidget *parent = nullptr);

    void setOverview(const ChainOverview &overview);
    const ChainOverview &overview() const { return m_overview; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A box was clicked: the user wants to see its checks.
    void nodeActivated(const duodoctor::ChainNode &node);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Placed {
        QRectF box;
        QRectF link; ///< room of the way before the box; empty for the first
        qsizetype node = 0;
        bool standsForMore = false; ///< the last box of a column that has no room for the others
        int more = 0;
    };

    QList<Placed> place() const;
    int rowHeight() const;
    int tallestColumn() const;
    void paintNode(QPainter &painter, const Placed &placed) const;
    void paintLink(QPainter &painter, const Placed &placed, const QRectF &from) const;

    ChainOverview m_overview;
};

} // namespace duodoctor
