#include "ui/status_sign.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace duodoctor
{

namespace
{

constexpr int kIconPixels = 64;

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(StatusSign)
};

QPen glyphPen(const QColor &color, qreal side)
{
    return QPen(color, side * 0.11, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

/// Points of a polyline given in units of the box.
void strokeLine(QPainter &painter, const QRectF &box, std::initializer_list<QPointF> points)
{
    QPolygonF line;
    for (const QPointF &point : points) {
        line << QPointF(box.left() + point.x() * box.width(), box.top() + point.y() * box.height());
    }
    painter.drawPolyline(line);
}

void paintDots(QPainter &painter, const QRectF &box, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const qreal radius = box.width() * 0.07;
    for (const qreal x : {0.3, 0.5, 0.7}) {
        painter.drawEllipse(QPointF(box.left() + x * box.width(), box.center().y()), radius, radius);
    }
}

void paintTriangle(QPainter &painter, const QRectF &box)
{
    QPainterPath triangle;
    triangle.moveTo(box.left() + box.width() * 0.5, box.top() + box.height() * 0.06);
    triangle.lineTo(box.left() + box.width() * 0.98, box.top() + box.height() * 0.92);
    triangle.lineTo(box.left() + box.width() * 0.02, box.top() + box.height() * 0.92);
    triangle.closeSubpath();
    painter.drawPath(triangle);
}

} // namespace

StatusSign signFor(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Passed:
        return StatusSign::Passed;
    case CheckStatus::Warning:
        return StatusSign::Warning;
    case CheckStatus::Failed:
        return StatusSign::Failed;
    case CheckStatus::Skipped:
        return StatusSign::Skipped;
    case CheckStatus::Blocked:
        return StatusSign::Blocked;
    }
    return StatusSign::NotChecked;
}

StatusSign signFor(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return StatusSign::Note;
    case Severity::Warning:
        return StatusSign::Warning;
    case Severity::Error:
        return StatusSign::Failed;
    }
    return StatusSign::Failed;
}

QString wordFor(StatusSign sign)
{
    switch (sign) {
    case StatusSign::NotChecked:
        return Words::tr("Not checked");
    case StatusSign::Waiting:
        return Words::tr("Waiting");
    case StatusSign::Running:
        return Words::tr("Checking");
    case StatusSign::Passed:
        return Words::tr("Passed");
    case StatusSign::Note:
        return Words::tr("Note");
    case StatusSign::Warning:
        return Words::tr("Warning");
    case StatusSign::Failed:
        return Words::tr("Failed");
    case StatusSign::Blocked:
        return Words::tr("Blocked");
    case StatusSign::Skipped:
        return Words::tr("Skipped");
    }
    return {};
}

bool isProblem(StatusSign sign)
{
    return sign == StatusSign::Failed || sign == StatusSign::Warning || sign == StatusSign::Blocked;
}

int weightOf(StatusSign sign)
{
    switch (sign) {
    case StatusSign::NotChecked:
        return 0;
    case StatusSign::Skipped:
        return 1;
    case StatusSign::Passed:
        return 2;
    case StatusSign::Note:
        return 3;
    case StatusSign::Waiting:
        return 4;
    case StatusSign::Running:
        return 5;
    case StatusSign::Blocked:
        return 6;
    case StatusSign::Warning:
        return 7;
    case StatusSign::Failed:
        return 8;
    }
    return 0;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor mixed(const QColor &a, const QColor &b, qreal share)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
                            static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
                            static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

QColor colorFor(StatusSign sign, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (sign) {
    case StatusSign::Passed:
        return dark ? QColor(0x6f, 0xcf, 0x97) : QColor(0x1b, 0x71, 0x43);
    case StatusSign::Warning:
        return dark ? QColor(0xf2, 0xc1, 0x5b) : QColor(0x8a, 0x5a, 0x00);
    case StatusSign::Failed:
        return dark ? QColor(0xff, 0x8f, 0x88) : QColor(0xb3, 0x26, 0x1e);
    case StatusSign::Running:
    case StatusSign::Note:
        return dark ? QColor(0x8a, 0xb8, 0xff) : QColor(0x1f, 0x5f, 0xb8);
    case StatusSign::Blocked:
    case StatusSign::NotChecked:
    case StatusSign::Waiting:
    case StatusSign::Skipped:
        break;
    }
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.36);
}

