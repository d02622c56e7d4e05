#include "remedy_gitlab.h"

#include "support/session_run.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// What only GitLab's Rails knows.
const QStringList &checksOfRails()
{
    static const QStringList checks{u"gateway-url-setting"_s,
                                    u"agent-platform-setting"_s,
                                    u"configured-models"_s,
                                    u"feature-settings"_s,
                                    u"license"_s,
                                    u"seat"_s,
                                    u"gateway-url"_s,
                                    u"model-endpoint"_s};
    return checks;
}

QJsonArray selfHostedFeatures()
{
    QJsonArray features;
    for (const QString &feature : {u"code_generations"_s, u"code_completions"_s, u"duo_chat"_s}) {
        features.append(
            QJsonObject{{u"feature"_s, feature}, {u"provider"_s, u"self_hosted"_s}, {u"ai_self_hosted_model_id"_s, 7}});
    }
    return features;
}

QJsonObject modelOf(const Model &model)
{
    return {{u"id"_s, 7},
            {u"name"_s, model.name},
            {u"model"_s, model.family},
            {u"endpoint"_s, model.endpoint},
            {u"identifier"_s, model.identifier},
            {u"provider"_s, u"api"_s},
            {u"release_state"_s, u"GA"_s},
            {u"api_token"_s, QString()}};
}

void set(QJsonObject &state, const QString &key, const QJsonValue &value)
{
    state.insert(key, value);
}

} // namespace

const QList<GitlabCase> &gitlabCases()
{
    static const QList<GitlabCase> all{
        {u"no URL in GitLab"_s, u"gateway-url-not-set"_s,
         [](QJsonObject &state) { set(state, u"gateway_url"_s, QString()); }},
        {u"another URL in GitLab"_s, u"gateway-url-mismatch"_s,
         [](QJsonObject &state) { set(state, u"gateway_url"_s, u"http://aigw.test:5999"_s); }},
        {u"the licence lacks it"_s, u"license-lacks-duo"_s,
         [](QJsonObject &state) { set(state, u"plan"_s, u"starter"_s); }},
        {u"a user without a seat"_s, u"seat-not-assigned"_s,
         [](QJsonObject &state) {
             set(state, u"users"_s, QJsonObject{{u"root"_s, false}});
         }},
        {u"a feature that is not self-hosted"_s, u"gitlab-feature-not-self-hosted"_s,
         [](QJsonObject &state) { set(state, u"features"_s, QJsonArray()); }},
        {u"no model in GitLab"_s, u"gitlab-no-models-configured"_s,
         [](QJsonObject &state) { set(state, u"models"_s, QJsonArray()); }},
    };
    return all;
}

GitlabBench::GitlabBench(const GitlabCase &gitlabCase)
    : m_case(gitlabCase)
    , m_path(qgetenv("PATH"))
{
    const QDir folder(m_host.path());
    folder.mkdir(u"bin"_s);
    for (const QString &name : {u"gitlab-rails"_s, u"gitlab-rake"_s, u"gitlab-ctl"_s}) {
        QFile::link(QStringLiteral(DUODOCTOR_TEST_DATA "/gitlab_host/command"), folder.filePath(u"bin/"_s + name));
    }
    qputenv("PATH", folder.filePath(u"bin"_s).toUtf8() + ':' + m_path);
    qputenv("GITLAB_HOST", m_host.path().toUtf8());
    m_session.startPractice({});
    m_deployment = m_session.deployment();
    m_deployment.gitlab.installation = GitLabInstallation::LinuxPackage;
    m_deployment.gitlab.user = u"root"_s;
    m_deployment.gitlab.reach.via = ReachVia::Local;
    m_deployment.aiGateway.installation = GatewayInstallation::Docker;
    m_session.setDeployment(m_deployment);
    m_state = healthyState();
    m_case.sicken(m_state);
    writeState();
    m_authority = std::make_unique<RemedyAuthority>(m_world, RemedyFault());
}

GitlabBench::~GitlabBench()
{
    qputenv("PATH", m_path);
    qunsetenv("GITLAB_HOST");
}

