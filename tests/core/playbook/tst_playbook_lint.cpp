#include "playbook/playbook_lint.h"
#include "playbook/tree_condition.h"
#include "playbook/version_gap.h"

#include "support/test_main.h"

#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kArticle = uR"(---
title: It refuses
message: "{host} refuses."
because: "It said so."
sources: ["RFC 9293"]
verify: [a-check]
---

## Why

Because of {host}.

## Repair

1. Do it.

   ```sh gitlab
   curl {url}
   ```
)"_s;

const QString kTree = uR"(entries:
  - {id: start, title: I am lost, node: ask}
nodes:
  - id: ask
    kind: question
    title: Who?
    answers:
      - {id: a, text: A, next: look}
      - {id: b, text: B, next: nothing}
  - id: look
    kind: checks
    title: Looking
    checks: [a-check]
    branches:
      - {findings: [a-finding], next: named}
      - {found: true, next: found}
      - {passed: true, next: nothing}
      - {otherwise: true, next: nothing}
  - {id: named, kind: article, article: a-finding}
  - {id: found, kind: article}
  - id: nothing
    kind: end
    title: Nothing
    text: Look at {gateway_url}.
)"_s;

PlaybookVocabulary vocabulary()
{
    return {{u"a-finding"_s, u"b-finding"_s}, {{u"a-check"_s, {u"a-finding"_s}}, {u"b-check"_s, {}}}};
}

} // namespace

class TestPlaybookLint : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QString &text)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) {
            QFAIL("cannot write a fixture");
        }
    }
    static QStringList lint(const QString &article, const QString &tree, const QString &id = u"a-finding"_s)
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/%1.md"_s.arg(id)), article);
        write(folder.filePath(u"tree/tree.yaml"_s), tree);
        QStringList lines;
        for (const PlaybookProblem &problem : lintPlaybook(folder.path(), vocabulary())) {
            lines << u"%1:%2: %3"_s.arg(problem.file).arg(problem.line).arg(problem.problem);
        }
        return lines;
    }
    static QString replaced(QString text, const QString &from, const QString &to)
    {
        Q_ASSERT(text.contains(from));
        return text.replace(from, to);
    }