QColor tintFor(StatusSign sign, const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), colorFor(sign, palette), isDark(palette) ? 0.16 : 0.08);
}

void paintSign(QPainter &painter, const QRectF &box, StatusSign sign, const QPalette &palette)
{
    const qreal side = box.width();
    const QColor color = colorFor(sign, palette);
    const QColor ink = palette.color(QPalette::Base);
    const QRectF disc = box.adjusted(side * 0.06, side * 0.06, -side * 0.06, -side * 0.06);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFilled = sign == StatusSign::Passed || sign == StatusSign::Failed || sign == StatusSign::Warning;
    painter.setPen(isFilled ? QPen(Qt::NoPen) : QPen(color, side * 0.09));
    painter.setBrush(isFilled ? QBrush(color) : QBrush(Qt::NoBrush));
    switch (sign) {
    case StatusSign::Passed:
        painter.drawEllipse(disc);
        painter.setPen(glyphPen(ink, side));
        painter.setBrush(Qt::NoBrush);
        strokeLine(painter, box, {{0.29, 0.53}, {0.44, 0.67}, {0.71, 0.36}});
        break;
    case StatusSign::Failed:
        painter.drawEllipse(disc);
        painter.setPen(glyphPen(ink, side));
        strokeLine(painter, box, {{0.35, 0.35}, {0.65, 0.65}});
        strokeLine(painter, box, {{0.65, 0.35}, {0.35, 0.65}});
        break;
    case StatusSign::Warning:
        paintTriangle(painter, box);
        painter.setPen(glyphPen(ink, side));
        strokeLine(painter, box, {{0.5, 0.4}, {0.5, 0.62}});
        strokeLine(painter, box, {{0.5, 0.775}, {0.5, 0.78}});
        break;
    case StatusSign::Note:
        painter.drawEllipse(disc);
        painter.setPen(glyphPen(color, side));
        strokeLine(painter, box, {{0.5, 0.47}, {0.5, 0.7}});
        strokeLine(painter, box, {{0.5, 0.295}, {0.5, 0.3}});
        break;
    case StatusSign::Blocked:
        painter.drawEllipse(disc);
        painter.setPen(glyphPen(color, side));
        strokeLine(painter, box, {{0.32, 0.5}, {0.68, 0.5}});
        break;
    case StatusSign::Skipped:
        painter.drawEllipse(disc);
        painter.setPen(glyphPen(color, side));
        strokeLine(painter, box, {{0.4, 0.34}, {0.58, 0.5}, {0.4, 0.66}});
        break;
    case StatusSign::Waiting:
        painter.drawEllipse(disc);
        paintDots(painter, box, color);
        break;
    case StatusSign::Running:
        painter.setPen(glyphPen(mixed(color, ink, 0.65), side));
        painter.drawEllipse(disc);
        painter.setPen(glyphPen(color, side));
        painter.drawArc(disc, 90 * 16, -120 * 16);
        break;
    case StatusSign::NotChecked:
        painter.drawEllipse(disc);
        break;
    }
    painter.restore();
}

QIcon iconFor(StatusSign sign, const QPalette &palette)
{
    QPixmap pixmap(kIconPixels, kIconPixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSign(painter, QRectF(0, 0, kIconPixels, kIconPixels), sign, palette);
    painter.end();
    return QIcon(pixmap);
}

QPalette withReadableHints(QPalette palette)
{
    const QColor hint = palette.color(QPalette::PlaceholderText);
    const QColor base = palette.color(QPalette::Base);
    const bool isLegible = (hint.lightnessF() < 0.5F) != (base.lightnessF() < 0.5F);
    if (!isLegible) {
        palette.setColor(QPalette::PlaceholderText, mixed(palette.color(QPalette::Text), base, 0.35));
    }
    return palette;
}

} // namespace duodoctor
