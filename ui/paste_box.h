#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace duodoctor
{

class DialogPort;

/// Takes what somebody captured: pasted, typed, dropped as text or file, or opened. Knows nothing of its meaning.
class PasteBox : public QWidget
{
    Q_OBJECT
public:
    /// @param dialogs  asks for the file; must outlive the box.
    explicit PasteBox(DialogPort &dialogs, QWidget *parent = nullptr);

    void clear();
    void focusText();

Q_SIGNALS:
    /// @param name  of the file, or empty for a paste
    void textGiven(const QByteArray &bytes, const QString &name);
    void noticeRaised(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void submit();
    void askFile();
    void readFile(const QString &path);

    DialogPort &m_dialogs;
    QPlainTextEdit *m_text;
    QPushButton *m_read;
};

/// The start of a local file, at most 64 MiB. @return an error sentence in `error`, or empty.
QByteArray bytesOfFile(const QString &path, QString &error);

} // namespace duodoctor
