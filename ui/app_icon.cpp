#include "ui/app_icon.h"

#include <QPainter>
#include <QPixmap>

namespace duodoctor
{

QIcon makeAppIcon()
{
    QPixmap pixmap(128, 128);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x23, 0x41, 0x5f));
    painter.drawRoundedRect(QRectF(6, 6, 116, 116), 26, 26);
    QPen pen(Qt::white, 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(QPointF(40, 40), QPointF(52, 40));
    painter.drawLine(QPointF(76, 40), QPointF(88, 40));
    for (const qreal x : {28.0, 64.0, 100.0}) {
        painter.drawEllipse(QPointF(x, 40), 10, 10);
    }
    pen.setColor(QColor(0x7f, 0xd6, 0xae));
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF({{22, 84}, {44, 84}, {54, 60}, {68, 104}, {78, 74}, {84, 84}, {106, 84}}));
    painter.end();
    return QIcon(pixmap);
}

} // namespace duodoctor
