#pragma once

#include "playbook/decision_tree.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace duodoctor
{

class SymptomListModel;

/// Offers the symptoms under their headings, with a field that leaves those with all of the typed words. One keyboard
/// serves both: arrow keys in the field move in the list, letters in the list go to the field, Enter chooses.
class SymptomList : public QWidget
{
    Q_OBJECT
public:
    explicit SymptomList(QWidget *parent = nullptr);

    /// Showing the same again keeps what was typed and the place.
    void setEntries(const QList<TreeEntry> &entries);
    void focusSearch();

Q_SIGNALS:
    void chosen(const QString &entryId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &words);
    bool keyInSearch(const QKeyEvent &event);
    bool keyInList(QKeyEvent &event);
    void choose(const QModelIndex &index);

    SymptomListModel *m_model;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_search;
    QListView *m_list;
    QLabel *m_none;
    QStringList m_ids; ///< of the entries that are offered
};

} // namespace duodoctor
