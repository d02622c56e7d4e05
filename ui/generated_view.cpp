#include "ui/generated_view.h"

#include <QAccessible>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLines = 12; ///< of the text, at least
constexpr int kSignGap = 6;

QLabel *makeSentence(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString bulleted(const QStringList &sentences)
{
    return sentences.size() == 1 ? sentences.first() : u"• "_s + sentences.join(u"\n• "_s);
}

} // namespace

GeneratedView::GeneratedView(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_text(new QPlainTextEdit(this))
    , m_remarks(new QWidget(this))
    , m_lintSign(new QLabel(this))
    , m_lint(makeSentence(this))
    , m_notes(makeSentence(this))
{
    m_text->setObjectName(u"generated"_s);
    m_text->setAccessibleName(tr("Generated configuration"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setUndoRedoEnabled(false);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setMinimumHeight(m_text->fontMetrics().lineSpacing() * kLines);
    m_lint->setObjectName(u"lint"_s);
    m_notes->setObjectName(u"notes"_s);

    auto *lintRow = new QHBoxLayout;
    lintRow->setSpacing(kSignGap);
    lintRow->addWidget(m_lintSign, 0, Qt::AlignTop);
    lintRow->addWidget(m_lint, 1);
    auto *remarks = new QVBoxLayout(m_remarks);
    remarks->setContentsMargins(0, 0, 0, 0);
    remarks->setSpacing(6);
    remarks->addLayout(lintRow);
    remarks->addWidget(m_notes);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_remarks);
    m_stack->addWidget(page);
    m_stack->addWidget(makeObstacle());
}

QWidget *GeneratedView::makeObstacle()
{
    auto *page = new QWidget(this);
    m_sign = new QLabel(page);
    m_title = makeSentence(page);
    m_sentence = makeSentence(page);
    m_title->setObjectName(u"obstacle"_s);
    m_sentence->setObjectName(u"obstacleSentence"_s);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    auto *words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    words->addStretch();
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 12, 0, 12);
    layout->setSpacing(10);
    layout->addWidget(m_sign, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return page;
}

void GeneratedView::showText(const QString &text, const QStringList &notes, const std::optional<QStringList> &lint)
{
    if (m_text->toPlainText() != text) { // else the reader keeps the place
        m_text->setPlainText(text);
    }
    const bool isClean = lint && lint->isEmpty();
    m_lintState = isClean ? StatusSign::Passed : StatusSign::Warning;
    m_lint->setText(isClean ? tr("Our own lint finds nothing wrong with it.") : bulleted(lint.value_or(QStringList{})));
    m_lint->setVisible(lint.has_value());
    m_lintSign->setVisible(lint.has_value());
    m_notes->setText(notes.isEmpty() ? QString{} : bulleted(notes));
    m_notes->setVisible(!notes.isEmpty());
    m_remarks->setVisible(lint || !notes.isEmpty());
    showSigns();
    m_stack->setCurrentIndex(0);
    Q_EMIT shown();
}

void GeneratedView::showObstacle(const GenerationObstacle &obstacle, StatusSign sign)
{
    const bool isNew = m_stack->currentIndex() != 1 || m_sentence->text() != obstacle.sentence;
    m_text->clear();
    m_title->setText(obstacle.title);
    m_sentence->setText(obstacle.sentence);
    m_obstacleState = sign;
    showSigns();
    m_stack->setCurrentIndex(1);
    if (isNew && isVisible()) {
        QAccessibleEvent alert(m_sentence, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    Q_EMIT shown();
}

QString GeneratedView::text() const
{
    return m_text->toPlainText();
}

void GeneratedView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showSigns();
    }
}

void GeneratedView::showSigns()
{
    const int side = fontMetrics().height();
    const auto show = [&](QLabel *label, StatusSign sign, int size) {
        label->setPixmap(iconFor(sign, palette()).pixmap(QSize(size, size), devicePixelRatioF()));
        label->setAccessibleName(wordFor(sign));
    };
    show(m_lintSign, m_lintState, side);
    show(m_sign, m_obstacleState, side * 3 / 2);
}

} // namespace duodoctor
