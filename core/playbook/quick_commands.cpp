#include "playbook/quick_commands.h"

#include "check/by_hand.h"
#include "check/check_plan.h"
#include "check/hand_commands.h"
#include "deployment/known_versions.h"
#include "playbook/command_text.h"
#include "playbook/quick_commands_parser.h"
#include "playbook/template_text.h"

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Place = QuickCommandEntry::Place;

/// A page is no place for a hundred models.
constexpr qsizetype kMaxSubjects = 20;

/// A deployment in which it is decided how GitLab and the gateway are installed, and that names what a command needs.
struct DecidedDeployment {
    Deployment deployment;
    QString gatewayWords; ///< for which gateway it is, where both kinds are possible
};

bool isCluster(GatewayInstallation way)
{
    return way == GatewayInstallation::Helm || way == GatewayInstallation::OpenShift;
}

/// Nothing is guessed of GitLab: a word stands for what is not known.
void decideGitlab(GitLabInstance &gitlab)
{
    const QList<GitLabInstallation> ways = possibleInstallations(gitlab);
    const bool isOpen = ways.size() > 1;
    gitlab.installation =
        isOpen && ways.contains(GitLabInstallation::LinuxPackage) ? GitLabInstallation::LinuxPackage : ways.first();
    Reach &reach = gitlab.reach;
    if (gitlab.installation == GitLabInstallation::Docker) {
        reach.via = ReachVia::Docker;
        reach.container = reach.container.isEmpty() ? u"<gitlab_container>"_s : reach.container;
    }
    if (gitlab.installation == GitLabInstallation::Helm) {
        reach.via = ReachVia::Kubectl;
        reach.kubeNamespace = reach.kubeNamespace.isEmpty() ? u"<gitlab_namespace>"_s : reach.kubeNamespace;
    }
}

Deployment withGatewayIn(Deployment deployment, bool inCluster)
{
    Reach &reach = deployment.aiGateway.reach;
    reach.via = inCluster ? ReachVia::Kubectl : ReachVia::Docker;
    if (!inCluster && reach.container.isEmpty()) {
        reach.container = u"gitlab-aigw"_s;
    }
    if (inCluster && reach.kubeNamespace.isEmpty()) {
        reach.kubeNamespace = u"ai-gateway"_s;
    }
    auto &way = deployment.aiGateway.installation;
    way = way && isCluster(*way) == inCluster ? way : std::nullopt;
    return deployment;
}

QList<DecidedDeployment> decidedFor(const Deployment &deployment)
{
    Deployment decided = deployment;
    decideGitlab(decided.gitlab);
    const QList<GatewayInstallation> ways = possibleInstallations(deployment.aiGateway);
    const bool mayBeCluster = std::ranges::any_of(ways, isCluster);
    const bool mayBeContainer = !std::ranges::all_of(ways, isCluster);
    QList<DecidedDeployment> all;
    if (mayBeContainer) {
        all.append({withGatewayIn(decided, false), mayBeCluster ? u"Gateway in Docker or Compose."_s : QString{}});
    }
    if (mayBeCluster) {
        all.append({withGatewayIn(decided, true), mayBeContainer ? u"Gateway on Helm or OpenShift."_s : QString{}});
    }
    return all;
}

Vantage vantageOf(Place place)
{
    switch (place) {
    case Place::GitLab:
    case Place::Console:
        return Vantage::GitLab;
    case Place::Gateway:
    case Place::GatewayHost:
        return Vantage::Gateway;
    case Place::Workstation:
        break;
    }
    return Vantage::Workstation;
}

/// Where such a command is run, as the commands of the checks say it.
QString whereOf(Vantage vantage, const Deployment &deployment)
{
    const CheckId check = vantage == Vantage::GitLab ? CheckId{"gitlab-version"} : CheckId{"gateway-environment"};
    const auto instruction = handInstruction({check, vantage, {}}, deployment);
    if (vantage != Vantage::Workstation && instruction) {
        return instruction->where;
    }
    switch (vantage) {
    case Vantage::GitLab:
        return u"On the GitLab host, as somebody who may use sudo"_s;
    case Vantage::Gateway:
        return u"On the gateway's host, as somebody who may use its containers"_s;
    case Vantage::Workstation:
        break;
    }
    return u"On this workstation"_s;
}

QString joined(QStringList sentences)
{
    sentences.removeAll(QString{});
    return sentences.join(u' ');
}

/// Makes the commands of one entry for one decided deployment.
class QuickCommandMaker
{
public:
    QuickCommandMaker(const QuickCommandEntry &entry, const DecidedDeployment &decided)
        : m_entry(entry)
        , m_decided(decided)
        , m_deployment(decided.deployment)
        , m_vantage(vantageOf(entry.place))
    {
    }

