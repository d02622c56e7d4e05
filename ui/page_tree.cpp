#include "ui/page_tree.h"

#include "playbook/tree_graph_svg.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/dialog_port.h"
#include "ui/page_scroll_area.h"
#include "ui/tree_step_model.h"
#include "ui/tree_step_pane.h"
#include "ui/tree_view.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QResizeEvent>
#include <QSaveFile>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWideColumns = 105; ///< average characters from which on the steps stand beside the picture
constexpr int kPictureLines = 18; ///< of the picture, at least
constexpr int kNarrowLines = 54;  ///< height of picture and steps below each other; the page scrolls
constexpr int kLongestWords = 200;

QString percent(double zoom)
{
    //: Size of the picture, in percent
    return PageTree::tr("%1 %").arg(qRound(zoom * 100));
}

} // namespace

PageTree::PageTree(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_dialogs(dialogs)
    , m_view(new TreeView(this))
    , m_steps(new TreeStepModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_parts(new QSplitter(Qt::Horizontal, this))
{
    m_view->setAccessibleName(tr("Decision tree"));
    m_view->setMinimumHeight(fontMetrics().height() * kPictureLines);
    m_found->setSourceModel(m_steps);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *bar = makeBar();
    m_parts->addWidget(m_view);
    m_parts->addWidget(makeSide());
    m_parts->setChildrenCollapsible(false);
    m_parts->setStretchFactor(0, 3);
    m_parts->setStretchFactor(1, 2);
    auto *inner = new QWidget(this);
    auto *innerLayout = new QVBoxLayout(inner);
    innerLayout->setContentsMargins(12, 10, 12, 6);
    innerLayout->addWidget(bar);
    innerLayout->addWidget(m_parts, 1);
    auto *scroll = new PageScrollArea(this);
    scroll->setWidget(inner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    addShortcuts();
    connect(m_view, &TreeView::boxChosen, this, &PageTree::chooseBox);
    connect(m_view, &TreeView::boxActivated, this, &PageTree::activate);
    connect(&session.walkthrough(), &Walkthrough::changed, this, &PageTree::onWalkChanged);
}

QPushButton *PageTree::makeButton(const QString &text, const QString &name, const QString &hint)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(name);
    button->setToolTip(hint);
    return button;
}

QWidget *PageTree::makeBar()
{
    auto *bar = new QWidget(this);
    auto *label = new QLabel(tr("S&ymptom"), bar);
    m_entries = new QComboBox(bar);
    m_entries->setObjectName(u"treeEntries"_s);
    m_entries->setAccessibleName(tr("Symptom"));
    m_entries->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_entries->setMinimumContentsLength(14);
    m_entries->setMaxVisibleItems(24);
    label->setBuddy(m_entries);
    label->setAccessibleName(tr("Symptom:")); // told apart from what it names
    auto *out = makeButton(u"−"_s, tr("Smaller"), tr("Shows the picture smaller (Ctrl+−)."));
    m_zoom = new QLabel(bar);
    m_zoom->setAlignment(Qt::AlignCenter);
    m_zoom->setMinimumWidth(fontMetrics().horizontalAdvance(percent(TreeView::kMostZoom)) + 6);
    auto *in = makeButton(u"+"_s, tr("Larger"), tr("Shows the picture larger (Ctrl++)."));
    auto *fit = makeButton(tr("F&it"), tr("Fit"), tr("Shows the whole picture (Ctrl+9); Ctrl+0 shows it at 100 %."));
    auto *save = makeButton(tr("Sa&ve picture…"), tr("Save picture…"), tr("Writes the picture into an SVG file."));
    for (QPushButton *button : {out, in}) {
        button->setFixedWidth(qMax(button->fontMetrics().height() * 2, button->minimumSizeHint().height()));
    }
    auto *choice = new QHBoxLayout;
    choice->addWidget(label);
    choice->addWidget(m_entries, 1);
    auto *tools = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{out, m_zoom, in, fit}) {
        tools->addWidget(widget);
    }
    tools->addStretch();
    tools->addWidget(save);
    m_bar = new QBoxLayout(QBoxLayout::LeftToRight, bar);
    m_bar->setContentsMargins(0, 0, 0, 0);
    m_bar->addLayout(choice, 1);
    m_bar->addSpacing(8);
    m_bar->addLayout(tools);
    const auto showZoom = [this](double zoom) { m_zoom->setText(percent(zoom)); };
    showZoom(m_view->zoom());
    connect(m_view, &TreeView::zoomChanged, this, showZoom);
    connect(out, &QPushButton::clicked, m_view, &TreeView::zoomOut);
    connect(in, &QPushButton::clicked, m_view, &TreeView::zoomIn);
    connect(fit, &QPushButton::clicked, m_view, &TreeView::fit);
    connect(save, &QPushButton::clicked, this, &PageTree::save);
    connect(m_entries, &QComboBox::activated, this, [this] { showEntry(chosenEntry()); });
    return bar;
}

QWidget *PageTree::makeSide()
{
    auto *side = new QSplitter(Qt::Vertical, m_parts);
    side->setChildrenCollapsible(false);
    auto *steps = new QWidget(side);
    m_find = new QLineEdit(steps);
    m_find->setPlaceholderText(tr("Find a step"));
    m_find->setAccessibleName(tr("Find a step"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaxLength(kLongestWords);
    m_list = new QListView(steps);
    m_list->setObjectName(u"treeSteps"_s);
    m_list->setAccessibleName(tr("Steps of the tree"));
    m_list->setModel(m_found);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumSize(160, fontMetrics().height() * 5);
    auto *layout = new QVBoxLayout(steps);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_find);
    layout->addWidget(m_list, 1);
    m_pane = new TreeStepPane(side);
    side->setStretchFactor(0, 2);
    side->setStretchFactor(1, 3);
    connect(m_find, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const qsizetype box = index.isValid() ? index.data(TreeStepModel::BoxRole).toInt() : -1;
        if (box >= 0 && box != m_view->picture().targetOf(m_view->chosen())) {
            m_view->choose(box);
            showStep(box);
        }
    });
    connect(m_list, &QListView::activated, this,
            [this](const QModelIndex &index) { activate(index.data(TreeStepModel::BoxRole).toInt()); });
    connect(m_pane, &TreeStepPane::boxRequested, this, &PageTree::chooseBox);
    connect(m_pane, &TreeStepPane::walkRequested, this, &PageTree::begin);
    connect(m_pane, &TreeStepPane::commandCopied, this, [this] { Q_EMIT noticeRaised(tr("The command was copied.")); });
    return side;
}

void PageTree::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto &&handler) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    for (const Qt::Key key : {Qt::Key_Plus, Qt::Key_Equal}) { // the key of + without Shift
        add(Qt::CTRL | key, [this] { m_view->zoomIn(); });
    }
    add(Qt::CTRL | Qt::Key_Minus, [this] { m_view->zoomOut(); });
    add(Qt::CTRL | Qt::Key_0, [this] { m_view->setZoom(1); });
    add(Qt::CTRL | Qt::Key_9, [this] { m_view->fit(); });
    add(QKeySequence::Find, [this] { m_find->setFocus(Qt::ShortcutFocusReason); });
}

