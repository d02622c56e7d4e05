#include "session/session.h"
#include "session/walkthrough.h"
#include "support/session_run.h"
#include "support/test_main.h"

#include <QSignalSpy>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestWalkthrough : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEntryLeadsToANode()
    {
        Session session;
        session.startPractice({});
        Walkthrough &walk = session.walkthrough();
        QVERIFY(walk.entries().size() >= 6);
        QCOMPARE(walk.entries().last().id, u"everything"_s); // the way out stands last
        for (const TreeEntry &entry : walk.entries()) {
            walk.start(entry.id);
            QVERIFY2(walk.current(), qPrintable(entry.id));
            QVERIFY(!walk.current()->title.isEmpty());
            walk.reset();
        }
    }

    void checkEverythingEndsInTheArticleOfTheRootCause()
    {
        Session session;
        QCOMPARE(session.startPractice({u"model-not-served"_s}), QString());
        Walkthrough &walk = session.walkthrough();
        const auto entries = walk.entries();
        const auto everything = std::find_if(entries.begin(), entries.end(), [&](const TreeEntry &entry) {
            const TreeNode *node = session.playbook().tree().node(entry.node);
            return node && node->kind == TreeNodeKind::Checks && node->checks.isEmpty();
        });
        QVERIFY(everything != entries.end());
        walk.start(everything->id);
        QVERIFY(walk.isWaitingForChecks());
        QTRY_VERIFY_WITH_TIMEOUT(!walk.isWaitingForChecks(), 20000);
        QVERIFY2(walk.endFinding(), qPrintable(describeResults(session)));
        QCOMPARE(walk.endFinding()->id.toString(), u"model-not-served"_s);
    }

    void aWalkThatBeginsDuringARunWaitsForItsOwnChecks()
    {
        Session session;
        QCOMPARE(session.startPractice({u"model-not-served"_s}), QString());
        session.startChecks();
        Walkthrough &walk = session.walkthrough();
        walk.start(u"everything"_s);
        QVERIFY(walk.isActive());
        QVERIFY(walk.isWaitingForChecks());
        QTRY_VERIFY_WITH_TIMEOUT(!walk.isWaitingForChecks(), 20000);
        QVERIFY(walk.endFinding());
    }

    void backReturnsToTheQuestionAndTakesTheAnswerBack()
    {
        Session session;
        session.startPractice({});
        Walkthrough &walk = session.walkthrough();
        const auto entries = walk.entries();
        const auto asking = std::find_if(entries.begin(), entries.end(), [&](const TreeEntry &entry) {
            const TreeNode *node = session.playbook().tree().node(entry.node);
            return node && node->kind == TreeNodeKind::Question;
        });
        QVERIFY(asking != entries.end());
        walk.start(asking->id);
        const TreeNode *first = walk.current();
        QVERIFY(!walk.canGoBack());
        walk.answer(first->answers.first().id);
        QVERIFY(walk.current() != first);
        QCOMPARE(walk.path().first().answer, first->answers.first().text);
        walk.back();
        QCOMPARE(walk.current(), first);
        QCOMPARE(walk.path().size(), 1);
        QVERIFY(walk.path().first().answer.isEmpty());
        QVERIFY(!session.isRunning());
    }

    void backBeforeAnyQuestionReturnsToTheChoiceOfASymptom()
    {
        Session session;
        QVERIFY(session.startPractice({u"model-missing-v1"_s}).isEmpty());
        Walkthrough &walk = session.walkthrough();
        const auto entries = walk.entries();
        const auto checking = std::find_if(entries.begin(), entries.end(), [&](const TreeEntry &entry) {
            const TreeNode *node = session.playbook().tree().node(entry.node);
            return node && node->kind == TreeNodeKind::Checks;
        });
        QVERIFY(checking != entries.end());
        walk.start(checking->id);
        QTRY_VERIFY_WITH_TIMEOUT(walk.endFinding(), 20000);
        walk.back();
        QVERIFY(!walk.isActive());
    }

    void anUnknownAnswerChangesNothing()
    {
        Session session;
        session.startPractice({});
        Walkthrough &walk = session.walkthrough();
        walk.start(walk.entries().first().id);
        const TreeNode *before = walk.current();
        walk.answer(u"no-such-answer"_s);
        QCOMPARE(walk.current(), before);
        walk.start(u"no-such-entry"_s);
        QVERIFY(!walk.isActive());
    }

    void everyQuestionIsAnsweredToAnEndWithoutACircle()
    {
        Session session;
        const DecisionTree &tree = session.playbook().tree();
        for (const TreeNode &node : tree.nodes) {
            for (const TreeAnswer &answer : node.answers) {
                QVERIFY2(tree.node(answer.next), qPrintable(node.id + u" → "_s + answer.next));
            }
            for (const TreeBranch &branch : node.branches) {
                QVERIFY2(tree.node(branch.next), qPrintable(node.id + u" → "_s + branch.next));
            }
        }
    }
};

DUODOCTOR_TEST_MAIN(TestWalkthrough)
#include "tst_walkthrough.moc"
