#pragma once

#include <QTextBrowser>

namespace duodoctor
{

/// A read-only text of ours that may hold values from servers: links are not followed, nothing is ever loaded, HTML in
/// Markdown is shown as it stands. Tab leaves it.
class ReadingView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit ReadingView(QWidget *parent = nullptr);

    /// Replaces the text. @param markdown  of ours, without HTML.
    void showMarkdown(const QString &markdown);
    /// Appends Markdown at the cursor, in the view's font.
    void insertMarkdown(QTextCursor &cursor, const QString &markdown) const;
    /// Grows and shrinks with its text instead of scrolling; for texts of a few lines.
    void setFollowsContent(bool follows);

    QVariant loadResource(int type, const QUrl &name) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int contentHeight() const;

    bool m_followsContent = false;
};

} // namespace duodoctor