QJsonObject GitlabBench::healthyState() const
{
    return {{u"start_seconds"_s, 0},
            {u"version"_s, u"18.11.2-ee"_s},
            {u"url"_s, m_deployment.gitlab.url},
            {u"gateway_url"_s, m_deployment.aiGateway.url},
            {u"agent_platform_url"_s, m_deployment.aiGateway.agentPlatform->address},
            {u"agent_platform_secure"_s, m_deployment.aiGateway.agentPlatform->tls},
            {u"plan"_s, u"ultimate"_s},
            {u"users"_s, QJsonObject{{u"root"_s, true}}},
            {u"models"_s, QJsonArray{modelOf(m_deployment.models.first())}},
            {u"features"_s, selfHostedFeatures()}};
}

void GitlabBench::writeState() const
{
    RemedyWorld::write(m_host.filePath(u"state.json"_s), QJsonDocument(m_state).toJson());
}

QString GitlabBench::runChecks()
{
    QList<CheckKey> keys;
    for (const CheckKey &key : m_session.plannedChecks()) {
        if (checksOfRails().contains(key.check.toString())) {
            keys << key;
        }
    }
    QSignalSpy finished(&m_session, &Session::runFinished);
    m_session.startChecks(keys);
    return !finished.isEmpty() || finished.wait(30'000) ? QString() : u"the checks do not end"_s;
}

QString GitlabBench::describe() const
{
    return u"\n"_s + describeResults(m_session) + (m_person ? u"\n"_s + m_person->diary.join(u'\n') : QString());
}

QString GitlabBench::examine()
{
    const QString problem = runChecks();
    const QList<RootCause> &causes = m_session.diagnosis().rootCauses;
    if (!problem.isEmpty() || causes.isEmpty() || causes.first().finding.id.toString() != m_case.finding) {
        return problem + u"the fault is not named first: "_s + rootCauseIds(m_session).join(u' ');
    }
    m_finding = causes.first().finding;
    return {};
}

QString GitlabBench::treat()
{
    m_person = std::make_unique<RemedyPerson>(m_world, *m_authority, m_deployment, m_finding);
    // GitLab's pages show what GitLab has.
    Deployment &gitlab = m_person->gitlab;
    gitlab.aiGateway.url = m_state.value("gateway_url"_L1).toString();
    gitlab.aiGateway.agentPlatform->tls = m_state.value("agent_platform_secure"_L1).toBool();
    const QJsonArray models = m_state.value("models"_L1).toArray();
    gitlab.models.first().endpoint = models.first().toObject().value("endpoint"_L1).toString();
    return m_person->follow(m_session.remedyFor(m_finding));
}

void GitlabBench::takeOver()
{
    const Deployment &gitlab = m_person->gitlab;
    m_state.insert(u"gateway_url"_s, gitlab.aiGateway.url);
    m_state.insert(u"agent_platform_secure"_s, gitlab.aiGateway.agentPlatform->tls);
    const QSet<RemedyPage> &pages = m_person->pages;
    if (!m_state.value("models"_L1).toArray().isEmpty() || pages.contains(RemedyPage::ModelAdded)) {
        m_state.insert(u"models"_s, QJsonArray{modelOf(gitlab.models.first())});
    }
    if (pages.contains(RemedyPage::FeatureChosen)) {
        m_state.insert(u"features"_s, selfHostedFeatures());
    }
    if (pages.contains(RemedyPage::SeatAssigned)) {
        m_state.insert(u"users"_s, QJsonObject{{u"root"_s, true}});
    }
    if (pages.contains(RemedyPage::LicenceSynchronised)) {
        m_state.insert(u"plan"_s, u"ultimate"_s);
    }
    writeState();
}

QString GitlabBench::examineAgain()
{
    takeOver();
    m_session.setDeployment(m_person->deployment);
    const QString problem = runChecks();
    if (!problem.isEmpty()) {
        return problem;
    }
    if (!m_session.diagnosis().rootCauses.isEmpty() || !findingsOf(m_session, m_finding.id).isEmpty()) {
        return u"not healed: "_s + rootCauseIds(m_session).join(u", "_s);
    }
    const QStringList verify = m_session.remedyFor(m_finding).verify;
    const bool isVerified = std::ranges::any_of(m_session.results(), [&](const CheckResult &result) {
        return result.status == CheckStatus::Passed && verify.contains(result.key.check.toString());
    });
    return isVerified ? QString() : u"no check of the article passes"_s;
}

} // namespace duodoctor
