#include "ui/page_commands.h"

#include "session/session.h"
#include "ui/answer_pane.h"
#include "ui/check_presenter.h"
#include "ui/checks_side.h"
#include "ui/emergency_panel.h"
#include "ui/page_scroll_area.h"
#include "ui/paste_box.h"
#include "ui/quick_command_model.h"
#include "ui/quick_command_text.h"
#include "ui/symptom_delegate.h"
#include "ui/word_search.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QResizeEvent>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWideColumns = 105; ///< average characters from which on a command stands beside the list
constexpr int kListLines = 9;     ///< of the list, at least
constexpr int kNarrowLines = 72;  ///< height of the parts below each other; the page scrolls
constexpr int kLongestWords = 200;

} // namespace

PageCommands::PageCommands(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new QuickCommandModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_emergency(new EmergencyPanel(session, this))
    , m_answer(new AnswerPane(dialogs, this))
    , m_presenter(std::make_unique<CheckPresenter>(session, *m_answer, nullptr))
    , m_parts(new QSplitter(Qt::Horizontal, this))
{
    m_found->setSourceModel(m_model);
    m_found->setFilterRole(QuickCommandModel::SearchRole);
    auto *left = new QWidget(m_parts);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->addWidget(m_emergency);
    leftLayout->addSpacing(4);
    leftLayout->addWidget(makeCommands(), 1);
    m_parts->addWidget(left);
    m_parts->addWidget(m_answer);
    m_parts->setChildrenCollapsible(false);
    m_parts->setStretchFactor(0, 2);
    m_parts->setStretchFactor(1, 3);
    auto *inner = new QWidget(this);
    auto *innerLayout = new QVBoxLayout(inner);
    innerLayout->setContentsMargins(12, 10, 12, 6);
    innerLayout->addWidget(m_parts);
    auto *scroll = new PageScrollArea(this);
    scroll->setWidget(inner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(m_emergency, &EmergencyPanel::checkChosen, this, &PageCommands::showCheck);
    connect(m_emergency, &EmergencyPanel::resultsRequested, this, [this] { Q_EMIT resultsRequested(m_check); });
    connect(m_answer, &AnswerPane::given, this, &PageCommands::take);
    connect(m_answer, &AnswerPane::commandCopied, this, [this] { Q_EMIT noticeRaised(tr("The command was copied.")); });
    connect(&session, &Session::handRead, this, &PageCommands::onHandRead);
    connect(&session, &Session::deploymentChanged, this, [this] {
        m_check.reset();
        m_answer->paste()->reset();
    });
}

PageCommands::~PageCommands() = default;

QWidget *PageCommands::makeCommands()
{
    auto *part = new QWidget(m_parts);
    m_list = new QListView(part);
    m_list->setObjectName(u"quickCommands"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(m_found);
    m_list->setItemDelegate(new SymptomDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumSize(160, fontMetrics().height() * kListLines);
    m_search = new QLineEdit(part);
    m_search->setPlaceholderText(tr("Find a command: words of it, or of what it asks"));
    m_search->setAccessibleName(tr("Find a command"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(kLongestWords);
    m_none = new QLabel(tr("No command has these words. Take some away to see the others again."), part);
    m_none->setWordWrap(true);
    m_none->hide();
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeading(tr("Co&mmands to run by hand"), m_search, part));
    layout->addWidget(m_search);
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &PageCommands::search);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PageCommands::showCommand);
    connect(m_list, &QListView::clicked, this, &PageCommands::showCommand);
    auto *copy = new QShortcut(QKeySequence(QKeySequence::Copy), m_list);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &PageCommands::copyCommand);
    return part;
}

void PageCommands::refresh()
{
    const std::optional<CheckKey> chosen = m_check; // taking a row below forgets it
    const int row = m_list->currentIndex().row();
    m_model->setGroups(m_session.quickCommands());
    m_emergency->refresh();
    search(m_search->text());
    m_list->setCurrentIndex(m_found->index(qBound(0, row, qMax(0, m_found->rowCount() - 1)), 0));
    if (chosen) {
        showCheck(*chosen);
    } else {
        showAgain();
    }
    m_emergency->focusButton();
}

void PageCommands::search(const QString &words)
{
    m_found->setFilterRegularExpression(allWordsOf(words));
    const bool isAny = m_found->rowCount() > 0;
    m_none->setVisible(!isAny);
    if (isAny && !m_list->currentIndex().isValid()) {
        m_list->setCurrentIndex(m_found->index(0, 0));
    }
}

void PageCommands::showCommand(const QModelIndex &index)
{
    const QModelIndex source = m_found->mapToSource(index);
    const QuickCommand *command = m_model->commandAt(source);
    if (!command) {
        return;
    }
    m_check.reset();
    m_emergency->clearSelection();
    m_answer->showCommand(remedyOf(*command, m_model->groupNoteAt(source)),
                          canBePasted(*command) ? command->command : QString{});
}

void PageCommands::showCheck(const CheckKey &key)
{
    m_check = key;
    m_list->clearSelection();
    m_presenter->showCheck(key);
}

void PageCommands::showAgain()
{
    if (m_check) {
        m_presenter->showCheck(*m_check);
    } else if (m_found->rowCount() > 0) {
        showCommand(m_list->currentIndex());
    }
}

void PageCommands::copyCommand()
{
    if (const QuickCommand *command = m_model->commandAt(m_found->mapToSource(m_list->currentIndex()))) {
        QGuiApplication::clipboard()->setText(command->command);
        Q_EMIT noticeRaised(tr("The command was copied."));
    }
}

void PageCommands::take(const CapturedInput &input)
{
    std::optional<CheckKey> asked = m_check;
    if (!asked) {
        const QuickCommand *command = m_model->commandAt(m_found->mapToSource(m_list->currentIndex()));
        asked = command ? command->check : std::nullopt;
    }
    m_session.readLater(input, asked);
}

void PageCommands::onHandRead(const HandReading &reading)
{
    if (!m_answer->paste()->isReading()) {
        return; // another page's
    }
    m_answer->paste()->finish(reading);
    if (!reading.isRecognised()) {
        return;
    }
    Q_EMIT noticeRaised(reading.notice);
    if (m_check) {
        showAgain();
    } else {
        Q_EMIT resultsRequested(reading.judged.first());
    }
}

void PageCommands::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = event->size().width() >= fontMetrics().averageCharWidth() * kWideColumns;
    m_parts->setOrientation(isWide ? Qt::Horizontal : Qt::Vertical);
    m_parts->setMinimumHeight(isWide ? 0 : fontMetrics().height() * kNarrowLines);
}

} // namespace duodoctor
