#include "ui/answer_pane.h"

#include "ui/hand_instruction_text.h"
#include "ui/paste_box.h"

#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLines = 9; ///< of the remedy, at least: a title, and the first step or two
constexpr int kMore = 3;  ///< share of the room for what is read or filled, beside 1 for the other

} // namespace

AnswerPane::AnswerPane(DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_remedy(new RemedyPane(this))
    , m_paste(new PasteBox(dialogs, this))
{
    m_remedy->setMinimumHeight(fontMetrics().height() * kLines);
    m_paste->hide();
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_remedy, kMore);
    m_layout->addWidget(m_paste, 1);
    connect(m_paste, &PasteBox::given, this, &AnswerPane::given);
    connect(m_remedy, &RemedyPane::commandCopied, this, &AnswerPane::commandCopied);
}

void AnswerPane::hidePaste()
{
    m_paste->hide();
    m_remedy->show();
}

void AnswerPane::showQuestion(const QString &id)
{
    showPaste(id);
    m_remedy->hide();
}

void AnswerPane::showPaste(const QString &asked)
{
    if (asked != m_asked && !m_paste->isReading()) {
        m_paste->reset();
    }
    m_asked = asked;
    const bool isOffer = asked.isEmpty(); // then there is little to read
    m_layout->setStretchFactor(m_remedy, isOffer ? 1 : kMore);
    m_layout->setStretchFactor(m_paste, isOffer ? kMore : 1);
    m_remedy->show();
    m_paste->show();
}

void AnswerPane::showInstruction(const HandInstruction &instruction, const QString &title, const QString &why)
{
    m_remedy->showRemedy(remedyOf(instruction, title, why), StatusSign::Skipped);
    showPaste(instruction.command);
}

void AnswerPane::showAnswered(const Remedy &remedy, StatusSign sign, const HandInstruction &instruction)
{
    m_remedy->showRemedy(withSecondLook(remedy, instruction), sign);
    showPaste(instruction.command);
}

void AnswerPane::showCommand(const Remedy &command, const QString &asked)
{
    m_remedy->showRemedy(command, StatusSign::Note);
    if (asked.isEmpty()) {
        hidePaste();
    } else {
        showPaste(asked);
    }
}

void AnswerPane::showOffer()
{
    m_remedy->showText(
        tr("Read captured output"),
        tr("Paste or drop any output that has to do with this deployment: of curl, docker, kubectl or "
           "gitlab-rake, a piece of a log, a configuration file, an error message. It is recognised, and "
           "judged as if the check had been made here."));
    showPaste({});
}

} // namespace duodoctor
