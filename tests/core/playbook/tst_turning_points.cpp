#include "playbook/known_versions.h"
#include "playbook/playbook.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Deployment deploymentOf(const QString &version)
{
    Deployment deployment;
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.gitlab.user = u"ada"_s;
    deployment.gitlab.version = version.isEmpty() ? std::nullopt : GitLabVersion::parse(version);
    deployment.aiGateway.url = u"https://aigw.example.com"_s;
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
    return deployment;
}

/// The steps as a person reads them.
QString stepsOf(const Playbook &playbook, const QString &article, const QString &version)
{
    QString text;
    for (const RenderedStep &step : playbook.remedyFor(article, deploymentOf(version)).steps) {
        text += step.text.simplified() + u'\n' + step.command + u'\n';
    }
    return text.remove(u"**"_s).remove(u'\\');
}

} // namespace

/// The places at which the advice changed between the versions of GitLab, as facts/versions.md lists them: on both
/// sides of each, what is shown and what is not.
class TestTurningPoints : public QObject
{
    Q_OBJECT
    Playbook m_playbook;

private Q_SLOTS:
    void theVersionDecidesWhatIsShown_data()
    {
        QTest::addColumn<QString>("article");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("hidden");
        const auto row = [](const char *name, const char *article, const char *version, const QString &shown,
                            const QString &hidden) {
            QTest::addRow("%s, %s", name, version)
                << QString::fromLatin1(article) << QString::fromLatin1(version) << shown << hidden;
        };
        // Section 3, gateway URL: an environment variable up to 17.8, the database and its page from 17.9.
        const QString urlOld = u"gitlab_rails['env'] = { 'AI_GATEWAY_URL'"_s;
        const QString urlMiddle = u"Self-hosted models"_s;
        const QString urlNew = u"GitLab Duo > Change configuration and set the AI Gateway URL"_s;
        row("gateway URL", "gateway-url-not-set", "17.3", urlOld, urlNew);
        row("gateway URL", "gateway-url-not-set", "17.8.4", urlOld, urlMiddle);
        row("gateway URL", "gateway-url-not-set", "17.9.0", urlMiddle, urlOld);
        row("gateway URL", "gateway-url-not-set", "18.8.2", urlMiddle, urlNew);
        row("gateway URL", "gateway-url-not-set", "18.9.0", urlNew, urlMiddle);
        row("gateway URL", "gateway-url-not-set", "19.2", urlNew, urlOld);

        // Section 3, menu paths of the models.
        row("menu of a feature's model", "gitlab-feature-not-self-hosted", "17.8",
            u"Settings > General > AI-powered features"_s, u"Configure models for GitLab Duo"_s);
        row("menu of a feature's model", "gitlab-feature-not-self-hosted", "17.9", u"Self-hosted models"_s,
            u"Settings > General"_s);
        row("menu of a feature's model", "gitlab-feature-not-self-hosted", "18.8", u"Self-hosted models"_s,
            u"Configure models for GitLab Duo"_s);
        row("menu of a feature's model", "gitlab-feature-not-self-hosted", "18.9", u"Configure models for GitLab Duo"_s,
            u"Settings > General"_s);
        row("menu of seats", "seat-not-assigned", "17.8", u"earlier Code Suggestions"_s, u"Seat utilization"_s);
        row("menu of seats", "seat-not-assigned", "17.9", u"Seat utilization"_s, u"earlier Code Suggestions"_s);

        // Section 1, 17.7: the Rake task takes a user.
        const QString withUser = u"verify_self_hosted_setup[ada]"_s;
        row("Rake argument", "seat-not-assigned", "17.6.5", u"gitlab:duo:verify_self_hosted_setup\n"_s, withUser);
        row("Rake argument", "seat-not-assigned", "17.7.0", withUser, u"setup\n"_s);

        // Section 2: the options of the gateway's own test.
        const QString selfTest = u"model-unreachable-from-gateway"_s;
        row("self test", qPrintable(selfTest), "17.4", u"poetry run python -c"_s, u"troubleshoot"_s);
        row("self test", qPrintable(selfTest), "17.5", u"python troubleshoot_selfhosted_installation.py"_s,
            u"poetry run troubleshoot"_s);
        row("self test", qPrintable(selfTest), "17.6", u"poetry run troubleshoot --model-name"_s, u"--model-family"_s);
        row("self test", qPrintable(selfTest), "17.8", u"poetry run troubleshoot --model-name"_s, u"--model-family"_s);
        row("self test", qPrintable(selfTest), "17.9", u"poetry run troubleshoot --model-family"_s, u"--model-name"_s);
        row("self test", qPrintable(selfTest), "19.1", u"--model-family"_s, u"--duo-workflow-endpoint"_s);
        row("self test", qPrintable(selfTest), "19.2", u"--duo-workflow-endpoint aigw.example.com:50052"_s,
            u"--model-name"_s);

        // Section 3, verbose logging: a flag, a switch, the same switch under another name, a setting.
        row("verbose logging", "gitlab-verbose-logging-off", "17.8", u"Feature.enable(:expanded_ai_logging)"_s,
            u"Enable AI logs"_s);
        row("verbose logging", "gitlab-verbose-logging-off", "17.9", u"Enable AI logs"_s, u"Feature.enable"_s);
        row("verbose logging", "gitlab-verbose-logging-off", "18.8", u"Enable AI logs"_s, u"Collect usage data"_s);
        row("verbose logging", "gitlab-verbose-logging-off", "18.9", u"Collect usage data"_s, u"Enable AI logs"_s);
        row("verbose logging", "gitlab-verbose-logging-off", "19.1", u"Collect usage data"_s,
            u"enabled_instance_verbose_ai_logs"_s);
        row("verbose logging", "gitlab-verbose-logging-off", "19.2",
            u"Gitlab::CurrentSettings.current_application_settings.update!(enabled_instance_verbose_ai_logs: true)"_s,
            u"expanded_ai_logging"_s);

        // Section 4: the tag is equal to GitLab's version, later the newest patch of the same minor.
        row("image tag", "gateway-version-mismatch", "18.1.3", u"self-hosted-v18.1.3-ee"_s, u"newest tag"_s);
        row("image tag", "gateway-version-mismatch", "18.2.1", u"newest tag of the same major and minor"_s,
            u"is equal to the version"_s);

        // Section 5: the bypass was once asked for.
        row("bypass", "gateway-auth-bypassed", "17.4", u"asks for the bypass"_s, u"Seat"_s);
        row("bypass", "gateway-auth-bypassed", "17.5", u"Remove the bypass variables"_s, u"asks for the bypass"_s);

        // Section 6, keys: four of them since the Agent Platform is in the image.
        row("keys", "gateway-signing-key-missing", "18.3", u"AIGW_SELF_SIGNED_JWT__VALIDATION_KEY"_s,
            u"DUO_WORKFLOW_SELF_SIGNED_JWT"_s);
        row("keys", "gateway-signing-key-missing", "18.4", u"DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY"_s,
            u"both names"_s);

        // Section 1, licence.
        row("licence", "license-lacks-duo", "17.5", u"An add-on is needed only from 17.6 on"_s, u"Premium"_s);
        row("licence", "license-lacks-duo", "17.6", u"Ultimate, with the add-on GitLab Duo Enterprise"_s, u"Premium"_s);
        row("licence", "license-lacks-duo", "17.11", u"Ultimate, with the add-on GitLab Duo Enterprise"_s,
            u"Premium"_s);
        row("licence", "license-lacks-duo", "18.0", u"Premium or Ultimate"_s, u"Enterprise"_s);

        // Section 2, 18.10: gRPC health service.
        row("gRPC health", "agent-platform-not-serving", "18.9", u"UNIMPLEMENTED"_s, u"grpcurl"_s);
        row("gRPC health", "agent-platform-not-serving", "18.10", u"grpc.health.v1.Health/Check"_s, u"UNIMPLEMENTED"_s);

        // Section 2, 18.4: the Agent Platform listens; 18.5/18.6: it takes a CA of its own.
        row("port of the Agent Platform", "connect-refused", "18.3", u"5052"_s, u"50052"_s);
        row("port of the Agent Platform", "connect-refused", "18.4", u"-p 50052:50052"_s, u"GitLab 18.4"_s);
        row("CA of the Agent Platform", "tls-untrusted-ca", "18.5", u"SSL_CERT_FILE"_s,
            u"DUO_WORKFLOW_GITLAB_SSL_CA_FILE"_s);
        row("CA of the Agent Platform", "tls-untrusted-ca", "18.6", u"DUO_WORKFLOW_GITLAB_SSL_CA_FILE"_s, u"{18"_s);

        // Section 2, 19.1: TLS without a proxy; 19.2: client certificates to models.
        row("native TLS", "tls-not-tls", "19.0", u"reverse proxy"_s, u"AIGW_FASTAPI__TLS__ENABLED"_s);
        row("native TLS", "tls-not-tls", "19.1", u"AIGW_FASTAPI__TLS__ENABLED=true"_s, u"{19"_s);
        row("TLS of the Agent Platform", "agent-platform-tls-mismatch", "19.0", u"TLS"_s,
            u"DUO_WORKFLOW_TLS__ENABLED"_s);
        row("TLS of the Agent Platform", "agent-platform-tls-mismatch", "19.1", u"DUO_WORKFLOW_TLS__ENABLED=true"_s,
            u"{19"_s);
        row("client certificate", "tls-client-certificate-required", "19.1", u"small proxy next to the gateway"_s,
            u"mount certificate and key into the gateway"_s);
        row("client certificate", "tls-client-certificate-required", "19.2",
            u"mount certificate and key into the gateway"_s, u"small proxy next to the gateway"_s);

        // Section 1, 18.7: GitLab's time limit can be set; section 2, 19.2: the gateway's.
        row("time limits", "model-timeout", "18.6", u"--max-model-len"_s, u"request timeout"_s);
        row("time limits", "model-timeout", "18.7", u"request timeout between 60 and 600 seconds"_s,
            u"MODEL_REQUEST_TIMEOUT"_s);
        row("time limits", "model-timeout", "19.1", u"request timeout"_s, u"MODEL_REQUEST_TIMEOUT"_s);
        row("time limits", "model-timeout", "19.2", u"AIGW_DUO_CHAT__MODEL_REQUEST_TIMEOUT"_s, u"{19"_s);

        // Section 1, 18.3: the family General.
        row("family General", "model-unsupported", "18.2", u"Upgrade GitLab"_s, u"General"_s);
        row("family General", "model-unsupported", "18.3", u"General"_s, u"Upgrade GitLab"_s);
    }
    void theVersionDecidesWhatIsShown()
    {
        QFETCH(QString, article);
        QFETCH(QString, version);
        QFETCH(QString, shown);
        QFETCH(QString, hidden);
        const QString steps = stepsOf(m_playbook, article, version);
        QVERIFY2(steps.contains(shown), qPrintable(steps));
        QVERIFY2(!steps.contains(hidden), qPrintable(steps));
    }

