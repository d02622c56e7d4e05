#pragma once

#include "app/command.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace duodoctor
{

/// What the wizard is started with.
struct WizardStart {
    QString deploymentPath;     ///< empty: none
    bool practice = false;      ///< open on the practice deployment
    QStringList practiceFaults; ///< with these faults
    QString overlay;            ///< folder of the organisation's own playbook; empty: the default one
};

/// What the arguments ask for: exactly one of the three is set.
struct Invocation {
    std::unique_ptr<Command> command;
    std::optional<WizardStart> wizard;
    std::optional<ExitStatus> finished; ///< help, version or a usage error was printed
    CommonOptions common;               ///< of the command
};

/// Reads the arguments (without the program's name). Help and version go to `out`; a usage error is one line on `err`
/// that names the place and the remedy. Touches neither Qt's event loop nor the display.
Invocation readCommandLine(std::vector<std::string> arguments, std::ostream &out, std::ostream &err);

/// Runs the command of `invocation` with the process's streams, or the file of `--output`. Needs a QCoreApplication.
ExitStatus runCommand(Invocation &invocation, std::ostream &err);

} // namespace duodoctor
