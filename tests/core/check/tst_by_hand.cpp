#include "check/by_hand.h"
#include "check/check_plan.h"
#include "check/check_wording.h"
#include "check/hand_commands.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

#include <QProcess>
#include <QStandardPaths>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// A deployment by these ways, with names that want quoting.
Deployment deploymentBy(ReachVia gitlab, ReachVia gateway)
{
    Deployment deployment = exampleDeployment();
    deployment.gitlab.user = u"o'brien \"x\" #{1} $(id)"_s;
    deployment.models[0].identifier = u"custom_openai/it's"_s;
    deployment.gitlab.reach.via = gitlab;
    deployment.gitlab.reach.container = u"gitlab web"_s;
    deployment.aiGateway.reach.via = gateway;
    deployment.aiGateway.reach.container = u"ai'gw"_s;
    deployment.aiGateway.reach.kubeNamespace = u"duo"_s;
    deployment.aiGateway.reach.selector = u"app=ai-gateway"_s;
    return deployment;
}

QList<Deployment> deployments()
{
    QList<Deployment> all{deploymentBy(ReachVia::Paste, ReachVia::Paste), deploymentBy(ReachVia::Ssh, ReachVia::Docker),
                          deploymentBy(ReachVia::Docker, ReachVia::Kubectl),
                          deploymentBy(ReachVia::Kubectl, ReachVia::None)};
    all[1].gitlab.version = GitLabVersion{18, 6, 0};
    all[2].gitlab.version = GitLabVersion{17, 5, 0};
    return all;
}

