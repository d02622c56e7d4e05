#include "ui/hand_over_view.h"

#include "ui/reading_view.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTextCursor>
#include <QTextList>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLines = 14; ///< of the text, at least

void writeHeading(QTextCursor &cursor, const QString &title)
{
    QTextBlockFormat block;
    block.setTopMargin(cursor.atStart() ? 0 : 12);
    block.setBottomMargin(4);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    if (cursor.atStart()) {
        cursor.setBlockFormat(block);
    } else {
        cursor.insertBlock(block);
    }
    cursor.insertText(title, bold);
}

/// Begins an item of the list, which is made with its first one.
void beginItem(QTextCursor &cursor, QTextList *&list, QTextListFormat::Style style)
{
    QTextBlockFormat block;
    block.setBottomMargin(3);
    cursor.insertBlock(block, {});
    if (list) {
        list->add(cursor.block());
        return;
    }
    QTextListFormat format;
    format.setStyle(style);
    list = cursor.createList(format);
}

/// The line, with the sign's word in its colour where it begins with it.
void writeLine(QTextCursor &cursor, const QString &line, StatusSign sign, const QPalette &palette)
{
    const QString word = wordFor(sign);
    const qsizetype length = line.startsWith(word) ? word.size() : 0;
    QTextCharFormat state;
    state.setForeground(colorFor(sign, palette));
    state.setFontWeight(QFont::DemiBold);
    cursor.insertText(line.left(length), state);
    cursor.insertText(line.mid(length), QTextCharFormat{});
}

} // namespace

HandOverView::HandOverView(QWidget *parent)
    : QWidget(parent)
    , m_text(new ReadingView(this))
{
    m_text->setObjectName(u"handOver"_s);
    m_text->setAccessibleName(tr("What was seen and tried"));
    m_text->document()->setDocumentMargin(12);
    m_text->setMinimumHeight(fontMetrics().height() * kLines);
    auto *copy = new QPushButton(tr("Copy &as text"), this);
    copy->setAccessibleName(tr("Copy as text"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(plainTextOf(m_record));
        Q_EMIT copied();
    });
}

void HandOverView::showRecord(const WalkRecord &record)
{
    m_record = record;
    write();
}

void HandOverView::focusText()
{
    m_text->setFocus(Qt::TabFocusReason);
}

void HandOverView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        write();
    }
}

void HandOverView::write()
{
    m_text->clear();
    QTextCursor cursor(m_text->document());
    if (!m_record.path.isEmpty()) {
        writeHeading(cursor, tr("The way here"));
        QTextList *list = nullptr;
        for (const PathStep &step : std::as_const(m_record.path)) {
            beginItem(cursor, list, QTextListFormat::ListDecimal);
            cursor.insertText(lineOf(step));
        }
    }
    if (!m_record.criteria.isEmpty()) {
        writeHeading(cursor, criteriaHeading());
        QTextList *list = nullptr;
        for (const EscalationCriterion &criterion : std::as_const(m_record.criteria)) {
            beginItem(cursor, list, QTextListFormat::ListDisc);
            cursor.insertText(lineOf(criterion));
        }
    }
    const QStringList lines = linesOf(m_record);
    if (!lines.isEmpty()) {
        writeHeading(cursor, tr("What was seen"));
        QTextList *list = nullptr;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            beginItem(cursor, list, QTextListFormat::ListDisc);
            const StatusSign sign = i < m_record.checks.size() ? m_record.checks.at(i).sign : StatusSign::NotChecked;
            writeLine(cursor, lines.at(i), sign, palette());
        }
    }
    writeHeading(cursor, tr("What to attach"));
    QTextList *list = nullptr;
    const QStringList asked = attachmentsOf(m_record);
    for (const QString &line : asked) {
        beginItem(cursor, list, QTextListFormat::ListDisc);
        cursor.insertText(line);
    }
    m_text->moveCursor(QTextCursor::Start);
}

} // namespace duodoctor
