#pragma once

#include "check/check_result.h"
#include "session/hand_reading.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;
class QSortFilterProxyModel;
class QSplitter;

namespace duodoctor
{

class AnswerPane;
class CheckPresenter;
class DialogPort;
class EmergencyPanel;
class QuickCommandModel;
class Session;

/// The quick diagnostic commands with this deployment's values, each with the place where it belongs, and the button
/// that runs the emergency checks. What is chosen of either is shown beside them.
class PageCommands : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageCommands(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);
    ~PageCommands() override;

    /// Called whenever the page comes into sight: shows the deployment as it is now and puts the focus where one
    /// begins.
    void refresh();

Q_SIGNALS:
    void noticeRaised(const QString &sentence);
    /// The results page is wanted, at this check where there is one.
    void resultsRequested(const std::optional<duodoctor::CheckKey> &key);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeCommands();
    void showCommand(const QModelIndex &index);
    void showCheck(const CheckKey &key);
    void showAgain();
    void search(const QString &words);
    void copyCommand();
    void take(const CapturedInput &input);
    void onHandRead(const HandReading &reading);

    Session &m_session;
    QuickCommandModel *m_model;
    QSortFilterProxyModel *m_found;
    EmergencyPanel *m_emergency;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_none = nullptr;
    AnswerPane *m_answer;
    std::unique_ptr<CheckPresenter> m_presenter;
    QSplitter *m_parts;
    std::optional<CheckKey> m_check; ///< that is shown; none: a command
};

} // namespace duodoctor
