#include "playbook/playbook.h"
#include "playbook/playbook_overlay.h"

#include "judge/finding_ids.h"
#include "support/test_main.h"

#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QString articleWith(const QString &title, const QString &repair = u"1. Call the desk."_s)
{
    return u"---\ntitle: %1\nmessage: \"Our {host} is off.\"\nbecause: \"We know.\"\nsources: [\"Our handbook\"]\n"
           "---\n\n## Why\n\nIt is ours.\n\n## Repair\n\n%2\n"_s.arg(title, repair);
}

void write(const QString &path, const QString &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) {
        QFAIL("cannot write a fixture");
    }
}

QString lines(const QList<PlaybookProblem> &problems)
{
    QStringList texts;
    for (const PlaybookProblem &problem : problems) {
        texts << u"%1:%2: %3"_s.arg(problem.file).arg(problem.line).arg(problem.problem);
    }
    return texts.join(u'\n');
}

const QString kTree = uR"(entries:
  - {id: our-desk, title: Who is on call, node: our-question}
nodes:
  - id: our-question
    kind: question
    title: Day or night?
    answers:
      - {id: day, text: Day, next: our-desk}
      - {id: night, text: Night, next: our-page}
  - {id: our-desk, kind: article, article: our-desk}
  - {id: our-page, kind: end, title: Night, text: Call the pager.}
)"_s;

} // namespace

class TestPlaybookOverlay : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void init()
    {
        QDir(m_folder.path()).removeRecursively();
        QVERIFY(QDir().mkpath(m_folder.path()));
    }

    void anArticleTakesThePlaceOfOursAndIsMarked()
    {
        write(path(u"articles/connect-refused.md"_s), articleWith(u"Our service"_s));
        Playbook playbook;
        const Finding finding = makeFinding(finding::kConnectRefused, {{Argument::Host, u"aigw"_s}});
        QVERIFY(!playbook.remedyFor(finding, {}).isOverlay);
        QCOMPARE(lines(playbook.setOverlay(m_folder.path())), QString());
        const Remedy remedy = playbook.remedyFor(finding, {});
        QCOMPARE(remedy.title, u"Our service"_s);
        QCOMPARE(remedy.message, u"Our aigw is off."_s);
        QVERIFY(remedy.isOverlay);
        QVERIFY2(remedy.note.contains(u"your organisation"_s), qPrintable(remedy.note));
        QVERIFY(!playbook.remedyFor(u"dns-not-found"_s, {}).isOverlay);
        QCOMPARE(playbook.articleIds(), Playbook().articleIds());
        playbook.setOverlay({});
        QVERIFY(!playbook.remedyFor(finding, {}).isOverlay);
    }

    void articlesAndWalksAreAdded()
    {
        write(path(u"articles/our-desk.md"_s), articleWith(u"The desk"_s));
        write(path(u"tree/ours.yaml"_s), kTree);
        Playbook playbook;
        QCOMPARE(lines(playbook.setOverlay(m_folder.path())), QString());
        QVERIFY(playbook.articleIds().contains(u"our-desk"_s));
        QVERIFY(playbook.isOverlayArticle(u"our-desk"_s));
        QVERIFY(playbook.tree().node(u"our-question"_s));
        QCOMPARE(playbook.tree().entries.last().id, u"our-desk"_s);
        QCOMPARE(playbook.tree().entries.size(), Playbook().tree().entries.size() + 1);
    }

    void anEntryTakesThePlaceOfOurs()
    {
        const QString id = Playbook().tree().entries.first().id;
        write(path(u"articles/our-desk.md"_s), articleWith(u"The desk"_s));
        write(path(u"tree/ours.yaml"_s),
              QString(kTree).replace(u"id: our-desk, title: Who"_s, u"id: %1, title: Who"_s.arg(id)));
        Playbook playbook;
        QCOMPARE(lines(playbook.setOverlay(m_folder.path())), QString());
        QCOMPARE(playbook.tree().entries.first().title, u"Who is on call"_s);
        QCOMPARE(playbook.tree().entries.size(), Playbook().tree().entries.size());
    }

    void whatIsWrongIsToldAndOursStays_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("told");
        const QString article = u"articles/connect-refused.md"_s;
        const QString tree = u"tree/ours.yaml"_s;
        QTest::newRow("no article") << article << u"hello"_s << u"has no front matter"_s;
        QTest::newRow("hostile front matter") << article << u"---\na: &a [*a, *a]\n---\n"_s << u"front matter"_s;
        QTest::newRow("unknown way") << article << articleWith(u"T"_s, u"1. {gateway: nomad} Do it."_s) << u"nomad"_s;
        QTest::newRow("too large") << article << QString(300 * 1024, u'x') << u"larger than"_s;
        QTest::newRow("not text") << article << QString(u"a\0b"_s.append(QChar::Null)) << u"is not UTF-8 text"_s;
        QTest::newRow("terminal control") << article << articleWith(u"T\x1b[2J"_s) << u"holds control characters"_s;
        QTest::newRow("turned text") << article << articleWith(u"T\u202egnp"_s) << u"holds control characters"_s;
        QTest::newRow("no id") << u"articles/Our Desk.md"_s << articleWith(u"T"_s) << u"is named by no id"_s;
        QTest::newRow("an unknown node") << tree << QString(kTree).replace(u"next: our-page"_s, u"next: nowhere"_s)
                                         << u"unknown node `nowhere`"_s;
        QTest::newRow("an unknown article") << tree << kTree << u"there is no article our-desk"_s;
        QTest::newRow("a circle") << tree << uR"(entries: [{id: e, title: E, node: c1}]
