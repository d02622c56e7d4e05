#include "judge/model_support_table.h"
#include "setup/setup_guide.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// A name under which a server may serve what a form matches.
QString servedNameOf(const QString &form)
{
    return QString(form).replace(u'*', u'-');
}

Support supportOf(SupportLevel level)
{
    switch (level) {
    case SupportLevel::Unlisted:
        return Support::Unknown;
    case SupportLevel::None:
    case SupportLevel::Limited:
        return Support::Unsupported;
    default:
        return Support::Supported;
    }
}

Model modelOf(const QString &provider, const QString &identifier, const QString &endpoint = {})
{
    Model model;
    model.name = u"m"_s;
    model.family = u"mistral"_s;
    model.provider = provider;
    model.identifier = identifier;
    model.endpoint = endpoint;
    return model;
}

} // namespace

class TestSetupGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShippedDataIsInOrder();
    void aMissingFileIsAProblem();
    void everyVersionHasATag_data();
    void everyVersionHasATag();
    void fipsImagesAreNamedSinceTheyExist();
    void modelsAreListedForTheirVersion_data();
    void modelsAreListedForTheirVersion();
    void everyRowIsFoundByItsOwnNames();
    void theJudgeAgreesWithEveryRow();
    void modelsAreEnteredAsTheirPlatformWants_data();
    void modelsAreEnteredAsTheirPlatformWants();
    void mistakesInTheDataAreFound_data();
    void mistakesInTheDataAreFound();
    void hostileDataIsRefused();
};

void TestSetupGuide::theShippedDataIsInOrder()
{
    const SetupGuide guide;
    for (const PlaybookProblem &problem : guide.lint()) {
        QFAIL(qPrintable(u"%1:%2: %3"_s.arg(problem.file).arg(problem.line).arg(problem.problem)));
    }
    QCOMPARE(guide.sizing().sizes.size(), 3);
    QVERIFY(guide.models().tables.size() >= 3);
    QVERIFY(guide.platforms().platforms.size() >= 7);
    QVERIFY(guide.imageTags().rules.size() >= 4);
}

void TestSetupGuide::aMissingFileIsAProblem()
{
    const SetupGuide guide(u"/nonexistent"_s);
    QCOMPARE(guide.lint().size(), 4);
    QCOMPARE(guide.lint().first().file, u"setup/sizing.yaml"_s);
    QVERIFY(guide.models().tableFor(std::nullopt) == nullptr);
    QVERIFY(!imageTagFor(guide.imageTags(), {18, 5, {}}));
}

void TestSetupGuide::everyVersionHasATag_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *version, const QString &tag, const QString &pattern) {
        QTest::newRow(version) << QString::fromLatin1(version) << tag << pattern;
    };
    row("17.0.1", {}, {});
    row("16.11", {}, {});
    row("17.1", u"gitlab-v17.1"_s, u"gitlab-v17.1"_s);
    row("17.3.2", u"gitlab-v17.3"_s, u"gitlab-v17.3"_s);
    row("17.4", u"self-hosted-17.4.0-ee"_s, u"self-hosted-17.4.0-ee"_s);
    row("17.4.1", u"self-hosted-17.4.1-ee"_s, u"self-hosted-17.4.1-ee"_s);
    row("17.5.0", u"self-hosted-v17.5.0-ee"_s, u"self-hosted-v17.5.0-ee"_s);
    row("18.1.3", u"self-hosted-v18.1.3-ee"_s, u"self-hosted-v18.1.3-ee"_s);
    row("18.2.1", u"self-hosted-v18.2.1-ee"_s, u"self-hosted-v18.2.*-ee"_s);
    row("18.5", u"self-hosted-v18.5.0-ee"_s, u"self-hosted-v18.5.*-ee"_s);
    row("19.3.2", u"self-hosted-v19.3.2-ee"_s, u"self-hosted-v19.3.*-ee"_s);
    row("23.0", u"self-hosted-v23.0.0-ee"_s, u"self-hosted-v23.0.*-ee"_s);
}