void PageTree::fillEntries()
{
    const QList<TreeEntry> &entries = m_session.playbook().tree().entries;
    if (m_entries->count() == entries.size() + 1) {
        return;
    }
    m_entries->clear();
    m_entries->addItem(tr("All symptoms"), QString{});
    for (const TreeEntry &entry : entries) {
        //: A symptom below its heading: "Duo Chat: The answer never appears"
        const QString title = entry.group.isEmpty() ? entry.title : tr("%1: %2").arg(entry.group, entry.title);
        m_entries->addItem(title, entry.id);
    }
}

void PageTree::refresh()
{
    fillEntries();
    const QString walked = m_session.walkthrough().entry();
    if (!walked.isEmpty() && walked != m_shownWalk) {
        m_shownWalk = walked;
        showEntry(walked);
    } else if (m_view->picture().graph().nodes().isEmpty()) {
        showEntry(walked);
    } else {
        onWalkChanged();
    }
    m_view->setFocus(Qt::OtherFocusReason);
}

std::shared_ptr<const TreePicture> PageTree::pictureOf(const QString &entryId)
{
    auto &picture = m_pictures[entryId];
    if (picture) {
        return picture;
    }
    const Playbook &playbook = m_session.playbook();
    if (!m_articles) {
        m_articles.emplace();
        for (const TreeNode &node : playbook.tree().nodes) {
            const Article *article = node.article.isEmpty() ? nullptr : playbook.article(node.article);
            if (article) {
                m_articles->insert(node.article, article->title);
            }
        }
    }
    auto graph = TreeGraph::of(playbook.tree(), entryId, *m_articles);
    picture = std::make_shared<const TreePicture>(graph ? std::move(*graph) : TreeGraph{});
    return picture;
}

