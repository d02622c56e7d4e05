#pragma once

#include "check/check_result.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace duodoctor
{

class CheckFilterProxy;
class CheckListModel;
class Session;

/// One button for the first look in an emergency, and what came of it as a list.
class EmergencyPanel : public QWidget
{
    Q_OBJECT
public:
    /// @param session  must outlive the panel.
    explicit EmergencyPanel(Session &session, QWidget *parent = nullptr);

    /// Shows the deployment and its results as they are now.
    void refresh();
    void focusButton();
    void clearSelection();

Q_SIGNALS:
    /// A row was chosen, or the first that needs attention after a run.
    void checkChosen(const duodoctor::CheckKey &key);
    void resultsRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void startOrStop();
    void onRunFinished();
    void choose(const QModelIndex &index);
    void fitList();
    void fitSentence();

    Session &m_session;
    CheckListModel *m_checks;
    CheckFilterProxy *m_filter;
    QPushButton *m_start;
    QLabel *m_sign;
    QLabel *m_sentence;
    QListView *m_list;
    QPushButton *m_results;
    bool m_isOurs = false; ///< the run under way was started here
};

} // namespace duodoctor
