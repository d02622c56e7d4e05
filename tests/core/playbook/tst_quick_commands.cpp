#include "playbook/playbook.h"
#include "playbook/playbook_folder.h"
#include "playbook/quick_commands_parser.h"

#include "check/check_definition.h"
#include "snippet_checker.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Deployment deploymentBy(GitLabInstallation gitlab, GatewayInstallation gateway, const QString &version = {})
{
    Deployment deployment = exampleDeployment();
    deployment.gitlab.version = version.isEmpty() ? std::nullopt : GitLabVersion::parse(version);
    deployment.gitlab.installation = gitlab;
    deployment.aiGateway.installation = gateway;
    deployment.gitlab.reach = {};
    deployment.aiGateway.reach = {};
    return deployment;
}

/// Every value of the deployment holds what a shell or Ruby would take for more than a name.
Deployment hostile(Deployment deployment, const QString &word, const QString &host)
{
    deployment.gitlab.user = word;
    deployment.gitlab.url = u"https://"_s + host;
    deployment.aiGateway.url = u"https://%1:5052"_s.arg(host);
    deployment.aiGateway.agentPlatform = AgentPlatform{host + u":50052"_s, true};
    deployment.gitlab.reach.container = deployment.aiGateway.reach.container = word;
    deployment.gitlab.reach.kubeNamespace = deployment.aiGateway.reach.kubeNamespace = word;
    deployment.gitlab.reach.pod = deployment.aiGateway.reach.pod = word;
    deployment.gitlab.reach.context = deployment.aiGateway.reach.context = word;
    deployment.models = {Model{word, word, word, u"custom_openai/"_s + word, u"http://%1:8000/v1"_s.arg(host), {}, {}}};
    return deployment;
}

QList<QuickCommand> allOf(const QList<QuickCommandGroup> &groups)
{
    QList<QuickCommand> all;
    for (const QuickCommandGroup &group : groups) {
        all += group.commands;
    }
    return all;
}

/// A person fills in what is not known.
QString withoutMissingWords(QString command)
{
    static const QRegularExpression word(uR"(<[a-z_]+>)"_s);
    return command.replace(word, u"filled"_s);
}

QStringList idsOf(const QList<QuickCommand> &commands)
{
    QStringList ids;
    for (const QuickCommand &command : commands) {
        ids << command.id;
    }
    return ids;
}

} // namespace

class TestQuickCommands : public QObject
{
    Q_OBJECT
    Playbook m_playbook;
    test::SnippetChecker m_checker;

