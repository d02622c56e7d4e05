#include "ui/paste_box.h"

#include "ui/dialog_port.h"
#include "ui/dropped_files.h"
#include "ui/status_sign.h"

#include <QAccessible>
#include <QDropEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLines = 3;     ///< of the text, at least
constexpr int kNoticeGap = 6; ///< between the sign and its sentence

} // namespace

PasteBox::PasteBox(DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_dialogs(dialogs)
    , m_text(new QPlainTextEdit(this))
    , m_sign(new QLabel(this))
    , m_notice(new QLabel(this))
    , m_open(new QPushButton(tr("Op&en a file…"), this))
    , m_read(new QPushButton(tr("Read &it"), this))
{
    auto *heading = new QLabel(tr("Paste o&utput here"), this);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    heading->setBuddy(m_text);
    heading->setAccessibleName(tr("Paste output here:")); // told apart from what it heads
    m_text->setObjectName(u"paste"_s);
    m_text->setAccessibleName(tr("Paste output here"));
    m_text->setPlaceholderText(tr("As it came, with errors and prompt; or drop a file here. Passwords and keys in it "
                                  "are taken out before it is looked at."));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setMinimumHeight(m_text->fontMetrics().lineSpacing() * kLines + 2 * m_text->frameWidth() + 10);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // room that others leave, and not its hint
    m_text->viewport()->installEventFilter(this);
    m_notice->setObjectName(u"pasteNotice"_s);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_open->setAccessibleName(tr("Open a file…"));
    m_read->setAccessibleName(tr("Read it"));
    m_read->setToolTip(tr("Recognises the text and judges it (Ctrl+Enter)."));

    auto *notice = new QHBoxLayout;
    notice->setSpacing(kNoticeGap);
    notice->addWidget(m_sign, 0, Qt::AlignTop);
    notice->addWidget(m_notice, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_open);
    buttons->addWidget(m_read);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(heading);
    layout->addWidget(m_text, 1);
    layout->addLayout(notice);
    layout->addLayout(buttons);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &PasteBox::submit);
    }
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        showNotice({});
        updateButtons();
    });
    connect(m_read, &QPushButton::clicked, this, &PasteBox::submit);
    connect(m_open, &QPushButton::clicked, this, &PasteBox::askFile);
    showNotice({});
    updateButtons();
}

void PasteBox::give(const CapturedInput &input)
{
    ++m_reading;
    showNotice(tr("Reading…"));
    updateButtons();
    Q_EMIT given(input);
}

void PasteBox::finish(const HandReading &reading)
{
    m_reading = qMax(0, m_reading - 1);
    if (reading.isRecognised()) {
        m_text->clear();
    }
    showNotice(reading.isRecognised() ? QString{} : reading.notice);
    updateButtons();
}

void PasteBox::reset()
{
    m_reading = 0;
    m_text->clear();
    showNotice({});
    updateButtons();
}

void PasteBox::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

bool PasteBox::eventFilter(QObject *watched, QEvent *event)
{
    // A dropped file is read, and not inserted as the name that it has.
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove) {
        auto *drag = static_cast<QDragMoveEvent *>(event);
        if (!localFilesIn(*drag->mimeData()).isEmpty()) {
            drag->acceptProposedAction();
            return true;
        }
    }
    if (event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        const QStringList paths = localFilesIn(*drop->mimeData());
        for (const QString &path : paths) {
            give({{}, path});
        }
        if (!paths.isEmpty()) {
            drop->acceptProposedAction();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PasteBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showNotice(m_notice->text());
    }
}

void PasteBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitNotice();
}

/// Splitters do not ask for the height that a width needs, and would cut off the last lines.
void PasteBox::fitNotice()
{
    const int room = qMax(width() - fontMetrics().height() - kNoticeGap, fontMetrics().averageCharWidth() * 10);
    m_notice->setMinimumHeight(0);                                       // it counts among the height that is asked for
    m_notice->setMinimumHeight(qMax(0, m_notice->heightForWidth(room))); // -1 for no sentence
}

void PasteBox::submit()
{
    const QString text = m_text->toPlainText();
    if (!isReading() && !text.trimmed().isEmpty()) {
        give({text.toUtf8(), {}});
    }
}

void PasteBox::askFile()
{
    const FileQuestion question{tr("Open captured output"), {}, {tr("All files (*)")}, {}};
    m_dialogs.askFileToOpen(this, question, [self = QPointer<PasteBox>(this)](const QString &path) {
        if (self) {
            self->give({{}, path});
        }
    });
}

void PasteBox::showNotice(const QString &sentence)
{
    const bool isNew = sentence != m_notice->text();
    m_notice->setText(sentence);
    m_notice->setVisible(!sentence.isEmpty());
    m_sign->setVisible(!sentence.isEmpty());
    fitNotice();
    if (sentence.isEmpty()) {
        return;
    }
    const int side = fontMetrics().height();
    const StatusSign sign = isReading() ? StatusSign::Running : StatusSign::Note;
    m_sign->setPixmap(iconFor(sign, palette()).pixmap(QSize(side, side), devicePixelRatioF()));
    if (isNew && !isReading()) {
        QAccessibleEvent alert(m_notice, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void PasteBox::updateButtons()
{
    m_open->setEnabled(!isReading());
    m_read->setEnabled(!isReading() && !m_text->document()->isEmpty());
}

} // namespace duodoctor
