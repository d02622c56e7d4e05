#include "generate/generation.h"

#include "generated_texts.h"
#include "secrets/standard_redactor.h"
#include "support/test_main.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace duodoctor;
using namespace duodoctor::test;
using namespace Qt::StringLiterals;

namespace
{

struct Case {
    QString name;
    Deployment deployment;
    GenerationOptions options;
};

/// Versions, and everything that changes what is written.
QList<Case> matrix()
{
    QList<Case> cases;
    for (const QString &version : {u"17.4.2"_s, u"17.9.1"_s, u"18.2.1"_s, u"18.5.3"_s, u"18.9.0"_s, u"19.2"_s}) {
        for (int bits = 0; bits < 16; ++bits) {
            Case each{version, usualDeployment(version), {}};
            if ((bits & 1) == 0) {
                each.deployment.aiGateway.agentPlatform.reset();
                each.name += u" without platform"_s;
            }
            if ((bits & 2) != 0) {
                each.deployment.offline = true;
                each.name += u" offline"_s;
            }
            if ((bits & 4) != 0) {
                each.deployment.trust.gatewayBundle = u"certs/cacert.pem"_s;
                each.name += u" own CA"_s;
            }
            if ((bits & 8) != 0) {
                each.options.engine = ContainerEngine::Podman;
                each.name += u" podman"_s;
            }
            cases.append(each);
        }
    }
    return cases;
}

/// By itself from 18.4, on request from 18.0.
bool hasPlatformVersion(const Deployment &deployment)
{
    const GitLabVersion version = *deployment.gitlab.version;
    return version >= GitLabVersion{18, 4, 0} ||
           (version >= GitLabVersion{18, 0, 0} && deployment.aiGateway.agentPlatform);
}

/// @param bothEngines  whether docker and podman get different texts.
void addMatrix(bool bothEngines = true)
{
    QTest::addColumn<int>("index");
    const QList<Case> cases = matrix();
    for (int i = 0; i < cases.size(); ++i) {
        if (bothEngines || !cases.at(i).options.engine) {
            QTest::newRow(qPrintable(cases.at(i).name)) << i;
        }
    }
}

QString written(GenerationKind kind, const Deployment &deployment, const GenerationOptions &options = {})
{
    const Generated generated = generate(kind, deployment, options);
    return generated.isOk() ? generated.text
                            : u"PROBLEM %1: %2"_s.arg(generated.problem.key, generated.problem.sentence);
}

} // namespace

