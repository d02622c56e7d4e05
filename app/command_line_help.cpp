#include "app/command_line_help.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace duodoctor
{

namespace
{

constexpr size_t kColumnWidth = 34;

constexpr auto kIntroduction =
    R"(Finds out why a GitLab Duo Self-Hosted installation does not work, and shows the repair.

Usage:
  duo-doctor [DEPLOYMENT.json]      opens the wizard
  duo-doctor --practice [--fault ID]...
                                    opens the wizard on a practice deployment with these faults
  duo-doctor --overlay DIR          with your organisation's own articles and walks
  duo-doctor COMMAND ...            works without a display

Commands:
)";

constexpr auto kClosing = R"(
Each command explains itself: duo-doctor COMMAND --help. Options of all commands are --format, --output,
--gitlab-version, --overlay, --timeout, --no-color, --quiet and --verbose.

Options:
  -h, --help                        print this help
  --version                         print the version

Exit status:
  0  nothing wrong
  1  problems found, or a certificate chain that is not trusted
  2  wrong usage or unreadable input
  3  the work could not be done, or was interrupted

Examples:
  duo-doctor --practice
      open the wizard on a deployment of its own, to look around
  duo-doctor check production.json
      check everything that can be seen from this machine
  duo-doctor check production.json --format html --output report.html
      the same, as a report to hand on
)";

/// Wraps descriptions at the edge of the column, which CLI11's own layout leaves to the terminal.
class HelpFormatter : public CLI::Formatter
{
public:
    HelpFormatter()
    {
        column_width(kColumnWidth);
        label("REQUIRED", "");
        label("OPTIONS", "[OPTION]...");
        label("Positionals", "Arguments");
        label("Options", "Options");
    }

    std::string make_usage(const CLI::App *app, std::string name) const override
    {
        std::ostringstream out;
        out << "Usage: " << (name.empty() ? fullName(app) : name);
        for (const CLI::Option *option : app->get_options([](const CLI::Option *o) { return o->get_positional(); })) {
            out << ' ' << make_option_usage(option);
        }
        if (!app->get_subcommands([](const CLI::App *) { return true; }).empty()) {
            out << " SUBCOMMAND";
        }
        out << " [OPTION]...\n";
        return out.str();
    }

    std::string make_option_opts(const CLI::Option *option) const override
    {
        if (option->get_positional() || option->get_type_size() == 0) {
            return {};
        }
        return " " + option->get_type_name();
    }

    std::string make_footer(const CLI::App *app) const override
    {
        const std::string footer = app->get_footer();
        return footer.empty() ? std::string{} : "Examples:\n" + footer + "\n";
    }

private:
    static std::string fullName(const CLI::App *app)
    {
        const CLI::App *parent = app->get_parent();
        return parent == nullptr ? app->get_name() : fullName(parent) + " " + app->get_name();
    }
};

} // namespace

std::string programHelp(const std::vector<std::unique_ptr<Command>> &commands)
{
    std::ostringstream out;
    out << kIntroduction;
    for (const std::unique_ptr<Command> &command : commands) {
        std::string name = std::string("  ") + command->name();
        name.resize(std::max<size_t>(name.size() + 1, 14), ' ');
        out << name << command->description() << '\n';
    }
    out << kClosing;
    return out.str();
}

std::shared_ptr<CLI::Formatter> commandHelpFormatter()
{
    return std::make_shared<HelpFormatter>();
}

} // namespace duodoctor
