#include "ui/remedy_pane.h"

#include "playbook/step_numbers.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QTextBlock>
#include <QTextFrame>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kCommandPadding = 8;

} // namespace

RemedyPane::RemedyPane(QWidget *parent)
    : ReadingView(parent)
{
    setObjectName(u"remedy"_s);
    setAccessibleName(tr("Remedy"));
    document()->setDocumentMargin(12);
    for (int number = 1; number <= 9; ++number) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + number)), this);
        connect(shortcut, &QShortcut::activated, this, [this, number] { copy(number); });
    }
}

void RemedyPane::begin()
{
    m_frames.clear(); // before the frames go: clearing can resize the view, which places the buttons
    clear();
    m_commands.clear();
    for (QPushButton *button : std::as_const(m_buttons)) {
        button->hide();
    }
}

void RemedyPane::showRemedy(const Remedy &remedy, StatusSign sign)
{
    present({remedy, sign, false});
}

void RemedyPane::showText(const QString &title, const QString &text)
{
    Remedy remedy;
    remedy.title = title;
    remedy.message = text;
    present({remedy, StatusSign::NotChecked, true});
}

void RemedyPane::present(const Shown &shown)
{
    if (shown == m_shown) {
        return;
    }
    m_shown = shown;
    write();
}

void RemedyPane::write()
{
    begin();
    const Remedy &remedy = m_shown.remedy;
    QTextCursor cursor(document());
    const QColor ink = palette().color(QPalette::Text);
    const QColor base = palette().color(QPalette::Base);
    writeHeading(cursor, remedy.title, m_shown.isText ? 1.15 : 1.25);
    writePlain(cursor, remedy.message, m_shown.isText ? mixed(ink, base, 0.15) : ink);
    if (!remedy.because.isEmpty()) {
        writePlain(cursor, tr("How we know: %1").arg(remedy.because), mixed(ink, base, 0.25));
    }
    if (!remedy.note.isEmpty()) {
        writePlain(cursor, remedy.note, mixed(ink, base, 0.15));
    }
    if (!remedy.steps.isEmpty()) {
        writeHeading(cursor, tr("What to do"), 1.05);
        const QStringList numbers = stepNumbers(remedy.steps);
        for (qsizetype i = 0; i < remedy.steps.size(); ++i) {
            writeStep(cursor, numbers.at(i), remedy.steps.at(i));
        }
    }
    if (!remedy.avoid.isEmpty()) {
        writeHeading(cursor, tr("What not to do"), 1.05);
        writeMarkdown(cursor, remedy.avoid);
    }
    if (!remedy.why.isEmpty()) {
        writeHeading(cursor, tr("Why it happens"), 1.05);
        writeMarkdown(cursor, remedy.why);
    }
    moveCursor(QTextCursor::Start);
    placeButtons();
}

void RemedyPane::startBlock(QTextCursor &cursor, const QTextBlockFormat &block)
{
    if (cursor.block().text().isEmpty()) {
        cursor.setBlockFormat(block);
        cursor.setBlockCharFormat(QTextCharFormat{});
    } else {
        cursor.insertBlock(block, QTextCharFormat{});
    }
}

void RemedyPane::writeHeading(QTextCursor &cursor, const QString &title, qreal scale)
{
    QTextBlockFormat block;
    block.setTopMargin(cursor.atStart() ? 0 : 12);
    block.setBottomMargin(4);
    startBlock(cursor, block);
    QTextCharFormat text;
    text.setFontWeight(QFont::DemiBold);
    text.setFontPointSize(font().pointSizeF() * scale);
    cursor.insertText(title, text);
}

void RemedyPane::writePlain(QTextCursor &cursor, const QString &text, const QColor &color)
{
    QTextBlockFormat block;
    block.setBottomMargin(6);
    startBlock(cursor, block);
    QTextCharFormat format;
    format.setForeground(color);
    cursor.insertText(text, format);
}

void RemedyPane::writeMarkdown(QTextCursor &cursor, const QString &markdown)
{
    startBlock(cursor, {});
    insertMarkdown(cursor, markdown);
}

void RemedyPane::writeStep(QTextCursor &cursor, const QString &number, const RenderedStep &step)
{
    QTextBlockFormat block;
    block.setTopMargin(5);
    block.setBottomMargin(4);
    startBlock(cursor, block);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    //: Number of a step: "1.", or "2a." of two ways
    cursor.insertText(tr("%1.").arg(number) + u' ', bold);
    insertMarkdown(cursor, step.text);
    if (!step.command.isEmpty()) {
        writeCommand(cursor, step);
    }
}