    void theWayOfInstallingDecidesWhatIsShown()
    {
        const auto stepsWith = [this](std::optional<GatewayInstallation> way) {
            Deployment deployment = deploymentOf(u"18.9.1"_s);
            deployment.aiGateway.installation = way;
            QString text;
            for (const RenderedStep &step : m_playbook.remedyFor(u"gateway-signing-key-missing"_s, deployment).steps) {
                text += step.text.simplified() + u'\n' + step.command + u'\n';
            }
            return text;
        };
        const QString helm = stepsWith(GatewayInstallation::Helm);
        QVERIFY2(helm.contains(u"kubectl create secret"_s) && !helm.contains(u"docker run"_s), qPrintable(helm));
        const QString compose = stepsWith(GatewayInstallation::Compose);
        QVERIFY2(!compose.contains(u"kubectl"_s) && compose.contains(u"environment:"_s), qPrintable(compose));
        const QString unknown = stepsWith(std::nullopt);
        QVERIFY2(unknown.contains(u"Gateway on Helm or on OpenShift: Keep"_s), qPrintable(unknown));
        QVERIFY2(unknown.contains(u"Gateway in Docker or in Compose: Put"_s), qPrintable(unknown));
    }

    void aStepForAClusterIsTypedWithKubectl()
    {
        const auto clusterSteps = [this](GitLabInstallation way, bool isForCluster) {
            Deployment deployment = deploymentOf(u"18.9.1"_s);
            deployment.gitlab.installation = way;
            deployment.aiGateway.installation = GatewayInstallation::Docker;
            int count = 0;
            for (const RenderedStep &step : m_playbook.remedyFor(u"gateway-no-logs"_s, deployment).steps) {
                count += step.isForCluster == isForCluster ? 1 : 0;
            }
            return count;
        };
        QCOMPARE(clusterSteps(GitLabInstallation::LinuxPackage, true), 0);
        QCOMPARE(clusterSteps(GitLabInstallation::Helm, true), 1);
        QVERIFY(clusterSteps(GitLabInstallation::Helm, false) > 1);
    }

