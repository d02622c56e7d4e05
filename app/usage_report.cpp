#include "app/usage_report.h"

#include "app/messages.h"
#include "app/suggestion.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QStringList optionNames(const CLI::App &app)
{
    QStringList names;
    for (const CLI::App *level = &app; level != nullptr; level = level->get_parent()) {
        for (const CLI::Option *option : level->get_options()) {
            for (const std::string &name : option->get_lnames()) {
                names.append(u"--"_s + fromUtf8(name));
            }
        }
    }
    return names;
}

} // namespace

QString fromUtf8(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

bool isOption(const std::string &argument)
{
    return argument.size() > 1 && argument.front() == '-';
}

const CLI::App &innermostOf(const CLI::App &app)
{
    const std::vector<CLI::App *> given = app.get_subcommands();
    return given.empty() ? app : innermostOf(*given.back());
}

UsageReport::UsageReport(std::ostream &err, QString program)
    : m_err(err)
    , m_program(std::move(program))
{
}

ExitStatus UsageReport::say(const QString &sentence) const
{
    printLine(m_err, u"%1: %2"_s.arg(m_program, sentence));
    return ExitStatus::WrongUsage;
}

ExitStatus UsageReport::sayWithHelp(const QString &sentence) const
{
    return say(u"%1 See \"%2 --help\"."_s.arg(sentence, m_program));
}

ExitStatus UsageReport::sayUnexpected(const CLI::App &app) const
{
    const std::vector<std::string> extras = app.remaining(true);
    const auto option = std::ranges::find_if(extras, isOption);
    const CLI::App &inner = innermostOf(app);
    if (option != extras.end()) {
        const QString name = fromUtf8(option->substr(0, option->find('=')));
        return sayWithHelp(u"%1: this option does not exist here.%2"_s.arg(name, didYouMean(name, optionNames(inner))));
    }
    const QString word = fromUtf8(extras.front());
    QStringList subcommands;
    for (const CLI::App *sub : inner.get_subcommands([](const CLI::App *) { return true; })) {
        subcommands.append(fromUtf8(sub->get_name()));
    }
    if (!subcommands.isEmpty()) {
        return sayWithHelp(u"%1: there is no such subcommand; choose %2.%3"_s.arg(word, subcommands.join(u", "_s),
                                                                                  didYouMean(word, subcommands)));
    }
    return sayWithHelp(u"%1: this argument is one too many; leave it out."_s.arg(word));
}

/// CLI11 puts the option's name before the first colon of its messages, or at their start.
ExitStatus UsageReport::sayParseError(const CLI::ParseError &error, const CLI::App &app) const
{
    if (!app.remaining(true).empty()) {
        return sayUnexpected(app);
    }
    const QString message = fromUtf8(error.what());
    const QString place = message.section(u':', 0, 0);
    if (dynamic_cast<const CLI::RequiredError *>(&error) != nullptr) {
        const QString name = message.section(u' ', 0, 0);
        return name == "A"_L1 ? sayWithHelp(u"a subcommand is missing; name one."_s)
                              : sayWithHelp(u"%1: this is missing; give it."_s.arg(name));
    }
    if (dynamic_cast<const CLI::ArgumentMismatch *>(&error) != nullptr) {
        return message.contains("required"_L1)
                   ? sayWithHelp(u"%1: its value is missing; write one after it."_s.arg(place))
                   : sayWithHelp(u"%1: this takes one value; leave the others out."_s.arg(place));
    }
    if (dynamic_cast<const CLI::ConversionError *>(&error) != nullptr) {
        return sayWithHelp(
            u"%1: the value cannot be read; write a number."_s.arg(message.section(u": "_s, 1).section(u' ', 0, 0)));
    }
    return sayWithHelp(message.endsWith(u'.') ? message : message + u'.');
}

} // namespace duodoctor
