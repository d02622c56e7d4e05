#pragma once

#include "ui/form_field.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;

namespace duodoctor
{

class CopyBoxes;
class FactSheet;
struct SizingQuestion;
struct SizingRules;

/// How large the gateway has to be: users and what was measured, and the answer with its rule.
class SizePanel : public QWidget
{
    Q_OBJECT
public:
    /// @param rules  must outlive the panel.
    explicit SizePanel(const SizingRules &rules, QWidget *parent = nullptr);

    void focusFirst();

Q_SIGNALS:
    void copied();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    FormField *addField(const FormField::Words &words, FormField::Hint hint);
    void showResult();
    void showAnswer(const SizingQuestion &question);
    void showEmpty();

    const SizingRules &m_rules;
    QBoxLayout *m_columns;
    QWidget *m_load;
    FormField *m_users;
    FormField *m_concurrency;
    FormField *m_rate;
    FactSheet *m_answer;
    CopyBoxes *m_snippets;
    FactSheet *m_notes;
    QTimer m_soon;
};

} // namespace duodoctor
