#include "playbook/playbook.h"

#include "judge/finding_ids.h"
#include "playbook/playbook_lint.h"

#include "support/test_main.h"

#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Finding refused()
{
    Finding finding = makeFinding(finding::kConnectRefused, {{Argument::Service, u"the AI Gateway"_s},
                                                             {Argument::Url, u"http://aigw:5052"_s},
                                                             {Argument::Host, u"aigw"_s},
                                                             {Argument::Port, u"5052"_s},
                                                             {Argument::Address, u"10.0.0.7:5052"_s}});
    return finding;
}

QStringList linesOf(const QList<PlaybookProblem> &problems)
{
    QStringList lines;
    for (const PlaybookProblem &problem : problems) {
        lines << u"%1:%2: %3"_s.arg(problem.file).arg(problem.line).arg(problem.problem);
    }
    return lines;
}

} // namespace

class TestPlaybook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theShippedPlaybookIsPartOfTheProgram()
    {
        const Playbook playbook;
        QVERIFY(playbook.articleIds().contains(u"connect-refused"_s));
        QVERIFY(playbook.article(u"connect-refused"_s));
        QVERIFY(playbook.tree().entries.size() >= 6);
    }

    void theShippedPlaybookIsClean()
    {
        const QStringList problems = linesOf(Playbook().lint());
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }

    void theEmbeddedFilesAreTheSources()
    {
        const QDir folder(QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/playbook/articles"));
        QCOMPARE(Playbook().articleIds().size(), folder.entryList({u"*.md"_s}).size());
    }

    void everyEntryOfTheIssueIsThere()
    {
        QStringList ids;
        const Playbook playbook;
        for (const TreeEntry &entry : playbook.tree().entries) {
            ids << entry.id;
        }
        for (const auto id :
             {"certificate"_L1, "not-found"_L1, "unauthorized"_L1, "unreachable"_L1, "model"_L1, "everything"_L1}) {
            QVERIFY2(ids.contains(id), id.data());
        }
    }

    void openingReadsNoArticle()
    {
        // A folder whose files change between opening and asking: what is asked for is what is read.
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"articles"_s));
        const Playbook playbook(folder.path());
        const QString source = QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/playbook/articles/connect-refused.md");
        QVERIFY(QFile::copy(source, folder.filePath(u"articles/connect-refused.md"_s)));
        QVERIFY(playbook.article(u"connect-refused"_s));
    }

    void aFindingIsWordedWithItsValues()
    {
        const Playbook playbook;
        Deployment deployment;
        deployment.gitlab.version = GitLabVersion{18, 9, 0};
        deployment.aiGateway.reach.via = ReachVia::Docker;
        deployment.aiGateway.reach.container = u"my gateway"_s;
        const Remedy remedy = playbook.remedyFor(refused(), deployment);
        QCOMPARE(remedy.article, u"connect-refused"_s);
        QCOMPARE(remedy.message, playbook.messageFor(refused(), deployment));
        QVERIFY2(remedy.message.contains(u"10.0.0.7:5052"_s), qPrintable(remedy.message));
        QVERIFY2(!remedy.message.contains(u'<'), qPrintable(remedy.message));
        QVERIFY(!remedy.because.isEmpty());
        QVERIFY(!remedy.why.isEmpty());
        QVERIFY(!remedy.steps.isEmpty());
        QVERIFY(!remedy.verify.isEmpty());
        QVERIFY(!remedy.sources.isEmpty());
    }

    void stepsFollowTheVersion()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"articles"_s));
        QFile file(folder.filePath(u"articles/connect-refused.md"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("---\ntitle: T\nmessage: M.\nbecause: B.\nsources: [S]\n---\n## Why\n\nW\n\n## Repair\n\n"
                   "1. All.\n2. {-18.3} Old.\n3. {18.4-18.6} Middle.\n4. {18.7+} New.\n");
        file.close();
        const Playbook playbook(folder.path());
        const auto texts = [&](std::optional<GitLabVersion> version) {
            Deployment deployment;
            deployment.gitlab.version = version;
            QStringList result;
            for (const RenderedStep &step : playbook.remedyFor(u"connect-refused"_s, deployment).steps) {
                result << step.text;
            }
            return result;
        };
        QCOMPARE(texts(GitLabVersion{17, 9, 2}), (QStringList{u"All."_s, u"Old."_s}));
        QCOMPARE(texts(GitLabVersion{18, 6, 1}), (QStringList{u"All."_s, u"Middle."_s}));
        QCOMPARE(texts(GitLabVersion{19, 0, {}}), (QStringList{u"All."_s, u"New."_s}));
        QCOMPARE(texts(std::nullopt),
                 (QStringList{u"All."_s, u"GitLab 18.7 and later: New."_s, u"GitLab 18.4 to 18.6: Middle."_s,
                              u"GitLab 18.3 and earlier: Old."_s}));
        QCOMPARE(texts(GitLabVersion{20, 5, {}}), (QStringList{u"All."_s, u"New."_s}));
    }

    void withoutAnArticleTheFindingStillSpeaks()
    {
        const QTemporaryDir folder;
        const Playbook playbook(folder.path());
        const Remedy remedy = playbook.remedyFor(refused(), {});
        QVERIFY(remedy.message.startsWith(u"A check found connect-refused ("_s));
        QVERIFY(remedy.message.contains(u"host: aigw"_s));
        QVERIFY(!remedy.because.isEmpty());
        QVERIFY(remedy.steps.isEmpty());
    }

    void namesThatAreNoIdsOpenNothing()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"articles"_s));
        QFile outside(folder.filePath(u"outside.md"_s));
        QVERIFY(outside.open(QIODevice::WriteOnly));
        outside.write("---\ntitle: T\n---\n");
        outside.close();
        QVERIFY(!Playbook(folder.path()).article(u"../outside"_s));
        QVERIFY(!Playbook().article(u"nothing"_s));
        QVERIFY(Playbook().remedyFor(u"nothing"_s, {}).article.isEmpty());
    }

    void everyArticleIsReadable()
    {
        const Playbook playbook;
        for (const QString &id : playbook.articleIds()) {
            const Remedy remedy = playbook.remedyFor(id, {});
            QVERIFY2(!remedy.message.isEmpty() && !remedy.because.isEmpty() && !remedy.steps.isEmpty(), qPrintable(id));
        }
    }

    void textsOfTheTreeAreFilled()
    {
        const Playbook playbook;
        Deployment deployment;
        deployment.aiGateway.url = u"https://aigw.example.com"_s;
        for (const TreeNode &node : playbook.tree().nodes) {
            const QString text = playbook.nodeText(node, deployment);
            QVERIFY2(!text.contains(u"{gateway_url}"_s), qPrintable(node.id));
            QCOMPARE(text.isEmpty(), node.text.isEmpty());
        }
    }
};

DUODOCTOR_TEST_MAIN(TestPlaybook)
#include "tst_playbook.moc"