void TestSetupGuide::everyVersionHasATag()
{
    QFETCH(QString, version);
    QFETCH(QString, tag);
    const auto advice = imageTagFor(SetupGuide().imageTags(), *GitLabVersion::parse(version));
    QCOMPARE(advice.has_value(), !tag.isEmpty());
    if (advice) {
        QCOMPARE(advice->tag, tag);
        QTEST(advice->pattern, "pattern");
        QVERIFY(!advice->rule.isEmpty() && !advice->source.isEmpty() && !advice->repositories.isEmpty());
        QVERIFY(advice->reference(advice->repositories.first()).endsWith(u"model-gateway:"_s + tag));
    }
}

void TestSetupGuide::fipsImagesAreNamedSinceTheyExist()
{
    const SetupGuide guide;
    const auto count = [&guide](const GitLabVersion &version) {
        const auto advice = imageTagFor(guide.imageTags(), version);
        return std::ranges::count_if(advice->repositories, &ImageRepository::isFips);
    };
    QCOMPARE(count({18, 9, {}}), 0);
    QCOMPARE(count({18, 10, {}}), 2);
}

void TestSetupGuide::modelsAreListedForTheirVersion_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("servedName");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("levels");
    const auto row = [](const char *name, const QString &version, const QString &served, const QString &model,
                        const QString &levels) { QTest::newRow(name) << version << served << model << levels; };
    row("Codestral in 17.4", u"17.4"_s, u"mistralai/Codestral-22B-v0.1"_s, u"Codestral 22B"_s,
        u"supported supported none unlisted"_s);
    row("Codestral in 18.2", u"18.2"_s, u"mistralai/Codestral-22B-v0.1"_s, u"Codestral 22B v0.1"_s,
        u"full full none unlisted"_s);
    row("Codestral in 19.2", u"19.2"_s, u"mistralai/Codestral-22B-v0.1"_s, u"Codestral 22B v0.1"_s,
        u"full full partial limited"_s);
    row("Mistral 7B in 17.9", u"17.9"_s, u"mistralai/Mistral-7B-Instruct-v0.3"_s, u"Mistral 7B-it v0.3"_s,
        u"largely full none unlisted"_s);
    row("a cross-region Claude on Bedrock", u"19.1"_s, u"us.anthropic.claude-sonnet-4-6"_s, u"Claude Sonnet 4.6"_s,
        u"full full full full"_s);
    row("the small one of a pair", u"19.1"_s, u"gpt-5-mini"_s, u"GPT-5 Mini"_s, u"full full full partial"_s);
    row("the large one of a pair", u"19.1"_s, u"gpt-5"_s, u"GPT-5"_s, u"full full full full"_s);
    row("GPT-4o mini is not GPT-4o", u"18.0"_s, u"gpt-4o-mini"_s, u"GPT-4o-mini"_s, u"full full largely unlisted"_s);
    row("Llama 3.3 is not Llama 3", u"19.0"_s, u"meta-llama/Llama-3.3-70B-Instruct"_s, u"Llama 3.3 70B"_s,
        u"full full full limited"_s);
    row("Llama 3", u"19.0"_s, u"meta-llama/Meta-Llama-3-70B-Instruct"_s, u"Llama 3 70B"_s,
        u"partial full limited limited"_s);
    row("chat only", u"19.3"_s, u"zai-org/GLM-5.1-FP8"_s, u"GLM-5.1-FP8"_s, u"limited limited full full"_s);
    row("a model of no table", u"19.3"_s, u"tinyllama"_s, {}, {});
    row("before models of one's own", u"17.0"_s, u"codestral"_s, {}, {});
    row("without a version, the newest", {}, u"gpt-oss-120b"_s, u"GPT-oss-120B"_s, u"full full full limited"_s);
}

void TestSetupGuide::modelsAreListedForTheirVersion()
{
    QFETCH(QString, version);
    QFETCH(QString, servedName);
    QFETCH(QString, model);
    const SetupGuide guide;
    const SupportedModelTable *table = guide.models().tableFor(GitLabVersion::parse(version));
    const SupportedModel *row = table ? table->find(servedName) : nullptr;
    QCOMPARE(row ? row->model : QString(), model);
    if (row) {
        QStringList levels;
        for (const FeatureGroup group : kFeatureGroups) {
            levels << toWire(row->level(group));
        }
        QTEST(levels.join(u' '), "levels");
    }
}

