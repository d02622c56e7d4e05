#include "ui/help_window.h"

#include "ui/reading_view.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

HelpWindow::HelpWindow(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Help"));
    auto *text = new ReadingView(this);
    text->setAccessibleName(tr("Help"));
    const QString markdown =
        tr("## How it works\n\n"
           "Enter the addresses that you know and press **Check everything**. Every link of the chain is looked at "
           "once, from "
           "this workstation. A check that failed says why, how we know, and what to do; what cannot be known because "
           "of an "
           "earlier failure is **blocked**, not failed.\n\n"
           "**Guide me** begins with what you see and asks one question at a time. **Practice** starts a small GitLab, "
           "gateway "
           "and model inside this program, with faults of your choice.\n\n"
           "A picture of the chain stays above every page. Choose a box in it to see its checks.\n\n"
           "## Keys\n\n"
           "| Key | What it does |\n|---|---|\n"
           "| F5 | check everything, or run all again |\n"
           "| Ctrl+R | run the selected check again |\n"
           "| Esc | stop |\n"
           "| Alt+Left, Alt+Right | back, next |\n"
           "| 1 to 9 | answer the guide’s question |\n"
           "| Alt+1 to Alt+9 | copy a command of the remedy |\n"
           "| Ctrl+G | guide me |\n"
           "| Ctrl+P | practice |\n"
           "| Ctrl+O, Ctrl+S | open or save a deployment |\n"
           "| Ctrl+E | export the report |\n"
           "| Ctrl+Q | quit |\n\n"
           "## What is kept\n\n"
           "A deployment file never holds a key. Keys go to the keyring if you ask for it, else they are forgotten "
           "when the "
           "program ends. Reports hold what was seen, with credentials taken out.\n");
    text->showMarkdown(markdown);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 34);
}

} // namespace duodoctor
