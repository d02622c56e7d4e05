#include "ui/secret_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace duodoctor
{

namespace
{

constexpr int kColumns = 52; ///< average characters of the dialog's width

QLabel *makeSentence(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * kColumns);
    return label;
}

} // namespace

SecretDialog::SecretDialog(const SecretQuestion &question, Handler handler, QWidget *parent)
    : QDialog(parent)
    , m_edit(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("&Keep it in the keyring"), this))
    , m_handler(std::move(handler))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question.title);
    QLabel *sentence = makeSentence(question.sentence, this);
    QFont bold = sentence->font();
    bold.setWeight(QFont::DemiBold);
    sentence->setFont(bold);
    sentence->setBuddy(m_edit);
    QLabel *words = makeSentence(tr("In its own words: %1").arg(question.words), this);
    words->setVisible(!question.words.isEmpty());
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase |
                                Qt::ImhSensitiveData);
    m_edit->setAccessibleName(question.title);
    m_edit->setAccessibleDescription(question.sentence);
    m_keep->setVisible(question.mayBeKept);
    QLabel *promise =
        makeSentence(question.mayBeKept ? tr("Without the tick it is forgotten as soon as this run ends. It is never "
                                             "written to a file.")
                                        : tr("It is used once and forgotten."),
                     this);
    promise->setForegroundRole(QPalette::PlaceholderText);
    m_keep->setAccessibleDescription(promise->text());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    QPushButton *ok = buttons->button(QDialogButtonBox::Ok);
    ok->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetMinAndMaxSize);
    for (QWidget *widget : std::initializer_list<QWidget *>{sentence, words, m_edit, m_keep, promise}) {
        layout->addWidget(widget);
    }
    layout->addSpacing(4);
    layout->addWidget(buttons);
    connect(m_edit, &QLineEdit::textChanged, ok, [this, ok] { ok->setEnabled(!m_edit->text().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, &SecretDialog::finish);
    m_edit->setFocus();
}

SecretDialog::~SecretDialog()
{
    finish(Rejected);
}

void SecretDialog::finish(int result)
{
    const Handler handler = std::exchange(m_handler, {});
    if (!handler) {
        return;
    }
    SecretReply reply;
    if (result == Accepted) {
        reply = {SecretText(m_edit->text().toUtf8()), m_keep->isVisibleTo(this) && m_keep->isChecked()};
    }
    m_edit->clear();
    handler(reply);
}

} // namespace duodoctor
