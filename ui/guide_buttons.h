#pragma once

#include <QWidget>

class QPushButton;

namespace duodoctor
{

/// The buttons below a step of the guide: what to do at its end, or instead of an answer that nobody has.
class GuideButtons : public QWidget
{
    Q_OBJECT
public:
    explicit GuideButtons(QWidget *parent = nullptr);

    /// Run again and, where there are results, export.
    void showEnd(bool hasResults);
    /// Go on without an answer. @param left  how many are asked for; one alone has no button for all of them.
    void showPassing(int left);

Q_SIGNALS:
    void runRequested();
    void exportRequested();
    void passOverRequested();
    void passOverAllRequested();

private:
    QPushButton *add(const QString &text);

    QPushButton *m_again;
    QPushButton *m_export;
    QPushButton *m_pass;
    QPushButton *m_passAll;
};

} // namespace duodoctor
