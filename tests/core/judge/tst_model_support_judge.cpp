#include "judge/model_support_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestModelSupportJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelsAreLookedUpByVersion_data();
    void modelsAreLookedUpByVersion();
    void hostileNamesAreSurvived();
};

void TestModelSupportJudge::modelsAreLookedUpByVersion_data()
{
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("feature");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QStringList>("expected");
    const QStringList feature{u"model-feature-unsupported"_s};
    const QStringList unsupported{u"model-unsupported"_s};
    const auto row = [](const char *name, const QString &family, const QString &identifier, const QString &asked,
                        const QString &version, const QStringList &expected) {
        QTest::newRow(name) << family << identifier << asked << version << expected;
    };
    row("a served name that says nothing", u"mistral"_s, u"custom_openai/mistral"_s, u"duo_chat"_s, u"18.2.1"_s, {});
    row("Mixtral for chat", u"mixtral"_s, u"custom_openai/Mixtral-8x7B-Instruct-v0.1"_s, u"duo_chat"_s, u"18.2.1"_s,
        {});
    row("Codestral for chat in 18.2", u"codestral"_s, u"custom_openai/codestral"_s, u"duo_chat"_s, u"18.2.1"_s,
        feature);
    row("Codestral for chat in 19.2", u"codestral"_s, u"custom_openai/codestral"_s, u"duo_chat"_s, u"19.2.0"_s, {});
    row("Codestral for completions", u"codestral"_s, u"custom_openai/codestral"_s, u"code_completions"_s, u"18.2.1"_s,
        {});
    row("Codestral under another name", u"codestral"_s, u"custom_openai/our-model"_s, u"duo_chat"_s, u"18.2.1"_s,
        feature);
    row("a sub-feature of chat", u"codestral"_s, u"custom_openai/codestral"_s, u"duo_chat_explain_code"_s, u"18.2.1"_s,
        feature);
    row("Mistral 7B for chat in 17.9", u"mistral"_s, u"custom_openai/mistralai/Mistral-7B-Instruct-v0.3"_s,
        u"duo_chat"_s, u"17.9.0"_s, feature);
    row("Llama 3.3 70B for the Agent Platform", u"llama3"_s, u"custom_openai/Llama-3.3-70B-Instruct"_s,
        u"duo_agent_platform"_s, u"19.2.0"_s, feature);
    row("GPT-5 for the Agent Platform", u"gpt"_s, u"azure/gpt-5"_s, u"duo_agent_platform"_s, u"19.2.0"_s, {});
    row("version unknown, tables differ", u"codestral"_s, u"custom_openai/codestral"_s, u"duo_chat"_s, QString(), {});
    row("a feature that no table has", u"codestral"_s, u"custom_openai/codestral"_s, u"review_merge_request"_s,
        u"18.2.1"_s, {});
    row("a model that no table has", u"mistral"_s, u"custom_openai/Qwen2.5-Coder-32B"_s, u"duo_chat"_s, u"18.2.1"_s,
        unsupported);
    row("the same in the general family", u"general"_s, u"custom_openai/Qwen2.5-Coder-32B"_s, u"duo_chat"_s,
        u"18.4.0"_s, {});
    row("the general family before 18.3", u"general"_s, u"custom_openai/x"_s, u"duo_chat"_s, u"18.2.1"_s, unsupported);
    row("the general family, version unknown", u"general"_s, u"custom_openai/x"_s, u"duo_chat"_s, QString(), {});
    row("no such family", u"qwen"_s, u"custom_openai/x"_s, u"duo_chat"_s, u"18.2.1"_s, unsupported);
    row("no family given", QString(), u"custom_openai/x"_s, u"duo_chat"_s, u"18.2.1"_s, {});
}

void TestModelSupportJudge::modelsAreLookedUpByVersion()
{
    QFETCH(QString, family);
    QFETCH(QString, identifier);
    QFETCH(QString, feature);
    QFETCH(QString, version);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.gitlab.version = GitLabVersion::parse(version);
    deployment.models[0].family = family;
    deployment.models[0].identifier = identifier;
    deployment.models[0].features = {feature};
    const Findings findings = judgeModelSupport(judgeInput(deployment, {}, u"mistral"_s));
    QCOMPARE(idsOf(findings), expected);
    for (const Finding &finding : findings) {
        QVERIFY(finding.severity < Severity::Error);
    }
}

void TestModelSupportJudge::hostileNamesAreSurvived()
{
    for (const QByteArray &body : hostileBodies()) {
        Deployment deployment = exampleDeployment();
        deployment.models[0].identifier = QString::fromLatin1(body);
        deployment.models[0].features = {QString::fromLatin1(body)};
        judgeModelSupport(judgeInput(deployment, {}, u"mistral"_s));
    }
}

DUODOCTOR_TEST_MAIN(TestModelSupportJudge)
#include "tst_model_support_judge.moc"
