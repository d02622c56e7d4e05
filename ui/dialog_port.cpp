#include "ui/dialog_port.h"

#include "ui/secret_dialog.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

namespace duodoctor
{

namespace
{

/// Window-modal dialogs that delete themselves; open() returns at once.
class NativeDialogs : public DialogPort
{
public:
    void askFileToOpen(QWidget *parent, const FileQuestion &question, PathHandler handler) override
    {
        QFileDialog *dialog = make(parent, question);
        dialog->setFileMode(QFileDialog::ExistingFile);
        open(dialog, std::move(handler));
    }

    void askFileToSave(QWidget *parent, const FileQuestion &question, PathHandler handler) override
    {
        QFileDialog *dialog = make(parent, question);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setFileMode(QFileDialog::AnyFile);
        dialog->selectFile(question.suggestedName);
        open(dialog, std::move(handler));
    }

    void askFolder(QWidget *parent, const FileQuestion &question, PathHandler handler) override
    {
        QFileDialog *dialog = make(parent, question);
        dialog->setFileMode(QFileDialog::Directory);
        open(dialog, std::move(handler));
    }

    void tell(QWidget *parent, const QString &title, const QString &text) override
    {
        makeBox(parent, title, text)->open();
    }

    void askYes(QWidget *parent, const QString &title, const QString &text, const QString &yes,
                std::function<void()> handler) override
    {
        QMessageBox *box = makeBox(parent, title, text);
        box->setStandardButtons(QMessageBox::Cancel);
        QPushButton *accept = box->addButton(yes, QMessageBox::AcceptRole);
        box->setDefaultButton(accept);
        QObject::connect(accept, &QPushButton::clicked, parent, std::move(handler));
        box->open();
    }

    void askSecret(QWidget *parent, const SecretQuestion &question,
                   std::function<void(const SecretReply &)> handler) override
    {
        (new SecretDialog(question, std::move(handler), parent))->open();
    }

    void withdrawSecrets(QWidget *parent) override
    {
        const auto dialogs = parent->findChildren<SecretDialog *>(QString{}, Qt::FindDirectChildrenOnly);
        for (SecretDialog *dialog : dialogs) {
            dialog->reject();
        }
    }

    void openUrl(const QUrl &url) override { QDesktopServices::openUrl(url); }

private:
    static QFileDialog *make(QWidget *parent, const FileQuestion &question)
    {
        const QString folder = question.folder.isEmpty()
                                   ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                                   : question.folder;
        auto *dialog = new QFileDialog(parent, question.title, folder);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setNameFilters(question.filters);
        return dialog;
    }

    static void open(QFileDialog *dialog, PathHandler handler)
    {
        QObject::connect(dialog, &QFileDialog::fileSelected, dialog->parentWidget(), std::move(handler));
        dialog->open();
    }

    static QMessageBox *makeBox(QWidget *parent, const QString &title, const QString &text)
    {
        auto *box = new QMessageBox(parent);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setWindowTitle(title);
        box->setTextFormat(Qt::PlainText);
        box->setText(text);
        return box;
    }
};

} // namespace

std::unique_ptr<DialogPort> makeNativeDialogs()
{
    return std::make_unique<NativeDialogs>();
}

} // namespace duodoctor
