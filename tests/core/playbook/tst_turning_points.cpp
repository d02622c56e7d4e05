#include "check/check_plan.h"
#include "deployment/known_versions.h"
#include "generate/generation.h"
#include "playbook/playbook.h"
#include "setup/setup_guide.h"

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

QString quickCommandOf(const Playbook &playbook, const QString &id, const QString &version)
{
    for (const QuickCommandGroup &group : playbook.quickCommands(deploymentOf(version))) {
        for (const QuickCommand &command : group.commands) {
            if (command.id == id) {
                return command.command;
            }
        }
    }
    return {};
}

QString generatedOf(const QString &kind, const QString &version)
{
    Deployment deployment = deploymentOf(version);
    deployment.aiGateway.installation = GatewayInstallation::Docker;
    if (*deployment.gitlab.version < GitLabVersion{18, 0, 0}) {
        deployment.aiGateway.agentPlatform = std::nullopt;
    }
    deployment.trust.gatewayBundle = u"/srv/ca-bundle.crt"_s;
    const Generated generated = generate(*generationKindFromWire(kind), deployment, {});
    return generated.text + generated.problem.sentence + generated.notes.join(u'\n');
}

QString askedOf(const QString &check, const QString &version)
{
    QString text;
    Deployment deployment = deploymentOf(version);
    deployment.gitlab.reach.via = deployment.aiGateway.reach.via = ReachVia::Local;
    for (const PlannedCheck &planned : planChecks(deployment, true)) {
        if (planned.key.check.toString() == check) {
            text += (planned.plan.skip == SkipReason::None ? u"asked from "_s : u"not asked, "_s) +
                    toWire(planned.key.vantage) + u'\n';
        }
    }
    return text;
}

QString imageOf(const QString &version)
{
    const auto advice = imageTagFor(SetupGuide().imageTags(), *GitLabVersion::parse(version));
    if (!advice) {
        return {};
    }
    QStringList lines{advice->tag, advice->pattern, advice->rule};
    for (const ImageRepository &repository : advice->repositories) {
        lines << advice->reference(repository);
    }
    return lines.join(u'\n');
}

QString familiesOf(const QString &version)
{
    const SetupGuide guide;
    QStringList families;
    for (const ModelFamily &family : guide.models().families) {
        if (family.versions.contains(*GitLabVersion::parse(version))) {
            families << family.family.toLower();
        }
    }
    return families.join(u'\n');
}

/// What a person is shown of this at this version.
QString textOf(const Playbook &playbook, const QString &what, const QString &version)
{
    const QString id = what.section(u':', 1);
    if (what.startsWith(u"quick:"_s)) {
        return quickCommandOf(playbook, id, version);
    }
    if (what.startsWith(u"walk:"_s)) {
        const TreeNode *node = playbook.tree().node(id);
        return node ? playbook.nodeText(*node, deploymentOf(version)) : QString{};
    }
    if (what.startsWith(u"generate:"_s)) {
        return generatedOf(id, version);
    }
    if (what.startsWith(u"asked:"_s)) {
        return askedOf(id, version);
    }
    if (what == u"image-tag"_s) {
        return imageOf(version);
    }
    return what == u"families"_s ? familiesOf(version) : stepsOf(playbook, what, version);
}

/// One side of a turning point: what a person reads at this version, and what of the other side is not there.
struct Case {
    QString topic;
    QString
        what; ///< an article's id, or `quick:ID`, `walk:NODE`, `generate:KIND`, `asked:CHECK`, `image-tag`, `families`
    QString version;
    QString shown;
    QString hidden;
};

