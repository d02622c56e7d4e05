#include "app/command_line.h"

#include "app/command_line_help.h"
#include "app/messages.h"
#include "app/output_target.h"
#include "app/suggestion.h"
#include "app/terminal_traits.h"
#include "app/usage_report.h"
#include "deployment/gitlab_version.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr double kMaxTimeoutSeconds = 600;
constexpr auto kCommonGroup = "Common options";
/// The common options that take a value in the next argument; all may also stand before the subcommand.
constexpr std::array<std::string_view, 5> kValuedOptions{"--format", "--output", "--gitlab-version", "--overlay",
                                                         "--timeout"};

/// Index of the first argument that is neither an option nor the value of a common one; the count when there is none.
size_t firstWord(const std::vector<std::string> &arguments)
{
    for (size_t i = 0; i < arguments.size(); ++i) {
        if (!isOption(arguments[i])) {
            return i;
        }
        if (std::ranges::find(kValuedOptions, arguments[i]) != kValuedOptions.end()) {
            ++i;
        }
    }
    return arguments.size();
}

QStringList commandNames()
{
    QStringList names;
    for (const std::unique_ptr<Command> &command : makeCommands()) {
        names.append(QString::fromLatin1(command->name()));
    }
    return names;
}

/// @return the sentence to say of a folder that is none, or empty.
QString overlayMistake(const QString &folder)
{
    return folder.isEmpty() || QFileInfo(folder).isDir()
               ? QString{}
               : u"--overlay %1: this is no folder; name the one that holds articles/ or tree/."_s.arg(folder);
}

/// The wizard's few options; everything else that is no subcommand is a mistake.
Invocation readWizard(std::vector<std::string> arguments, std::ostream &out, std::ostream &err)
{
    Invocation invocation;
    const UsageReport report(err, u"duo-doctor"_s);
    CLI::App app("", "duo-doctor");
    app.set_help_flag();
    app.allow_extras();
    std::string path;
    std::vector<std::string> faults;
    std::string overlay;
    bool practice = false;
    bool help = false;
    bool version = false;
    app.add_option("DEPLOYMENT.json", path);
    app.add_option("--overlay", overlay);
    app.add_flag("--practice", practice);
    app.add_option("--fault", faults)->allow_extra_args(false);
    app.add_flag("-h,--help", help);
    app.add_flag("--version", version);
    std::ranges::reverse(arguments);
    try {
        app.parse(arguments);
    } catch (const CLI::ParseError &error) {
        invocation.finished = report.sayParseError(error, app);
        return invocation;
    }
    if (help) {
        out << programHelp(makeCommands()) << std::flush;
        invocation.finished = ExitStatus::Ok;
    } else if (version) {
        out << "duo-doctor " DUODOCTOR_VERSION "\n" << std::flush;
        invocation.finished = ExitStatus::Ok;
    } else if (!app.remaining().empty()) {
        invocation.finished = report.sayUnexpected(app);
    } else if (practice && !path.empty()) {
        invocation.finished = report.sayWithHelp(u"--practice: it opens its own deployment; leave the file out."_s);
    } else if (!practice && !faults.empty()) {
        invocation.finished = report.sayWithHelp(u"--fault: it belongs to the practice deployment; add --practice."_s);
    } else if (const QString mistake = overlayMistake(fromUtf8(overlay)); !mistake.isEmpty()) {
        invocation.finished = report.say(mistake);
    } else {
        QStringList ids;
        std::ranges::transform(faults, std::back_inserter(ids), fromUtf8);
        invocation.wizard = WizardStart{fromUtf8(path), practice, ids, fromUtf8(overlay)};
    }
    return invocation;
}

struct CommonTexts {
    std::string timeout;
    bool version = false;
};

void declareCommon(CLI::App &app, CommonOptions &common, CommonTexts &texts, const Command &command)
{
    std::string formats;
    for (const std::string &format : command.formats()) {
        formats += (formats.empty() ? "" : ", ") + format;
    }
    const auto option = [&app](const char *name, std::string &target, const std::string &description) {
        return app.add_option(name, target, description)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
            ->group(kCommonGroup);
    };
    option("--format", common.format, "How to write the result: " + formats)->type_name("FORMAT");
    option("--output", common.output, "Write the result to this file instead of standard output")->type_name("FILE");
    option("--gitlab-version", common.gitlabVersion, "GitLab's version, such as 18.2; wins over the deployment file")
        ->type_name("X.Y");
    option(
        "--overlay", common.overlay,
        "Your organisation's own articles and walks, on top of ours; duo-doctor/playbook in the configuration folder "
        "by default")
        ->type_name("DIR");
    option("--timeout", texts.timeout, "Time limit of one probe; 10 by default")->type_name("SECONDS");
    const auto flag = [&app](const char *name, bool &target, const char *description) {
        app.add_flag(name, target, description)->group(kCommonGroup);
    };
    flag("--no-color", common.noColor, "No colours, as with NO_COLOR in the environment");
    flag("--quiet", common.quiet, "Only what matters: no notices, no progress, root causes only");
    flag("--verbose", common.verbose, "Everything: also the evidence of what passed");
    flag("--version", texts.version, "Print the program's version and exit");
    app.get_help_ptr()->group(kCommonGroup);
}

