#include "generate/generation.h"

#include "generated_texts.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

using namespace duodoctor;
using namespace duodoctor::test;
using namespace Qt::StringLiterals;

namespace
{

/// Signs that mean something to a shell, YAML, Compose, nginx or Ruby. Each can stand in a path or a file's name.
const QString kSigns = u"a b'c\"d$HOME;e`id`$(id)#{1}\\f&g|h!i*j?k[l]{m}~n%o>p<q,r@s#t€ü"_s;

Deployment deploymentWith(const QString &signs)
{
    Deployment deployment = usualDeployment(u"18.9.1"_s);
    deployment.name = signs;
    deployment.trust.gatewayBundle = u"/certs/"_s + signs + u".pem"_s;
    return deployment;
}

bool touch(const QString &path)
{
    return QFile(path).open(QIODevice::WriteOnly);
}

QString sourceOf(const QJsonObject &service, const QString &target)
{
    for (const QJsonValue &volume : service.value(u"volumes"_s).toArray()) {
        if (volume.toObject().value(u"target"_s).toString() == target) {
            return volume.toObject().value(u"source"_s).toString().replace("$$"_L1, "$"_L1);
        }
    }
    return {};
}

} // namespace

class TestHostileValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theShellSeesEachValueAsItIs()
    {
        const Deployment deployment = deploymentWith(kSigns);
        QTemporaryDir folder;
        const Generated beside = generate(GenerationKind::DockerRun, deployment, {});
        QVERIFY2(beside.isOk(), qPrintable(beside.problem.sentence));
        QVERIFY(touch(folder.filePath(kSigns + u".pem"_s)));
        const ScriptRun run = runScript(beside.text, folder);
        QVERIFY2(run.status == 0, qPrintable(run.errors));
        QCOMPARE(run.errors, QString());
        const QString target = u":/etc/ssl/gitlab-aigw/ca-bundle.pem:ro"_s;
        QCOMPARE(valuesOf(run.arguments, u"--volume"_s), QStringList{folder.filePath(kSigns + u".pem"_s) + target});

        GenerationOptions options;
        options.folder = folder.filePath(kSigns);
        QVERIFY(QDir().mkpath(options.folder) && touch(options.folder + u'/' + kSigns + u".pem"_s));
        options.keyFolder = folder.path();
        const ScriptRun other = runScript(generate(GenerationKind::DockerRun, deployment, options).text, folder);
        QCOMPARE(valuesOf(other.arguments, u"--volume"_s),
                 QStringList{options.folder + u'/' + kSigns + u".pem"_s + target});
        QVERIFY(!other.environment.value(u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY"_s).isEmpty());
    }

    void composeSeesEachValueAsItIs()
    {
        const Deployment deployment = deploymentWith(kSigns);
        GenerationOptions options;
        options.tlsCertificate = u"./"_s + QString(kSigns).remove(u'$') + u".crt"_s;
        options.tlsKey = u"./server.key"_s;
        const Generated generated = generate(GenerationKind::Compose, deployment, options);
        QVERIFY2(generated.isOk(), qPrintable(generated.problem.sentence));
        const QJsonObject services = parsedYaml(generated.text).value(u"services"_s).toObject();
        QCOMPARE(sourceOf(services.value(u"gitlab-ai-gateway"_s).toObject(), u"/etc/ssl/gitlab-aigw/ca-bundle.pem"_s),
                 u"./"_s + kSigns + u".pem"_s);
        QCOMPARE(sourceOf(services.value(u"nginx-proxy"_s).toObject(), u"/etc/nginx/ssl/server.crt"_s),
                 options.tlsCertificate);
        // What is not ours is never expanded: each single dollar sign begins a variable of ours.
        QString rest = generated.text;
        rest.remove("$$"_L1);
        for (const QString &line : rest.split(u'\n')) {
            const QString value = line.trimmed().startsWith(u'#') ? QString() : line;
            QVERIFY2(value.count(u'$') == value.count("${"_L1) && value.count("${"_L1) <= 1, qPrintable(line));
        }
        QVERIFY(!parsedYaml(generate(GenerationKind::HelmValues, deployment, {}).text).isEmpty());
    }

    void nginxSeesEachPathAsItIs()
    {
        const Deployment deployment = usualDeployment(u"18.9.1"_s);
        QTemporaryDir folder;
        const QString name = QString(kSigns).remove(u'$').remove(u'/');
        GenerationOptions options;
        options.tlsCertificate = folder.filePath(u"ssl/"_s + name + u".crt"_s);
        options.tlsKey = folder.filePath(u"ssl/"_s + name + u".key"_s);
        const Generated generated = generate(GenerationKind::Nginx, deployment, options);
        QVERIFY2(generated.isOk(), qPrintable(generated.problem.sentence));
        // The first call makes a pair, which then gets the hostile names.
        QVERIFY(!nginxComplaint(generated.text, folder).isEmpty());
        QVERIFY(QFile::copy(folder.filePath(u"ssl/server.crt"_s), options.tlsCertificate));
        QVERIFY(QFile::copy(folder.filePath(u"ssl/server.key"_s), options.tlsKey));
        QCOMPARE(nginxComplaint(generated.text, folder), QString());
        options.tlsKey = u"/etc/ssl/$host.key"_s;
        QCOMPARE(generate(GenerationKind::Nginx, deployment, options).problem.key, u"--tls-key"_s);
    }

    void rubySeesEachValueAsItIs()
    {
        Deployment deployment = usualDeployment(u"17.5"_s);
        deployment.name = u"#{exit 3}\n=end\n__END__"_s;
        deployment.aiGateway.url = u"https://aigw.example.com/a'b$c#{exit 3}"_s;
        const Generated generated = generate(GenerationKind::GitlabRb, deployment, {});
        if (!generated.isOk()) {
            QCOMPARE(generated.problem.key, u"ai_gateway.url"_s);
            deployment.aiGateway.url = u"https://aigw.example.com/a'b$c"_s;
        }
        const Generated tame = generate(GenerationKind::GitlabRb, deployment, {});
        QVERIFY2(tame.isOk(), qPrintable(tame.problem.sentence));
        const ToolRun run = runTool(
            u"ruby"_s, {u"-e"_s, u"gitlab_rails = {}; eval($stdin.read); puts gitlab_rails['env']['AI_GATEWAY_URL']"_s},
            tame.text);
        QCOMPARE(run.output.trimmed(), deployment.aiGateway.url);
    }

    void aNameStaysInItsComment_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("line break") << u"a\nservices: {}"_s;
        QTest::newRow("carriage return") << u"a\rrm -rf /"_s;
        QTest::newRow("next line") << u"a"_s + QChar(0x85) + u"b: c"_s;
        QTest::newRow("line separator") << u"a"_s + QChar(0x2028) + u"b: c"_s;
        QTest::newRow("direction") << u"a"_s + QChar(0x202E) + u"b"_s;
        QTest::newRow("very long") << QString(100'000, u'x');
    }
    void aNameStaysInItsComment()
    {
        QFETCH(QString, name);
        Deployment deployment = usualDeployment(u"18.9.1"_s);
        const Generated tame = generate(GenerationKind::Compose, deployment, {});
        deployment.name = name;
        for (const GenerationKind kind : generationKinds()) {
            const Generated generated = generate(kind, deployment, {});
            const Generated other = generate(kind, usualDeployment(u"18.9.1"_s), {});
            QCOMPARE(generated.text.count(u'\n'), other.text.count(u'\n'));
            QVERIFY(!generated.text.contains(QChar(0x202E)) && !generated.text.contains(u'\r'));
            QVERIFY(generated.text.size() < other.text.size() + 400);
        }
        QCOMPARE(parsedYaml(generate(GenerationKind::Compose, deployment, {}).text), parsedYaml(tame.text));
    }

    void whatCannotBeWrittenIsRefused_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("key");
        const QString gitlab = u"gitlab.url"_s;
        QTest::newRow("line break in a URL") << u"gitlab"_s << u"https://gitlab.example.com\nX=1"_s << gitlab;
        QTest::newRow("blank in a URL") << u"gitlab"_s << u"https://gitlab.example.com/a b"_s << gitlab;
        QTest::newRow("password in a URL") << u"gitlab"_s << u"https://root:glpat@gitlab.example.com"_s << gitlab;
        QTest::newRow("query in a URL") << u"gitlab"_s << u"https://gitlab.example.com/?private_token=x"_s << gitlab;
        QTest::newRow("no scheme") << u"gitlab"_s << u"gitlab.example.com"_s << gitlab;
        QTest::newRow("this machine") << u"gitlab"_s << u"http://localhost:8080"_s << gitlab;
        QTest::newRow("the API's path") << u"gitlab"_s << u"https://gitlab.example.com/api/v4"_s << gitlab;
        QTest::newRow("command as an image") << u"image"_s << u"x; rm -rf /"_s << u"ai_gateway.image"_s;
        QTest::newRow("option as an image") << u"image"_s << u"--privileged"_s << u"ai_gateway.image"_s;
        QTest::newRow("quote in an image") << u"image"_s << u"a\"b:c"_s << u"ai_gateway.image"_s;
        QTest::newRow("option as a container") << u"container"_s << u"--rm"_s << u"ai_gateway.reach.container"_s;
        QTest::newRow("blank in a container") << u"container"_s << u"a b"_s << u"ai_gateway.reach.container"_s;
        QTest::newRow("colon in a bundle") << u"bundle"_s << u"a:b.pem"_s << u"trust.gateway_bundle"_s;
        QTest::newRow("line break in a bundle") << u"bundle"_s << u"a\nb.pem"_s << u"trust.gateway_bundle"_s;
        QTest::newRow("scheme in an address")
            << u"address"_s << u"http://aigw.example.com:50052"_s << u"ai_gateway.agent_platform.address"_s;
        QTest::newRow("semicolon in an address")
            << u"address"_s << u"a;b:50052"_s << u"ai_gateway.agent_platform.address"_s;
        QTest::newRow("metrics") << u"metrics"_s << u"8082"_s << u"ai_gateway.metrics[0]"_s;
    }
    void whatCannotBeWrittenIsRefused()
    {
        QFETCH(QString, where);
        QFETCH(QString, value);
        Deployment deployment = usualDeployment(u"18.9.1"_s);
        if (where == "gitlab"_L1) {
            deployment.gitlab.url = value;
        } else if (where == "image"_L1) {
            deployment.aiGateway.image = value;
        } else if (where == "container"_L1) {
            deployment.aiGateway.reach.via = ReachVia::Docker;
            deployment.aiGateway.reach.container = value;
        } else if (where == "bundle"_L1) {
            deployment.trust.gatewayBundle = value;
        } else if (where == "address"_L1) {
            deployment.aiGateway.agentPlatform->address = value;
        } else {
            deployment.aiGateway.metrics = QStringList{value};
        }
        const Generated generated = generate(GenerationKind::Compose, deployment, {});
        QTEST(generated.problem.key, "key");
        QVERIFY(generated.text.isEmpty());
        QVERIFY2(!generated.problem.sentence.contains(u'\n'), qPrintable(generated.problem.sentence));
        QVERIFY2(!generated.problem.sentence.contains("glpat"_L1), qPrintable(generated.problem.sentence));
    }

    void optionsAreHeldToTheSameMeasure_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::newRow("relative folder") << u"--folder"_s << u"keys"_s;
        QTest::newRow("colon in a folder") << u"--folder"_s << u"/a:b"_s;
        QTest::newRow("line break in a folder") << u"--folder"_s << u"/a\nb"_s;
        QTest::newRow("semicolon in an upstream") << u"--upstream"_s << u"a;b"_s;
        QTest::newRow("URL as an upstream") << u"--upstream"_s << u"http://a"_s;
        QTest::newRow("path behind an upstream") << u"--upstream"_s << u"a:1/b"_s;
        QTest::newRow("variable as an upstream") << u"--upstream"_s << u"$host"_s;
        QTest::newRow("platform") << u"--platform"_s << u"linux; id"_s;
        QTest::newRow("nginx") << u"--nginx-version"_s << u"new"_s;
        QTest::newRow("line break in a path") << u"--tls-certificate"_s << u"/a\nb"_s;
    }
    void optionsAreHeldToTheSameMeasure()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        GenerationOptions options;
        QHash<QString, QString *> fields{{u"--folder"_s, &options.folder},
                                         {u"--upstream"_s, &options.upstream},
                                         {u"--platform"_s, &options.platform},
                                         {u"--nginx-version"_s, &options.nginxVersion},
                                         {u"--tls-certificate"_s, &options.tlsCertificate}};
        *fields.value(option) = value;
        QCOMPARE(generate(GenerationKind::Nginx, usualDeployment(u"18.9.1"_s), options).problem.key, option);
    }
};

DUODOCTOR_TEST_MAIN(TestHostileValues)
#include "tst_hostile_values.moc"
