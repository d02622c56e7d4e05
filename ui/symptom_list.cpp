#include "ui/symptom_list.h"

#include "ui/symptom_delegate.h"
#include "ui/symptom_list_model.h"
#include "ui/word_search.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLines = 14;         ///< of the list, at least
constexpr int kLongestWords = 200; ///< that are searched for

} // namespace

SymptomList::SymptomList(QWidget *parent)
    : QWidget(parent)
    , m_model(new SymptomListModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_none(new QLabel(tr("No symptom has these words. Take some away to see the others again."), this))
{
    m_found->setSourceModel(m_model);
    m_found->setFilterRole(SymptomListModel::SearchRole);
    m_search->setObjectName(u"symptomSearch"_s);
    m_search->setPlaceholderText(tr("Find a symptom: a code, or words of it"));
    m_search->setAccessibleName(tr("Find a symptom"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(kLongestWords);
    m_search->installEventFilter(this);
    m_list->setObjectName(u"symptoms"_s);
    m_list->setAccessibleName(tr("Symptoms"));
    m_list->setModel(m_found);
    m_list->setItemDelegate(new SymptomDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true); // the row under the pointer shows that it can be clicked
    m_list->setMinimumHeight(fontMetrics().height() * kLines);
    m_list->installEventFilter(this);
    m_none->setWordWrap(true);
    m_none->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_search);
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &SymptomList::search);
    connect(m_list, &QListView::clicked, this, &SymptomList::choose);
}

void SymptomList::setEntries(const QList<TreeEntry> &entries)
{
    QStringList ids;
    for (const TreeEntry &entry : entries) {
        ids << entry.id;
    }
    if (ids != m_ids) {
        m_ids = ids;
        m_model->setEntries(entries);
        search(m_search->text());
    }
}

void SymptomList::focusSearch()
{
    m_search->setFocus(Qt::TabFocusReason);
}

void SymptomList::search(const QString &words)
{
    m_found->setFilterRegularExpression(allWordsOf(words));
    const bool isAny = m_found->rowCount() > 0;
    m_none->setVisible(!isAny);
    if (isAny) {
        m_list->setCurrentIndex(m_found->index(0, 0));
        m_list->scrollToTop();
    }
}

bool SymptomList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        return watched == m_search ? keyInSearch(*key) : keyInList(*key);
    }
    return QWidget::eventFilter(watched, event);
}

bool SymptomList::keyInSearch(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        QKeyEvent copy(event.type(), event.key(), event.modifiers());
        QApplication::sendEvent(m_list, &copy);
        return true;
    }
    default:
        return false;
    }
}

bool SymptomList::keyInList(QKeyEvent &event)
{
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        choose(m_list->currentIndex());
        return true;
    }
    const bool isTyped = !event.text().isEmpty() && event.text().front().isPrint() &&
                         !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isTyped) {
        m_search->setFocus(Qt::OtherFocusReason);
        m_search->insert(event.text());
    }
    return isTyped;
}

void SymptomList::choose(const QModelIndex &index)
{
    if (index.isValid()) {
        Q_EMIT chosen(index.data(SymptomListModel::IdRole).toString());
    }
}

} // namespace duodoctor
