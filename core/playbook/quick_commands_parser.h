#pragma once

#include "evidence/evidence.h"
#include "playbook/playbook_problem.h"
#include "playbook/step_condition.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// One way to write a command, and for which versions and installations it is meant.
struct QuickCommandForm {
    StepCondition condition;
    QString command; ///< with placeholders
};

/// A command as written in quick-commands.yaml: a check's own command by hand, or forms of its own.
struct QuickCommandEntry {
    /// Where the command is typed.
    enum class Place {
        GitLab,      ///< written as it is typed on GitLab's host or before its cluster
        Console,     ///< Ruby, handed to GitLab's Rails
        Gateway,     ///< runs inside the gateway's container or pod, and is wrapped for it
        GatewayHost, ///< written as it is typed beside the container or before the cluster
        Workstation
    };
    QString id;
    QString title;
    QString answer; ///< Markdown
    QString note;
    Place place = Place::GitLab;
    QString check; ///< id; empty where the entry has forms
    QList<QuickCommandForm> forms;
    EvidenceKind pasted = EvidenceKind::Unrecognised; ///< of the forms; a check knows its own
    QStringList rows;
    int line = 0;
};

struct QuickCommandSection {
    QString id;
    QString title;
    QString note;
    QList<QuickCommandEntry> entries;
};

struct QuickCommandBook {
    QList<QuickCommandSection> sections;
    QList<PlaybookProblem> problems;
};

/// Reads quick-commands.yaml strictly. Says what breaks the format, unknown checks, placeholders that do not exist, and
/// versions without a form.
QuickCommandBook parseQuickCommands(const QString &file, const QString &text);

} // namespace duodoctor
