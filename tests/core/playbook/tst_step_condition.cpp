#include "deployment/known_versions.h"
#include "playbook/step_condition.h"
#include "playbook/step_coverage.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QString wire(const StepCondition &condition)
{
    QStringList words{condition.versions.toString()};
    for (const GitLabInstallation way : condition.gitlab) {
        words << u"gitlab/"_s + toWire(way);
    }
    for (const GatewayInstallation way : condition.gateway) {
        words << u"gateway/"_s + toWire(way);
    }
    return words.join(u' ');
}

Article articleOf(const QStringList &steps)
{
    Article article;
    for (const QString &text : steps) {
        ArticleStep step;
        const qsizetype end = text.startsWith(u'{') ? text.indexOf(u'}') : -1;
        step.condition = end < 0 ? StepCondition{} : *StepCondition::parse(text.sliced(1, end - 1));
        step.text = text.sliced(end + 1).trimmed();
        article.steps << step;
    }
    return article;
}

} // namespace

class TestStepCondition : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aConditionIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("versions") << u"18.4+"_s << u"18.4+"_s;
        QTest::newRow("gateway") << u"gateway: helm openshift"_s << u"all gateway/helm gateway/openshift"_s;
        QTest::newRow("gitlab") << u"gitlab:self-compiled"_s << u"all gitlab/self-compiled"_s;
        QTest::newRow("one word for both") << u"gitlab: helm; gateway: helm"_s << u"all gitlab/helm gateway/helm"_s;
        QTest::newRow("all three, any order") << u" gateway: docker ; -17.8; gitlab:  docker  linux-package"_s
                                              << u"-17.8 gitlab/docker gitlab/linux-package gateway/docker"_s;
    }
    void aConditionIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QString problem;
        const auto condition = StepCondition::parse(text, &problem);
        QVERIFY2(condition, qPrintable(problem));
        QCOMPARE(wire(*condition), expected);
    }

    void aMistakeIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no subject") << u"18.4+ docker"_s << u"is not a version range"_s;
        QTest::newRow("empty") << u""_s << u"is not a version range"_s;
        QTest::newRow("unknown subject") << u"model: helm"_s << u"`gitlab:` or `gateway:`"_s;
        QTest::newRow("GitLab's way") << u"gateway: linux-package"_s << u"docker, compose, helm, openshift"_s;
        QTest::newRow("the gateway's way") << u"gitlab: compose"_s << u"linux-package, helm, docker, self-compiled"_s;
        QTest::newRow("no way") << u"gateway:"_s << u"names no way"_s;
        QTest::newRow("twice a way") << u"gateway: helm helm"_s << u"stands twice"_s;
        QTest::newRow("twice a subject") << u"gateway: helm; gateway: docker"_s << u"one thing twice"_s;
        QTest::newRow("twice versions") << u"18.4+; 18.5+"_s << u"one thing twice"_s;
        QTest::newRow("comma") << u"gateway: helm, docker"_s << u"`helm,`"_s;
        QTest::newRow("trailing part") << u"gateway: helm;"_s << u"is not a version range"_s;
    }
    void aMistakeIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        QString problem;
        QVERIFY(!StepCondition::parse(text, &problem));
        QVERIFY2(problem.contains(part), qPrintable(problem));
        QVERIFY(!StepCondition::parse(text));
    }

    void whatIsKnownDecidesAndWhatIsNotIsSaid_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("words"); ///< `-` where the step is left out
        QTest::addColumn<bool>("isVersionKnown");
        QTest::addColumn<int>("gitlab");
        QTest::addColumn<int>("gateway");
        const auto row = [](const char *name, const QString &condition, const QString &words, bool isVersionKnown,
                            ReachVia gitlab, ReachVia gateway) {
            QTest::newRow(name) << condition << words << isVersionKnown << static_cast<int>(gitlab)
                                << static_cast<int>(gateway);
        };
        row("held by the version", u"18.4+"_s, u""_s, true, ReachVia::None, ReachVia::None);
        row("ruled out by the version", u"-17.8"_s, u"-"_s, true, ReachVia::None, ReachVia::None);
        row("open version", u"-17.8"_s, u"GitLab 17.8 and earlier"_s, false, ReachVia::None, ReachVia::None);
        row("open gateway", u"gateway: helm openshift"_s, u"Gateway on Helm or on OpenShift"_s, true, ReachVia::Ssh,
            ReachVia::Ssh);
        row("certain gateway", u"gateway: helm openshift"_s, u""_s, true, ReachVia::None, ReachVia::Kubectl);
        row("half certain gateway", u"gateway: compose helm"_s, u"Gateway in Compose"_s, true, ReachVia::None,
            ReachVia::Docker);
        row("ruled out gateway", u"gateway: helm"_s, u"-"_s, true, ReachVia::None, ReachVia::Docker);
        row("open GitLab", u"gitlab: linux-package docker self-compiled"_s,
            u"GitLab from the Linux package, in Docker or compiled from source"_s, true, ReachVia::Paste,
            ReachVia::None);
        row("certain GitLab", u"gitlab: helm"_s, u""_s, true, ReachVia::Kubectl, ReachVia::None);
        row("GitLab's Helm is not the gateway's", u"gateway: helm"_s, u"Gateway on Helm"_s, true, ReachVia::Kubectl,
            ReachVia::None);
        row("all open", u"18.4+; gitlab: helm; gateway: helm"_s,
            u"GitLab 18.4 and later, GitLab on Helm, gateway on Helm"_s, false, ReachVia::None, ReachVia::None);
        row("one of two rules out", u"18.4+; gitlab: helm; gateway: docker"_s, u"-"_s, false, ReachVia::None,
            ReachVia::Kubectl);
    }
    void whatIsKnownDecidesAndWhatIsNotIsSaid()
    {
        QFETCH(QString, condition);
        QFETCH(QString, words);
        QFETCH(bool, isVersionKnown);
        QFETCH(int, gitlab);
        QFETCH(int, gateway);
        Deployment deployment;
        deployment.gitlab.version = isVersionKnown ? GitLabVersion::parse(u"18.9.1"_s) : std::nullopt;
        deployment.gitlab.reach.via = static_cast<ReachVia>(gitlab);
        deployment.aiGateway.reach.via = static_cast<ReachVia>(gateway);
        const StepSituation situation = StepSituation::of(deployment);
        const StepCondition read = *StepCondition::parse(condition);
        QCOMPARE(read.mayHold(situation) ? read.openWords(situation) : u"-"_s, words);
    }

    void versionsBeyondTheKnownOnesGetANote()
    {
        QCOMPARE(unknownVersionNote(kNewestKnownVersion), QString());
        QCOMPARE(unknownVersionNote({19, 3, 7}), QString());
        QCOMPARE(unknownVersionNote(kOldestKnownVersion), QString());
        QVERIFY(unknownVersionNote({19, 4, {}}).contains(u"19.3"_s));
        QVERIFY(unknownVersionNote({21, 0, 1}).contains(u"21.0.1"_s));
        QVERIFY(unknownVersionNote({16, 11, {}}).contains(u"17.1"_s));
        QCOMPARE(nearestKnownVersion({21, 0, 1}).toString(), u"19.3"_s);
        QCOMPARE(nearestKnownVersion({19, 3, 7}).toString(), u"19.3.7"_s);
        QCOMPARE(nearestKnownVersion({16, 0, {}}).toString(), u"17.1"_s);
        QCOMPARE(nearestKnownVersion({18, 2, 1}).toString(), u"18.2.1"_s);
    }

    void gapsOfVersionAndWayAreFound_data()
    {
        QTest::addColumn<QStringList>("steps");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QStringList &steps, const QString &expected) {
            QTest::newRow(name) << steps << expected;
        };
        row("unconditional", {u"Do."_s}, u""_s);
        row("every way", {u"{gateway: docker compose} A."_s, u"{gateway: helm openshift} B."_s}, u""_s);
        row("a way is left out", {u"{gateway: docker compose} A."_s, u"{gateway: helm} B."_s},
            u"0 gap: no step repairs anything for GitLab 17.1, gateway: openshift"_s);
        row("looking again repairs nothing", {u"{gitlab: helm} A."_s, u"Run the checks again with it."_s},
            u"0 gap: no step repairs anything for GitLab 17.1, gitlab: linux-package"_s);
        row("only from a version on",
            {u"{gateway: docker compose} A."_s, u"{18.0+; gateway: helm openshift} B."_s,
             u"{-17.8; gateway: helm} C."_s, u"{-17.11; gateway: openshift} D."_s},
            u"0 gap: no step repairs anything for GitLab 17.9, gateway: helm"_s);
        row("versions alone", {u"{18.0+} A."_s}, u"0 gap: no step repairs anything for GitLab 17.1"_s);
        row("never shown", {u"A."_s, u"{20.0+} B."_s},
            u"1 this step is never shown: the article holds for all of GitLab 17.1 to 19.3"_s);
        row("before everything", {u"A."_s, u"{-16.9} B."_s},
            u"1 this step is never shown: the article holds for all of GitLab 17.1 to 19.3"_s);
        row("always shown", {u"{17.1+} A."_s}, u"0 {17.1+} holds for every version of the article"_s);
        row("all ways named", {u"{gateway: docker compose helm openshift} A."_s},
            u"0 `gateway:` names every way of installing"_s);
    }
    void gapsOfVersionAndWayAreFound()
    {
        QFETCH(QStringList, steps);
        QFETCH(QString, expected);
        QStringList lines;
        for (const StepCoverageProblem &found : stepCoverageProblems(articleOf(steps))) {
            lines << u"%1 %2"_s.arg(found.step).arg(found.problem);
        }
        QCOMPARE(lines.join(u'\n'), expected);
    }

    void aStepOutsideOfItsArticleIsNeverShown()
    {
        Article article = articleOf({u"A."_s, u"{-17.8} B."_s, u"{18.2+} C."_s});
        article.versions = *GitLabVersionRange::parse(u"18.4+"_s);
        const auto found = stepCoverageProblems(article);
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0].step, 1);
        QVERIFY(found[0].problem.contains(u"never shown"_s));
        QCOMPARE(found[1].step, 2);
        QVERIFY(found[1].problem.contains(u"every version"_s));
    }
};

DUODOCTOR_TEST_MAIN(TestStepCondition)
#include "tst_step_condition.moc"
