#include "remedy_person.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// The shell's own ways to say that a command is none.
bool isNoCommand(const RemedyWorld::Ran &ran)
{
    return ran.exitCode == 126 || ran.exitCode == 127 || ran.output.contains("syntax error"_L1);
}

/// Words that a person fills in are in capitals or in angle brackets.
QString openWord(const QString &command)
{
    static const QRegularExpression word(uR"(<[a-z_]+>|\b[A-Z]{3,}-[A-Z]{3,}\b)"_s);
    const QRegularExpressionMatch match = word.match(command);
    return match.captured();
}

} // namespace

RemedyPerson::RemedyPerson(RemedyWorld &world, RemedyAuthority &authority, const Deployment &practice,
                           const Finding &finding)
    : deployment(practice)
    , gitlab(practice)
    , m_world(world)
    , m_authority(authority)
    , m_finding(finding)
{
}

QString RemedyPerson::argument(Argument argument) const
{
    return m_finding.arguments.value(argument);
}

QString RemedyPerson::follow(const Remedy &remedy)
{
    for (const RenderedStep &step : remedy.steps) {
        m_step = step;
        m_step.text = m_step.text.simplified();
        followStep();
        if (!m_problem.isEmpty()) {
            return m_problem + u" -- "_s + m_step.text;
        }
    }
    return {};
}

void RemedyPerson::followStep()
{
    if (!stepApplies(*this, m_step.text, &m_problem)) {
        diary << u"not here: "_s + m_step.text.left(70);
        return;
    }
    diary << u"step: "_s + m_step.text;
    int done = applyRules(*this, m_step.text, RuleMoment::BeforeCommand);
    if (m_step.language == "sh"_L1 && m_problem.isEmpty()) {
        useCommand();
        ++done;
    } else if (m_step.language == "yaml"_L1 && m_step.vantage == Vantage::Gateway && isCompose()) {
        addToService(m_step.command);
        ++done;
    } else if (m_step.language == "nginx"_L1) {
        addConfiguration(m_step.command);
        ++done;
    }
    done += applyRules(*this, m_step.text, RuleMoment::AfterCommand);
    if (done == 0 && !isLook()) {
        complain(u"nobody knows what to do here"_s);
    }
}

void RemedyPerson::useCommand()
{
    // A look is taken line by line, so that each answer is seen beside what was asked.
    static const QRegularExpression look(u"^curl .*http_code"_s);
    if (!look.match(m_step.command).hasMatch()) {
        type(m_step.command);
        return;
    }
    static const QRegularExpression url(uR"((https?://\S+?)(/monitoring/healthz|/models)?'?\s*$)"_s);
    for (const QString &line : m_step.command.split(u'\n')) {
        const RemedyWorld::Ran ran = m_world.run(line);
        const QRegularExpressionMatch match = url.match(m_world.inThisWorld(line));
        if (ran.output.trimmed().startsWith("200"_L1) && match.hasMatch()) {
            m_answered = match.captured(1);
        }
        diary << u"$ "_s + line << ran.output;
    }
}

void RemedyPerson::type(const QString &command)
{
    const QString word = openWord(m_world.inThisWorld(command));
    if (!word.isEmpty()) {
        complain(u"nobody knows "_s + word);
        return;
    }
    if (isCompose()) {
        writeComposeFile();
    }
    const RemedyWorld::Ran ran = m_world.run(command, modelKey + '\n');
    diary << u"$ "_s + command << ran.output.left(2000);
    const bool isForLooking = isLook() || m_step.text.contains("If it is"_L1);
    if (isNoCommand(ran) || (ran.exitCode != 0 && !isForLooking)) {
        complain(u"the command fails with %1: %2"_s.arg(ran.exitCode).arg(ran.output));
    }
}

