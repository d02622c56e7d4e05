#include "ui/tree_step_model.h"

#include "ui/tree_painter.h"

#include <QFont>

namespace duodoctor
{

using namespace Qt::StringLiterals;

TreeStepModel::TreeStepModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_picture(std::make_shared<TreePicture>())
{
}

void TreeStepModel::setPicture(std::shared_ptr<const TreePicture> picture, const TreeWalk &walk)
{
    beginResetModel();
    m_picture = std::move(picture);
    m_walk = walk;
    m_boxes = m_picture->readingOrder();
    m_boxes.removeIf([this](qsizetype box) { return m_picture->box(box).kind == TreeGraphKind::Jump; });
    endResetModel();
}

void TreeStepModel::setWalk(const TreeWalk &walk)
{
    m_walk = walk;
    if (!m_boxes.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_boxes.size()) - 1));
    }
}

QModelIndex TreeStepModel::indexOf(qsizetype box) const
{
    const qsizetype row = m_boxes.indexOf(m_picture->targetOf(box));
    return row < 0 ? QModelIndex{} : index(static_cast<int>(row));
}

int TreeStepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_boxes.size());
}

QString TreeStepModel::spokenName(qsizetype box) const
{
    const TreeGraphNode &node = m_picture->box(box);
    //: A step of the tree: its kind and its title: "Question: Where did you see it?"
    const QString name = tr("%1: %2").arg(wordForTree(node.kind), node.title);
    if (!m_walk.marks.nodes.contains(box)) {
        return name;
    }
    if (box == m_walk.current) {
        return tr("%1 (you are here)").arg(name);
    }
    return tr("%1 (walked)").arg(name);
}

QVariant TreeStepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_boxes.size()) {
        return {};
    }
    const qsizetype box = m_boxes.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return spokenName(box);
    case Qt::ToolTipRole:
        return spokenName(box).toHtmlEscaped();
    case Qt::FontRole: {
        QFont font;
        font.setWeight(m_walk.marks.nodes.contains(box) ? QFont::DemiBold : QFont::Normal);
        return font;
    }
    case BoxRole:
        return static_cast<int>(box);
    case WalkedRole:
        return m_walk.marks.nodes.contains(box);
    default:
        return {};
    }
}

} // namespace duodoctor
