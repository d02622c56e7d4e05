#pragma once

#include "ui/generation_words.h"
#include "ui/status_sign.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedLayout;

namespace duodoctor
{

/// A generated text with what is to be said of it, or the reason why there is none.
class GeneratedView : public QWidget
{
    Q_OBJECT
public:
    explicit GeneratedView(QWidget *parent = nullptr);

    /// @param lint  what our own lint says; none: it does not read such a text.
    void showText(const QString &text, const QStringList &notes, const std::optional<QStringList> &lint);
    void showObstacle(const GenerationObstacle &obstacle, StatusSign sign);
    /// Empty while there is none.
    QString text() const;

Q_SIGNALS:
    void shown(); ///< something else is shown

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeObstacle();
    void showSigns();

    QStackedLayout *m_stack;
    QPlainTextEdit *m_text;
    QWidget *m_remarks;
    QLabel *m_lintSign;
    QLabel *m_lint;
    QLabel *m_notes;
    QLabel *m_sign = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_sentence = nullptr;
    StatusSign m_lintState = StatusSign::Passed;
    StatusSign m_obstacleState = StatusSign::Note;
};

} // namespace duodoctor
