#pragma once

#include "ui/deployment_hints.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QHBoxLayout;

namespace duodoctor
{

/// A label, a line to type in, and room below it for a hint. The hint appears when the field is first left, then
/// follows the typing.
class FormField : public QWidget
{
    Q_OBJECT
public:
    using Hint = std::function<FieldHint(const QString &)>;

    struct Words {
        QString label;       ///< with a mnemonic
        QString name;        ///< accessible name, without the mnemonic
        QString placeholder; ///< an example
    };

    explicit FormField(const Words &words, Hint hint = {}, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    QLineEdit *edit() const { return m_edit; }
    /// A button beside the line, such as Browse.
    QPushButton *addButton(const QString &text);

    /// Shows a problem that others found in this field; empty: only the field's own hint.
    void setProblem(const QString &sentence);
    bool hasProblem() const;
    /// Shows hints from now on, as after leaving the field.
    void showHints();

Q_SIGNALS:
    void edited();
    void submitted(); ///< Enter was pressed

private:
    void refresh();

    QLineEdit *m_edit;
    QLabel *m_hintIcon;
    QLabel *m_hintText;
    QHBoxLayout *m_row;
    Hint m_hint;
    QString m_problem;
    bool m_wasLeft = false;
};

} // namespace duodoctor