class TestGeneration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ourOwnLintFindsNothing_data() { addMatrix(); }
    void ourOwnLintFindsNothing()
    {
        QFETCH(int, index);
        const Case each = matrix().at(index);
        for (const GenerationKind kind :
             {GenerationKind::DockerRun, GenerationKind::Compose, GenerationKind::Nginx, GenerationKind::NginxGrpc,
              GenerationKind::HelmValues, GenerationKind::GitlabRb}) {
            const Generated generated = generate(kind, each.deployment, each.options);
            const bool needsPlatform = kind == GenerationKind::NginxGrpc;
            const bool hasPlatform = each.deployment.aiGateway.agentPlatform && hasPlatformVersion(each.deployment);
            QCOMPARE(generated.isOk(), !needsPlatform || hasPlatform);
            QCOMPARE(complaintsOf(kind, generated.text, each.deployment), QStringList());
            // What reads like a credential would be told as one.
            QCOMPARE(StandardRedactor().redact(generated.text).text, generated.text);
            for (const QString &line : generated.text.split(u'\n')) {
                QVERIFY2(line == line.left(250) && !line.endsWith(u' '), qPrintable(line));
            }
        }
    }

    void theShellRunsTheScript_data() { addMatrix(); }
    void theShellRunsTheScript()
    {
        QFETCH(int, index);
        const Case each = matrix().at(index);
        const QString script = written(GenerationKind::DockerRun, each.deployment, each.options);
        QCOMPARE(runTool(u"sh"_s, {u"-n"_s}, script).output, QString());
        QTemporaryDir folder;
        const bool hasBundle = !each.deployment.trust.gatewayBundle.isEmpty();
        if (hasBundle) {
            const ScriptRun refused = runScript(script, folder);
            QVERIFY(refused.status != 0 && refused.errors.contains("generate ca-bundle"_L1));
            QVERIFY(QFile(folder.filePath(u"cacert.pem"_s)).open(QIODevice::WriteOnly));
        }
        const ScriptRun run = runScript(script, folder);
        QVERIFY2(run.status == 0, qPrintable(run.errors));
        QCOMPARE(run.arguments.value(0), u"run"_s);
        const QStringList settings = valuesOf(run.arguments, u"--env"_s);
        QVERIFY(settings.contains(u"AIGW_GITLAB_URL=https://gitlab.example.com"_s));
        QVERIFY(settings.contains(u"AIGW_GITLAB_API_URL=https://gitlab.example.com/api/v4/"_s));
        QCOMPARE(settings.contains(u"AIGW_CUSTOMER_PORTAL_URL=https://gitlab.example.com"_s), each.deployment.offline);
        const bool hasPlatform = hasPlatformVersion(each.deployment);
        QCOMPARE(settings.contains(u"DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY"_s), hasPlatform);
        const bool isAsked = hasPlatform && *each.deployment.gitlab.version < GitLabVersion{18, 4, 0};
        QCOMPARE(settings.contains(u"ENABLE_DUO_WORKFLOW_SERVICE=true"_s), isAsked);
        QCOMPARE(run.environment.value(u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY"_s),
                 u"first line of aigw_signing\nsecond $line 'x'"_s);
        QCOMPARE(run.environment.contains(u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_s), hasPlatform);
        QCOMPARE(settings.filter(u"_CA_BUNDLE="_s).size() + settings.filter(u"SSL_CERT_FILE="_s).size(),
                 hasBundle ? 2 : 0);
        QCOMPARE(valuesOf(run.arguments, u"--volume"_s).value(0).startsWith(folder.path() + u"/cacert.pem:/"_s),
                 hasBundle);
        QVERIFY(run.arguments.last().contains(each.deployment.gitlab.version->toString()));
        // No key is an argument.
        QVERIFY(!run.arguments.join(u'\n').contains("first line"_L1));
    }

    void podmanKnowsEveryFlag()
    {
        const QStringList known = podmanFlags();
        QVERIFY(known.size() > 50);
        for (const bool isHost : {false, true}) {
            GenerationOptions options;
            options.engine = ContainerEngine::Podman;
            options.hostNetwork = isHost;
            options.platform = u"linux/amd64"_s;
            Deployment deployment = usualDeployment(u"18.9.1"_s);
            deployment.trust.gatewayBundle = u"cacert.pem"_s;
            QTemporaryDir folder;
            QVERIFY(QFile(folder.filePath(u"cacert.pem"_s)).open(QIODevice::WriteOnly));
            const ScriptRun run = runScript(written(GenerationKind::DockerRun, deployment, options), folder);
            QCOMPARE(run.status, 0);
            for (const QString &argument : run.arguments) {
                QVERIFY2(!argument.startsWith("--"_L1) || known.contains(argument), qPrintable(argument));
            }
        }
    }

    void aMissingKeyStopsTheScript()
    {
        QTemporaryDir folder;
        const ScriptRun run =
            runScript(written(GenerationKind::DockerRun, usualDeployment(u"18.9.1"_s)), folder, false);
        QVERIFY(run.status != 0);
        QVERIFY(run.arguments.isEmpty());
    }

    void yamlIsReadAsItIsMeant_data() { addMatrix(false); }
    void yamlIsReadAsItIsMeant()
    {
        QFETCH(int, index);
        const Case each = matrix().at(index);
        const QString text = written(GenerationKind::Compose, each.deployment, each.options);
        const QJsonObject services = parsedYaml(text).value(u"services"_s).toObject();
        const bool usesPlatform = each.deployment.aiGateway.agentPlatform && hasPlatformVersion(each.deployment);
        QStringList expected{u"gitlab-ai-gateway"_s, u"nginx-proxy"_s};
        if (usesPlatform) {
            expected.prepend(u"grpc-proxy"_s);
        }
        expected.sort();
        QCOMPARE(services.keys(), expected);
        const QJsonObject gateway = services.value(u"gitlab-ai-gateway"_s).toObject();
        const QJsonObject environment = gateway.value(u"environment"_s).toObject();
        QCOMPARE(environment.value(u"AIGW_CUSTOM_MODELS__ENABLED"_s), QJsonValue(u"true"_s));
        QCOMPARE(environment.value(u"AIGW_FASTAPI__METRICS_PORT"_s), QJsonValue(u"8082"_s));
        QCOMPARE(gateway.value(u"healthcheck"_s).toObject().value(u"test"_s).toArray().at(1), QJsonValue(u"python3"_s));
        QCOMPARE(environment.contains(u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_s),
                 hasPlatformVersion(each.deployment));
        const QJsonObject values = parsedYaml(written(GenerationKind::HelmValues, each.deployment));
        QCOMPARE(values.value(u"gitlab"_s).toObject().value(u"apiUrl"_s),
                 QJsonValue(u"https://gitlab.example.com/api/v4/"_s));
        QCOMPARE(values.contains(u"volumes"_s), !each.deployment.trust.gatewayBundle.isEmpty());
        QVERIFY(values.value(u"image"_s).toObject().value(u"tag"_s).toString().startsWith("self-hosted-"_L1));
    }

    void nginxTakesItsConfiguration_data()
    {
        QTest::addColumn<GenerationKind>("kind");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QString>("upstream");
        const QString elsewhere = u"10.0.0.7"_s;
        QTest::newRow("https") << GenerationKind::Nginx << u"https://aigw.example.com"_s << true << QString();
        QTest::newRow("https, another port")
            << GenerationKind::Nginx << u"https://aigw.example.com:8443"_s << true << QString();
        QTest::newRow("http") << GenerationKind::Nginx << u"http://aigw.example.com"_s << false << QString();
        QTest::newRow("the service's own port")
            << GenerationKind::Nginx << u"http://aigw.example.com:5052"_s << false << elsewhere;
        QTest::newRow("an address of IPv6") << GenerationKind::Nginx << u"https://[2001:db8::1]"_s << true << QString();
        QTest::newRow("gRPC with TLS") << GenerationKind::NginxGrpc << u"https://aigw.example.com"_s << true
                                       << QString();
        QTest::newRow("gRPC without TLS")
            << GenerationKind::NginxGrpc << u"https://aigw.example.com"_s << false << elsewhere;
    }
    void nginxTakesItsConfiguration()
    {
        QFETCH(GenerationKind, kind);
        QFETCH(QString, url);
        QFETCH(bool, tls);
        QFETCH(QString, upstream);
        Deployment deployment = usualDeployment(u"18.9.1"_s);
        deployment.aiGateway.url = url;
        deployment.aiGateway.agentPlatform->tls = tls;
        GenerationOptions options;
        options.upstream = upstream;
        const QString text = written(kind, deployment, options);
        QTemporaryDir folder;
        QCOMPARE(nginxComplaint(text, folder), QString());
        QCOMPARE(complaintsOf(kind, text, deployment), QStringList());
        QCOMPARE(text.contains("ssl_certificate"_L1), tls);
        // The proxy never leads to itself.
        const auto listen =
            QRegularExpression(u"listen (\\[::\\]:)?(\\d+)(?: ssl)?(?: http2)?;\\s+server_name"_s).match(text);
        QVERIFY(listen.hasMatch());
        QVERIFY(!text.contains(u"127.0.0.1:%1;"_s.arg(listen.captured(2))));
        QCOMPARE(!listen.captured(1).isEmpty(), url.contains(u'['));
    }

    void nginxBlocksAloneFitIntoAnotherFile()
    {
        GenerationOptions options;
        options.isFragment = true;
        const QString text = written(GenerationKind::Nginx, usualDeployment(u"18.9.1"_s), options);
        QTemporaryDir folder;
        QVERIFY(!nginxComplaint(text, folder).isEmpty());
        QCOMPARE(nginxComplaint(u"events {}\nhttp {\n"_s + text + u"}\n"_s, folder), QString());
    }

    void newNginxIsGivenItsOwnDirective()
    {
        GenerationOptions options;
        const Deployment deployment = usualDeployment(u"18.9.1"_s);
        QVERIFY(written(GenerationKind::NginxGrpc, deployment, options).contains("listen 50052 ssl http2;"_L1));
        options.nginxVersion = u"1.25.0"_s;
        QVERIFY(written(GenerationKind::NginxGrpc, deployment, options).contains("listen 50052 ssl http2;"_L1));
        options.nginxVersion = u"1.25.1"_s;
        const QString text = written(GenerationKind::NginxGrpc, deployment, options);
        QVERIFY(text.contains("http2 on;"_L1) && text.contains("listen 50052 ssl;"_L1));
        QCOMPARE(complaintsOf(GenerationKind::NginxGrpc, text, deployment), QStringList());
    }

    void twoServicesOfOneFileTakeOnePortEach()
    {
        Deployment deployment = usualDeployment(u"18.9.1"_s);
        deployment.aiGateway.agentPlatform->address = u"grpc.example.com"_s;
        QCOMPARE(generate(GenerationKind::Compose, deployment, {}).problem.key, u"ai_gateway.agent_platform.address"_s);
        QVERIFY(written(GenerationKind::NginxGrpc, deployment).contains("listen 443 ssl http2;"_L1));
    }

    void aProxyOfTheSameMachineDoesNotTakeTheContainersPort()
    {
        const Deployment deployment = usualDeployment(u"18.9.1"_s);
        QVERIFY(written(GenerationKind::NginxGrpc, deployment).contains("grpc_pass grpc://127.0.0.1:50053;"_L1));
        QTemporaryDir folder;
        const ScriptRun run = runScript(written(GenerationKind::DockerRun, deployment), folder);
        QVERIFY(valuesOf(run.arguments, u"--publish"_s).contains(u"127.0.0.1:50053:50052"_s));
        Deployment direct = deployment;
        direct.aiGateway.url = u"http://aigw.example.com:5052"_s;
        direct.aiGateway.agentPlatform->tls = false;
        const ScriptRun other = runScript(written(GenerationKind::DockerRun, direct), folder);
        QCOMPARE(valuesOf(other.arguments, u"--publish"_s),
                 QStringList({u"5052:5052"_s, u"50052:50052"_s, u"8082:8082"_s, u"8083:8083"_s}));
        const QJsonObject services =
            parsedYaml(written(GenerationKind::Compose, direct)).value(u"services"_s).toObject();
        QCOMPARE(services.keys(), QStringList{u"gitlab-ai-gateway"_s});
    }

    void metricsOfBothServicesNeverMeet_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QStringList>("urls");
        QTest::addColumn<QString>("gateway");
        QTest::addColumn<QString>("platform");
        const QString host = u"http://aigw.example.com:%1/metrics"_s;
        QTest::newRow("before the platform") << u"17.9"_s << QStringList{} << u"8083"_s << QString();
        QTest::newRow("with the platform") << u"18.9"_s << QStringList{} << u"8084"_s << QString();
        QTest::newRow("the usual two") << u"18.9"_s << QStringList{host.arg(8082), host.arg(8083)} << u"8084"_s
                                       << u"8083"_s;
        QTest::newRow("others") << u"18.9"_s << QStringList{host.arg(9101), host.arg(9102)} << u"9101"_s << u"9102"_s;
    }
    void metricsOfBothServicesNeverMeet()
    {
        QFETCH(QString, version);
        QFETCH(QStringList, urls);
        Deployment deployment = usualDeployment(version);
        deployment.aiGateway.metrics = urls;
        GenerationOptions options;
        options.hostNetwork = true;
        const QString script = written(GenerationKind::DockerRun, deployment, options);
        QCOMPARE(complaintsOf(GenerationKind::DockerRun, script, deployment), QStringList());
        QTemporaryDir folder;
        const QStringList settings = valuesOf(runScript(script, folder).arguments, u"--env"_s);
        QTEST(settings.filter(u"AIGW_FASTAPI__METRICS_PORT="_s).value(0).section(u'=', 1), "gateway");
        QTEST(settings.filter(u"PROMETHEUS_METRICS__PORT="_s).value(0).section(u'=', 1), "platform");
        const QString compose = written(GenerationKind::Compose, deployment, options);
        QCOMPARE(complaintsOf(GenerationKind::Compose, compose, deployment), QStringList());
    }

    void theImageFollowsFromTheVersion_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("image");
        QTest::addColumn<QString>("expected");
        const QString official =
            u"registry.gitlab.com/gitlab-org/modelops/applied-ml/code-suggestions/ai-assist/model-gateway:"_s;
        QTest::newRow("before 17.4") << u"17.3.7"_s << QString() << official + u"gitlab-v17.3"_s;
        QTest::newRow("17.4 has no letter") << u"17.4.2"_s << QString() << official + u"self-hosted-17.4.2-ee"_s;
        QTest::newRow("17.5") << u"17.5.1"_s << QString() << official + u"self-hosted-v17.5.1-ee"_s;
        QTest::newRow("no patch") << u"18.9"_s << QString() << official + u"self-hosted-v18.9.0-ee"_s;
        QTest::newRow("the contract's") << u"18.2.1"_s << u"model-gateway:self-hosted-v18.2.4-ee"_s
                                        << official + u"self-hosted-v18.2.4-ee"_s;
        QTest::newRow("a tag alone") << u"18.2.1"_s << u"self-hosted-v18.2.4-ee"_s
                                     << official + u"self-hosted-v18.2.4-ee"_s;
        QTest::newRow("a mirror") << u"18.2.1"_s << u"registry.local:5000/ai/model-gateway:self-hosted-v18.2.4-ee"_s
                                  << u"registry.local:5000/ai/model-gateway:self-hosted-v18.2.4-ee"_s;
        QTest::newRow("FIPS") << u"18.10.1"_s << u"gitlab/model-gateway-self-hosted-fips:self-hosted-v18.10.1-ee"_s
                              << u"gitlab/model-gateway-self-hosted-fips:self-hosted-v18.10.1-ee"_s;
        QTest::newRow("without a version") << QString() << u"gitlab/model-gateway:self-hosted-v18.2.4-ee"_s
                                           << u"gitlab/model-gateway:self-hosted-v18.2.4-ee"_s;
    }
    void theImageFollowsFromTheVersion()
    {
        QFETCH(QString, version);
        QFETCH(QString, image);
        Deployment deployment = usualDeployment(version);
        deployment.aiGateway.image = image;
        QTemporaryDir folder;
        const ScriptRun run = runScript(written(GenerationKind::DockerRun, deployment), folder);
        QTEST(run.arguments.value(run.arguments.size() - 1), "expected");
        const QJsonObject helm =
            parsedYaml(written(GenerationKind::HelmValues, deployment)).value(u"image"_s).toObject();
        QCOMPARE(helm.value(u"tag"_s).toString(), run.arguments.last().section(u':', -1));
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<GenerationKind>("kind");
        QTest::addColumn<QString>("without");
        QTest::addColumn<QString>("key");
        using enum GenerationKind;
        QTest::newRow("docker-run, GitLab") << DockerRun << u"gitlab"_s << u"gitlab.url"_s;
        QTest::newRow("docker-run, version") << DockerRun << u"version"_s << u"gitlab.version"_s;
        QTest::newRow("compose, gateway") << Compose << u"gateway"_s << u"ai_gateway.url"_s;
        QTest::newRow("nginx, gateway") << Nginx << u"gateway"_s << u"ai_gateway.url"_s;
        QTest::newRow("nginx-grpc, platform") << NginxGrpc << u"platform"_s << u"ai_gateway.agent_platform.address"_s;
        QTest::newRow("nginx-grpc, old version") << NginxGrpc << u"old"_s << u"gitlab.version"_s;
        QTest::newRow("helm-values, GitLab") << HelmValues << u"gitlab"_s << u"gitlab.url"_s;
        QTest::newRow("helm-values, gateway") << HelmValues << u"gateway"_s << u"ai_gateway.url"_s;
        QTest::newRow("gitlab-rb, gateway") << GitlabRb << u"gateway"_s << u"ai_gateway.url"_s;
        QTest::newRow("gitlab-rb, version") << GitlabRb << u"version"_s << u"gitlab.version"_s;
        QTest::newRow("prometheus, metrics") << Prometheus << u"metrics"_s << u"ai_gateway.metrics"_s;
        QTest::newRow("ca-bundle, authority") << CaBundle << u"nothing"_s << u"trust.ca_bundle"_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(GenerationKind, kind);
        QFETCH(QString, without);
        Deployment deployment = usualDeployment(without == "old"_L1 ? u"17.9"_s : u"18.9.1"_s);
        if (without == "gitlab"_L1) {
            deployment.gitlab.url.clear();
        } else if (without == "version"_L1) {
            deployment.gitlab.version.reset();
        } else if (without == "gateway"_L1) {
            deployment.aiGateway.url.clear();
        } else if (without == "platform"_L1) {
            deployment.aiGateway.agentPlatform.reset();
        } else if (without == "metrics"_L1) {
            deployment.aiGateway.metrics.clear();
        }
        const Generated generated = generate(kind, deployment, {});
        QVERIFY(!generated.isOk() && generated.text.isEmpty());
        QTEST(generated.problem.key, "key");
        QVERIFY(generated.problem.sentence.endsWith(u'.'));
    }

    void whatCannotBeServedIsRefused_data()
    {
        QTest::addColumn<GenerationKind>("kind");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("word");
        using enum GenerationKind;
        for (const GenerationKind kind : {Compose, Nginx, HelmValues}) {
            QTest::addRow("a path, %d", static_cast<int>(kind))
                << kind << u"https://web.example.com/aigw"_s << u"/aigw"_s;
        }
        QTest::newRow("no need of a proxy") << Nginx << u"http://aigw.example.com:5052"_s << u"without a proxy"_s;
        QTest::newRow("an Ingress without a name") << HelmValues << u"https://10.0.0.7"_s << u"10.0.0.7"_s;
        QTest::newRow("nor of IPv6") << HelmValues << u"https://[2001:db8::1]"_s << u"2001:db8::1"_s;
    }
    void whatCannotBeServedIsRefused()
    {
        QFETCH(GenerationKind, kind);
        QFETCH(QString, url);
        QFETCH(QString, word);
        Deployment deployment = usualDeployment(u"18.9.1"_s);
        deployment.aiGateway.url = url;
        const Generated generated = generate(kind, deployment, {});
        QCOMPARE(generated.problem.key, u"ai_gateway.url"_s);
        QVERIFY(generated.text.isEmpty());
        QVERIFY2(generated.problem.sentence.contains(word), qPrintable(generated.problem.sentence));
        QVERIFY(generated.problem.sentence.endsWith(u'.'));
    }

    void aVersionBeyondTheKnownOnesIsNoted()
    {
        for (const GenerationKind kind : {GenerationKind::DockerRun, GenerationKind::GitlabRb}) {
            const QString notes = generate(kind, usualDeployment(u"99.1.0"_s), {}).notes.join(u'\n');
            QVERIFY2(notes.contains(u"99.1.0 is newer"_s), qPrintable(notes));
            QVERIFY(!generate(kind, usualDeployment(u"19.2"_s), {}).notes.join(u'\n').contains(u"newer"_s));
        }
    }

    void gitlabIsToldWhatItsVersionReads_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QStringList>("variables");
        const QString url = u"AI_GATEWAY_URL"_s;
        const QString flag = u"DUO_AGENT_PLATFORM_SERVICE_SECURE"_s;
        QTest::newRow("17.5") << u"17.5"_s << false
                              << QStringList{url, u"CUSTOMER_PORTAL_URL"_s, u"GITLAB_LICENSE_MODE"_s};
        QTest::newRow("17.8") << u"17.8"_s << false << QStringList{url};
        QTest::newRow("17.9") << u"17.9"_s << false << QStringList{};
        QTest::newRow("18.4 with TLS") << u"18.4"_s << true << QStringList{};
        QTest::newRow("18.4 without TLS") << u"18.4"_s << false << QStringList{flag};
        QTest::newRow("18.8 without TLS") << u"18.8"_s << false << QStringList{flag};
        QTest::newRow("18.9 without TLS") << u"18.9"_s << false << QStringList{};
    }
    void gitlabIsToldWhatItsVersionReads()
    {
        QFETCH(QString, version);
        QFETCH(bool, tls);
        Deployment deployment = usualDeployment(version);
        deployment.aiGateway.agentPlatform->tls = tls;
        const QString text = written(GenerationKind::GitlabRb, deployment);
        QCOMPARE(runTool(u"ruby"_s, {u"-c"_s}, text).output.trimmed(), u"Syntax OK"_s);
        const ToolRun run = runTool(u"ruby"_s,
                                    {u"-e"_s, u"gitlab_rails = {}; eval($stdin.read); "
                                              "puts (gitlab_rails['env'] || {}).keys.sort"_s},
                                    text);
        QTEST(run.output.split(u'\n', Qt::SkipEmptyParts), "variables");
    }

    void prometheusTakesItsConfiguration()
    {
        Deployment deployment = usualDeployment(u"18.9.1"_s);
        deployment.aiGateway.metrics.append(u"https://second.example.com/gateway/metrics"_s);
        deployment.trust.caBundle = u"corporate ca.pem"_s;
        const QString text = written(GenerationKind::Prometheus, deployment);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"prometheus.yml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QString placed = text;
        file.write(placed.replace("/etc/prometheus/"_L1, folder.path() + u'/').toUtf8());
        file.close();
        QFile authority(folder.filePath(u"corporate ca.pem"_s));
        QVERIFY(authority.open(QIODevice::WriteOnly));
        const ToolRun run = runTool(u"promtool"_s, {u"check"_s, u"config"_s, file.fileName()});
        QVERIFY2(run.status == 0, qPrintable(run.output));
        const QJsonArray jobs = parsedYaml(text).value(u"scrape_configs"_s).toArray();
        QStringList names;
        for (const QJsonValue &job : jobs) {
            names << job.toObject().value(u"job_name"_s).toString();
        }
        QCOMPARE(names, QStringList({u"ai-gateway"_s, u"duo-agent-platform-service"_s, u"ai-gateway-2"_s}));
    }

    void theInstructionsForKeysWork()
    {
        const QString text = written(GenerationKind::Compose, usualDeployment(u"18.9.1"_s));
        QString commands;
        for (const QString &line : text.split(u'\n')) {
            if (line.startsWith("#   "_L1) && !line.contains("docker compose"_L1)) {
                commands += line.sliced(4) + u'\n';
            }
        }
        QTemporaryDir folder;
        const ToolRun made = runTool(u"sh"_s, {u"-euc"_s, u"cd '%1'\n%2"_s.arg(folder.path(), commands)});
        QVERIFY2(made.status == 0, qPrintable(made.output));
        QFile file(folder.filePath(u".env"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString environment = QString::fromUtf8(file.readAll());
        QCOMPARE(environment.count("_KEY='-----BEGIN PRIVATE KEY-----\n"_L1), 4);
        QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    }

    void theTextIsTheReviewedOne_data()
    {
        QTest::addColumn<GenerationKind>("kind");
        QTest::addColumn<QString>("version");
        QTest::newRow("run-18.9.sh") << GenerationKind::DockerRun << u"18.9.1"_s;
        QTest::newRow("compose-18.9.yml") << GenerationKind::Compose << u"18.9.1"_s;
        QTest::newRow("gitlab-17.5.rb") << GenerationKind::GitlabRb << u"17.5.2"_s;
    }
    void theTextIsTheReviewedOne()
    {
        QFETCH(GenerationKind, kind);
        QFETCH(QString, version);
        Deployment deployment = usualDeployment(version);
        deployment.offline = true;
        deployment.trust.caBundle = u"corporate-ca.pem"_s;
        QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/generate/") + QString::fromUtf8(QTest::currentDataTag()));
        if (qEnvironmentVariableIsSet("DUODOCTOR_UPDATE_GOLDEN")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(written(kind, deployment).toUtf8());
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(written(kind, deployment), QString::fromUtf8(file.readAll()));
    }

    void nothingDependsOnTheSecretsAtHand()
    {
        // The same deployment gives the same text, wherever keys lie.
        const Deployment deployment = usualDeployment(u"18.9.1"_s);
        for (const GenerationKind kind : generationKinds()) {
            QCOMPARE(written(kind, deployment), written(kind, deployment));
            QVERIFY(!written(kind, deployment).contains("-----BEGIN"_L1));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestGeneration)
#include "tst_generation.moc"
