#pragma once

#include <QString>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace CLI
{
class App;
}

namespace duodoctor
{

/// Exit statuses of the contract.
enum class ExitStatus { Ok = 0, ProblemsFound = 1, WrongUsage = 2, CouldNotWork = 3 };

/// Options that every subcommand takes (contract: Common options). Checked before a command runs: the format is one of
/// the command's, the version parses, the limit is in range.
struct CommonOptions {
    std::string format = "text";
    std::string output; ///< file for the result; empty: standard output. Commands need not care: `out` goes there.
    std::string gitlabVersion;
    std::string overlay;       ///< folder of the organisation's own playbook; empty: the default one, where it exists
    double timeoutSeconds = 0; ///< for one probe, up to 600; 0: the default
    bool noColor = false;
    bool quiet = false;
    bool verbose = false;
};

/// The streams of one call, so that tests run a command in-process.
struct CommandContext {
    std::ostream &out; ///< the result alone: standard output, or the file of --output (written only when all went well)
    std::ostream &err; ///< messages; use the functions of app/messages.h
    bool outIsColored = false;  ///< a terminal that may be given ANSI colours
    bool errIsTerminal = false; ///< progress line
    int width = 100;            ///< of the terminal, in columns, 40 to 200
    std::string commandName;    ///< for messages: `check`
    CommonOptions common;
};

/// One subcommand: declares its options, then runs once. Only the command that was asked for is declared, so a start
/// costs the same however many there are.
class Command
{
public:
    virtual ~Command() = default;
    virtual const char *name() const = 0;
    virtual const char *description() const = 0;
    /// Calls with a word each, shown at the end of `--help`: lines of two blanks, the call, and what it does.
    virtual const char *examples() const { return ""; }
    /// Formats that `--format` may name, `text` first.
    virtual std::vector<std::string> formats() const = 0;
    /// Adds this command's own arguments and options to `sub`; the common ones are added by the caller, and are also
    /// accepted after subcommands of `sub`. Bind members of this object. A value that cannot be: throw
    /// CLI::ValidationError(option, sentence) from a check, or return usageError() (app/messages.h) from run().
    virtual void declare(CLI::App &sub) = 0;
    /// The faults with which the wizard is to open on the practice deployment, where a display is there, instead of
    /// run(). None for a command that needs no window.
    virtual std::optional<std::vector<std::string>> wizardFaults() const { return std::nullopt; }
    /// Whether --output may name a file that exists. Asked when the arguments were read.
    virtual bool mayReplaceOutput() const { return true; }
    /// Runs with a QCoreApplication; may spin its event loop.
    virtual ExitStatus run(CommandContext &context) = 0;
};

/// Every subcommand, in the order of the help. A new one is a file command_NAME.{h,cpp} and a line in commands.cpp.
std::vector<std::unique_ptr<Command>> makeCommands();

} // namespace duodoctor
