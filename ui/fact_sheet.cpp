#include "ui/fact_sheet.h"

#include <QTextBlock>
#include <QTextList>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kIndent = 3; ///< of lists, in average characters

} // namespace

FactSheet::FactSheet(const QString &name, QWidget *parent)
    : ReadingView(parent)
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setFollowsContent(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    document()->setIndentWidth(fontMetrics().averageCharWidth() * kIndent);
}

void FactSheet::begin()
{
    clear();
    m_cursor = QTextCursor(document());
}

void FactSheet::startBlock(int above, int below)
{
    QTextBlockFormat block;
    block.setTopMargin(m_cursor.atStart() ? 0 : above);
    block.setBottomMargin(below);
    if (m_cursor.atStart()) {
        m_cursor.setBlockFormat(block);
    } else {
        m_cursor.insertBlock(block, {});
    }
}

void FactSheet::addBold(const QString &text, qreal scale)
{
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    bold.setFontPointSize(font().pointSizeF() * scale);
    m_cursor.insertText(text, bold);
}

void FactSheet::addTitle(const QString &title)
{
    startBlock(0, 6);
    addBold(title, 1.25);
}

void FactSheet::addHeading(const QString &heading)
{
    startBlock(10, 3);
    addBold(heading, 1);
}

void FactSheet::addParagraph(const QString &sentence)
{
    startBlock(0, 4);
    m_cursor.insertText(sentence, QTextCharFormat{});
}

void FactSheet::addPair(const QString &name, const QString &value)
{
    if (value.isEmpty()) {
        return;
    }
    startBlock(0, 4);
    //: Name of a value, before it: "Endpoint:"
    addBold(tr("%1:").arg(name) + u' ', 1);
    m_cursor.insertText(value, QTextCharFormat{});
}

void FactSheet::addList(const QStringList &sentences)
{
    QTextList *list = nullptr;
    for (const QString &sentence : sentences) {
        startBlock(0, 3);
        if (list) {
            list->add(m_cursor.block());
        } else {
            list = m_cursor.createList(QTextListFormat::ListDisc);
        }
        m_cursor.insertText(sentence, QTextCharFormat{});
    }
}

void FactSheet::addSigned(StatusSign sign, const QString &sentence)
{
    startBlock(0, 4);
    QTextCharFormat state;
    state.setForeground(colorFor(sign, palette()));
    state.setFontWeight(QFont::DemiBold);
    m_cursor.insertText(wordFor(sign), state);
    m_cursor.insertText(u"  "_s + sentence, QTextCharFormat{});
}

void FactSheet::end()
{
    moveCursor(QTextCursor::Start);
    updateGeometry();
}

} // namespace duodoctor
