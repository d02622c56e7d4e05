#include "ui/quick_command_model.h"

#include "playbook/plain_text.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// What tells a command from others of the same title: what it asks about, or the way of installing that it is for.
QString detailOf(const QuickCommand &command, const QList<QuickCommand> &neighbours)
{
    const auto twins = std::ranges::count(neighbours, command.title, &QuickCommand::title);
    return command.subject.isEmpty() && twins > 1 ? plainFromMarkdown(command.note) : command.subject;
}

} // namespace

void QuickCommandModel::setGroups(const QList<QuickCommandGroup> &groups)
{
    beginResetModel();
    m_groups = groups;
    m_rows.clear();
    for (qsizetype i = 0; i < groups.size(); ++i) {
        for (const QuickCommand &command : groups.at(i).commands) {
            m_rows << Row{command, detailOf(command, groups.at(i).commands), i};
        }
    }
    endResetModel();
}

const QuickCommand *QuickCommandModel::commandAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_rows.size() ? &m_rows.at(index.row()).command : nullptr;
}

QString QuickCommandModel::groupNoteAt(const QModelIndex &index) const
{
    return commandAt(index) ? m_groups.at(m_rows.at(index.row()).group).note : QString{};
}

int QuickCommandModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant QuickCommandModel::data(const QModelIndex &index, int role) const
{
    const QuickCommand *command = commandAt(index);
    if (!command) {
        return {};
    }
    const QString place = m_groups.at(m_rows.at(index.row()).group).title;
    switch (role) {
    case Qt::DisplayRole:
        return command->title;
    case Qt::AccessibleTextRole:
        //: Read by screen readers: what a command asks, and where it is run
        return tr("%1, %2").arg(command->title, place);
    case Qt::AccessibleDescriptionRole:
    case DetailRole:
        return m_rows.at(index.row()).detail;
    case SectionRole:
        return place;
    case SearchRole:
        return QStringList{command->title, command->subject, command->command, plainFromMarkdown(command->answer),
                           place}
            .join(u' ');
    default:
        return {};
    }
}

} // namespace duodoctor
