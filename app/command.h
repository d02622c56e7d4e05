#pragma once

#include <QString>

#include <chrono>
#include <memory>
#include <optional>
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

/// Options that every subcommand takes (contract: Common options).
struct CommonOptions {
    std::string format = "text";
    std::string output; ///< file for the result; empty: standard output
    std::string gitlabVersion;
    double timeoutSeconds = 0; ///< for one probe; 0: the default
    bool noColor = false;
    bool quiet = false;
    bool verbose = false;
};

/// The streams of one call, so that tests run a command in-process.
struct CommandContext {
    std::ostream &out;
    std::ostream &err;
    bool outIsTerminal = false; ///< colour
    bool errIsTerminal = false; ///< progress line
    int width = 100;            ///< of the terminal, in columns
    CommonOptions common;
};

/// One subcommand: declares its options, then runs once. Declared on every start, so declaring must cost nothing.
class Command
{
public:
    virtual ~Command() = default;
    virtual const char *name() const = 0;
    virtual const char *description() const = 0;
    /// Formats that `--format` may name, `text` first.
    virtual std::vector<std::string> formats() const = 0;
    /// Adds this command's own arguments and options to `sub`; the common ones are there already.
    virtual void declare(CLI::App &sub) = 0;
    /// Runs with a QCoreApplication; may spin its event loop.
    virtual ExitStatus run(CommandContext &context) = 0;
};

/// Every subcommand, in the order of the help. A new one is a file command_NAME.{h,cpp} and a line in commands.cpp.
std::vector<std::unique_ptr<Command>> makeCommands();

} // namespace duodoctor