    QList<QuickCommand> make() const { return m_entry.check.isEmpty() ? ofForms() : ofCheck(); }

private:
    QuickCommand blank() const
    {
        QuickCommand command;
        command.id = m_entry.id;
        command.title = m_entry.title;
        command.answer = TemplateText::parse(m_entry.answer, TextKind::Markdown).fill(PlaceholderValues(m_deployment));
        command.vantage = m_vantage;
        command.rows = m_entry.rows;
        command.note = joined({gatewayWords(), m_entry.note});
        return command;
    }
    QString gatewayWords() const { return m_vantage == Vantage::Gateway ? m_decided.gatewayWords : QString{}; }

    QList<QuickCommand> ofCheck() const
    {
        QList<QuickCommand> commands;
        const CheckDefinition *definition = checkDefinition(m_entry.check);
        const QStringList subjects = definition ? subjectsOf(definition->subject, m_deployment) : QStringList{};
        for (const QString &subject : subjects.first(std::min(subjects.size(), kMaxSubjects))) {
            const CheckKey key{definition->id, m_vantage, subject};
            if (const auto instruction = handInstruction(key, m_deployment)) {
                QuickCommand command = blank();
                command.subject = subjects.size() > 1 ? subject : QString{};
                command.command = instruction->command;
                command.where = instruction->where;
                command.pasted = instruction->expected;
                command.check = key;
                command.ruby = m_entry.place == Place::Console ? handcommands::rubyFor(key.check, m_deployment, subject)
                                                               : QString{};
                commands << command;
            }
        }
        return commands;
    }

    /// The form of this version; of the newest one that is known, where none is given.
    const QuickCommandForm *form() const
    {
        StepSituation situation = StepSituation::of(m_deployment);
        situation.version = situation.version.value_or(kNewestKnownVersion);
        const auto found = std::ranges::find_if(
            m_entry.forms, [&situation](const QuickCommandForm &form) { return form.condition.mayHold(situation); });
        return found == m_entry.forms.end() ? nullptr : &*found;
    }

    QList<QuickCommand> ofForms() const
    {
        const QuickCommandForm *form = this->form();
        if (!form) {
            return {};
        }
        QuickCommand command = blank();
        command.versions = form->condition.versions;
        command.pasted = m_entry.pasted;
        command.where = whereOf(m_vantage, m_deployment);
        const PlaceholderValues values(m_deployment);
        if (m_entry.place == Place::Console) {
            command.ruby = filledCommand(form->command, u"ruby", values);
            command.command = handcommands::atGitlab(handcommands::railsLine(command.ruby, m_deployment), m_deployment);
        } else {
            const QString line = filledCommand(
                inClusterOf(form->command, m_vantage == Vantage::Gateway ? "gateway_context"_L1 : "gitlab_context"_L1,
                            values),
                u"sh", values);
            command.command = m_entry.place == Place::Gateway ? handcommands::inGateway(line, m_deployment) : line;
        }
        if (!m_deployment.gitlab.version && !versionWords(command.versions).isEmpty()) {
            command.note = joined({versionWords(command.versions) + u'.', command.note});
        }
        return {command};
    }

    const QuickCommandEntry &m_entry;
    const DecidedDeployment &m_decided;
    const Deployment &m_deployment;
    Vantage m_vantage;
};

QList<QuickCommand> commandsOf(const QuickCommandEntry &entry, const QList<DecidedDeployment> &decided)
{
    QList<QuickCommand> commands;
    for (const DecidedDeployment &one : decided) {
        commands += QuickCommandMaker(entry, one).make();
        if (vantageOf(entry.place) != Vantage::Gateway) {
            break;
        }
    }
    return commands;
}

} // namespace

QList<QuickCommandGroup> renderedQuickCommands(const QuickCommandBook &book, const Deployment &deployment)
{
    const QList<DecidedDeployment> decided = decidedFor(deployment);
    QList<QuickCommandGroup> groups;
    for (const QuickCommandSection &section : book.sections) {
        QuickCommandGroup group{section.id, section.title, section.note, {}};
        for (const QuickCommandEntry &entry : section.entries) {
            group.commands += commandsOf(entry, decided);
        }
        if (!group.commands.isEmpty()) {
            groups << group;
        }
    }
    return groups;
}

QList<CheckKey> emergencyChecks(const Deployment &deployment)
{
    static constexpr std::array kChecks{CheckId{"gateway-environment"}, CheckId{"gateway-healthz"},
                                        CheckId{"gateway-healthz-inside"}, CheckId{"gitlab-llm-log"}};
    QList<CheckKey> keys;
    for (const PlannedCheck &check : planChecks(deployment, false)) {
        if (std::ranges::find(kChecks, check.key.check) != kChecks.end()) {
            keys << check.key;
        }
    }
    return keys;
}

} // namespace duodoctor
