#include "remedy_person.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Match = QRegularExpressionMatch;

struct Rule {
    QString pattern;
    RuleMoment moment;
    void (*apply)(RemedyPerson &, const Match &);
};

QString here(RemedyPerson &person, const QString &value)
{
    return person.world().inThisWorld(value);
}

Model &modelOf(Deployment &deployment)
{
    return deployment.models.first();
}

// GitLab's pages.

void setGatewayUrl(RemedyPerson &person, const Match &match)
{
    person.gitlab.aiGateway.url = here(person, match.captured(1));
}

void setGatewayUrlThatAnswered(RemedyPerson &person, const Match &)
{
    person.gitlab.aiGateway.url = person.answered();
}

void correctName(RemedyPerson &person, const Match &)
{
    person.gitlab.aiGateway.url = here(person, u"https://GATEWAY-NAME"_s);
}

void setAgentPlatform(RemedyPerson &person, const Match &match)
{
    person.gitlab.aiGateway.agentPlatform->address = here(person, match.captured(1));
}

void setEndpoint(RemedyPerson &person, const Match &match)
{
    modelOf(person.gitlab).endpoint = here(person, match.captured(1));
}

void replaceHostOfEndpoint(RemedyPerson &person, const Match &match)
{
    modelOf(person.gitlab).endpoint.replace(match.captured(1), here(person, u"MODEL-NAME"_s));
}

void setIdentifier(RemedyPerson &person, const Match &match)
{
    modelOf(person.gitlab).identifier = match.captured(1);
}

void enterKey(RemedyPerson &person, const Match &)
{
    person.keyInGitlab = person.modelKey;
}

void setSecureBox(RemedyPerson &person, const Match &match)
{
    person.gitlab.aiGateway.agentPlatform->tls = match.captured(1).compare("tick"_L1, Qt::CaseInsensitive) == 0;
}

void setSecureBoxByOldValue(RemedyPerson &person, const Match &)
{
    person.gitlab.aiGateway.agentPlatform->tls =
        person.deployment.aiGateway.agentPlatform->address.startsWith("https://"_L1);
}

void setSecureBoxByWhatIsSpoken(RemedyPerson &person, const Match &)
{
    person.gitlab.aiGateway.agentPlatform->tls = !person.circumstances.contains(Circumstance::PlainText);
}

void describeModel(RemedyPerson &person, const Match &match)
{
    modelOf(person.gitlab).endpoint = match.captured(1);
    modelOf(person.gitlab).identifier = match.captured(2);
}

template <RemedyPage page>
void visit(RemedyPerson &person, const Match &)
{
    person.pages << page;
}

// The deployment of Duo Doctor.

void correctDeployment(RemedyPerson &person, const Match &)
{
    const TrustFiles trust = person.deployment.trust;
    person.deployment = person.gitlab;
    person.deployment.trust = trust;
}

void addToBundle(RemedyPerson &person, const Match &match)
{
    person.type(u"cat %1 >> '%2'"_s.arg(match.captured(1), person.deployment.trust.caBundle));
}

void giveKeyToDuoDoctor(RemedyPerson &person, const Match &)
{
    modelOf(person.deployment).apiKey = {ApiKeySource::Prompt, {}};
    person.keyInDuoDoctor = person.keyInGitlab;
}

// The gateway's container.

void addOptionsOfBlock(RemedyPerson &person, const Match &)
{
    static const QRegularExpression line(uR"(^(--[a-z-]+) (\S+)$|^([A-Za-z_]+=\S*)$)"_s);
    if (person.step().language != "text"_L1 || person.step().vantage != Vantage::Gateway) {
        return;
    }
    for (const QString &text : person.step().command.split(u'\n')) {
        const Match match = line.match(text);
        if (!match.hasMatch()) {
            person.complain(u"this is no option: "_s + text);
            return;
        }
        const QString name = match.captured(1);
        person.addOption(name.isEmpty() ? u"--env"_s : name, name.isEmpty() ? match.captured(3) : match.captured(2));
    }
}

void addPort(RemedyPerson &person, const Match &match)
{
    person.addOption(u"--publish"_s, match.captured(1));
}

void setVariable(RemedyPerson &person, const Match &match)
{
    person.addOption(u"--env"_s, match.captured(1) + u'=' + here(person, match.captured(2)));
}