    void aStepInGitlabsContainerNamesIt()
    {
        Deployment deployment = deploymentOf(u"18.9.1"_s);
        const auto consoleOf = [&] {
            for (const RenderedStep &step : m_playbook.remedyFor(u"gateway-no-logs"_s, deployment).steps) {
                if (step.command.endsWith(u"gitlab-rails console"_s)) {
                    return step.command;
                }
            }
            return QString{};
        };
        deployment.gitlab.installation = GitLabInstallation::Docker;
        QCOMPARE(consoleOf(), u"docker exec --interactive --tty <gitlab_container> gitlab-rails console"_s);
        deployment.gitlab.reach.via = ReachVia::Docker;
        deployment.gitlab.reach.container = u"gitlab web"_s;
        QCOMPARE(consoleOf(), u"docker exec --interactive --tty 'gitlab web' gitlab-rails console"_s);
        deployment.gitlab.installation = GitLabInstallation::Helm;
        deployment.gitlab.reach.via = ReachVia::Kubectl;
        deployment.gitlab.reach.kubeNamespace = u"dev"_s;
        QCOMPARE(consoleOf(),
                 u"kubectl exec --stdin --tty --namespace dev deployment/gitlab-toolbox -- gitlab-rails console"_s);
        deployment.gitlab.reach.pod = u"toolbox-7"_s;
        QCOMPARE(consoleOf(), u"kubectl exec --stdin --tty --namespace dev toolbox-7 -- gitlab-rails console"_s);
    }