private Q_SLOTS:
    void aSoundPlaybookIsClean() { QCOMPARE(lint(kArticle, kTree), QStringList{}); }

    void defectsOfArticlesAreFound_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &from, const QString &to, const QString &expected) {
            QTest::newRow(name) << from << to << u"articles/a-finding.md:"_s + expected;
        };
        row("placeholder in a sentence", u"{host} refuses"_s, u"{hots} refuses"_s, u"3: unknown placeholder {hots}"_s);
        row("two sentences", u"{host} refuses."_s, u"{host} refuses. It does."_s,
            u"3: `message` is one sentence that ends in a full stop"_s);
        row("no full stop", u"It said so."_s, u"It said so"_s,
            u"4: `because` is one sentence that ends in a full stop"_s);
        row("Markdown in a sentence", u"It said so."_s, u"It said `so`."_s,
            u"4: `because` is plain text, not Markdown"_s);
        row("placeholder in the title", u"It refuses"_s, u"\"{host} refuses\""_s,
            u"2: `title` is plain text without placeholders"_s);
        row("unknown check", u"a-check"_s, u"c-check"_s, u"6: no check is called c-check"_s);
        row("placeholder in Why", u"Because of {host}"_s, u"Because\nof {x}"_s, u"12: unknown placeholder {x}"_s);
        row("placeholder in a step", u"Do it."_s, u"Do\n   {y}."_s, u"16: unknown placeholder {y}"_s);
        row("placeholder in a command", u"curl {url}"_s, u"cd /\n   curl {z}"_s, u"19: unknown placeholder {z}"_s);
        row("unquotable place", u"curl {url}"_s, u"curl `echo {url}`"_s,
            u"18: {url} stands where no value can be quoted (backticks, ${…}, $((…)), a here-document)"_s);
        row("unknown language", u"```sh gitlab"_s, u"```perl gitlab"_s,
            u"17: unknown language `perl`; there are sh, ruby, python, json, yaml, nginx, text"_s);
        row("empty block", u"   curl {url}\n"_s, u""_s, u"18: an empty code block"_s);
        row("version gap", u"1. Do it."_s, u"1. {18.0+} Do it."_s,
            u"15: gap: no step repairs anything for GitLab 17.1"_s);
        row("format", u"## Why"_s, u"## Who"_s, u"9: unknown heading `Who`; there are Why, Repair and Avoid"_s);
    }
    void defectsOfArticlesAreFound()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, expected);
        const QStringList problems = lint(replaced(kArticle, from, to), kTree);
        QVERIFY2(problems.contains(expected), qPrintable(problems.join(u'\n')));
    }

    void aFindingWithoutArticleIsFound()
    {
        const QStringList problems = lint(kArticle, kTree, u"b-finding"_s);
        QVERIFY2(problems.contains(u"articles/a-finding.md:0: is missing: the check a-check may give this finding"_s),
                 qPrintable(problems.join(u'\n')));
    }

    void anArticleWithoutFindingIsFound()
    {
        const QStringList problems = lint(kArticle, kTree, u"c-finding"_s);
        QVERIFY2(problems.contains(u"articles/c-finding.md:0: no finding is called c-finding"_s),
                 qPrintable(problems.join(u'\n')));
    }

    void defectsOfTheTreeAreFound_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &from, const QString &to, const QString &expected) {
            QTest::newRow(name) << from << to << u"tree/tree.yaml:"_s + expected;
        };
        row("answer to nowhere", u"text: B, next: nothing"_s, u"text: B, next: nowhere"_s,
            u"4: node `ask`: leads to an unknown node `nowhere`"_s);
        row("entry to nowhere", u"node: ask"_s, u"node: nowhere"_s,
            u"2: entry `start`: leads to an unknown node `nowhere`"_s);
        row("unreachable", u"next: named"_s, u"next: nothing"_s, u"19: node `named`: no walk reaches it"_s);
        row("no answers",
            u"    answers:\n      - {id: a, text: A, next: look}\n      - {id: b, text: B, next: nothing}\n"_s, u""_s,
            u"4: node `ask`: dead end: a question without answers"_s);
        row("no otherwise", u"      - {otherwise: true, next: nothing}\n"_s, u""_s,
            u"10: node `look`: dead end: the branch `otherwise` is missing"_s);
        row("branch after otherwise", u"- {passed: true, next: nothing}"_s, u"- {otherwise: true, next: nothing}"_s,
            u"10: node `look`: the branches after `otherwise` are never taken"_s);
        row("article that is missing", u"article: a-finding"_s, u"article: b-finding"_s,
            u"19: node `named`: dead end: there is no article b-finding"_s);
        row("unknown check", u"[a-check]"_s, u"[c-check]"_s, u"10: node `look`: no check is called c-check"_s);
        row("unknown finding", u"[a-finding]"_s, u"[c-finding]"_s,
            u"10: node `look`: no finding is called c-finding"_s);
        row("finding of other checks", u"[a-finding]"_s, u"[b-finding]"_s,
            u"10: node `look`: none of its checks can give b-finding"_s);
        row("circle", u"passed: true, next: nothing"_s, u"passed: true, next: look"_s,
            u"10: node `look`: a circle without a question: look > look"_s);
        row("no finding known", u"text: B, next: nothing"_s, u"text: B, next: found"_s,
            u"4: node `ask`: leads to `found`, the article of a finding, and none is known on this way"_s);
        row("placeholder of findings", u"{gateway_url}"_s, u"{host}"_s,
            u"21: node `nothing`: {host} belongs to findings and has no value in the tree"_s);
        row("unknown placeholder", u"{gateway_url}"_s, u"{gateway}"_s,
            u"21: node `nothing`: unknown placeholder {gateway}"_s);
        row("version gap", u"    title: Nothing"_s, u"    versions: -18.3\n    title: Nothing"_s,
            u"10: node `look`: version gap: `nothing` does not hold for GitLab 18.4"_s);
        row("foreign parts", u"    title: Nothing"_s, u"    checks: [a-check]\n    title: Nothing"_s,
            u"21: node `nothing`: has parts that belong to another kind of node"_s);
        row("end without text", u"    text: Look at {gateway_url}.\n"_s, u""_s, u"21: `text` must be a text"_s);
        row("node twice", u"id: found, kind"_s, u"id: named, kind"_s, u"20: node `named` stands twice"_s);
        row("two conditions", u"{found: true"_s, u"{found: true, passed: true"_s,
            u"16: a branch has exactly one of findings, found, passed and otherwise"_s);
        row("unknown key", u"    kind: question"_s, u"    kind: question\n    colour: red"_s,
            u"6: unknown key `colour` in a node"_s);
        row("unknown kind", u"kind: question"_s, u"kind: riddle"_s,
            u"4: unknown kind `riddle`; there are question, checks, evidence, article, escalation and end"_s);
        row("condition on an unknown finding", u"text: A, next: look"_s,
            u"text: A, next: look, when: {found: [c-finding]}"_s,
            u"4: node `ask`: answer `a`: no finding is called c-finding"_s);
        row("condition on an unknown check", u"text: A, next: look"_s,
            u"text: A, next: look, when: {passed: [c-check]}"_s,
            u"4: node `ask`: answer `a`: no check is called c-check"_s);
        row("condition on an unknown word", u"text: A, next: look"_s,
            u"text: A, next: look, when: {deployment: [pretty]}"_s,
            u"4: node `ask`: answer `a`: nothing is known of a deployment as `pretty`; there are "_s +
                deploymentWords().join(u", "_s));
        row("condition on no answer", u"text: A, next: look"_s, u"text: A, next: look, when: {answered: [ask/c]}"_s,
            u"4: node `ask`: answer `a`: there is no answer ask/c"_s);
        row("condition on no code", u"text: A, next: look"_s, u"text: A, next: look, when: {codes: [B1003]}"_s,
            u"4: node `ask`: answer `a`: B1003 is no code of Duo"_s);
        row("condition that says nothing", u"text: A, next: look"_s, u"text: A, next: look, when: {}"_s,
            u"8: a condition (`when`) without found, passed, deployment, answered or codes"_s);

        row("no YAML", u"    title: Who?"_s, u"    title: [Who?"_s,
            u"6: is not valid YAML: end of sequence flow not found"_s);
    }
    void defectsOfTheTreeAreFound()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, expected);
        const QStringList problems = lint(kArticle, replaced(kTree, from, to));
        QVERIFY2(problems.contains(expected), qPrintable(problems.join(u'\n')));
    }

    void aCircleWithAQuestionIsAllowed()
    {
        QCOMPARE(lint(kArticle, replaced(kTree, u"passed: true, next: nothing"_s, u"passed: true, next: ask"_s)),
                 QStringList{});
    }

    void evidenceLeadsOnLikeChecks()
    {
        const QString tree = replaced(kTree, u"kind: checks\n    title: Looking\n    checks: [a-check]"_s,
                                      u"kind: evidence\n    title: Looking\n    text: Paste it."_s);
        QCOMPARE(lint(kArticle, tree), QStringList{});
        const QStringList problems =
            lint(kArticle, replaced(tree, u"      - {otherwise: true, next: nothing}\n"_s, u""_s));
        QVERIFY2(problems.contains(u"tree/tree.yaml:10: node `look`: dead end: the branch `otherwise` is missing"_s),
                 qPrintable(problems.join(u'\n')));
    }

    void aVersionWithoutAnAnswerIsFound()
    {
        QString tree = replaced(kTree, u"text: B, next: nothing"_s, u"text: B, next: nothing, versions: 17.9+"_s);
        tree = replaced(tree, u"text: A, next: look"_s, u"text: A, next: look, versions: -17.7"_s);
        QCOMPARE(lint(kArticle, tree),
                 QStringList{u"tree/tree.yaml:4: node `ask`: version gap: it has no answer for GitLab 17.8"_s});
    }

    void aCircleOfQuestionsThatAnswerThemselvesIsFound()
    {
        QString tree =
            replaced(kTree, u"text: A, next: look"_s, u"text: A, next: look, when: {deployment: [offline]}"_s);
        tree = replaced(tree, u"{otherwise: true, next: nothing}"_s, u"{otherwise: true, next: ask}"_s);
        QVERIFY2(lint(kArticle, tree).join(u'\n').contains("a circle without a question"_L1),
                 qPrintable(lint(kArticle, tree).join(u'\n')));
    }

    void longWalksAreFound()
    {
        QString tree =
            u"entries:\n  - {id: start, title: T, node: q1}\nnodes:\n  - {id: e, kind: end, title: E, text: X}\n"_s;
        for (int i = 1; i <= kMaxQuestions + 1; ++i) {
            const QString next = i > kMaxQuestions ? u"e"_s : u"q%1"_s.arg(i + 1);
            tree +=
                u"  - {id: q%1, kind: question, title: Q, answers: [{id: a, text: A, next: %2}, {id: b, text: B, next: e}]}\n"_s
                    .arg(i)
                    .arg(next);
        }
        QCOMPARE(lint(kArticle, tree), QStringList{u"tree/tree.yaml:2: entry `start`: asks more than 7 questions"_s});
    }

    void unreadableFilesAreNamed()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"articles/a-finding.md"_s), kArticle);
        write(folder.filePath(u"tree/big.yaml"_s), u"x"_s.repeated(kMaxPlaybookFileBytes + 1));
        QFile binary(folder.filePath(u"tree/binary.yaml"_s));
        QVERIFY(binary.open(QIODevice::WriteOnly));
        binary.write("a: \xff\n");
        binary.close();
        QStringList problems;
        for (const PlaybookProblem &problem : lintTree(folder.path(), vocabulary())) {
            problems << problem.file + u' ' + problem.problem;
        }
        QVERIFY(problems.contains(u"tree/big.yaml is larger than 256 KiB"_s));
        QVERIFY(problems.contains(u"tree/binary.yaml is not UTF-8 text"_s));
        QVERIFY(problems.contains(u"tree the tree has no entries"_s));
    }

    void gapsBetweenVersionsAreFound_data()
    {
        QTest::addColumn<QString>("whole");
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<QString>("gap");
        QTest::newRow("all") << u"all"_s << QStringList{u"all"_s} << QString();
        QTest::newRow("two halves") << u"all"_s << QStringList{u"-17.8"_s, u"17.9+"_s} << QString();
        QTest::newRow("across a major version") << u"all"_s << QStringList{u"-17.11"_s, u"18.0+"_s} << QString();
        QTest::newRow("one missing") << u"all"_s << QStringList{u"-17.8"_s, u"17.10+"_s} << u"17.9"_s;
        QTest::newRow("open end") << u"17.9+"_s << QStringList{u"17.9-18.2"_s} << u"18.3"_s;
        QTest::newRow("outside does not matter") << u"18.0-18.2"_s << QStringList{u"17.9-18.5"_s} << QString();
        QTest::newRow("none") << u"all"_s << QStringList{} << u"17.1"_s;
    }
    void gapsBetweenVersionsAreFound()
    {
        QFETCH(QString, whole);
        QFETCH(QStringList, parts);
        QFETCH(QString, gap);
        QList<GitLabVersionRange> ranges;
        for (const QString &part : parts) {
            ranges << *GitLabVersionRange::parse(part);
        }
        const auto found = versionGap(*GitLabVersionRange::parse(whole), ranges);
        QCOMPARE(found ? found->toString() : QString(), gap);
    }
};

DUODOCTOR_TEST_MAIN(TestPlaybookLint)
#include "tst_playbook_lint.moc"
