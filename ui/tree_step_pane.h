#pragma once

#include "ui/tree_step_text.h"

#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace duodoctor
{

class ReadingView;
class RemedyPane;

/// What one step of the tree says: its text with links to the steps before and after it, or its article; and the
/// button that begins a walk where the step is a symptom.
class TreeStepPane : public QWidget
{
    Q_OBJECT
public:
    explicit TreeStepPane(QWidget *parent = nullptr);

    void showStep(const TreeStepText &step);
    void focusText();

Q_SIGNALS:
    void boxRequested(qsizetype box);
    void walkRequested(const QString &entryId);
    void commandCopied();

private:
    ReadingView *m_text;
    RemedyPane *m_remedy;
    QStackedLayout *m_stack;
    QPushButton *m_begin;
    QString m_entry;
};

} // namespace duodoctor
