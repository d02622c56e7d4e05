#include "ui/checks_side.h"

#include "session/session.h"
#include "ui/chain_overview.h"
#include "ui/check_filter_proxy.h"
#include "ui/check_list_model.h"
#include "ui/status_delegate.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

QListView *makeStatusList(QAbstractItemModel *model, const QString &name, int titleLines, QWidget *parent)
{
    auto *list = new QListView(parent);
    list->setModel(model);
    list->setAccessibleName(name);
    list->setItemDelegate(new StatusDelegate(titleLines, list));
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setResizeMode(QListView::Adjust);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setMinimumSize(160, 60);
    return list;
}

QLabel *makeHeading(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setBuddy(buddy);
    label->setAccessibleName(QString(text).remove(u'&') + u':'); // told apart from what it heads
    return label;
}

ChecksSide::ChecksSide(Session &session, CheckListModel &checks, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_checks(checks)
    , m_filter(new CheckFilterProxy(this))
    , m_list(makeStatusList(m_filter, tr("Checks"), 1, this))
    , m_runAgain(new QPushButton(this))
    , m_runCheck(new QPushButton(tr("Run this check"), this))
{
    m_filter->setSourceModel(&checks);
    m_list->setObjectName(u"checks"_s);
    m_runCheck->setToolTip(tr("Runs the selected check again (Ctrl+R)."));
    auto *problemsOnly = new QCheckBox(tr("Pr&oblems only"), this);
    auto *top = new QHBoxLayout;
    top->addWidget(makeHeading(tr("Chec&ks"), m_list, this));
    top->addStretch();
    top->addWidget(problemsOnly);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_runAgain, 1);
    bottom->addWidget(m_runCheck, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addLayout(bottom);
    setTabOrder(problemsOnly, m_list);
    setTabOrder(m_list, m_runAgain);
    setTabOrder(m_runAgain, m_runCheck);
    const auto select = [this](const QModelIndex &index) {
        if (index.isValid()) {
            Q_EMIT checkSelected();
        }
    };
    connect(problemsOnly, &QCheckBox::toggled, m_filter, &CheckFilterProxy::setProblemsOnly);
    connect(m_runAgain, &QPushButton::clicked, this, &ChecksSide::runRequested);
    connect(m_runCheck, &QPushButton::clicked, this, &ChecksSide::runCheckRequested);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, select);
    connect(m_list, &QListView::clicked, this, select);
}

void ChecksSide::updateButtons()
{
    const bool hasRun = !m_session.results().isEmpty() || m_session.isRunning();
    const QString words = hasRun ? tr("&Run again") : tr("Check ever&ything");
    m_runAgain->setText(words);
    m_runAgain->setAccessibleName(QString(words).remove(u'&'));
    m_runAgain->setEnabled(!m_session.isRunning() && !m_session.plannedChecks().isEmpty());
    m_runCheck->setEnabled(!m_session.isRunning() && currentCheck().has_value());
}

std::optional<CheckKey> ChecksSide::currentCheck() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? std::optional(index.data(CheckListModel::KeyRole).value<CheckKey>()) : std::nullopt;
}

bool ChecksSide::selectRow(const CheckKey &key)
{
    const QModelIndex row = m_filter->mapFromSource(m_checks.indexOf(key));
    if (row.isValid()) {
        m_list->setCurrentIndex(row);
        m_list->scrollTo(row);
    }
    return row.isValid();
}

void ChecksSide::selectNode(const ChainNode &node)
{
    QModelIndex chosen;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        const auto key = index.data(CheckListModel::KeyRole).value<CheckKey>();
        const CheckDefinition *definition = checkDefinition(key.check);
        if (!definition || definition->subject != node.kind || key.subject != node.subject) {
            continue;
        }
        const auto sign = static_cast<StatusSign>(index.data(SignRole).toInt());
        if (!chosen.isValid() ||
            (isProblem(sign) && !isProblem(static_cast<StatusSign>(chosen.data(SignRole).toInt())))) {
            chosen = index;
        }
    }
    if (chosen.isValid()) {
        m_list->setCurrentIndex(chosen);
        m_list->scrollTo(chosen, QAbstractItemView::PositionAtTop);
        m_list->setFocus();
    }
}

} // namespace duodoctor
