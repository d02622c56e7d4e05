#include "ui/emergency_panel.h"

#include "session/session.h"
#include "ui/check_filter_proxy.h"
#include "ui/check_list_model.h"
#include "ui/checks_side.h"
#include "ui/emergency_state.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxLines = 22; ///< of the list; then it scrolls

} // namespace

EmergencyPanel::EmergencyPanel(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_checks(new CheckListModel(session, this))
    , m_filter(new CheckFilterProxy(this))
    , m_start(new QPushButton(this))
    , m_sign(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_list(nullptr)
    , m_results(new QPushButton(tr("A&ll results"), this))
{
    m_filter->setSourceModel(m_checks);
    m_list = makeStatusList(m_filter, tr("What the emergency check saw"), 2, this);
    m_list->setObjectName(u"emergencyChecks"_s);
    m_list->viewport()->installEventFilter(this);
    m_start->setObjectName(u"emergency"_s);
    QFont bold = m_start->font();
    bold.setWeight(QFont::DemiBold);
    m_start->setFont(bold);
    m_sentence->setObjectName(u"emergencySentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_results->setAccessibleName(tr("All results"));
    m_results->setToolTip(tr("Shows these checks among all others, with what they stand on."));
    auto *words = new QHBoxLayout;
    words->addWidget(m_sign, 0, Qt::AlignTop);
    words->addWidget(m_sentence, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_results);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(buttons);
    layout->addLayout(words);
    layout->addWidget(m_list);
    connect(m_start, &QPushButton::clicked, this, &EmergencyPanel::startOrStop);
    connect(m_results, &QPushButton::clicked, this, &EmergencyPanel::resultsRequested);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &EmergencyPanel::choose);
    connect(m_list, &QListView::clicked, this, &EmergencyPanel::choose);
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &EmergencyPanel::fitList);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &EmergencyPanel::fitList);
    connect(&session, &Session::runStarted, this, &EmergencyPanel::refresh);
    connect(&session, &Session::runFinished, this, &EmergencyPanel::onRunFinished);
    connect(&session, &Session::deploymentChanged, this, &EmergencyPanel::refresh);
    connect(&session, &Session::handRead, this, &EmergencyPanel::refresh);
    refresh();
}

void EmergencyPanel::refresh()
{
    const EmergencyState state = emergencyStateOf(m_session);
    QStringList ids;
    for (const CheckKey &key : m_session.emergencyChecks()) {
        ids << key.check.toString();
    }
    ids.removeDuplicates();
    m_filter->setCheckIds(ids);
    const QString words = state.isRunning ? tr("Stop the checks") : tr("Eme&rgency check");
    m_start->setText(words);
    m_start->setAccessibleName(QString(words).remove(u'&'));
    m_start->setEnabled(state.canRun || state.isRunning);
    m_sentence->setText(state.sentence);
    m_sign->setVisible(state.sign != StatusSign::NotChecked);
    const int side = fontMetrics().height();
    m_sign->setPixmap(iconFor(state.sign, palette()).pixmap(QSize(side, side), devicePixelRatioF()));
    m_list->setVisible(state.canRun && (state.isRunning || state.hasResults));
    m_results->setVisible(state.hasResults);
    fitSentence();
    fitList();
}

void EmergencyPanel::focusButton()
{
    m_start->setFocus(Qt::OtherFocusReason);
}

void EmergencyPanel::clearSelection()
{
    const QSignalBlocker quiet(m_list->selectionModel());
    m_list->setCurrentIndex({});
    m_list->viewport()->update();
}

void EmergencyPanel::startOrStop()
{
    if (m_session.isRunning()) {
        m_session.cancelChecks();
        return;
    }
    const QList<CheckKey> keys = m_session.emergencyChecks();
    if (!keys.isEmpty()) {
        m_isOurs = true;
        m_session.startChecks(keys);
    }
}

void EmergencyPanel::onRunFinished()
{
    refresh();
    if (!std::exchange(m_isOurs, false) || m_filter->rowCount() == 0) {
        return;
    }
    // What needs attention most; else what a person has to look at.
    const auto needOf = [](const QModelIndex &index) {
        const auto sign = static_cast<StatusSign>(index.data(SignRole).toInt());
        return isProblem(sign) ? weightOf(sign) + 1 : sign == StatusSign::Skipped ? 1 : 0;
    };
    QModelIndex first = m_filter->index(0, 0);
    for (int row = 1; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        first = needOf(index) > needOf(first) ? index : first;
    }
    m_list->setCurrentIndex({});
    m_list->setCurrentIndex(first);
}

void EmergencyPanel::choose(const QModelIndex &index)
{
    if (index.isValid()) {
        Q_EMIT checkChosen(index.data(CheckListModel::KeyRole).value<CheckKey>());
    }
}

/// As high as its rows, so that the page has one scroll bar and not two.
void EmergencyPanel::fitList()
{
    int height = 2 * m_list->frameWidth();
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        height += m_list->sizeHintForRow(row);
    }
    m_list->setFixedHeight(std::clamp(height, fontMetrics().height() * 3, fontMetrics().height() * kMaxLines));
}

void EmergencyPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        refresh();
    }
}

void EmergencyPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitSentence();
}

/// Splitters do not ask for the height that a width needs, and would cut off the last row.
void EmergencyPanel::fitSentence()
{
    const int beside = m_sign->isHidden() ? 0 : m_sign->sizeHint().width() + layout()->spacing();
    const int room = qMax(width() - beside, fontMetrics().averageCharWidth() * 10);
    m_sentence->setMinimumHeight(0); // it counts among the height that is asked for
    m_sentence->setMinimumHeight(m_sentence->heightForWidth(room));
}

bool EmergencyPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        // Its rows wrap at another width; a height that changes while a layout is at work is not heard.
        QMetaObject::invokeMethod(this, &EmergencyPanel::fitList, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace duodoctor