/// Judges the values of the common options. @return the sentence to say, or empty.
QString mistakeIn(CommonOptions &common, const CommonTexts &texts, const Command &command)
{
    const std::vector<std::string> formats = command.formats();
    if (std::ranges::find(formats, common.format) == formats.end()) {
        QStringList names;
        std::ranges::transform(formats, std::back_inserter(names), fromUtf8);
        const QString given = fromUtf8(common.format);
        return u"--format %1: this command does not write it; choose %2.%3"_s.arg(given, names.join(u", "_s),
                                                                                  didYouMean(given, names));
    }
    if (!common.gitlabVersion.empty() && !GitLabVersion::parse(fromUtf8(common.gitlabVersion))) {
        return u"--gitlab-version %1: this is no version; write for example 18.2."_s.arg(
            fromUtf8(common.gitlabVersion));
    }
    if (const QString mistake = overlayMistake(fromUtf8(common.overlay)); !mistake.isEmpty()) {
        return mistake;
    }
    if (!texts.timeout.empty()) {
        bool isNumber = false;
        common.timeoutSeconds = fromUtf8(texts.timeout).toDouble(&isNumber);
        // Written so that a NaN is refused too.
        if (!isNumber || !(common.timeoutSeconds >= 0.001 && common.timeoutSeconds <= kMaxTimeoutSeconds)) {
            return u"--timeout %1: this is no number of seconds up to %2; write for example --timeout 10."_s.arg(
                fromUtf8(texts.timeout), QString::number(kMaxTimeoutSeconds));
        }
    }
    if (common.quiet && common.verbose) {
        return u"--quiet: it contradicts --verbose; leave one of them out."_s;
    }
    return {};
}

Invocation readCommand(std::unique_ptr<Command> command, std::vector<std::string> arguments, std::ostream &out,
                       std::ostream &err)
{
    Invocation invocation;
    const std::string program = std::string("duo-doctor ") + command->name();
    const UsageReport report(err, fromUtf8(program));
    CommonTexts texts;
    CLI::App app(command->description(), program);
    app.allow_extras();
    app.fallthrough();
    app.footer(command->examples());
    app.formatter(commandHelpFormatter());
    // The command's own options come first in its help.
    command->declare(app);
    app.set_help_flag("-h,--help", "Print this help and exit");
    declareCommon(app, invocation.common, texts, *command);
    std::ranges::reverse(arguments);
    try {
        app.parse(arguments);
    } catch (const CLI::CallForHelp &) {
        out << innermostOf(app).help() << std::flush;
        invocation.finished = ExitStatus::Ok;
        return invocation;
    } catch (const CLI::ParseError &error) {
        // Required arguments are missing when only the version is asked for.
        invocation.finished = texts.version ? ExitStatus::Ok : report.sayParseError(error, app);
    }
    if (texts.version) {
        out << "duo-doctor " DUODOCTOR_VERSION "\n" << std::flush;
        invocation.finished = ExitStatus::Ok;
    }
    if (invocation.finished) {
        return invocation;
    }
    if (!app.remaining(true).empty()) {
        invocation.finished = report.sayUnexpected(app);
    } else if (const QString mistake = mistakeIn(invocation.common, texts, *command); !mistake.isEmpty()) {
        invocation.finished = report.say(mistake);
    } else {
        invocation.command = std::move(command);
    }
    return invocation;
}

} // namespace

Invocation readCommandLine(std::vector<std::string> arguments, std::ostream &out, std::ostream &err)
{
    const size_t index = firstWord(arguments);
    if (index == arguments.size()) {
        return readWizard(std::move(arguments), out, err);
    }
    const std::string word = arguments[index];
    for (std::unique_ptr<Command> &command : makeCommands()) {
        if (word == command->name()) {
            arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(index));
            return readCommand(std::move(command), std::move(arguments), out, err);
        }
    }
    const QString path = fromUtf8(word);
    if (QFileInfo::exists(path) || path.contains(u'.') || path.contains(u'/') || isOption(arguments.front())) {
        return readWizard(std::move(arguments), out, err);
    }
    Invocation invocation;
    invocation.finished = UsageReport(err, u"duo-doctor"_s)
                              .sayWithHelp(u"%1: there is no such subcommand and no such file.%2"_s.arg(
                                  path, didYouMean(path, commandNames())));
    return invocation;
}

ExitStatus runCommand(Invocation &invocation, std::ostream &err)
{
    const TerminalTraits traits = terminalTraits();
    OutputTarget target;
    const QString path = fromUtf8(invocation.common.output);
    const QString program = u"duo-doctor %1"_s.arg(QLatin1StringView(invocation.command->name()));
    if (QFileInfo(path).isFile() && !invocation.command->mayReplaceOutput()) {
        return UsageReport(err, program)
            .say(u"--output %1: the file exists; choose another name, or add --force to replace it."_s.arg(path));
    }
    if (const QString problem = target.open(path); !problem.isEmpty()) {
        return UsageReport(err, program).say(u"--output %1: %2"_s.arg(path, problem));
    }
    CommandContext context{
        .out = target.stream(),
        .err = err,
        .outIsColored = traits.mayColor && path.isEmpty() && !invocation.common.noColor,
        .errIsTerminal = traits.errIsTerminal,
        .width = traits.width,
        .commandName = invocation.command->name(),
        .common = invocation.common,
    };
    const ExitStatus status = invocation.command->run(context);
    if (const QString problem = target.commit(); !problem.isEmpty()) {
        printMessage(context, path.isEmpty() ? problem : u"--output %1: %2"_s.arg(path, problem));
        return ExitStatus::CouldNotWork;
    }
    return status;
}

} // namespace duodoctor
