#include "ui/copy_boxes.h"

#include "ui/reading_view.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace duodoctor
{

CopyBox::CopyBox(QWidget *parent)
    : QFrame(parent)
    , m_caption(new QLabel(this))
    , m_text(new ReadingView(this))
    , m_copy(new QPushButton(tr("Copy"), this))
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    QFont bold = m_caption->font();
    bold.setWeight(QFont::DemiBold);
    m_caption->setFont(bold);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFollowsContent(true);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->viewport()->setAutoFillBackground(false);
    m_text->document()->setDocumentMargin(0);
    auto *top = new QHBoxLayout;
    top->addWidget(m_caption, 1);
    top->addWidget(m_copy, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 8);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_text);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_content);
        Q_EMIT copied();
    });
}

void CopyBox::setContent(const CopyText &content)
{
    m_content = content.text;
    m_caption->setText(content.caption);
    m_text->setPlainText(content.text.trimmed());
    m_text->setAccessibleName(content.caption);
    //: %1 is what is copied, such as "docker run, per container"
    m_copy->setAccessibleName(tr("Copy: %1").arg(content.caption));
    m_text->updateGeometry();
}

QWidget *CopyBox::tabAfter(QWidget *former)
{
    setTabOrder(former, m_text);
    setTabOrder(m_text, m_copy);
    return m_copy;
}

CopyBoxes::CopyBoxes(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
}

void CopyBoxes::tabBetween(QWidget *former, QWidget *next)
{
    for (CopyBox *box : std::as_const(m_boxes)) {
        former = box->tabAfter(former);
    }
    if (next) {
        setTabOrder(former, next);
    }
}

void CopyBoxes::setContents(const QList<CopyText> &contents)
{
    if (contents == m_contents) {
        return;
    }
    m_contents = contents;
    while (m_boxes.size() < contents.size()) {
        m_boxes << new CopyBox(this);
        m_layout->addWidget(m_boxes.last());
        connect(m_boxes.last(), &CopyBox::copied, this, &CopyBoxes::copied);
    }
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        if (i < contents.size()) {
            m_boxes.at(i)->setContent(contents.at(i));
        }
        m_boxes.at(i)->setVisible(i < contents.size());
    }
    setVisible(!contents.isEmpty());
}

} // namespace duodoctor