/// Every turning point of facts/versions, with a version on both sides of it. What only a judge has to know (a variable
/// that was right once, the form of a report) is pinned beside that judge.
QList<Case> turningPoints()
{
    QList<Case> cases;
    const auto row = [&cases](const char *topic, const char *what, const char *version, const QString &shown,
                              const QString &hidden) {
        cases.append(
            {QString::fromLatin1(topic), QString::fromLatin1(what), QString::fromLatin1(version), shown, hidden});
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
    row("licence", "license-lacks-duo", "17.11", u"Ultimate, with the add-on GitLab Duo Enterprise"_s, u"Premium"_s);
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
    row("TLS of the Agent Platform", "agent-platform-tls-mismatch", "19.0", u"TLS"_s, u"DUO_WORKFLOW_TLS__ENABLED"_s);
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

    // Section 4: the tag's form, and images for FIPS.
    row("image of GitLab", "image-tag", "17.3.7", u"gitlab-v17.3\n"_s, u"self-hosted"_s);
    row("image of GitLab", "image-tag", "17.4.2", u"self-hosted-17.4.2-ee"_s, u"gitlab-v17"_s);
    row("image of GitLab", "image-tag", "17.5.1", u"self-hosted-v17.5.1-ee\n"_s, u"self-hosted-17"_s);
    row("image of GitLab", "image-tag", "18.1.3", u"self-hosted-v18.1.3-ee\n"_s, u"v18.1.*"_s);
    row("image of GitLab", "image-tag", "18.2.1", u"self-hosted-v18.2.*-ee"_s, u"repeats"_s);
    row("FIPS image", "image-tag", "18.9.3", u"model-gateway"_s, u"fips"_s);
    row("FIPS image", "image-tag", "18.10.1", u"self-hosted-fips"_s, u"no such"_s);

    // Sections 1 and 2: families that can be chosen.
    row("families", "families", "18.2", u"mistral"_s, u"general"_s);
    row("families", "families", "18.3", u"general"_s, u"no such"_s);

    // Section 2, 18.5: curl is in the image.
    row("curl in the image", "quick:healthz-inside", "18.4.4", u"python3"_s, u"curl"_s);
    row("curl in the image", "quick:healthz-inside", "18.5.0", u"curl"_s, u"python3"_s);

    // Section 1, 17.7, as a command by hand; section 2, 17.6: the self test has an entry point.
    row("Rake argument by hand", "quick:rake-self-hosted", "17.6.5", u"verify_self_hosted_setup"_s, u"setup["_s);
    row("Rake argument by hand", "quick:rake-self-hosted", "17.7.0", u"verify_self_hosted_setup[ada]"_s, u"no such"_s);
    row("self test as a check", "asked:gateway-self-test", "17.5.2", u"not asked"_s, u"asked from"_s);
    row("self test as a check", "asked:gateway-self-test", "17.6.0", u"asked from gateway"_s, u"not asked"_s);

    // Section 3: how GitLab is asked whether Code Suggestions use a model of one's own.
    row("feature in the console", "quick:console-feature", "17.9.0", u"code_suggestions_self_hosted?"_s, u"n/a"_s);
    row("feature in the console", "quick:console-feature", "18.3.2", u"code_suggestions_self_hosted?"_s, u"n/a"_s);
    row("feature in the console", "quick:console-feature", "18.4.0", u"provider: :self_hosted"_s,
        u"code_suggestions_self_hosted?"_s);
    row("gRPC by hand", "quick:grpc-health-from-here", "18.3.1", QString{}, u"grpcurl"_s);
    row("gRPC by hand", "quick:grpc-health-from-here", "18.4.0", u"grpcurl"_s, u"no such"_s);

    // Section 3, verbose logging in the walk through the logs: on and off.
    row("logging in a walk", "walk:log-on", "17.8.6", u"Feature.enable(:expanded_ai_logging)"_s, u"Enable AI logs"_s);
    row("logging in a walk", "walk:log-on", "17.9.0", u"Enable AI logs"_s, u"Feature."_s);
    row("logging in a walk", "walk:log-on", "18.8.3", u"Enable AI logs"_s, u"Collect usage data"_s);
    row("logging in a walk", "walk:log-on", "18.9.0", u"Collect usage data"_s, u"Enable AI logs"_s);
    row("logging off again", "walk:log-off", "17.8.6", u"Feature.disable(:expanded_ai_logging)"_s, u"Enable"_s);
    row("logging off again", "walk:log-off", "17.9.0", u"Switch off **Enable AI logs**"_s, u"Feature."_s);
    row("logging off again", "walk:log-off", "18.9.0", u"Switch off **Collect usage data**"_s, u"Enable AI logs"_s);

    // Sections 1, 2 and 6, in generated configuration: the URL's variable, the Agent Platform with its keys, its own
    // CA.
    row("URL in gitlab.rb", "generate:gitlab-rb", "17.8.1", u"'AI_GATEWAY_URL'"_s, u"Self-hosted models"_s);
    row("URL in gitlab.rb", "generate:gitlab-rb", "17.9.1", u"Self-hosted models"_s, u"'AI_GATEWAY_URL'"_s);
    row("portal in gitlab.rb", "generate:gitlab-rb", "17.5.2", u"'CUSTOMER_PORTAL_URL'"_s, u"no such"_s);
    row("portal in gitlab.rb", "generate:gitlab-rb", "17.6.0", u"AI_GATEWAY_URL"_s, u"'CUSTOMER_PORTAL_URL'"_s);
    const QString switchedOn = u"ENABLE_DUO_WORKFLOW_SERVICE"_s;
    row("Agent Platform in the container", "generate:docker-run", "17.11.4", u"AIGW_GITLAB_URL"_s, switchedOn);
    row("Agent Platform in the container", "generate:docker-run", "18.3.2", switchedOn, u"no such"_s);
    row("Agent Platform in the container", "generate:docker-run", "18.4.0", u"50052"_s, switchedOn);
    row("keys in the container", "generate:docker-run", "17.11.4", u"AIGW_GITLAB_URL"_s,
        u"DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY"_s);
    row("keys in the container", "generate:docker-run", "18.4.0", u"DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY"_s,
        u"no such"_s);
    row("CA in the container", "generate:docker-run", "18.4.4", u"REQUESTS_CA_BUNDLE"_s,
        u"DUO_WORKFLOW_GITLAB_SSL_CA_FILE"_s);
    row("CA in the container", "generate:docker-run", "18.5.0", u"DUO_WORKFLOW_GITLAB_SSL_CA_FILE"_s, u"no such"_s);

    // Section 2, 19.0: a file that tells LiteLLM what a model can do.
    row("metadata of models", "model-tool-calling-disabled", "18.11", u"tool"_s, u"MODEL_METADATA_FILE"_s);
    row("metadata of models", "model-tool-calling-disabled", "19.0", u"MODEL_METADATA_FILE"_s, u"no such"_s);
    return cases;
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
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("hidden");
        for (const Case &one : turningPoints()) {
            QTest::addRow("%s, %s", qPrintable(one.topic), qPrintable(one.version))
                << one.what << one.version << one.shown << one.hidden;
        }
    }
    void theVersionDecidesWhatIsShown()
    {
        QFETCH(QString, what);
        QFETCH(QString, version);
        QFETCH(QString, shown);
        QFETCH(QString, hidden);
        const QString steps = textOf(m_playbook, what, version);
        QVERIFY2(steps.contains(shown), qPrintable(steps));
        QVERIFY2(!steps.contains(hidden), qPrintable(steps));
    }

    void everyTurningPointHasBothSides_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QString>("version");
        const std::initializer_list<std::pair<const char *, const char *>> points{
            {"gateway URL", "17.9"},
            {"gateway URL", "18.9"},
            {"menu of a feature's model", "17.9"},
            {"menu of a feature's model", "18.9"},
            {"menu of seats", "17.9"},
            {"Rake argument", "17.7"},
            {"self test", "17.5"},
            {"self test", "17.6"},
            {"self test", "17.9"},
            {"self test", "19.2"},
            {"verbose logging", "17.9"},
            {"verbose logging", "18.9"},
            {"verbose logging", "19.2"},
            {"image tag", "18.2"},
            {"image of GitLab", "17.4"},
            {"image of GitLab", "17.5"},
            {"image of GitLab", "18.2"},
            {"FIPS image", "18.10"},
            {"bypass", "17.5"},
            {"keys", "18.4"},
            {"licence", "17.6"},
            {"licence", "18.0"},
            {"gRPC health", "18.10"},
            {"port of the Agent Platform", "18.4"},
            {"CA of the Agent Platform", "18.6"},
            {"native TLS", "19.1"},
            {"client certificate", "19.2"},
            {"time limits", "18.7"},
            {"time limits", "19.2"},
            {"family General", "18.3"},
            {"families", "18.3"},
            {"curl in the image", "18.5"},
            {"feature in the console", "18.4"},
            {"logging in a walk", "17.9"},
            {"logging in a walk", "18.9"},
            {"logging off again", "18.9"},
            {"URL in gitlab.rb", "17.9"},
            {"portal in gitlab.rb", "17.6"},
            {"Agent Platform in the container", "18.4"},
            {"metadata of models", "19.0"}};
        for (const auto &[topic, version] : points) {
            QTest::addRow("%s, %s", topic, version) << QString::fromLatin1(topic) << QString::fromLatin1(version);
        }
    }
    void everyTurningPointHasBothSides()
    {
        QFETCH(QString, topic);
        QFETCH(QString, version);
        const GitLabVersion point = *GitLabVersion::parse(version);
        bool isBefore = false;
        bool isAt = false;
        for (const Case &one : turningPoints()) {
            const GitLabVersion seen = *GitLabVersion::parse(one.version);
            isAt = isAt || (one.topic == topic && seen.isSameMinor(point));
            isBefore = isBefore || (one.topic == topic && seen < point && !seen.isSameMinor(point));
        }
        QVERIFY2(isBefore && isAt, qPrintable(topic));
    }

    /// Whatever an article says of a version: at that version something else is shown than just before it.
    void atEveryBoundOfAStepTheStepsChange()
    {
        int bounds = 0;
        for (const QString &id : m_playbook.articleIds()) {
            for (const ArticleStep &step : m_playbook.article(id)->steps) {
                if (const auto &from = step.condition.versions.from; from && *from > kOldestKnownVersion) {
                    const GitLabVersion before = from->minor > 0 ? GitLabVersion{from->major, from->minor - 1, {}}
                                                                 : GitLabVersion{from->major - 1, 11, {}};
                    QVERIFY2(stepsOf(m_playbook, id, from->toString()) != stepsOf(m_playbook, id, before.toString()),
                             qPrintable(id + u' ' + from->toString()));
                    ++bounds;
                }
            }
        }
        QVERIFY(bounds > 50);
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