void TestSetupGuide::everyRowIsFoundByItsOwnNames()
{
    const SetupGuide guide;
    for (const SupportedModelTable &table : guide.models().tables) {
        QVERIFY(!table.source.isEmpty());
        for (const SupportedModel &model : table.models) {
            for (const QString &form : model.match) {
                const SupportedModel *found = table.find(servedNameOf(form));
                QVERIFY2(found == &model,
                         qPrintable(u"%1 is taken for %2"_s.arg(form, found ? found->model : QString())));
            }
        }
    }
}

void TestSetupGuide::theJudgeAgreesWithEveryRow()
{
    const SetupGuide guide;
    for (const SupportedModelTable &table : guide.models().tables) {
        const GitLabVersion version = table.versions.from.value_or(*GitLabVersion::parse(u"19.3"));
        for (const SupportedModel &model : table.models) {
            for (const FeatureGroup group : kFeatureGroups) {
                const QString name = servedNameOf(model.match.first());
                const Support judged = modelSupport(name, model.family, group, version);
                // The judge may know less; what it says it must not say against the documents.
                QVERIFY2(judged == Support::Unknown || judged == supportOf(model.level(group)),
                         qPrintable(u"%1 (%2), %3, GitLab %4: the document says %5"_s.arg(
                             model.model, name, toWire(group), version.toString(), toWire(model.level(group)))));
            }
            QVERIFY2(familySupport(model.family, version) != Support::Unsupported ||
                         model.status != ReleaseStatus::GenerallyAvailable,
                     qPrintable(model.model));
            QVERIFY2(!isUnlistedModel(servedNameOf(model.match.first())), qPrintable(model.model));
        }
    }
    QStringList stable;
    for (const ModelFamily &family : guide.models().families) {
        if (family.status == ReleaseStatus::GenerallyAvailable) {
            stable << family.family;
        }
        QCOMPARE(familySupport(family.family, *family.versions.from), Support::Supported);
        GitLabVersion before = *family.versions.from;
        before.minor -= 1;
        QCOMPARE(familySupport(family.family, before), Support::Unsupported);
    }
    QCOMPARE(stable, (QStringList{u"mistral"_s, u"mixtral"_s, u"codestral"_s, u"claude_3"_s, u"gpt"_s}));
}

void TestSetupGuide::modelsAreEnteredAsTheirPlatformWants_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("entered");
    QTest::addColumn<QString>("endpoint");
    const QString url = u"http://vllm:8000/v1"_s;
    const auto row = [](const char *name, const QString &provider, const QString &identifier, const QString &platform,
                        const QString &entered, const QString &endpoint) {
        QTest::newRow(name) << provider << identifier << platform << entered << endpoint;
    };
    row("as it should be", u"vllm"_s, u"custom_openai/Mistral"_s, u"openai-compatible"_s, u"custom_openai/Mistral"_s,
        url);
    row("without a prefix", u"vllm"_s, u"Mistral"_s, u"openai-compatible"_s, u"custom_openai/Mistral"_s, url);
    row("a slash in the served name", u"vllm"_s, u"openai/gpt-oss-120b"_s, u"openai-compatible"_s,
        u"custom_openai/openai/gpt-oss-120b"_s, url);
    row("another client's prefix", u"vllm"_s, u"hosted_vllm/Mistral"_s, u"openai-compatible"_s,
        u"custom_openai/Mistral"_s, url);
    row("no identifier", u"vLLM"_s, {}, u"openai-compatible"_s, u"custom_openai/mistral"_s, url);
    row("Bedrock ignores the endpoint", u"bedrock"_s, u"us.anthropic.claude"_s, u"bedrock"_s,
        u"bedrock/us.anthropic.claude"_s, {});
    row("known by the prefix alone", {}, u"azure/our-gpt"_s, u"azure"_s, u"azure/our-gpt"_s, url);
    row("nothing is known", {}, {}, {}, {}, {});
    row("a provider that nobody knows", u"sagemaker"_s, u"sagemaker/x"_s, {}, {}, {});
}