int syntaxOf(const QString &program, const QStringList &arguments, const QString &text)
{
    QProcess process;
    process.start(program, arguments);
    process.write(text.toUtf8());
    process.closeWriteChannel();
    process.waitForFinished();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

/// What a shell prints that runs `script`, with these variables besides its own.
QString printedBy(const QString &script, const QStringList &variables)
{
    QProcess process;
    process.setEnvironment(QProcess::systemEnvironment() + variables);
    process.start(u"sh"_s, {u"-c"_s, script});
    process.closeWriteChannel();
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Every command for a person in these deployments.
template <typename Look>
void forEveryInstruction(Look look)
{
    for (const Deployment &deployment : deployments()) {
        for (const PlannedCheck &check : planChecks(deployment, true)) {
            if (const auto instruction = handInstruction(check.key, deployment)) {
                look(check.key, *instruction);
            }
        }
    }
}

} // namespace

class TestByHand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLookFromElsewhereHasACommand()
    {
        const Deployment deployment = deploymentBy(ReachVia::Paste, ReachVia::Paste);
        for (const PlannedCheck &check : planChecks(deployment, true)) {
            if (check.key.vantage == Vantage::Workstation || check.plan.skip != SkipReason::ByHand) {
                continue;
            }
            const auto instruction = handInstruction(check.key, deployment);
            QVERIFY2(instruction, check.key.check.view().data());
            QVERIFY(!instruction->command.isEmpty() && !instruction->where.isEmpty());
            QCOMPARE(instruction->vantage, check.key.vantage);
        }
    }

    void everyCommandIsAShellsSyntax()
    {
        QStringList broken;
        QSet<QString> seen;
        forEveryInstruction([&](const CheckKey &key, const HandInstruction &instruction) {
            if (!seen.contains(instruction.command)) {
                seen.insert(instruction.command);
                if (syntaxOf(u"sh"_s, {u"-n"_s}, instruction.command) != 0) {
                    broken << key.check.toString() + u": "_s + instruction.command;
                }
            }
        });
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
        QVERIFY(seen.size() > 20);
    }

    void everyRubyLineIsRuby()
    {
        const QString ruby = QStandardPaths::findExecutable(u"ruby"_s);
        QVERIFY2(!ruby.isEmpty(), "this test asks ruby whether each line is Ruby: install the package ruby");
        const Deployment deployment = deploymentBy(ReachVia::Paste, ReachVia::Paste);
        for (const CheckDefinition &row : checkCatalogue()) {
            const QString line = handcommands::rubyFor(row.id, deployment, u"mistral"_s);
            QVERIFY2(line.isEmpty() || syntaxOf(ruby, {u"-c"_s}, line) == 0, qPrintable(line));
        }
    }

    void everyRailsCheckHasItsLine()
    {
        const Deployment deployment = exampleDeployment();
        for (const PlannedCheck &check : planChecks(deployment, true)) {
            const ProbePlan plan = check.definition->plan({&deployment, check.key.vantage, check.key.subject, true});
            if (!plan.requests.isEmpty() && std::holds_alternative<RailsRequest>(plan.requests.first().request)) {
                const QString line = handcommands::rubyFor(check.key.check, deployment, check.key.subject);
                QVERIFY2(line.contains("DUODOC "_L1), check.key.check.view().data());
                QVERIFY(!line.contains(u'\''));
            }
        }
    }

    void noCommandChangesAnythingOrHoldsAKey()
    {
        forEveryInstruction([](const CheckKey &key, const HandInstruction &instruction) {
            static const QStringList changes{u"update!"_s,       u"Feature.enable("_s, u" rm "_s,
                                             u"restart"_s,       u"touch "_s,          u"reconfigure"_s,
                                             u"kubectl apply"_s, u"delete"_s,          u"--api-key"_s};
            for (const QString &word : changes) {
                QVERIFY2(!instruction.command.contains(word),
                         qPrintable(key.check.toString() + u": "_s + instruction.command));
            }
        });
    }

    void aGitlabFromSourceHasItsOwnProgramsAndFolders()
    {
        Deployment deployment = deploymentBy(ReachVia::Paste, ReachVia::Docker);
        deployment.gitlab.installation = GitLabInstallation::SelfCompiled;
        const auto commandOf = [&deployment](const char *check) {
            const auto instruction = handInstruction({CheckId{check}, Vantage::GitLab, {}}, deployment);
            return instruction ? instruction->command : QString{};
        };
        const QString bundle = u"cd /home/git/gitlab && sudo -u git -H bundle exec "_s;
        QVERIFY(commandOf("seat").startsWith(bundle + u"rails runner -e production '"_s));
        QVERIFY(commandOf("gitlab-rake").startsWith(bundle + u"rake RAILS_ENV=production "_s));
        QVERIFY(commandOf("gitlab-llm-log").contains(u"/home/git/gitlab/log/llm.log"_s));
    }

    void gitlabsPodIsNotLookedForAmongTheGateways()
    {
        const Deployment deployment = deploymentBy(ReachVia::Kubectl, ReachVia::None);
        const auto instruction = handInstruction({CheckId{"seat"}, Vantage::GitLab, {}}, deployment);
        QVERIFY(instruction);
        QVERIFY2(instruction->command.contains(u"--namespace '<gitlab_namespace>' exec deployment/gitlab-toolbox --"_s),
                 qPrintable(instruction->command));
        QVERIFY(!instruction->command.contains(u"ai-gateway"_s));
    }

    void theEnvironmentComesWithoutCredentials()
    {
        const Deployment deployment = deploymentBy(ReachVia::Paste, ReachVia::Docker);
        const auto look = handInstruction({CheckId{"gateway-environment"}, Vantage::Gateway, {}}, deployment);
        QVERIFY(look);
        // The engine's place is taken by a shell: what stands behind `sh -c` runs here.
        const QString printed = printedBy(
            u"docker() { shift 2; \"$@\"; }\n"_s + look->command,
            {u"HTTPS_PROXY=http://duo:hun/ter@2@proxy.example.com:3128"_s, u"https_proxy=http://p:3128"_s,
             u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY=hunter2"_s, u"AIGW_GITLAB_URL=https://gitlab.example.com"_s});
        QVERIFY2(!printed.contains(u"hun"_s), qPrintable(printed));
        QVERIFY2(printed.contains(u"https_proxy=http://p:3128\n"_s), qPrintable(printed));
        QVERIFY2(printed.contains(u"SIGNING_KEY=set\n"_s), qPrintable(printed));
        QVERIFY2(printed.contains(u"AIGW_GITLAB_URL=https://gitlab.example.com\n"_s), qPrintable(printed));
    }

    void aPodIsDescribedWithoutItsVariables()
    {
        const Deployment deployment = deploymentBy(ReachVia::Paste, ReachVia::Kubectl);
        const auto look = handInstruction({CheckId{"gateway-resources"}, Vantage::Gateway, {}}, deployment);
        QVERIFY(look);
        QCOMPARE(look->expected, EvidenceKind::KubectlDescribe);
        const QString described =
            u"kubectl() { cat <<'END'\nContainers:\n  ai-gateway:\n    Limits:\n      memory:  8Gi\n"
            "    Environment:\n      PLAIN:  hunter2\n    Mounts:\n      /tmp from tmp\nEND\n}\n"_s;
        const QString printed = printedBy(described + look->command, {});
        QVERIFY2(printed.contains(u"memory:  8Gi"_s) && printed.contains(u"/tmp from tmp"_s), qPrintable(printed));
        QVERIFY2(!printed.contains(u"hunter2"_s), qPrintable(printed));
    }

    void inAClusterGitlabsLogIsThatOfThePodsThatWriteIt()
    {
        const Deployment deployment = deploymentBy(ReachVia::Kubectl, ReachVia::None);
        const auto look = handInstruction({CheckId{"gitlab-llm-log"}, Vantage::GitLab, {}}, deployment);
        QVERIFY(look);
        QVERIFY2(look->command.contains(u"logs --selector 'app in (webservice,sidekiq)'"_s), qPrintable(look->command));
        QVERIFY2(!look->command.contains(u"toolbox"_s), qPrintable(look->command));
    }

    void logsAreReadFromBothStreams()
    {
        const Deployment deployment = deploymentBy(ReachVia::Paste, ReachVia::Docker);
        const auto log = handInstruction({CheckId{"gateway-log"}, Vantage::Gateway, {}}, deployment);
        QVERIFY(log && log->command.endsWith("2>&1"_L1));
        QCOMPARE(log->expected, EvidenceKind::GatewayLog);
    }

    void imagesWithoutCurlAreAskedWithPython()
    {
        Deployment deployment = deploymentBy(ReachVia::Paste, ReachVia::Docker);
        const CheckKey key{CheckId{"gateway-healthz-inside"}, Vantage::Gateway, {}};
        deployment.gitlab.version = GitLabVersion{18, 4, 0};
        QVERIFY(handInstruction(key, deployment)->command.contains("python3"_L1));
        deployment.gitlab.version = GitLabVersion{18, 5, 0};
        QVERIFY(handInstruction(key, deployment)->command.contains("curl"_L1));
    }

    void everyFailureOfAWayIsWorded()
    {
        for (int i = 1; i <= static_cast<int>(ReachFailure::Other); ++i) {
            Transcript transcript;
            transcript.failure = static_cast<ReachFailure>(i);
            transcript.place = u"aigw.example.com"_s;
            const QString text = wordingOf(transcript);
            QVERIFY2(text.size() > 30 && !text.contains(u'%'), qPrintable(text));
            QVERIFY2(text.count(u". "_s) >= 1, qPrintable(text));
        }
        QVERIFY(wordingOf(Transcript{}).isEmpty());
    }
};

DUODOCTOR_TEST_MAIN(TestByHand)
#include "tst_by_hand.moc"
