#include "judge/finding_ids.h"
#include "session/walk_branch.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

EvidencePtr answer()
{
    HttpExchange exchange;
    exchange.url = QUrl(u"https://aigw.example.com/monitoring/healthz"_s);
    exchange.status = 200;
    Evidence evidence;
    evidence.payload = exchange;
    return std::make_shared<const Evidence>(evidence);
}

CheckResult resultOf(CheckStatus status, const QList<Finding> &findings = {}, const QList<EvidencePtr> &evidence = {})
{
    CheckResult result;
    result.key.check = CheckId{"gateway-connection"};
    result.status = status;
    result.findings = findings;
    result.evidence = evidence;
    return result;
}

CheckResult failedBy(FindingId id)
{
    Finding finding =
        makeFinding(id, {{Argument::Host, u"aigw.example.com"_s}, {Argument::Service, u"the AI Gateway"_s}});
    finding.evidence = {answer()};
    return resultOf(CheckStatus::Failed, {finding}, {answer()});
}

TreeBranch otherwise()
{
    TreeBranch branch;
    branch.otherwise = true;
    branch.next = u"otherwise"_s;
    return branch;
}

TreeBranch forFinding(const QString &id)
{
    TreeBranch branch;
    branch.findings = {id};
    branch.next = u"named"_s;
    return branch;
}

TreeBranch forAnyCause()
{
    TreeBranch branch;
    branch.found = true;
    branch.next = u"found"_s;
    return branch;
}

TreeBranch whenPassed()
{
    TreeBranch branch;
    branch.passed = true;
    branch.next = u"passed"_s;
    return branch;
}

} // namespace

Q_DECLARE_METATYPE(QList<TreeBranch>)

class TestWalkBranch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstBranchThatFitsIsTaken_data()
    {
        QTest::addColumn<QList<TreeBranch>>("branches");
        QTest::addColumn<QList<CheckResult>>("results");
        QTest::addColumn<QString>("next");
        QTest::addColumn<bool>("isFound");
        QTest::addColumn<QString>("finding");
        const QString dns = u"dns-not-found"_s;
        const QString refused = u"connect-refused"_s;
        const CheckResult passed = resultOf(CheckStatus::Passed, {}, {answer()});
        const auto row = [](const char *name, const QList<TreeBranch> &branches, const QList<CheckResult> &results,
                            const QString &next, bool isFound, const QString &finding) {
            QTest::newRow(name) << branches << results << next << isFound << finding;
        };
        row("the cause is named", {forFinding(dns), otherwise()}, {failedBy(finding::kDnsNotFound)}, u"named"_s, true,
            dns);
        row("another cause", {forFinding(dns), otherwise()}, {failedBy(finding::kConnectRefused)}, u"otherwise"_s,
            false, refused);
        row("any cause", {forFinding(dns), forAnyCause()}, {failedBy(finding::kConnectRefused)}, u"found"_s, true,
            refused);
        row("no cause", {forAnyCause(), otherwise()}, {passed}, u"otherwise"_s, false, {});
        row("all is well", {whenPassed(), otherwise()}, {passed}, u"passed"_s, false, {});
        row("well, as far as one could look", {whenPassed(), otherwise()}, {passed, resultOf(CheckStatus::Skipped)},
            u"passed"_s, false, {});
        row("nothing was seen", {whenPassed(), otherwise()}, {resultOf(CheckStatus::Passed)}, u"otherwise"_s, false,
            {});
        row("nothing was looked at", {whenPassed(), otherwise()}, {}, u"otherwise"_s, false, {});
        row("one failed", {whenPassed(), otherwise()}, {passed, failedBy(finding::kDnsNotFound)}, u"otherwise"_s, false,
            dns);
        row("none fits", {forFinding(dns)}, {passed}, {}, false, {});
    }

    void theFirstBranchThatFitsIsTaken()
    {
        QFETCH(QList<TreeBranch>, branches);
        QFETCH(QList<CheckResult>, results);
        QFETCH(QString, next);
        QFETCH(bool, isFound);
        QFETCH(QString, finding);
        TreeNode node;
        node.kind = TreeNodeKind::Checks;
        node.branches = branches;
        const BranchChoice choice = chooseBranch(node, results);
        QCOMPARE(choice.branch ? choice.branch->next : QString(), next);
        QCOMPARE(choice.isFound, isFound);
        QCOMPARE(choice.finding ? choice.finding->id.toString() : QString(), finding);
    }
};

DUODOCTOR_TEST_MAIN(TestWalkBranch)
#include "tst_walk_branch.moc"
