#include "ui/guide_answers.h"

#include "ui/choice_button.h"

#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxColumns = 110; ///< average characters of the buttons' width
constexpr int kLastNumber = 9;   ///< that a key gives

} // namespace

GuideAnswers::GuideAnswers(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 4, 0, 0);
    m_layout->setSpacing(8);
    setMaximumWidth(fontMetrics().averageCharWidth() * kMaxColumns);
}

void GuideAnswers::setAnswers(const QList<TreeAnswer> &answers)
{
    clear();
    int number = 0;
    for (const TreeAnswer &answer : answers) {
        add(answer, ++number);
    }
}

void GuideAnswers::clear()
{
    for (auto *button : findChildren<ChoiceButton *>(QString{}, Qt::FindDirectChildrenOnly)) {
        m_layout->removeWidget(button);
        button->hide();
        button->setParent(nullptr);
        button->deleteLater(); // it may be the one whose click brought us here
    }
}

void GuideAnswers::add(const TreeAnswer &answer, int number)
{
    auto *button =
        new ChoiceButton(QString(answer.text).replace(u'&', u"&&"_s), {}, number <= kLastNumber ? number : 0, this);
    button->setAccessibleName(answer.text);
    m_layout->addWidget(button);
    button->show();
    connect(button, &QPushButton::clicked, this, [this, id = answer.id] { Q_EMIT chosen(id); });
}

void GuideAnswers::choose(int number)
{
    const QLayoutItem *item = number <= m_layout->count() ? m_layout->itemAt(number - 1) : nullptr;
    auto *button = item ? qobject_cast<ChoiceButton *>(item->widget()) : nullptr;
    if (button && isVisible()) {
        button->animateClick();
    }
}

bool GuideAnswers::focusFirst()
{
    for (auto *button : findChildren<ChoiceButton *>()) {
        if (!button->isHidden()) {
            button->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return false;
}

} // namespace duodoctor