nodes:
  - {id: c1, kind: checks, title: A, branches: [{otherwise: true, next: c2}]}
  - {id: c2, kind: checks, title: B, branches: [{otherwise: true, next: c1}]}
)"_s << u"c1"_s;
        QTest::newRow("no tree") << tree << u"- 1\n"_s << u"tree/ours.yaml"_s;
        QTest::newRow("deep") << tree << u"entries: "_s + QString(5000, u'[') << u"tree/ours.yaml"_s;
        QTest::newRow("nothing") << u"readme.txt"_s << u"x"_s << u"neither articles/ nor tree/"_s;
    }
    void whatIsWrongIsToldAndOursStays()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(QString, told);
        write(path(file), text);
        Playbook playbook;
        const QString problems = lines(playbook.setOverlay(m_folder.path()));
        QVERIFY2(problems.contains(told), qPrintable(problems));
        QVERIFY(!playbook.remedyFor(u"connect-refused"_s, {}).isOverlay);
        QVERIFY(!playbook.remedyFor(u"connect-refused"_s, {}).steps.isEmpty());
        QCOMPARE(playbook.tree().nodes.size(), Playbook().tree().nodes.size());
        QVERIFY(!overlayNotice(m_folder.path(), playbook.setOverlay(m_folder.path())).isEmpty());
    }

    void oneBadArticleLeavesTheOthers()
    {
        write(path(u"articles/connect-refused.md"_s), u"hello"_s);
        write(path(u"articles/dns-not-found.md"_s), articleWith(u"Our names"_s));
        Playbook playbook;
        QCOMPARE(playbook.setOverlay(m_folder.path()).size(), 1);
        QVERIFY(!playbook.isOverlayArticle(u"connect-refused"_s));
        QVERIFY(playbook.isOverlayArticle(u"dns-not-found"_s));
    }

    void linksThatLeadOutAreNotFollowed()
    {
        const QTemporaryDir outside;
        write(outside.filePath(u"secret.md"_s), articleWith(u"Secret"_s));
        QVERIFY(QDir().mkpath(path(u"articles"_s)));
        QVERIFY(QFile::link(outside.filePath(u"secret.md"_s), path(u"articles/connect-refused.md"_s)));
        Playbook playbook;
        QVERIFY(lines(playbook.setOverlay(m_folder.path())).contains(u"leads out of the folder"_s));
        QVERIFY(!playbook.isOverlayArticle(u"connect-refused"_s));
        QVERIFY(lines(lintOverlay(m_folder.path(), u":/playbook"_s, builtInVocabulary())).contains(u"leads out"_s));
    }

    void aLinkedSubfolderThatLeadsOutIsNotFollowed()
    {
        const QTemporaryDir outside;
        write(outside.filePath(u"connect-refused.md"_s), articleWith(u"Secret"_s));
        QVERIFY(QFile::link(outside.path(), path(u"articles"_s)));
        Playbook playbook;
        QVERIFY(!playbook.setOverlay(m_folder.path()).isEmpty());
        QVERIFY(!playbook.isOverlayArticle(u"connect-refused"_s));
    }

    void aLinkToTheFolderItselfIsFine()
    {
        const QTemporaryDir outside;
        write(path(u"articles/connect-refused.md"_s), articleWith(u"Ours"_s));
        const QString link = outside.filePath(u"playbook"_s);
        QVERIFY(QFile::link(m_folder.path(), link));
        Playbook playbook;
        QCOMPARE(lines(playbook.setOverlay(link)), QString());
        QVERIFY(playbook.isOverlayArticle(u"connect-refused"_s));
    }

    void aPipeIsToldAndNotWaitedFor()
    {
        QVERIFY(QDir().mkpath(path(u"articles"_s)));
        QCOMPARE(mkfifo(path(u"articles/connect-refused.md"_s).toLocal8Bit().constData(), 0600), 0);
        QVERIFY(lines(Playbook().setOverlay(m_folder.path())).contains(u"is no plain file"_s));
    }

    void foldersAreNotSearchedDeeper()
    {
        write(path(u"articles/deep/connect-refused.md"_s), articleWith(u"Deep"_s));
        Playbook playbook;
        QCOMPARE(lines(playbook.setOverlay(m_folder.path())), QString());
        QVERIFY(!playbook.isOverlayArticle(u"connect-refused"_s));
    }

    void tooManyFilesAreTold()
    {
        for (qsizetype i = 0; i <= kMaxOverlayArticles; ++i) {
            write(path(u"articles/a%1.md"_s.arg(i)), u"x"_s);
        }
        QVERIFY(lines(Playbook().setOverlay(m_folder.path())).contains(u"only the first 1000 are read"_s));
    }

    void aFolderThatIsNotThereIsTold()
    {
        Playbook playbook;
        QVERIFY(!playbook.setOverlay(u"/nonexistent/playbook"_s).isEmpty());
        QVERIFY(!playbook.tree().nodes.isEmpty());
        QCOMPARE(overlayNotice(u"/x"_s, {}), QString());
    }

    void lintOfAnOverlayAsksForNothingThatIsOurs()
    {
        write(path(u"articles/our-desk.md"_s), articleWith(u"The desk"_s));
        write(path(u"tree/ours.yaml"_s), kTree);
        QCOMPARE(lines(lintOverlay(m_folder.path(), u":/playbook"_s, builtInVocabulary())), QString());
    }

    void lintOfAnOverlayWarnsOfStyleAndRefusesMistakes()
    {
        write(path(u"articles/our-desk.md"_s), articleWith(u"The desk"_s, u"1. The {hots} is here."_s));
        const QList<PlaybookProblem> problems = lintOverlay(m_folder.path(), u":/playbook"_s, builtInVocabulary());
        QCOMPARE(problems.size(), 2);
        for (const PlaybookProblem &problem : problems) {
            QCOMPARE(problem.isWarning, !problem.problem.contains(u"hots"_s));
            QCOMPARE(problem.line, 14);
        }
    }

    void theDefaultFolderIsUsedOnlyWhereItIs()
    {
        QCOMPARE(defaultOverlayFolder(), QString());
        const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
        QVERIFY(QDir().mkpath(config + u"/duo-doctor/playbook"_s));
        QCOMPARE(defaultOverlayFolder(), config + u"/duo-doctor/playbook"_s);
        QVERIFY(QDir(config + u"/duo-doctor/playbook"_s).removeRecursively());
    }
};

DUODOCTOR_TEST_MAIN(TestPlaybookOverlay)
#include "tst_playbook_overlay.moc"
