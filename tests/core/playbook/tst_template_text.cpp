#include "playbook/template_text.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Finding findingWith(const Arguments &arguments)
{
    Finding finding;
    finding.arguments = arguments;
    return finding;
}

QString filled(const QString &text, TextKind kind, const Arguments &arguments)
{
    const Deployment deployment;
    const Finding finding = findingWith(arguments);
    return TemplateText::parse(text, kind).fill(PlaceholderValues(deployment, &finding));
}

} // namespace

class TestTemplateText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sentencesAreFilled_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("value") << u"{host} refuses."_s << u"aigw refuses."_s;
        QTest::newRow("missing") << u"{server} refuses."_s << u"<server> refuses."_s;
        QTest::newRow("braces") << u"{{{host}}} {{x}}"_s << u"{aigw} {x}"_s;
        QTest::newRow("optional kept") << u"It[ at {host}] refuses."_s << u"It at aigw refuses."_s;
        QTest::newRow("optional dropped") << u"It[ at {server}] refuses."_s << u"It refuses."_s;
        QTest::newRow("one of two missing") << u"It[ at {host} by {server}] refuses."_s << u"It refuses."_s;
        QTest::newRow("ordinary brackets") << u"a[0] {host}"_s << u"a[0] aigw"_s;
        QTest::newRow("doubled brackets") << u"[[{host}]]"_s << u"[aigw]"_s;
        QTest::newRow("doubled, missing") << u"[[{server}]]"_s << u"[<server>]"_s;
        QTest::newRow("unclosed bracket") << u"[ {host}"_s << u"[ aigw"_s;
        QTest::newRow("unclosed brace") << u"{host"_s << u"{host"_s;
        QTest::newRow("unknown") << u"{nothing}"_s << u"<nothing>"_s;
        QTest::newRow("backticks are nothing special") << u"`[ {server}]`"_s << u"``"_s;
        QTest::newRow("empty") << u""_s << u""_s;
    }
    void sentencesAreFilled()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(filled(text, TextKind::Sentence, {{Argument::Host, u"aigw"_s}}), expected);
    }

    void markdownKeepsItsMeaning_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        QTest::newRow("emphasis") << u"a {host}"_s << u"*b* _c_"_s << u"a \\*b\\* \\_c\\_"_s;
        QTest::newRow("underscore within a word") << u"a {host}"_s << u"b_c"_s << u"a b_c"_s;
        QTest::newRow("link") << u"a {host}"_s << u"[x](y)"_s << u"a \\[x\\]\\(y\\)"_s;
        QTest::newRow("bare address") << u"a {host}"_s << u"https://x"_s << u"a https\\://x"_s;
        QTest::newRow("HTML") << u"a {host}"_s << u"<img src=x>"_s << u"a \\<img src=x\\>"_s;
        QTest::newRow("list at the start") << u"{host}"_s << u"- x"_s << u"\\- x"_s;
        QTest::newRow("number at the start") << u"{host}"_s << u"1. x"_s << u"1\\. x"_s;
        QTest::newRow("heading") << u"{host}"_s << u"# x"_s << u"\\# x"_s;
        QTest::newRow("code span") << u"`{host}`"_s << u"a`*b*`"_s << u"`a'*b*'`"_s;
        QTest::newRow("code span keeps brackets") << u"`a['x'] [ {server}]`"_s << u"-"_s << u"`a['x'] [ <server>]`"_s;
        QTest::newRow("double ticks") << u"`` {host}` ``"_s << u"*"_s << u"`` *` ``"_s;
        QTest::newRow("block") << u"x\n```\n{host}\n```\n"_s << u"**"_s << u"x\n```\n**\n```\n"_s;
        QTest::newRow("escaped bracket") << u"\\[ {host}"_s << u"x"_s << u"\\[ x"_s;
        QTest::newRow("link of ours") << u"[see {host}](http://{host})"_s << u"x"_s << u"[see x](http://x)"_s;
        QTest::newRow("optional with code") << u"a[ `{host}`] b"_s << u"x"_s << u"a `x` b"_s;
        QTest::newRow("missing word") << u"a {server}"_s << u"x"_s << u"a \\<server\\>"_s;
        QTest::newRow("line breaks") << u"a {host}"_s << u"x\n\n# y"_s << u"a x  \\# y"_s;
        QTest::newRow("escape sequence") << u"a {host}"_s << u"x\x1b[31m"_s << u"a x\uFFFD\\[31m"_s;
        QTest::newRow("direction") << u"a {host}"_s << u"x\u202Ey"_s << u"a x\uFFFDy"_s;
    }
    void markdownKeepsItsMeaning()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        QCOMPARE(filled(text, TextKind::Markdown, {{Argument::Host, value}}), expected);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qsizetype>("offset");
        QTest::addColumn<QString>("problem");
        QTest::newRow("unknown") << u"ab {nothing}"_s << qsizetype(3) << u"unknown placeholder {nothing}"_s;
        QTest::newRow("single opening") << u"a { b"_s << qsizetype(2) << u"single brace"_s;
        QTest::newRow("single closing") << u"a } b"_s << qsizetype(2) << u"single brace"_s;
        QTest::newRow("nested") << u"[ {host}[ {port}]]"_s << qsizetype(0) << u"within another"_s;
        QTest::newRow("in code") << u"`{nothing}`"_s << qsizetype(1) << u"unknown placeholder"_s;
    }
    void mistakesAreNamed()
    {
        QFETCH(QString, text);
        QFETCH(qsizetype, offset);
        QFETCH(QString, problem);
        QList<TextProblem> problems;
        TemplateText::parse(text, TextKind::Markdown, &problems);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems[0].offset, offset);
        QVERIFY2(problems[0].problem.contains(problem), qPrintable(problems[0].problem));
    }

    void theFindingGoesBeforeTheDeployment()
    {
        Deployment deployment;
        deployment.aiGateway.image = u"registry.example.com:5000/duo/model-gateway:self-hosted-v18.2.1-ee"_s;
        const Finding with = findingWith({{Argument::ImageTag, u"seen"_s}});
        const Finding without = findingWith({});
        QCOMPARE(PlaceholderValues(deployment, &with).value(u"image_tag"), u"seen"_s);
        QCOMPARE(PlaceholderValues(deployment, &without).value(u"image_tag"), u"self-hosted-v18.2.1-ee"_s);
    }

    void theDeploymentGivesItsValues()
    {
        Deployment deployment;
        deployment.gitlab.url = u"https://gitlab.example.com/"_s;
        deployment.gitlab.version = GitLabVersion{18, 2, 1};
        deployment.aiGateway.url = u"http://aigw.example.com:5052"_s;
        deployment.aiGateway.agentPlatform = AgentPlatform{u"dap.example.com:50052"_s, true};
        deployment.aiGateway.reach.via = ReachVia::Docker;
        deployment.aiGateway.reach.engine = ContainerEngine::Podman;
        deployment.aiGateway.reach.container = u"gitlab-aigw"_s;
        Model model;
        model.name = u"mistral"_s;
        model.identifier = u"custom_openai/org/Mistral"_s;
        model.endpoint = u"http://vllm:8000/v1/"_s;
        deployment.models = {model};
        const PlaceholderValues values(deployment);
        QCOMPARE(values.value(u"gitlab_url"), u"https://gitlab.example.com"_s);
        QCOMPARE(values.value(u"gitlab_host"), u"gitlab.example.com"_s);
        QCOMPARE(values.value(u"gitlab_port"), u"443"_s);
        QCOMPARE(values.value(u"matching_tag"), u"self-hosted-v18.2.1-ee"_s);
        QCOMPARE(values.value(u"gateway_port"), u"5052"_s);
        QCOMPARE(values.value(u"agent_platform_host"), u"dap.example.com"_s);
        QCOMPARE(values.value(u"agent_platform_port"), u"50052"_s);
        QCOMPARE(values.value(u"container_engine"), u"podman"_s);
        QCOMPARE(values.value(u"gateway_container"), u"gitlab-aigw"_s);
        QCOMPARE(values.value(u"model_served_name"), u"org/Mistral"_s);
        QCOMPARE(values.value(u"model_endpoint"), u"http://vllm:8000/v1"_s);
        QCOMPARE(values.value(u"model_root"), u"http://vllm:8000"_s);
        QCOMPARE(values.value(u"model_port"), u"8000"_s);
        QVERIFY(!values.value(u"gitlab_user"));
        QVERIFY(!values.value(u"host"));
        QVERIFY(!values.value(u"nothing"));
    }

    void theFindingsModelIsMeant()
    {
        Deployment deployment;
        Model first;
        first.name = u"first"_s;
        first.family = u"mistral"_s;
        Model second;
        second.name = u"second"_s;
        second.family = u"llama3"_s;
        deployment.models = {first, second};
        Finding finding;
        finding.subject = u"second"_s;
        QCOMPARE(PlaceholderValues(deployment, &finding).value(u"model_family"), u"llama3"_s);
        QVERIFY2(!PlaceholderValues(deployment).value(u"model_family"), "two models: none is meant");
    }

    void everyDocumentedPlaceholderExistsAndTheReverse()
    {
        QFile file(QStringLiteral(DUODOCTOR_SOURCE_DIR "/docs/playbook-format.md"));
        if (!file.open(QIODevice::ReadOnly)) {
            QFAIL("the description of the format is missing");
        }
        const QString text = QString::fromUtf8(file.readAll());
        for (const QString &name : deploymentPlaceholders()) {
            QVERIFY2(text.contains(u"| `{%1}` |"_s.arg(name)), qPrintable(name));
        }
        for (const Argument argument : allArguments()) {
            QVERIFY2(text.contains(u"`{%1}`"_s.arg(toWire(argument))), qPrintable(QString{toWire(argument)}));
        }
        static const QRegularExpression row(u"\\n\\| `\\{(\\w+)\\}` \\|"_s);
        for (auto it = row.globalMatch(text); it.hasNext();) {
            const QString name = it.next().captured(1);
            QVERIFY2(isPlaceholder(name), qPrintable(name));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestTemplateText)
#include "tst_template_text.moc"
