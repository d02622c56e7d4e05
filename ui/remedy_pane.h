#pragma once

#include "playbook/playbook.h"
#include "ui/reading_view.h"
#include "ui/status_sign.h"

#include <QList>
#include <QPointer>
#include <QTextFrame>

class QPushButton;

namespace duodoctor
{

/// The playbook's repair for one finding: what is wrong, how we know, and numbered steps whose commands have a copy
/// button each (Alt+1 to Alt+9 from the keyboard). One text, so that a screen reader reads it through.
class RemedyPane : public ReadingView
{
    Q_OBJECT
public:
    explicit RemedyPane(QWidget *parent = nullptr);

    /// Showing the same again keeps the reader's place.
    void showRemedy(const Remedy &remedy, StatusSign sign);
    /// Shows a title and sentences where there is nothing to repair. Plain text.
    void showText(const QString &title, const QString &text);

    QStringList commands() const { return m_commands; }

Q_SIGNALS:
    void commandCopied(const QString &command);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;

private:
    /// What is shown, to be written again when the look changes.
    struct Shown {
        Remedy remedy;
        StatusSign sign = StatusSign::NotChecked;
        bool isText = false;
        friend bool operator==(const Shown &, const Shown &) = default;
    };

    void present(const Shown &shown);
    void write();
    void begin();
    /// Begins a paragraph: the current one where it is empty, else a new one.
    void startBlock(QTextCursor &cursor, const QTextBlockFormat &block);
    void writeMarkdown(QTextCursor &cursor, const QString &markdown);
    void writeHeading(QTextCursor &cursor, const QString &title, qreal scale);
    void writePlain(QTextCursor &cursor, const QString &text, const QColor &color);
    void writeStep(QTextCursor &cursor, const QString &number, const RenderedStep &step);
    void writeCommand(QTextCursor &cursor, const RenderedStep &step);
    void addCopyButton(const QString &command);
    void placeButtons();
    void copy(int number);

    Shown m_shown;
    QStringList m_commands;
    QList<QTextFrame *> m_frames;   ///< of the document, one per command
    QList<QPushButton *> m_buttons; ///< children of the viewport, one per command at least
};

/// Where a command belongs, in words: "On the GitLab server".
QString placeOf(Vantage vantage);

} // namespace duodoctor