    QList<QuickCommand> commandsFor(const Deployment &deployment) const
    {
        return allOf(m_playbook.quickCommands(deployment));
    }
    QList<QuickCommand> named(const QString &id, const Deployment &deployment) const
    {
        QList<QuickCommand> found = commandsFor(deployment);
        found.removeIf([&id](const QuickCommand &command) { return command.id != id; });
        return found;
    }
    QString commandOf(const QString &id, const Deployment &deployment) const
    {
        return named(id, deployment).value(0).command;
    }
    QStringList problemsOf(const Deployment &deployment)
    {
        QStringList problems;
        for (const QuickCommand &command : commandsFor(deployment)) {
            const QString shell = m_checker.problemIn(withoutMissingWords(command.command), u"sh"_s);
            const QString ruby = command.ruby.isEmpty() ? QString{} : m_checker.problemIn(command.ruby, u"ruby"_s);
            if (!shell.isEmpty() || !ruby.isEmpty()) {
                problems << u"%1: %2%3\n%4"_s.arg(command.id, shell, ruby, command.command);
            }
        }
        return problems;
    }

private Q_SLOTS:
    void theShippedFileIsInOrder()
    {
        const QuickCommandBook book = readQuickCommands(u":/playbook"_s);
        QStringList problems;
        for (const PlaybookProblem &problem : book.problems) {
            problems << u"%1: %2"_s.arg(problem.line).arg(problem.problem);
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        QCOMPARE(book.sections.size(), 4);
    }

    void everyEntryHasACommandForSomeDeployment()
    {
        QSet<QString> met;
        Deployment all = exampleDeployment();
        all.gitlab.version = GitLabVersion{18, 6, 1};
        all.models[0].apiKey = {}; // the gateway's own addresses are asked without a key only
        all.trust.gatewayBundle = u"/etc/bundle.crt"_s;
        all.aiGateway.metrics = {u"http://aigw.example.com:8082/metrics"_s};
        all.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
        for (const GatewayInstallation way : {GatewayInstallation::Docker, GatewayInstallation::Helm}) {
            all.aiGateway.installation = way;
            all.aiGateway.reach = {};
            for (const QString &id : idsOf(commandsFor(all))) {
                met.insert(id);
            }
        }
        for (const QuickCommandSection &section : readQuickCommands(u":/playbook"_s).sections) {
            for (const QuickCommandEntry &entry : section.entries) {
                QVERIFY2(met.contains(entry.id), qPrintable(entry.id));
            }
        }
    }

    void everyCommandIsReadByItsProgram_data()
    {
        QTest::addColumn<Deployment>("deployment");
        for (const GitLabInstallation gitlab : allGitLabInstallations()) {
            for (const GatewayInstallation gateway : {GatewayInstallation::Docker, GatewayInstallation::Helm}) {
                for (const char *version : {"", "17.4.2", "18.6.1"}) {
                    QTest::addRow("%s %s %s", toWire(gitlab).data(), toWire(gateway).data(), version)
                        << deploymentBy(gitlab, gateway, QString::fromLatin1(version));
                }
                QTest::addRow("%s %s quotes", toWire(gitlab).data(), toWire(gateway).data())
                    << hostile(deploymentBy(gitlab, gateway), u"it's \"so\" `x`"_s, u"a'b\"c"_s);
                QTest::addRow("%s %s substitution", toWire(gitlab).data(), toWire(gateway).data())
                    << hostile(deploymentBy(gitlab, gateway), u"$(touch /tmp/x) ${x} #{`id`}"_s, u"$(x)"_s);
                QTest::addRow("%s %s marks", toWire(gitlab).data(), toWire(gateway).data())
                    << hostile(deploymentBy(gitlab, gateway), u"a;b&c|d>e<f#g\\h!i*j\"#{1}"_s, u"aigw.example.com"_s);
            }
        }
    }
    void everyCommandIsReadByItsProgram()
    {
        QFETCH(Deployment, deployment);
        const QStringList problems = problemsOf(deployment);
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u"\n\n"_s)));
    }

    void noCommandChangesAnything()
    {
        for (const GatewayInstallation gateway : {GatewayInstallation::Docker, GatewayInstallation::Helm}) {
            for (const QuickCommand &command :
                 commandsFor(deploymentBy(GitLabInstallation::LinuxPackage, gateway, u"18.6.1"_s))) {
                static const QRegularExpression changes(
                    uR"(update!|Feature\.enable\(|\brm\b|restart|reconfigure|\bapply\b|\bdelete\b|--api-key|upgrade )"_s);
                QVERIFY2(!changes.match(command.command).hasMatch(), qPrintable(command.command));
            }
        }
    }

    void everyCommandSaysWhereItIsRunAndWhatComesBack()
    {
        for (const QuickCommand &command :
             commandsFor(deploymentBy(GitLabInstallation::Docker, GatewayInstallation::Helm))) {
            QVERIFY2(!command.where.isEmpty() && !command.answer.isEmpty() && !command.title.isEmpty(),
                     qPrintable(command.id));
            QVERIFY2(!command.check || checkDefinition(command.check->check), qPrintable(command.id));
        }
    }

    void variablesExpandInTheContainer()
    {
        const QString command = commandOf(u"custom-models-variable"_s,
                                          deploymentBy(GitLabInstallation::LinuxPackage, GatewayInstallation::Docker));
        QVERIFY2(command.contains(uR"(sh -c 'echo "$AIGW_CUSTOM_MODELS__ENABLED"')"_s), qPrintable(command));
    }

    void imagesWithoutCurlAreAskedWithPython()
    {
        const auto inside = [this](const QString &version) {
            return commandOf(u"healthz-inside"_s,
                             deploymentBy(GitLabInstallation::LinuxPackage, GatewayInstallation::Docker, version));
        };
        QVERIFY2(inside(u"18.4.2"_s).contains(u"python3"_s) && !inside(u"18.4.2"_s).contains(u"curl"_s),
                 qPrintable(inside(u"18.4.2"_s)));
        QVERIFY2(inside(u"18.5.0"_s).contains(u"curl"_s), qPrintable(inside(u"18.5.0"_s)));
    }

    void noFilterLooksForALevelInGitlabsLog()
    {
        for (const QuickCommand &command :
             commandsFor(deploymentBy(GitLabInstallation::LinuxPackage, GatewayInstallation::Docker))) {
            if (command.command.contains(u"llm.log"_s)) {
                QVERIFY2(!command.command.contains(u"level\""_s), qPrintable(command.command));
            }
        }
    }

    /// With a stand-in for the engine that runs the line here, in an environment with a key.
    void theEmergencyLineShowsVariablesAndNoKey()
    {
        QTemporaryDir folder;
        QFile engine(folder.filePath(u"docker"_s));
        QVERIFY(engine.open(QIODevice::WriteOnly));
        engine.write("#!/bin/sh\nshift 2\nAIGW_GITLAB_URL=https://gitlab.example.com\n"
                     "AIGW_SELF_SIGNED_JWT__SIGNING_KEY='-----BEGIN-----\nsecret\n-----END-----'\n"
                     "export AIGW_GITLAB_URL AIGW_SELF_SIGNED_JWT__SIGNING_KEY\nexec \"$@\"\n");
        engine.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        engine.close();
        const QString command =
            commandOf(u"emergency"_s, deploymentBy(GitLabInstallation::LinuxPackage, GatewayInstallation::Docker));
        QString line = command.section(u'\n', 0, 0);
        QVERIFY2(line.startsWith(u"sudo docker exec "_s), qPrintable(command));
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, folder.path() + u':' + environment.value(u"PATH"_s));
        shell.setProcessEnvironment(environment);
        shell.start(u"sh"_s, {u"-c"_s, line.remove(u"sudo "_s)});
        QVERIFY(shell.waitForFinished());
        const QByteArray out = shell.readAllStandardOutput();
        QVERIFY2(out.contains("AIGW_GITLAB_URL=https://gitlab.example.com\n"), out.constData());
        QVERIFY2(out.contains("AIGW_SELF_SIGNED_JWT__SIGNING_KEY=set\n") && !out.contains("secret"), out.constData());
    }

    void theWayOfInstallingDecidesTheForm()
    {
        const auto log = [this](GitLabInstallation way) {
            return commandOf(u"llm-log-errors"_s, deploymentBy(way, GatewayInstallation::Docker));
        };
        QVERIFY(log(GitLabInstallation::LinuxPackage).startsWith(u"sudo grep"_s));
        QVERIFY(log(GitLabInstallation::Docker).startsWith(u"docker exec '<gitlab_container>' grep"_s));
        QVERIFY(log(GitLabInstallation::Helm).startsWith(u"kubectl logs"_s));
        QVERIFY(log(GitLabInstallation::SelfCompiled).contains(u"/home/git/gitlab/log/llm.log"_s));
        const QString rails = commandOf(u"console-version"_s,
                                        deploymentBy(GitLabInstallation::SelfCompiled, GatewayInstallation::Docker));
        QVERIFY2(rails.contains(u"bundle exec rails runner -e production"_s), qPrintable(rails));
        const QString pod =
            commandOf(u"console-version"_s, deploymentBy(GitLabInstallation::Helm, GatewayInstallation::Docker));
        QVERIFY2(pod.contains(u"deployment/gitlab-toolbox"_s) && !pod.contains(u"ai-gateway"_s), qPrintable(pod));
    }

    void whereTheGatewayMayRunInBothBothFormsStand()
    {
        Deployment open = deploymentBy(GitLabInstallation::LinuxPackage, GatewayInstallation::Docker);
        open.aiGateway.installation = std::nullopt;
        const QList<QuickCommand> log = named(u"gateway-log"_s, open);
        QCOMPARE(log.size(), 2);
        QVERIFY(log.at(0).command.startsWith(u"docker logs"_s) && log.at(0).note.startsWith(u"Gateway in Docker"_s));
        QVERIFY(log.at(1).command.startsWith(u"kubectl"_s) && log.at(1).note.startsWith(u"Gateway on Helm"_s));
        QCOMPARE(named(u"healthz-from-here"_s, open).size(), 1);
    }

    void theReachGivesTheNames()
    {
        Deployment deployment = deploymentBy(GitLabInstallation::Docker, GatewayInstallation::Docker);
        deployment.gitlab.reach.via = ReachVia::Docker;
        deployment.gitlab.reach.container = u"gitlab-web"_s;
        deployment.aiGateway.reach.via = ReachVia::Docker;
        deployment.aiGateway.reach.engine = ContainerEngine::Podman;
        deployment.aiGateway.reach.container = u"aigw-1"_s;
        QVERIFY(commandOf(u"llm-log-errors"_s, deployment).startsWith(u"docker exec gitlab-web grep"_s) ||
                commandOf(u"llm-log-errors"_s, deployment).startsWith(u"docker exec 'gitlab-web' grep"_s));
        QVERIFY2(commandOf(u"gateway-log"_s, deployment).startsWith(u"podman logs"_s),
                 qPrintable(commandOf(u"gateway-log"_s, deployment)));
        QVERIFY(commandOf(u"follow-gateway-log"_s, deployment).contains(u"aigw-1"_s));
    }

    void theVersionDecidesTheForm_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("hidden");
        const QString feature = u"console-feature"_s;
        QTest::newRow("feature 17.8") << feature << u"17.8"_s << QString{} << u"FeatureSetting"_s;
        QTest::newRow("feature 17.9") << feature << u"17.9"_s << u"code_suggestions_self_hosted?"_s << u"no such"_s;
        QTest::newRow("feature 18.3") << feature << u"18.3"_s << u"code_suggestions_self_hosted?"_s << u"no such"_s;
        QTest::newRow("feature 18.4") << feature << u"18.4"_s << u"exists?"_s << u"code_suggestions_self_hosted?"_s;
        QTest::newRow("feature newest") << feature << QString{} << u"exists?"_s << u"code_suggestions_self_hosted?"_s;
        QTest::newRow("grpc 18.3") << u"grpc-health-from-here"_s << u"18.3"_s << QString{} << u"grpcurl"_s;
        QTest::newRow("grpc 18.4") << u"grpc-health-from-here"_s << u"18.4"_s << u"grpcurl"_s << u"no such"_s;
        QTest::newRow("rake 17.6") << u"rake-self-hosted"_s << u"17.6"_s << u"setup"_s << u"setup["_s;
        QTest::newRow("rake 17.7") << u"rake-self-hosted"_s << u"17.7"_s << u"setup["_s << u"no such"_s;
        QTest::newRow("curl 18.4") << u"healthz-inside"_s << u"18.4"_s << u"python3"_s << u"curl"_s;
        QTest::newRow("curl 18.5") << u"healthz-inside"_s << u"18.5"_s << u"curl"_s << u"python3"_s;
    }
    void theVersionDecidesTheForm()
    {
        QFETCH(QString, id);
        QFETCH(QString, version);
        QFETCH(QString, shown);
        QFETCH(QString, hidden);
        Deployment deployment = deploymentBy(GitLabInstallation::LinuxPackage, GatewayInstallation::Docker, version);
        deployment.gitlab.user = u"ada"_s;
        deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, false};
        const QString command = commandOf(id, deployment);
        QVERIFY2(command.contains(shown) && !command.contains(hidden), qPrintable(command));
        QCOMPARE(command.isEmpty(), shown.isEmpty());
    }

    void anEmergencyAsksForTheThreeLooks()
    {
        QStringList asked;
        for (const CheckKey &key : emergencyChecks(exampleDeployment())) {
            asked << key.check.toString() + u'@' + toWire(key.vantage);
        }
        QVERIFY2(asked.contains(u"gateway-environment@gateway"_s), qPrintable(asked.join(u' ')));
        QVERIFY2(asked.contains(u"gateway-healthz@workstation"_s), qPrintable(asked.join(u' ')));
        QVERIFY2(asked.contains(u"gitlab-llm-log@gitlab"_s), qPrintable(asked.join(u' ')));
        QVERIFY2(asked.size() <= 6, qPrintable(asked.join(u' ')));
    }

    /// The rows of docs/MISSION.md that are commands to copy.
    void everyCommandOfTheDocumentsIsThere()
    {
        QStringList missing{u"P-env-vars"_s,         u"P-user-perm"_s,     u"P-client-logs"_s,  u"P-gl-tail"_s,
                            u"P-llmlog-json"_s,      u"P-llmlog-filter"_s, u"P-v1-suffix"_s,    u"P-aigw-model-logs"_s,
                            u"P-aigw-struct-logs"_s, u"P-cert-detect"_s,   u"P-net-detect"_s,   u"P-net-gitlab"_s,
                            u"P-net-model"_s,        u"P-auth-detect"_s,   u"P-model-detect"_s, u"P-model-direct"_s,
                            u"P-verbose"_s,          u"P-reproduce"_s,     u"P-q1-healthz"_s,   u"P-q2-env"_s,
                            u"P-q3-logs"_s,          u"P-q4-can"_s,        u"P-q5-llm"_s,       u"P-q6-flag"_s,
                            u"P-q7-connect"_s,       u"P-oneliner"_s,      u"T-rake"_s,         u"T-script"_s,
                            u"T-gl-model"_s,         u"T-user"_s,          u"T-env-url"_s,      u"T-http"_s,
                            u"T-aigw-model"_s,       u"T-healthz-in"_s,    u"T-model-reach"_s,  u"U-rake-user"_s,
                            u"U-options"_s,          u"U-gl-model"_s,      u"U-db-url"_s,       u"U-http"_s,
                            u"U-aigw-model"_s,       u"U-healthz-in"_s,    u"U-env"_s,          u"U-model-reach"_s,
                            u"U-aigw-gitlab"_s,      u"U-cs-access"_s,     u"U-A1003"_s,        u"G-deploy"_s,
                            u"G-helm-wait"_s,        u"G-docker-digest"_s, u"G-root-401"_s,     u"G-prom-verify"_s};
        for (const QuickCommandSection &section : readQuickCommands(u":/playbook"_s).sections) {
            for (const QuickCommandEntry &entry : section.entries) {
                for (const QString &row : entry.rows) {
                    missing.removeAll(row);
                }
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
    }

    void mistakesAreFoundWithTheirLine_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("problem");
        QTest::newRow("unknown key") << u"{id: a, title: t, answer: x, at: gitlab, comand: ls}"_s << u"`comand`"_s;
        QTest::newRow("no command") << u"{id: a, title: t, answer: x, at: gitlab}"_s << u"either"_s;
        QTest::newRow("place") << u"{id: a, title: t, answer: x, at: moon, command: ls}"_s << u"`at`"_s;
        QTest::newRow("check") << u"{id: a, title: t, answer: x, at: gitlab, check: gone}"_s << u"`gone`"_s;
        QTest::newRow("placeholder") << u"{id: a, title: t, answer: x, at: gitlab, command: 'ls {nothing}'}"_s
                                     << u"{nothing}"_s;
        QTest::newRow("gap") << u"{id: a, title: t, answer: x, at: gitlab, forms: [{for: 18.4+, command: a}, "
                                "{for: 17.1-17.8, command: b}]}"_s
                             << u"17.9"_s;
        QTest::newRow("kind") << u"{id: a, title: t, answer: x, at: gitlab, command: ls, pasted: poem}"_s << u"poem"_s;
        QTest::newRow("no text") << u"{id: a, title: t, at: gitlab, command: ls}"_s << u"`answer`"_s;
        QTest::newRow("no mapping") << u"ls"_s << u"mapping"_s;
    }
    void mistakesAreFoundWithTheirLine()
    {
        QFETCH(QString, entry);
        QFETCH(QString, problem);
        const QuickCommandBook book = parseQuickCommands(
            u"q.yaml"_s, u"groups:\n  - id: g\n    title: G\n    commands:\n      - %1\n"_s.arg(entry));
        QVERIFY(!book.problems.isEmpty());
        QVERIFY2(book.problems.first().problem.contains(problem), qPrintable(book.problems.first().problem));
        QCOMPARE(book.problems.first().line, 5);
    }
};

DUODOCTOR_TEST_MAIN(TestQuickCommands)
#include "tst_quick_commands.moc"
