#include "ui/form_field.h"

#include "ui/status_sign.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace duodoctor
{

FormField::FormField(const Words &words, Hint hint, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_hintIcon(new QLabel(this))
    , m_hintText(new QLabel(this))
    , m_row(new QHBoxLayout)
    , m_hint(std::move(hint))
{
    auto *label = new QLabel(words.label, this);
    label->setWordWrap(true);
    label->setBuddy(m_edit);
    label->setAccessibleName(words.name + u':'); // told apart from the line by whoever searches by name
    m_edit->setAccessibleName(words.name);
    m_edit->setObjectName(words.name);
    m_edit->setPlaceholderText(words.placeholder);
    m_edit->setMaxLength(2000);
    m_edit->setMinimumWidth(m_edit->fontMetrics().averageCharWidth() * 18);
    m_hintText->setTextFormat(Qt::PlainText);
    m_hintText->setWordWrap(true);

    m_row->addWidget(m_edit, 1);
    auto *below = new QHBoxLayout;
    below->setSpacing(6);
    below->addWidget(m_hintIcon, 0, Qt::AlignTop);
    below->addWidget(m_hintText, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(label);
    layout->addLayout(m_row);
    layout->addLayout(below);

    // Not textEdited: assistive tools set a text without typing it.
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_problem.clear();
        refresh();
        Q_EMIT edited();
    });
    connect(m_edit, &QLineEdit::editingFinished, this, &FormField::showHints);
    connect(m_edit, &QLineEdit::returnPressed, this, &FormField::submitted);
    refresh();
}

QString FormField::text() const
{
    return m_edit->text().trimmed();
}

void FormField::setText(const QString &text)
{
    if (m_edit->text() != text) {
        const QSignalBlocker notEditedByTheUser(m_edit);
        m_edit->setText(text);
    }
    m_problem.clear();
    m_wasLeft = !text.isEmpty();
    refresh();
}

QPushButton *FormField::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_row->addWidget(button);
    return button;
}

void FormField::setProblem(const QString &sentence)
{
    m_problem = sentence;
    m_wasLeft = m_wasLeft || !sentence.isEmpty();
    refresh();
}

bool FormField::hasProblem() const
{
    return !m_problem.isEmpty() || (m_hint && m_hint(text()).level == FieldHint::Level::Problem);
}

void FormField::showHints()
{
    m_wasLeft = true;
    refresh();
}

void FormField::refresh()
{
    FieldHint hint;
    if (!m_problem.isEmpty()) {
        hint = {FieldHint::Level::Problem, m_problem};
    } else if (m_wasLeft && m_hint) {
        hint = m_hint(text());
    }
    const bool isShown = hint.level != FieldHint::Level::None;
    m_hintIcon->setVisible(isShown);
    m_hintText->setVisible(isShown);
    m_edit->setAccessibleDescription(hint.sentence);
    if (!isShown) {
        return;
    }
    const StatusSign sign = hint.level == FieldHint::Level::Problem ? StatusSign::Failed : StatusSign::Note;
    const int side = fontMetrics().height();
    m_hintIcon->setPixmap(iconFor(sign, palette()).pixmap(QSize(side, side), devicePixelRatioF()));
    m_hintText->setText(hint.sentence);
}

} // namespace duodoctor