void TestSetupGuide::modelsAreEnteredAsTheirPlatformWants()
{
    QFETCH(QString, provider);
    QFETCH(QString, identifier);
    QFETCH(QString, platform);
    const SetupGuide guide;
    Deployment deployment;
    deployment.models = {modelOf(provider, identifier, u"http://vllm:8000/v1"_s)};
    const ServingPlatform *found = platformOf(guide.platforms(), deployment.models[0]);
    QCOMPARE(found ? found->id : QString(), platform);
    for (const ServingPlatform &candidate : guide.platforms().platforms) {
        const QList<ModelEntry> entries = entriesFor(guide.platforms(), candidate, deployment);
        QCOMPARE(entries.size(), candidate.id == platform ? 1 : 0);
        if (!entries.isEmpty()) {
            QTEST(entries[0].identifier, "entered");
            QTEST(entries[0].endpoint, "endpoint");
        }
    }
}

void TestSetupGuide::mistakesInTheDataAreFound_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QString &file, const QString &from, const QString &to,
                        const QString &problem) { QTest::newRow(name) << file << from << to << problem; };
    row("a gap between tables", u"supported-models.yaml"_s, u"17.6-18.11"_s, u"17.6-18.9"_s, u"version gap"_s);
    row("no version range", u"supported-models.yaml"_s, u"17.6-18.11"_s, u"newer"_s, u"is not a version range"_s);
    row("an unknown level", u"supported-models.yaml"_s, u"completion: full"_s, u"completion: good"_s,
        u"`completion` is good"_s);
    row("an unknown status", u"supported-models.yaml"_s, u"status: ga"_s, u"status: old"_s, u"`status` is old"_s);
    row("an unknown family", u"supported-models.yaml"_s, u"family: codestral"_s, u"family: codestrel"_s,
        u"no family is called codestrel"_s);
    row("a capital letter in a form", u"supported-models.yaml"_s, u"match: [\"codestral\"]"_s,
        u"match: [\"Codestral\"]"_s, u"must be lower case"_s);
    row("a gap between rules", u"image-tags.yaml"_s, u"17.5-18.1"_s, u"17.5-18.0"_s, u"version gap"_s);
    row("an unknown part of a tag", u"image-tags.yaml"_s, u"v{major}"_s, u"v{mayor}"_s, u"`tag` knows"_s);
    row("a patch that is none", u"image-tags.yaml"_s, u"patch: none"_s, u"patch: same"_s, u"disagree"_s);
    row("a wrong example", u"platforms.yaml"_s, u"example: \"azure/"_s, u"example: \"azur/"_s,
        u"does not begin with"_s);
    row("a provider of two platforms", u"platforms.yaml"_s, u"providers: [bedrock, aws]"_s, u"providers: [vllm, aws]"_s,
        u"belongs to two platforms"_s);
}

void TestSetupGuide::mistakesInTheDataAreFound()
{
    QFETCH(QString, file);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, problem);
    QString text = readPlaybookFile(u":/setup/"_s + file).text;
    const qsizetype at = text.indexOf(from);
    QVERIFY2(at >= 0, "the data no longer holds what this row breaks");
    text.replace(at, from.size(), to);
    QList<PlaybookProblem> problems;
    if (file.startsWith(u"supported"_s)) {
        parseSupportedModels(file, text, problems);
    } else if (file.startsWith(u"image"_s)) {
        parseImageTags(file, text, problems);
    } else {
        parsePlatforms(file, text, problems);
    }
    const bool isFound = std::ranges::any_of(problems, [&](const PlaybookProblem &candidate) {
        return candidate.problem.contains(problem) && candidate.file == file && candidate.line > 0;
    });
    QVERIFY2(isFound, problems.isEmpty() ? "no problem" : qPrintable(problems.first().problem));
}

void TestSetupGuide::hostileDataIsRefused()
{
    for (const QString &text : {u"- - - -"_s, u"tables: {a: b}"_s, u"rules: [1, 2]"_s, u"platforms: [[[]]]"_s,
                                u"a: &x [1]\nb: *x"_s, QString(100'000, u'['), u"\t:"_s}) {
        QList<PlaybookProblem> problems;
        parseSupportedModels(u"f"_s, text, problems);
        const qsizetype models = problems.size();
        parseImageTags(u"f"_s, text, problems);
        const qsizetype tags = problems.size();
        parsePlatforms(u"f"_s, text, problems);
        QVERIFY(0 < models && models < tags && tags < problems.size());
    }
    const SetupGuide guide;
    QVERIFY(guide.models().tableFor(std::nullopt)->find(QString(1'000'000, u'x')) == nullptr);
}

DUODOCTOR_TEST_MAIN(TestSetupGuide)
#include "tst_setup_guide.moc"
