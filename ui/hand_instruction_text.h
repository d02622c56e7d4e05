#pragma once

#include "check/check_definition.h"
#include "playbook/playbook.h"

#include <QString>

namespace duodoctor
{

/// What a person does in the place of a check, in the form in which remedies are shown: the command with its place, and
/// what happens with the answer.
/// @param why  why the check was not made, one or more sentences
Remedy remedyOf(const HandInstruction &instruction, const QString &title, const QString &why);

/// A remedy whose last step is to look again by hand.
Remedy withSecondLook(Remedy remedy, const HandInstruction &instruction);

} // namespace duodoctor