TreeWalk PageTree::currentWalk(const TreePicture &picture) const
{
    const Walkthrough &walkthrough = m_session.walkthrough();
    return walkIn(picture, walkthrough.entry(), walkthrough.path());
}

QString PageTree::chosenEntry() const
{
    return m_entries->currentData().toString();
}

void PageTree::showEntry(const QString &entryId)
{
    m_entries->setCurrentIndex(qMax(0, m_entries->findData(entryId)));
    const auto picture = pictureOf(entryId);
    const TreeWalk walk = currentWalk(*picture);
    m_view->setPicture(picture, walk);
    m_steps->setPicture(picture, walk);
    const qsizetype first = walk.current >= 0 ? walk.current : picture->readingOrder().value(0, -1);
    chooseBox(first);
    m_view->centreOn(first);
}

void PageTree::onWalkChanged()
{
    if (!isVisible() && m_view->picture().graph().nodes().isEmpty()) {
        return;
    }
    const TreeWalk walk = currentWalk(m_view->picture());
    const bool hasMoved = walk.current != m_view->walk().current;
    m_view->setWalk(walk);
    m_steps->setWalk(walk);
    if (hasMoved && walk.current >= 0) {
        chooseBox(walk.current);
        m_view->centreOn(walk.current);
    } else {
        showStep(m_view->chosen());
    }
}

void PageTree::chooseBox(qsizetype box)
{
    m_view->choose(box);
    QModelIndex row = m_found->mapFromSource(m_steps->indexOf(box));
    if (!row.isValid() && !m_find->text().isEmpty()) {
        m_find->clear(); // what is shown is among those that the search left out
        row = m_found->mapFromSource(m_steps->indexOf(box));
    }
    m_list->setCurrentIndex(row);
    m_list->scrollTo(row);
    showStep(box);
}

void PageTree::showStep(qsizetype box)
{
    m_pane->showStep(treeStepText(m_session, m_view->picture(), m_view->walk(), box));
}

void PageTree::activate(qsizetype box)
{
    if (m_view->picture().targetOf(box) != box) {
        chooseBox(m_view->picture().targetOf(box));
    } else {
        m_pane->focusText();
    }
}

void PageTree::begin(const QString &entryId)
{
    m_shownWalk = entryId; // it is the one that is shown
    m_session.walkthrough().start(entryId);
    Q_EMIT walkBegun();
}

void PageTree::save()
{
    const FileQuestion question{tr("Save the picture"), {}, {tr("Pictures (*.svg)")}, u"decision-tree.svg"_s};
    m_dialogs.askFileToSave(this, question, [self = QPointer<PageTree>(this)](const QString &path) {
        if (!self) {
            return;
        }
        const QString target = QFileInfo(path).suffix().isEmpty() ? path + u".svg"_s : path;
        QSaveFile file(target);
        const QByteArray svg = treeGraphSvg(self->m_view->picture().graph(), self->m_view->walk().marks);
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(svg) == svg.size() && file.commit();
        Q_EMIT self->noticeRaised(isWritten ? tr("The picture was written to %1.").arg(target)
                                            : tr("The picture could not be written: %1.").arg(file.errorString()));
    });
}

void PageTree::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = event->size().width() >= fontMetrics().averageCharWidth() * kWideColumns;
    m_bar->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_parts->setOrientation(isWide ? Qt::Horizontal : Qt::Vertical);
    m_parts->setMinimumHeight(isWide ? 0 : fontMetrics().height() * kNarrowLines);
}

} // namespace duodoctor