void setToSameFile(RemedyPerson &person, const Match &match)
{
    person.addOption(u"--env"_s, match.captured(1) + u'=' + person.world().variable(u"SSL_CERT_FILE"_s));
    person.recreateContainer();
}

void recreate(RemedyPerson &person, const Match &)
{
    person.recreateContainer();
}

void startAfterRemoval(RemedyPerson &person, const Match &)
{
    person.startContainer();
}

void startWithPulledImage(RemedyPerson &person, const Match &)
{
    person.image = person.world().state().value("images"_L1).toArray().last().toString();
    person.startContainer();
}

// Certificates.

void askAuthority(RemedyPerson &person, const Match &match)
{
    static const QRegularExpression name(u"`(?:DNS:)?([a-z0-9.-]+)`"_s);
    QStringList names;
    for (auto found = name.globalMatch(match.captured()); found.hasNext();) {
        names << found.next().captured(1);
    }
    const QString problem = person.authority().issue(names);
    if (!problem.isEmpty()) {
        person.complain(problem);
    }
}

void fetchIntermediate(RemedyPerson &person, const Match &)
{
    person.authority().handOutIntermediate();
}

void fetchRoot(RemedyPerson &person, const Match &)
{
    person.authority().handOutRoot();
}

void fetchProductRoot(RemedyPerson &person, const Match &)
{
    person.authority().handOutProductRoot();
}

void joinChain(RemedyPerson &person, const Match &)
{
    person.type(u"cat server.pem intermediate.pem > fullchain.pem"_s);
}

void installChain(RemedyPerson &person, const Match &)
{
    person.type(u"cp fullchain.pem /etc/nginx/tls/fullchain.pem"_s);
}

void installKey(RemedyPerson &person, const Match &)
{
    person.type(u"cp private.key /etc/nginx/tls/private.key"_s);
}

// nginx and GitLab's file.

void addToGitlabRb(RemedyPerson &person, const Match &)
{
    const QString path = person.world().place(u"/etc/gitlab/gitlab.rb"_s);
    RemedyWorld::write(path, RemedyWorld::read(path) + person.step().command.toUtf8() + '\n');
    person.type(u"sudo gitlab-ctl reconfigure"_s);
}

void reloadNginx(RemedyPerson &person, const Match &)
{
    person.type(u"sudo nginx -t && sudo nginx -s reload"_s);
}

// The model server.

void addModelOptions(RemedyPerson &person, const Match &)
{
    if (person.step().language == "text"_L1 && !person.step().vantage) {
        person.modelOptions << person.step().command.split(u' ');
    }
}

void listenEverywhere(RemedyPerson &person, const Match &)
{
    person.modelOptions << u"--host"_s << u"0.0.0.0"_s;
}

