#include "ui/choice_button.h"

#include "ui/status_sign.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace duodoctor
{

namespace
{

constexpr int kPadding = 10;
constexpr int kAnyHeight = 10'000;

} // namespace

ChoiceButton::ChoiceButton(const QString &title, const QString &explanation, int number, QWidget *parent)
    : QPushButton(title, parent)
    , m_explanation(explanation)
    , m_number(number)
{
    QString name = title;
    setAccessibleName(name.remove(u'&'));
    setAccessibleDescription(explanation);
    // Not Fixed: a layout would hold the height of the hint against the height that the width asks for.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont ChoiceButton::titleFont() const
{
    QFont bold = font();
    bold.setWeight(m_explanation.isEmpty() ? QFont::Normal : QFont::DemiBold);
    return bold;
}

int ChoiceButton::textLeft() const
{
    return m_number > 0 ? kPadding * 2 + fontMetrics().height() + 6 : kPadding;
}

int ChoiceButton::heightForWidth(int width) const
{
    const int room = qMax(40, width - textLeft() - kPadding);
    int height = QFontMetrics(titleFont())
                     .boundingRect(0, 0, room, kAnyHeight, Qt::TextWordWrap | Qt::TextShowMnemonic, text())
                     .height();
    if (!m_explanation.isEmpty()) {
        height += 2 + fontMetrics().boundingRect(0, 0, room, kAnyHeight, Qt::TextWordWrap, m_explanation).height();
    }
    return height + 2 * kPadding;
}

QSize ChoiceButton::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 80;
    return {fontMetrics().averageCharWidth() * 36, heightForWidth(width)};
}

QSize ChoiceButton::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() + 2 * kPadding};
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);

    QRect room = rect().adjusted(textLeft(), kPadding, -kPadding, -kPadding);
    const auto ink = palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText);
    if (m_number > 0) {
        const int side = fontMetrics().height() + 6;
        const QRect badge =
            QStyle::visualRect(layoutDirection(), rect(), QRect(kPadding, (height() - side) / 2, side, side));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(mixed(ink, palette().color(QPalette::Button), 0.5));
        painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.setPen(ink);
        painter.drawText(badge, Qt::AlignCenter, QString::number(m_number));
    }
    room = QStyle::visualRect(layoutDirection(), rect(), room);
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    painter.setPen(ink);
    painter.setFont(titleFont());
    QRect used;
    const int vertical = m_explanation.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop;
    painter.drawText(room, side | vertical | Qt::TextWordWrap | Qt::TextShowMnemonic, text(), &used);
    if (!m_explanation.isEmpty()) {
        painter.setFont(font());
        painter.setPen(mixed(ink, palette().color(QPalette::Button), 0.25));
        painter.drawText(room.adjusted(0, used.height() + 2, 0, 0), side | Qt::AlignTop | Qt::TextWordWrap,
                         m_explanation);
    }
}

} // namespace duodoctor