void RemedyPane::writeCommand(QTextCursor &cursor, const RenderedStep &step)
{
    addCopyButton(step.command);
    QTextFrameFormat format;
    const QColor base = palette().color(QPalette::Base);
    const QColor ink = palette().color(QPalette::Text);
    format.setBackground(mixed(base, ink, 0.06));
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(mixed(base, ink, 0.2));
    format.setPadding(kCommandPadding);
    format.setTopMargin(4);
    format.setBottomMargin(6);
    QTextFrame *frame = cursor.insertFrame(format);
    m_frames << frame;

    // The first line says where the command belongs and leaves room for the button beside it.
    QTextBlockFormat caption;
    caption.setLineHeight(m_buttons.first()->sizeHint().height(), QTextBlockFormat::MinimumHeight);
    caption.setLayoutDirection(layoutDirection());
    const int besideButton = m_buttons.first()->sizeHint().width() + kCommandPadding;
    isRightToLeft() ? caption.setLeftMargin(besideButton) : caption.setRightMargin(besideButton);
    cursor.setBlockFormat(caption);
    const bool isShell = step.language.isEmpty() || step.language == "sh"_L1 || step.language == "bash"_L1;
    QTextCharFormat badge;
    badge.setForeground(mixed(ink, base, 0.3));
    badge.setFontWeight(QFont::DemiBold);
    cursor.insertText(step.isForCluster ? tr("With kubectl")
                      : step.vantage    ? placeOf(*step.vantage)
                      : isShell         ? tr("Command")
                                        : tr("Setting"),
                      badge);
    QTextCharFormat code;
    code.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    code.setFontPointSize(font().pointSizeF());
    QTextBlockFormat lines;
    lines.setTopMargin(2);
    lines.setLayoutDirection(Qt::LeftToRight);
    cursor.insertBlock(lines, code);
    // One block, so that the copy in a selection keeps the line breaks as they are.
    cursor.insertText(QString(step.command).replace(u'\n', QChar::LineSeparator), code);
    cursor.setPosition(frame->lastPosition() + 1);
}

void RemedyPane::addCopyButton(const QString &command)
{
    m_commands << command;
    if (m_buttons.size() >= m_commands.size()) {
        return;
    }
    const auto number = static_cast<int>(m_commands.size());
    auto *button = new QPushButton(tr("Copy command"), viewport());
    button->setAccessibleName(tr("Copy command"));
    button->setCursor(Qt::ArrowCursor);
    if (number <= 9) {
        button->setToolTip(tr("Copies this command (Alt+%1).").arg(number));
    }
    connect(button, &QPushButton::clicked, this, [this, number] { copy(number); });
    m_buttons << button;
}

void RemedyPane::copy(int number)
{
    if (number <= m_commands.size()) {
        const QString &command = m_commands.at(number - 1);
        QGuiApplication::clipboard()->setText(command);
        Q_EMIT commandCopied(command);
    }
}

void RemedyPane::placeButtons()
{
    const QPoint scrolled(horizontalScrollBar()->value(), verticalScrollBar()->value());
    for (qsizetype i = 0; i < m_frames.size(); ++i) {
        const QRectF frame = document()->documentLayout()->frameBoundingRect(m_frames.at(i));
        QPushButton *button = m_buttons.at(i);
        button->resize(button->sizeHint());
        const QRect room = frame.toAlignedRect().translated(-scrolled);
        const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
        const int x = rightToLeft ? room.left() + kCommandPadding : room.right() - button->width() - kCommandPadding;
        button->move(x, room.top() + kCommandPadding);
        button->show();
    }
}

void RemedyPane::resizeEvent(QResizeEvent *event)
{
    ReadingView::resizeEvent(event);
    placeButtons();
}

void RemedyPane::scrollContentsBy(int dx, int dy)
{
    ReadingView::scrollContentsBy(dx, dy);
    placeButtons();
}

void RemedyPane::changeEvent(QEvent *event)
{
    ReadingView::changeEvent(event);
    const bool changesLook = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (changesLook && m_shown != Shown{}) {
        write();
    }
}

QString placeOf(Vantage vantage)
{
    switch (vantage) {
    case Vantage::Workstation:
        return RemedyPane::tr("On this workstation");
    case Vantage::GitLab:
        return RemedyPane::tr("On the GitLab server");
    case Vantage::Gateway:
        return RemedyPane::tr("On the AI Gateway’s host");
    }
    return {};
}

} // namespace duodoctor
