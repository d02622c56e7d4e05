#pragma once

#include "playbook/decision_tree.h"

#include <QHash>
#include <QLatin1StringView>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSet>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

enum class TreeGraphKind {
    Entry, ///< a symptom, where a walk begins
    Question,
    Checks,
    Evidence,
    Article,
    Escalation,
    End,
    Jump ///< stands for a node that is drawn elsewhere
};

/// The word that a box is marked with.
QLatin1StringView wordOf(TreeGraphKind kind);

/// A box of the picture.
struct TreeGraphNode {
    QString id; ///< of the tree's node; of the entry; of the node that a jump stands for
    TreeGraphKind kind = TreeGraphKind::Question;
    QString title;     ///< whole, fit for a picture
    QString note;      ///< a second line: an article's id, versions; may be empty
    QStringList lines; ///< the title, broken to fit into the box
    QRectF box;
};

/// A line of the picture: an answer or an outcome, and where it leads.
struct TreeGraphEdge {
    qsizetype from = 0; ///< indices of nodes
    qsizetype to = 0;
    QString answer;     ///< whole; empty from an entry
    QStringList lines;  ///< the answer, broken to fit into its label
    QRectF label;       ///< null without an answer
    QList<QPointF> way; ///< from the right side of `from` to the left side of `to`; between two points any line that
                        ///< stays in their rectangle runs through no box
};

/// What of a picture is lit: indices of its nodes and edges.
struct TreeGraphMarks {
    QSet<qsizetype> nodes;
    QSet<qsizetype> edges;
    friend bool operator==(const TreeGraphMarks &, const TreeGraphMarks &) = default;
};

/// The decision tree as a picture in abstract units (a line of type is kTypeSize high): boxes and lines for whoever
/// draws them, a file or a window. Each entry's part is laid out from left to right, the parts stand below each other.
///
/// Every node that a walk can reach stands in it once. A line that would close a circle, leave its part, or be one of
/// many into the same node ends at a small box that names the node instead (Jump). Deterministic; neither fonts nor a
/// display are needed.
class TreeGraph
{
public:
    /// @param entry     id of one entry, whose part alone is drawn; empty: all of them.
    /// @param articles  titles of articles by id; one that is missing is named by its id.
    /// @return none for an entry that the tree does not have.
    static std::optional<TreeGraph> of(const DecisionTree &tree, const QString &entry = {},
                                       const QHash<QString, QString> &articles = {});

    const QList<TreeGraphNode> &nodes() const { return m_nodes; }
    const QList<TreeGraphEdge> &edges() const { return m_edges; }
    /// Everything lies between the origin and this.
    QSizeF size() const { return m_size; }

    static constexpr double kTypeSize = 13;      ///< of titles
    static constexpr double kSmallTypeSize = 11; ///< of kinds, notes and answers
    static constexpr double kLineHeight = 17;
    static constexpr double kSmallLineHeight = 14;
    static constexpr double kPadding = 16; ///< between a box's side and its text; shapes with slanted sides need it

private:
    friend class TreeGraphBuilder;
    QList<TreeGraphNode> m_nodes;
    QList<TreeGraphEdge> m_edges;
    QSizeF m_size;
};

} // namespace duodoctor
