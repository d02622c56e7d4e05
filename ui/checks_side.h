#pragma once

#include "check/check_result.h"

#include <QWidget>

#include <optional>

class QAbstractItemModel;
class QLabel;
class QListView;
class QPushButton;

namespace duodoctor
{

class CheckFilterProxy;
class CheckListModel;
class Session;
struct ChainNode;

/// The side of the results that lists the checks, with the buttons that run them again.
class ChecksSide : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the side.
    ChecksSide(Session &session, CheckListModel &checks, QWidget *parent = nullptr);

    QListView *list() const { return m_list; }
    /// The check whose row is current; none when there is none.
    std::optional<CheckKey> currentCheck() const;
    /// @return false when the row is hidden among what has no problem.
    bool selectRow(const CheckKey &key);
    /// Scrolls to the checks of a box of the chain and selects the first that needs attention.
    void selectNode(const ChainNode &node);
    void updateButtons();

Q_SIGNALS:
    void checkSelected();
    void runRequested();
    void runCheckRequested();

private:
    Session &m_session;
    CheckListModel &m_checks;
    CheckFilterProxy *m_filter;
    QListView *m_list;
    QPushButton *m_runAgain;
    QPushButton *m_runCheck;
};

/// A list of states for a page: `titleLines` of each title are shown at most.
QListView *makeStatusList(QAbstractItemModel *model, const QString &name, int titleLines, QWidget *parent);
/// A bold heading whose letter with Alt leads to `buddy`.
QLabel *makeHeading(const QString &text, QWidget *buddy, QWidget *parent);

} // namespace duodoctor
