#pragma once

#include "vantage/prompter.h"

class QObject;

namespace duodoctor
{

/// Asks for the passwords that ssh and sudo want on the terminal of this process, one at a time, while everything else
/// goes on. Null when there is no terminal: then every prompt is declined.
/// @param context  answers come on its thread, and not after its end.
Prompter makeTerminalPrompter(QObject &context);

} // namespace duodoctor
