#pragma once

#include "playbook/decision_tree.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace duodoctor
{

/// The answers of a question as numbered buttons.
class GuideAnswers : public QWidget
{
    Q_OBJECT
public:
    explicit GuideAnswers(QWidget *parent = nullptr);

    void setAnswers(const QList<TreeAnswer> &answers);
    /// Presses the button of this number; nothing where there is none in sight.
    void choose(int number);
    /// @return false when there is no answer.
    bool focusFirst();

Q_SIGNALS:
    void chosen(const QString &answerId);

private:
    void clear();
    void add(const TreeAnswer &answer, int number);

    QVBoxLayout *m_layout;
};

} // namespace duodoctor
