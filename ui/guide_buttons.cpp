#include "ui/guide_buttons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace duodoctor
{

GuideButtons::GuideButtons(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_again = add(tr("&Run again"));
    m_export = add(tr("E&xport report…"));
    m_pass = add(tr("Go on &without it"));
    m_passAll = add({});
    layout->addStretch();
    connect(m_again, &QPushButton::clicked, this, &GuideButtons::runRequested);
    connect(m_export, &QPushButton::clicked, this, &GuideButtons::exportRequested);
    connect(m_pass, &QPushButton::clicked, this, &GuideButtons::passOverRequested);
    connect(m_passAll, &QPushButton::clicked, this, &GuideButtons::passOverAllRequested);
}

QPushButton *GuideButtons::add(const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(QString(text).remove(u'&'));
    layout()->addWidget(button);
    return button;
}

void GuideButtons::showEnd(bool hasResults)
{
    m_export->setEnabled(hasResults);
    m_again->show();
    m_export->show();
    m_pass->hide();
    m_passAll->hide();
    show();
}

void GuideButtons::showPassing(int left)
{
    m_again->hide();
    m_export->hide();
    m_pass->show();
    m_passAll->setVisible(left > 1);
    m_passAll->setText(tr("Go on without &all %n that are left", nullptr, left));
    m_passAll->setAccessibleName(m_passAll->text().remove(u'&'));
    show();
}

} // namespace duodoctor
