// The parts of the tree's page, their shortcuts and what they do to each other; what they show is in page_tree.cpp.
#include "ui/page_tree.h"

#include "ui/tree_step_model.h"
#include "ui/tree_step_pane.h"
#include "ui/tree_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLongestWords = 200; ///< that are searched for

QString percent(double zoom)
{
    //: Size of the picture, in percent
    return PageTree::tr("%1 %").arg(qRound(zoom * 100));
}

} // namespace

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
    m_list->setTextElideMode(Qt::ElideMiddle); // the end says whether it was walked
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

} // namespace duodoctor
