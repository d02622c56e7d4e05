#include "ui/reading_view.h"

#include <QScrollBar>
#include <QTextDocumentFragment>

#include <cmath>

namespace duodoctor
{

namespace
{

constexpr auto kMarkdown =
    QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML;

} // namespace

ReadingView::ReadingView(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

QVariant ReadingView::loadResource(int, const QUrl &)
{
    return {};
}

void ReadingView::showMarkdown(const QString &markdown)
{
    clear();
    QTextCursor cursor(document());
    insertMarkdown(cursor, markdown);
    moveCursor(QTextCursor::Start);
    updateGeometry();
}

void ReadingView::insertMarkdown(QTextCursor &cursor, const QString &markdown) const
{
    QTextDocument words;
    words.setDefaultFont(font());
    words.setMarkdown(markdown, kMarkdown);
    cursor.insertFragment(QTextDocumentFragment(&words));
}

void ReadingView::setFollowsContent(bool follows)
{
    m_followsContent = follows;
    setSizePolicy(QSizePolicy::Expanding, follows ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    setVerticalScrollBarPolicy(follows ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    updateGeometry();
}

int ReadingView::contentHeight() const
{
    return static_cast<int>(std::ceil(document()->size().height())) + 2 * frameWidth();
}

QSize ReadingView::sizeHint() const
{
    return m_followsContent ? QSize(fontMetrics().averageCharWidth() * 60, contentHeight()) : QTextBrowser::sizeHint();
}

QSize ReadingView::minimumSizeHint() const
{
    return m_followsContent ? QSize(fontMetrics().averageCharWidth() * 20, contentHeight()) : QSize(160, 80);
}

void ReadingView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (m_followsContent) {
        updateGeometry();
    }
}

} // namespace duodoctor
