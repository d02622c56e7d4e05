#pragma once

#include "session/hand_reading.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace duodoctor
{

class DialogPort;

/// Takes what somebody captured: pasted, typed, dropped as text or file, or opened. Knows nothing of its meaning.
///
///   ready --given()--> reading --finish()--> ready: empty when the text was understood; else with the text as it was
///                                            and a sentence below it
class PasteBox : public QWidget
{
    Q_OBJECT
public:
    /// @param dialogs  asks for the file; must outlive the box.
    explicit PasteBox(DialogPort &dialogs, QWidget *parent = nullptr);

    /// Takes over what is given by others, such as a file dropped elsewhere.
    void give(const CapturedInput &input);
    /// Ends the reading of one text.
    void finish(const HandReading &reading);
    /// Forgets text, sentence and what is under way.
    void reset();
    bool isReading() const { return m_reading > 0; }
    void focusText();

Q_SIGNALS:
    void given(const duodoctor::CapturedInput &input);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void submit();
    void askFile();
    void showNotice(const QString &sentence);
    void updateButtons();
    void fitNotice();

    DialogPort &m_dialogs;
    QPlainTextEdit *m_text;
    QLabel *m_sign;
    QLabel *m_notice;
    QPushButton *m_open;
    QPushButton *m_read;
    int m_reading = 0; ///< texts that were given and are not finished
};

} // namespace duodoctor
