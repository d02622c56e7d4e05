#include "playbook/playbook.h"

#include "judge/finding_vocabulary.h"

#include "snippet_checker.h"
#include "support/test_main.h"

#include <QRegularExpression>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// A deployment and a finding in which every value reads `word`, or holds it where it has to be a number or a URL.
Deployment deploymentOf(const QString &word, const QString &host)
{
    Deployment deployment;
    deployment.name = word;
    deployment.gitlab.url = u"https://"_s + host;
    deployment.gitlab.user = word;
    deployment.aiGateway.url = u"https://%1:5052"_s.arg(host);
    deployment.aiGateway.image = u"registry/model-gateway:"_s + word;
    deployment.aiGateway.agentPlatform = AgentPlatform{host + u":50052"_s, true};
    deployment.aiGateway.metrics = {u"http://%1:8082/metrics"_s.arg(host)};
    deployment.models = {Model{word, word, word, u"custom_openai/"_s + word, u"http://%1:8000/v1"_s.arg(host), {}, {}}};
    deployment.trust = {word, word, word};
    deployment.proxy = {ProxyMode::Manual, u"http://%1:3128"_s.arg(host), {}};
    return deployment;
}

Finding findingOf(FindingId id, const QString &word)
{
    Finding finding = makeFinding(id);
    for (const Argument argument : allArguments()) {
        finding.arguments.set(argument, word);
    }
    return finding;
}

struct Sample {
    const char *name;
    QString word;
    QString host;
};

const QList<Sample> &samples()
{
    static const QList<Sample> list{
        {"plain", u"sample"_s, u"aigw.example.com"_s},
        {"number", u"5052"_s, u"127.0.0.1"_s},
        {"blanks", u"two words"_s, u"aigw.example.com"_s},
        {"quotes", u"it's \"quoted\" `so`"_s, u"a'b\"c"_s},
        {"substitution", u"$(touch /tmp/pwned) ${x} $x"_s, u"$(x)"_s},
        {"leading dash", u"--output=x"_s, u"-x"_s},
        {"marks", u"a;b&c|d>e<f#g\\h!i*j?k~l%1{m}n"_s, u"aigw.example.com"_s},
    };
    return list;
}

/// A person fills in what the playbook leaves open.
QString withoutMissingWords(QString command)
{
    static const QRegularExpression word(uR"(<[a-z_]+>)"_s);
    return command.replace(word, u"filled"_s);
}

} // namespace

class TestArticleCommands : public QObject
{
    Q_OBJECT
    Playbook m_playbook;
    test::SnippetChecker m_checker;

    QStringList problemsOf(const Remedy &remedy)
    {
        QStringList problems;
        for (const RenderedStep &step : remedy.steps) {
            const QString problem = m_checker.problemIn(withoutMissingWords(step.command), step.language);
            if (!problem.isEmpty()) {
                problems << u"%1 (%2):\n%3\n%4"_s.arg(remedy.article, step.language, problem, step.command);
            }
        }
        return problems;
    }

private Q_SLOTS:
    void theProgramsThatReadTheSnippetsAreHere()
    {
        const QStringList missing = test::SnippetChecker::missingPrograms();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
    }

    void aBrokenSnippetIsSeen_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("snippet");
        QTest::newRow("sh") << u"sh"_s << u"echo 'a"_s;
        QTest::newRow("sh loop") << u"sh"_s << u"for x in a; do echo"_s;
        QTest::newRow("ruby") << u"ruby"_s << u"puts [1, 2"_s;
        QTest::newRow("python") << u"python"_s << u"if x\n  y"_s;
        QTest::newRow("yaml") << u"yaml"_s << u"a: b: c"_s;
        QTest::newRow("json") << u"json"_s << u"{\"a\": }"_s;
        QTest::newRow("nginx word") << u"nginx"_s << u"proxy_buffring off;"_s;
        QTest::newRow("nginx brace") << u"nginx"_s << u"location / {"_s;
        QTest::newRow("nginx value") << u"nginx"_s << u"proxy_buffering of;"_s;
    }
    void aBrokenSnippetIsSeen()
    {
        QFETCH(QString, language);
        QFETCH(QString, snippet);
        QVERIFY(!m_checker.problemIn(snippet, language).isEmpty());
    }

    void everySnippetIsReadByItsProgram_data()
    {
        QTest::addColumn<int>("sample");
        for (int i = 0; i < samples().size(); ++i) {
            QTest::newRow(samples().at(i).name) << i;
        }
    }
    void everySnippetIsReadByItsProgram()
    {
        QFETCH(int, sample);
        const Sample &values = samples().at(sample);
        QStringList problems;
        for (const FindingDefinition &definition : findingVocabulary()) {
            problems += problemsOf(
                m_playbook.remedyFor(findingOf(definition.id, values.word), deploymentOf(values.word, values.host)));
        }
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u"\n\n"_s)));
    }

    void everyCommandOfAWalkIsReadByItsProgram_data() { everySnippetIsReadByItsProgram_data(); }
    void everyCommandOfAWalkIsReadByItsProgram()
    {
        QFETCH(int, sample);
        Deployment deployment = deploymentOf(samples().at(sample).word, samples().at(sample).host);
        for (Reach *reach : {&deployment.gitlab.reach, &deployment.aiGateway.reach}) {
            reach->container = reach->kubeNamespace = reach->pod = samples().at(sample).word;
        }
        int commands = 0;
        for (const ReachVia via : {ReachVia::Docker, ReachVia::Kubectl, ReachVia::Paste}) {
            deployment.gitlab.reach.via = deployment.aiGateway.reach.via = via;
            for (const TreeNode &node : m_playbook.tree().nodes) {
                const QString text = m_playbook.nodeText(node, deployment);
                static const QRegularExpression fence(uR"(```sh\n(.*?)\n *```)"_s,
                                                      QRegularExpression::DotMatchesEverythingOption);
                for (auto match = fence.globalMatch(text); match.hasNext(); ++commands) {
                    const QString command = withoutMissingWords(match.next().captured(1));
                    const QString problem = m_checker.problemIn(command, u"sh"_s);
                    QVERIFY2(problem.isEmpty(), qPrintable(node.id + u": "_s + problem + u'\n' + command));
                }
            }
        }
        QVERIFY(commands > 10);
    }

    void withoutAnyValueASnippetNeedsOnlyItsWords()
    {
        QStringList problems;
        for (const QString &id : m_playbook.articleIds()) {
            problems += problemsOf(m_playbook.remedyFor(id, Deployment{}));
        }
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u"\n\n"_s)));
    }
};

DUODOCTOR_TEST_MAIN(TestArticleCommands)
#include "tst_article_commands.moc"
