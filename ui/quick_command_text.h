#pragma once

#include "playbook/playbook.h"
#include "playbook/quick_commands.h"

#include <QString>

namespace duodoctor
{

/// A quick command as a remedy is shown: where it is run, the command itself, and what a good answer looks like.
/// @param groupNote  what has to be known of every command of its place; may be empty.
Remedy remedyOf(const QuickCommand &command, const QString &groupNote);

/// True where what comes back can be read.
bool canBePasted(const QuickCommand &command);

} // namespace duodoctor
