#include "ui/page_tree.h"

#include "playbook/tree_graph_svg.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/dialog_port.h"
#include "ui/page_scroll_area.h"
#include "ui/text_export.h"
#include "ui/tree_step_model.h"
#include "ui/tree_step_pane.h"
#include "ui/tree_view.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QResizeEvent>
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
    connect(&session.walkthrough(), &Walkthrough::changed, this, [this] {
        if (isVisible()) { // else refresh() sees to it
            onWalkChanged();
        }
    });
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
        const QByteArray svg = treeGraphSvg(self->m_view->picture().graph(), self->m_view->walk().marks);
        const QString error = writeTextFile(target, QString::fromUtf8(svg));
        Q_EMIT self->noticeRaised(error.isEmpty() ? tr("The picture was written to %1.").arg(target) : error);
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
