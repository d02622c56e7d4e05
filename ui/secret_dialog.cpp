#include "ui/secret_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

namespace duodoctor
{

SecretDialog::SecretDialog(const QString &title, const QString &question, Handler handler, QWidget *parent)
    : QDialog(parent)
    , m_edit(new QLineEdit(this))
    , m_handler(std::move(handler))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *label = new QLabel(question, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setBuddy(m_edit);
    auto *promise = new QLabel(tr("It is used for this run and kept nowhere."), this);
    promise->setWordWrap(true);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setAccessibleName(title);
    m_edit->setMinimumWidth(m_edit->fontMetrics().averageCharWidth() * 40);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(promise);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, &SecretDialog::finish);
}

SecretDialog::~SecretDialog()
{
    finish(Rejected);
}

void SecretDialog::finish(int result)
{
    const Handler handler = std::exchange(m_handler, {});
    if (handler) {
        handler(result == Accepted ? m_edit->text().toUtf8() : QByteArray{});
        m_edit->clear();
    }
}

} // namespace duodoctor