const QList<Rule> &rules()
{
    constexpr auto kBefore = RuleMoment::BeforeCommand;
    constexpr auto kAfter = RuleMoment::AfterCommand;
    static const QList<Rule> all{
        {u"set the AI Gateway URL to `([^`]+)`"_s, kBefore, setGatewayUrl},
        {u"set the AI Gateway URL to the address that answered"_s, kBefore, setGatewayUrlThatAnswered},
        {u"configure its target as the URL: `([^`]+)`"_s, kBefore, setGatewayUrl},
        {u"^Write the URL in full: `([^`]+)`"_s, kBefore, setGatewayUrl},
        {u"correct the name in the URL"_s, kBefore, correctName},
        {u"Agent Platform service URL to `([^`]+)`"_s, kBefore, setAgentPlatform},
        {u"Agent Platform's address to `([^`]+)`"_s, kBefore, setAgentPlatform},
        {u"set its endpoint to `([^`]+)`"_s, kBefore, setEndpoint},
        {u"set the endpoint that answered: `([^`]+)`"_s, kBefore, setEndpoint},
        {u"replace `([^`]+)` in its endpoint by that name"_s, kBefore, replaceHostOfEndpoint},
        {u"With plain text, clear .*; with TLS, tick it"_s, kBefore, setSecureBoxByWhatIsSpoken},
        {u"the endpoint `([^`]+)`, which ends in `/v1`, and the identifier `([^`]+)`"_s, kBefore, describeModel},
        {u"^Add the model in \\*\\*"_s, kBefore, visit<RemedyPage::ModelAdded>},
        {u"^Choose (?:a|the) model for (?:the|each) feature|^Set General Chat first"_s, kBefore,
         visit<RemedyPage::FeatureChosen>},
        {u"^Assign a seat: \\*\\*"_s, kBefore, visit<RemedyPage::SeatAssigned>},
        {u"^Synchronise it: \\*\\*Admin area > Subscription"_s, kBefore, visit<RemedyPage::LicenceSynchronised>},
        {u"set its identifier to `([^`]+)`"_s, kBefore, setIdentifier},
        {u"make a new key at the server"_s, kBefore, [](RemedyPerson &, const Match &) {}},
        {u"enter the (?:API )?key"_s, kBefore, enterKey},
        {u"(?<!With plain text, )(clear) \\*\\*Use secure connection \\(TLS\\)\\*\\*"_s, kBefore, setSecureBox},
        {u"[Tt]ick \\*\\*Use secure.* when the old value began with `https://`"_s, kBefore, setSecureBoxByOldValue},
        {u"[Cc]orrect the (?:deployment|URL in|endpoint in|identifier in|address in).*of Duo Doctor|Correct it in the deployment|tls` of `agent_platform` in the deployment"_s,
         kAfter, correctDeployment},
        {u"add `([^`]+)` to the file that `ca_bundle` of `trust` names"_s, kAfter, addToBundle},
        {u"Tell Duo Doctor where it finds the key|Enter the same key in Duo Doctor"_s, kAfter, giveKeyToDuoDoctor},
        {u"(?:[Rr]ecreate|[Rr]emove) the container|set these variables for the gateway|go past it with these variables|with this option"_s,
         kBefore, addOptionsOfBlock},
        {u"`(?:-p |\")(\\d+:\\d+)\"?`"_s, kBefore, addPort},
        {u"set `([A-Z_]+)` to `\"?([^`\"]+)\"?`"_s, kBefore, setVariable},
        {u"run `docker compose up -d`"_s, kAfter, recreate},
        {u"run `(docker compose up -d --force-recreate)`"_s, kAfter,
         [](RemedyPerson &person, const Match &match) { person.type(match.captured(1)); }},
        {u"reads `([A-Z_]+)` as well. Set it to the same file"_s, kBefore, setToSameFile},
        {u"A variable `PORT` in the container .* Remove it"_s, kBefore,
         [](RemedyPerson &person, const Match &) { person.removeVariable(u"^PORT$"_s); }},
        {u"Remove the bypass variables from"_s, kBefore,
         [](RemedyPerson &person, const Match &) { person.removeVariable(u"BYPASS"_s); }},
        {u"(?:[Rr]ecreate the container|[Rr]emove the container and start it) with "
         "(?!the same|your resolver|`--network)"_s,
         kAfter, recreate},
        {u"[Rr]emove the container, then start it with the changed `docker run` command"_s, kAfter, startAfterRemoval},
        {u"Remove the (?:old )?container and start it with the same options and (?:the new|this) tag"_s, kAfter,
         startWithPulledImage},
        {u"certificate issued(?! for this name only)[^.]*|Renew (?:it|the certificate) at its authority"_s, kAfter,
         askAuthority},
        {u"Get the current intermediate from the authority|Fetch the missing certificate"_s, kBefore,
         fetchIntermediate},
        {u"(?<!product's root certificate, )save it as `ca.pem`"_s, kBefore, fetchRoot},
        {u"product's root certificate, save it as `ca.pem`"_s, kBefore, fetchProductRoot},
        {u"(?:Put it|and put it) into one file with its intermediate certificates"_s, kBefore, joinChain},
        {u"put `fullchain.pem` in place of the old file"_s, kBefore, installChain},
        {u"a new key in place of the old key"_s, kBefore, installKey},
        {u"In `/etc/gitlab/gitlab.rb`, set this.*`sudo gitlab-ctl reconfigure`"_s, kBefore, addToGitlabRb},
        {u"[Ss]et this and reload it"_s, kAfter, reloadNginx},
        {u"restart the server|vLLM: start it|add this option to its command"_s, kBefore, addModelOptions},
        {u"make it listen on all addresses|Let the model server listen on more"_s, kBefore, listenEverywhere},
    };
    return all;
}

} // namespace

int applyRules(RemedyPerson &person, const QString &text, RuleMoment moment)
{
    int done = 0;
    for (const Rule &rule : rules()) {
        if (rule.moment != moment) {
            continue;
        }
        const Match match = QRegularExpression(rule.pattern).match(text);
        if (match.hasMatch()) {
            rule.apply(person, match);
            ++done;
        }
    }
    return done;
}

} // namespace duodoctor
