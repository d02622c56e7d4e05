#pragma once

#include "app/command.h"

#include <CLI/CLI.hpp>

#include <QString>

#include <ostream>
#include <string>

namespace duodoctor
{

QString fromUtf8(const std::string &utf8);

/// Begins with a hyphen and is more than one.
bool isOption(const std::string &argument);

/// The innermost subcommand that was given (`playbook show`).
const CLI::App &innermostOf(const CLI::App &app);

/// Tells of mistakes in the arguments: one line each, which names the place and the remedy.
class UsageReport
{
public:
    /// @param program  as it was called, with the subcommand.
    UsageReport(std::ostream &err, QString program);

    ExitStatus say(const QString &sentence) const;
    ExitStatus sayWithHelp(const QString &sentence) const;
    /// The first of the arguments that nothing takes.
    ExitStatus sayUnexpected(const CLI::App &app) const;
    ExitStatus sayParseError(const CLI::ParseError &error, const CLI::App &app) const;

private:
    std::ostream &m_err;
    QString m_program;
};

} // namespace duodoctor
