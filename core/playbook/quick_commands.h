#pragma once

#include "check/check_result.h"
#include "deployment/deployment.h"
#include "playbook/step_condition.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

struct QuickCommandBook;

/// One command that answers one question on a call, ready to be copied. None of them changes anything or holds a key.
struct QuickCommand {
    QString id;      ///< stable; for commands about several models or metrics, the same for each
    QString title;   ///< what it asks: "Does the gateway answer GitLab?"
    QString subject; ///< the model or address that it asks about; empty where there is one of its kind
    QString answer;  ///< what a good answer looks like, and what a bad one means: Markdown
    QString command; ///< for a shell, with this deployment's values, quoted; `<word>` stands where one is missing
    QString ruby;    ///< the same for a Rails console that is open already; empty for what is no console's business
    QString where;   ///< who runs it and where: "On the GitLab host, as somebody who may use sudo"
    QString note;    ///< what to mind, and for which installation or version this form holds; may be empty
    Vantage vantage = Vantage::Workstation;
    GitLabVersionRange versions;                      ///< that this form holds for
    EvidenceKind pasted = EvidenceKind::Unrecognised; ///< what comes back and can be read; Unrecognised: nothing can
    std::optional<CheckKey> check;                    ///< the check that the answer is read for (Session::answerByHand)
    QStringList rows;                                 ///< of docs/MISSION.md that it covers
};

/// Commands that are run at one kind of place.
struct QuickCommandGroup {
    QString id;    ///< gitlab-host, gateway, workstation, console
    QString title; ///< "On the GitLab host"
    QString note;  ///< what has to be known of all of them; may be empty
    QList<QuickCommand> commands;
};

/// The entries with this deployment's values: only what holds for its version and its ways of installing. Where the
/// gateway may run in Docker or in Kubernetes, both forms stand, each with a note.
/// @param book  as read from quick-commands.yaml (quick_commands_parser.h).
QList<QuickCommandGroup> renderedQuickCommands(const QuickCommandBook &book, const Deployment &deployment);

/// The checks of a first look in an emergency: the gateway's variables, its health from every place that asks for it,
/// and the newest lines of GitLab's log. In the order of the plan. Source: facts/rows P-oneliner.
QList<CheckKey> emergencyChecks(const Deployment &deployment);

} // namespace duodoctor
