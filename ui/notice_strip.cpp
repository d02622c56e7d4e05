#include "ui/notice_strip.h"

#include "ui/status_sign.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace duodoctor
{

using namespace Qt::StringLiterals;

NoticeStrip::NoticeStrip(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    setObjectName(u"notice"_s);
    setAutoFillBackground(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = new QToolButton(this);
    close->setText(tr("Close"));
    close->setAccessibleName(tr("Close this notice"));
    close->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 4, 8, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeStrip::showNotice(const QString &sentence)
{
    m_text->setText(sentence);
    m_text->setAccessibleName(sentence);
    QPalette tinted = palette();
    tinted.setColor(QPalette::Window, tintFor(StatusSign::Note, palette()));
    setPalette(tinted);
    show();
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString NoticeStrip::text() const
{
    return isHidden() ? QString{} : m_text->text();
}

} // namespace duodoctor