    void everyWayOfInstallingHasStepsForEveryFinding()
    {
        for (const QString &id : m_playbook.articleIds()) {
            for (const GitLabInstallation gitlab : allGitLabInstallations()) {
                for (const GatewayInstallation gateway : allGatewayInstallations()) {
                    Deployment deployment = deploymentOf(u"18.9.1"_s);
                    deployment.gitlab.installation = gitlab;
                    deployment.aiGateway.installation = gateway;
                    const Remedy remedy = m_playbook.remedyFor(id, deployment);
                    QVERIFY2(remedy.steps.size() > 1, qPrintable(id + u' ' + toWire(gitlab) + u' ' + toWire(gateway)));
                    for (const RenderedStep &step : remedy.steps) {
                        QVERIFY2(!step.text.startsWith(u"Gateway on "_s) && !step.text.startsWith(u"GitLab from"_s),
                                 qPrintable(id + u": "_s + step.text));
                    }
                }
            }
        }
    }

    void noStepOfAKnownVersionSpeaksOfAnotherOne()
    {
        for (const QString &id : m_playbook.articleIds()) {
            for (const RenderedStep &step : m_playbook.remedyFor(id, deploymentOf(u"18.9.1"_s)).steps) {
                QVERIFY2(!step.text.startsWith(u"GitLab 1"_s), qPrintable(id + u": "_s + step.text));
                QVERIFY(!step.isOlderForm);
            }
        }
    }

    void withoutAVersionTheNewestComesFirstAndTheDifferenceIsMarked()
    {
        const Remedy remedy = m_playbook.remedyFor(u"gateway-url-not-set"_s, deploymentOf({}));
        QStringList marked;
        for (const RenderedStep &step : remedy.steps) {
            if (step.text.startsWith(u"GitLab 1"_s)) {
                const QString versions = step.text.section(u':', 0, 0).section(u',', 0, 0);
                marked << versions + (step.isOlderForm ? u" (older)"_s : QString{});
            }
        }
        marked.removeDuplicates(); // one form of an older version for each way of installing
        QCOMPARE(marked, (QStringList{u"GitLab 18.9 and later"_s, u"GitLab 17.9 to 18.8 (older)"_s,
                                      u"GitLab 17.8 and earlier (older)"_s}));
        QVERIFY(remedy.note.isEmpty());
    }

    void beyondTheNewestVersionItsAdviceHoldsWithANote()
    {
        const QString newest = kNewestKnownVersion.toString();
        for (const QString &id : m_playbook.articleIds()) {
            const Remedy future = m_playbook.remedyFor(id, deploymentOf(u"23.4.0"_s));
            QVERIFY2(future.note.contains(newest), qPrintable(id));
            QCOMPARE(future.steps.size(), m_playbook.remedyFor(id, deploymentOf(newest)).steps.size());
        }
    }

    void everyKnownVersionHasStepsForEveryFinding()
    {
        for (const QString &id : m_playbook.articleIds()) {
            for (const auto *version : {"17.1", "17.5", "17.8", "17.11", "18.3", "18.8", "18.11", "19.3"}) {
                const Remedy remedy = m_playbook.remedyFor(id, deploymentOf(QString::fromLatin1(version)));
                QVERIFY2(remedy.steps.size() > 1, qPrintable(id + u' ' + QString::fromLatin1(version)));
            }
        }
    }
};

DUODOCTOR_TEST_MAIN(TestTurningPoints)
#include "tst_turning_points.moc"
