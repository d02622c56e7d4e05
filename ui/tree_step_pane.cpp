#include "ui/tree_step_pane.h"

#include "ui/reading_view.h"
#include "ui/remedy_pane.h"

#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

TreeStepPane::TreeStepPane(QWidget *parent)
    : QWidget(parent)
    , m_text(new ReadingView(this))
    , m_remedy(new RemedyPane(this))
    , m_stack(new QStackedLayout)
    , m_begin(new QPushButton(tr("Begin a &walk here"), this))
{
    m_text->setObjectName(u"treeStep"_s);
    m_text->setAccessibleName(tr("Step"));
    m_text->document()->setDocumentMargin(12);
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    m_begin->setAccessibleName(tr("Begin a walk here"));
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_remedy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_begin, 0, Qt::AlignLeft);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        bool isBox = false;
        const int box = link.fragment().toInt(&isBox);
        if (isBox) {
            Q_EMIT boxRequested(box);
        }
    });
    connect(m_remedy, &RemedyPane::commandCopied, this, &TreeStepPane::commandCopied);
    connect(m_begin, &QPushButton::clicked, this, [this] { Q_EMIT walkRequested(m_entry); });
}

void TreeStepPane::showStep(const TreeStepText &step)
{
    if (step.remedy) {
        m_remedy->showRemedy(*step.remedy, StatusSign::Note);
        m_stack->setCurrentWidget(m_remedy);
    } else {
        m_text->showMarkdown(step.markdown);
        m_stack->setCurrentWidget(m_text);
    }
    m_entry = step.entry;
    m_begin->setVisible(!m_entry.isEmpty());
}

void TreeStepPane::focusText()
{
    QWidget *target = m_begin->isVisible() ? static_cast<QWidget *>(m_begin) : m_stack->currentWidget();
    target->setFocus(Qt::OtherFocusReason);
}

} // namespace duodoctor