bool RemedyPerson::isLook() const
{
    static const QRegularExpression verbs(
        u"^((?:If|From|On|In) [^,]+, )?(See|Look|Compare|Ask|Check|Run the checks again|Read|Measure|Find|Do the "
        u"same|Try|Press|Wait|"
        "Use a real host name|Let OpenSSL read|Reduce|Upgrade the gateway together|Save the command|List the names|"
        "Look for|Get the key|Choose the|Open the Rails console|Make sure|Do not|Open GitLab|Until then|Let GitLab run|Run GitLab|Repeat|Decide which)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    // Others only lead to the steps behind them.
    static const QRegularExpression heading(u"as follows|following steps|next steps? do(es)? so"_s);
    return verbs.match(m_step.text).hasMatch() || heading.match(m_step.text).hasMatch();
}

void RemedyPerson::complain(const QString &problem)
{
    if (m_problem.isEmpty()) {
        m_problem = problem;
    }
}

void RemedyPerson::addOption(const QString &name, const QString &value)
{
    if (options.contains(std::pair{name, value})) {
        return;
    }
    // A variable is given once, and so is a mount.
    const QString key = name == "--env"_L1 ? value.section(u'=', 0, 0) + u'=' : QString();
    const QString target = name == "--volume"_L1 ? value.section(u':', 1, 1) : QString();
    options.removeIf([&](const std::pair<QString, QString> &option) {
        return option.first == name && ((!key.isEmpty() && option.second.startsWith(key)) || option.second == value ||
                                        (!target.isEmpty() && option.second.section(u':', 1, 1) == target));
    });
    options << std::pair{name, value};
}

void RemedyPerson::removeVariable(const QString &pattern)
{
    const QRegularExpression expression(pattern);
    options.removeIf([&](const std::pair<QString, QString> &option) {
        return option.first == "--env"_L1 && expression.match(option.second.section(u'=', 0, 0)).hasMatch();
    });
}

void RemedyPerson::addToService(const QString &yaml)
{
    static const QHash<QString, QString> optionOf{{u"ports"_s, u"--publish"_s},
                                                  {u"volumes"_s, u"--volume"_s},
                                                  {u"environment"_s, u"--env"_s},
                                                  {u"extra_hosts"_s, u"--add-host"_s}};
    static const QRegularExpression line(
        uR"re(^(?:(\w+):(?: "?([^"]*)"?)?|  - "?([^"]*)"?|  (\w+): "?([^"]*)"?)$)re"_s);
    QString option;
    for (const QString &text : yaml.split(u'\n')) {
        const QRegularExpressionMatch match = line.match(text);
        const QString key = match.captured(1);
        if (key == "image"_L1) {
            image = match.captured(2);
        } else if (!key.isEmpty()) {
            option = optionOf.value(key);
        } else if (match.hasMatch() && !option.isEmpty()) {
            const QString name = match.captured(4);
            addOption(option, name.isEmpty() ? match.captured(3) : name + u'=' + match.captured(5));
        } else {
            complain(u"this is no line of a service: "_s + text);
        }
    }
}

void RemedyPerson::writeComposeFile()
{
    QJsonArray lines;
    for (const auto &[name, value] : options) {
        lines.append(QJsonArray{name, value});
    }
    QJsonObject state = m_world.state();
    state.insert(u"compose"_s, QJsonObject{{u"name"_s, m_world.words.value(u"<gateway_container>"_s)},
                                           {u"image"_s, image},
                                           {u"options"_s, lines}});
    m_world.setState(state);
}

void RemedyPerson::startContainer()
{
    if (isCompose()) {
        type(u"docker compose up -d"_s);
        return;
    }
    QString command = u"docker run --detach --name <gateway_container>"_s;
    for (const auto &[name, value] : options) {
        command += u" %1 '%2'"_s.arg(name, value);
    }
    type(command + u' ' + image);
}

void RemedyPerson::recreateContainer()
{
    if (isCompose()) {
        startContainer();
        return;
    }
    type(u"docker stop <gateway_container> && docker rm <gateway_container>"_s);
    startContainer();
}

} // namespace duodoctor
