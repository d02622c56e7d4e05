#pragma once

#include "ui/tree_picture.h"
#include "ui/tree_walk.h"

#include <QHash>
#include <QWidget>

#include <memory>
#include <optional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QSortFilterProxyModel;
class QSplitter;

namespace duodoctor
{

class DialogPort;
class Session;
class TreeStepModel;
class TreeStepPane;
class TreeView;

/// The decision tree as a picture, with the walked path lit; beside it the same steps as a list, and what the chosen
/// step says. The symptom of the walk is chosen by itself. A picture is laid out once.
class PageTree : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageTree(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);

    /// Called whenever the page comes into sight: shows the deployment as it is now and puts the focus where one
    /// begins.
    void refresh();

Q_SIGNALS:
    void noticeRaised(const QString &sentence);
    /// A walk was begun here: it goes on in the guide.
    void walkBegun();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeSide();
    QPushButton *makeButton(const QString &text, const QString &name, const QString &hint);
    void addShortcuts();
    void fillEntries();
    std::shared_ptr<const TreePicture> pictureOf(const QString &entryId);
    TreeWalk currentWalk(const TreePicture &picture) const;
    QString chosenEntry() const;
    void showEntry(const QString &entryId);
    void onWalkChanged();
    void chooseBox(qsizetype box);
    void showStep(qsizetype box);
    void activate(qsizetype box);
    void begin(const QString &entryId);
    void save();

    Session &m_session;
    DialogPort &m_dialogs;
    QHash<QString, std::shared_ptr<const TreePicture>> m_pictures; ///< by entry; empty: of the whole tree
    std::optional<QHash<QString, QString>> m_articles;             ///< titles by id, once they were read
    QString m_shownWalk; ///< entry of the walk whose picture was last chosen by itself
    TreeView *m_view;
    TreeStepModel *m_steps;
    QSortFilterProxyModel *m_found;
    QBoxLayout *m_bar = nullptr;
    QComboBox *m_entries = nullptr;
    QLabel *m_zoom = nullptr;
    QListView *m_list = nullptr;
    QLineEdit *m_find = nullptr;
    TreeStepPane *m_pane = nullptr;
    QSplitter *m_parts;
};

} // namespace duodoctor
