#include "playbook/yaml_document.h"
#include "setup/setup_guide.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestSizing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLoadDecidesTheSize_data();
    void theLoadDecidesTheSize();
    void moreUsersNeverNeedLess();
    void theLargestNumbersAreCarried();
    void theRuleNamesItsNumbers();
    void containersGetWhatTheDocumentsSay();
    void mistakesInTheDataNameTheirLine_data();
    void mistakesInTheDataNameTheirLine();
    void brokenDataGivesNoInstances();
};

void TestSizing::theLoadDecidesTheSize_data()
{
    QTest::addColumn<int>("users");
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("size");
    QTest::addColumn<int>("instances");
    QTest::addColumn<double>("requestsPerSecond");
    QTest::addColumn<int>("concurrentRequests");
    const auto row = [](const char *name, int users, int concurrency, double rate, const QString &size, int instances,
                        double requestsPerSecond, int concurrentRequests) {
        QTest::newRow(name) << users << concurrency << rate << size << instances << requestsPerSecond
                            << concurrentRequests;
    };
    row("one user", 1, 0, 0, u"small"_s, 1, 0.007, 1);
    row("the last user of small", 50, 0, 0, u"small"_s, 1, 0.35, 40);
    row("the first user of medium", 51, 0, 0, u"medium"_s, 1, 0.357, 41);
    row("the last user of medium", 200, 0, 0, u"medium"_s, 1, 1.4, 160);
    row("the first user of large", 201, 0, 0, u"large"_s, 2, 1.407, 161);
    row("a thousand users", 1000, 0, 0, u"large"_s, 5, 7, 800);
    row("measured: 40 at once", 1000, 40, 0, u"small"_s, 1, 7, 40);
    row("measured: 41 at once", 1000, 41, 0, u"medium"_s, 1, 7, 41);
    row("measured: 160 at once", 1000, 160, 0, u"medium"_s, 1, 7, 160);
    row("measured: 161 at once", 10, 161, 0, u"large"_s, 2, 0.07, 161);
    row("measured: 320 at once", 1000, 320, 0, u"large"_s, 2, 7, 320);
    row("measured: 7 per second, as a thousand users make", 10, 0, 7, u"large"_s, 5, 7, 800);
    row("measured: less than the users suggest", 1000, 0, 0.35, u"small"_s, 1, 0.35, 40);
    row("measured: a fraction above small", 1000, 0, 0.3501, u"medium"_s, 1, 0.3501, 41);
}

void TestSizing::theLoadDecidesTheSize()
{
    QFETCH(int, users);
    QFETCH(int, concurrency);
    QFETCH(double, rate);
    SizingQuestion question{users, std::nullopt, std::nullopt};
    if (concurrency > 0) {
        question.concurrentRequests = concurrency;
    }
    if (rate > 0) {
        question.requestsPerSecond = rate;
    }
    const Sizing sizing = sizeGateway(SetupGuide().sizing(), question);
    QTEST(sizing.chosen.size.id, "size");
    QTEST(sizing.chosen.instances, "instances");
    QTEST(sizing.requestsPerSecond, "requestsPerSecond");
    QTEST(sizing.concurrentRequests, "concurrentRequests");
    QVERIFY(sizing.chosen.instances * sizing.chosen.size.concurrentRequests >= sizing.concurrentRequests);
    QCOMPARE(sizing.instead.has_value(), sizing.concurrentRequests > 40);
}

void TestSizing::moreUsersNeverNeedLess()
{
    const SetupGuide guide;
    int before = 0;
    for (int users = 1; users < 5000; users += 7) {
        const Sizing sizing = sizeGateway(guide.sizing(), {users, std::nullopt, std::nullopt});
        QVERIFY(sizing.chosen.totalVcpus() >= before);
        before = sizing.chosen.totalVcpus();
    }
}

void TestSizing::theLargestNumbersAreCarried()
{
    const SetupGuide guide;
    QCOMPARE(sizeGateway(guide.sizing(), {kMaxSizingUsers, std::nullopt, std::nullopt}).chosen.instances, 50'000);
    QCOMPARE(sizeGateway(guide.sizing(), {1, kMaxSizingConcurrency, std::nullopt}).chosen.instances, 62'500);
    QVERIFY(sizeGateway(guide.sizing(), {1, std::nullopt, kMaxSizingRate}).chosen.instances > 50'000);
    QCOMPARE(sizeGateway(guide.sizing(), {1, std::nullopt, 1e-9}).chosen.instances, 1);
}

void TestSizing::theRuleNamesItsNumbers()
{
    const SetupGuide guide;
    const QString byUsers = sizeGateway(guide.sizing(), {1000, std::nullopt, std::nullopt}).rule;
    QCOMPARE(byUsers,
             u"1000 active users make about 7 requests per second (7 for 1000 users) and up to 800 requests at "
             "once (160 requests at once for 200 users). An instance with 8 vCPU and 32 GiB carries 160 "
             "requests at once, so 5 are needed."_s);
    QVERIFY(sizeGateway(guide.sizing(), {1000, 33, std::nullopt}).rule.contains(u"was given (33)"_s));
    QVERIFY(sizeGateway(guide.sizing(), {1, std::nullopt, 7.0}).rule.contains(u"stand for 1000 active users"_s));
}

void TestSizing::containersGetWhatTheDocumentsSay()
{
    const SetupGuide guide;
    const GatewaySize &large = guide.sizing().sizes.last();
    QCOMPARE(dockerRunResources(large), u"--cpus=8 --memory=32g"_s);
    QCOMPARE(helmResources(large), u"resources:\n  requests:\n    cpu: 4\n    memory: 16Gi\n  limits:\n    cpu: 8\n"
                                   "    memory: 32Gi\n"_s);
    for (const GatewaySize &size : guide.sizing().sizes) {
        QList<QString> forms{composeResources(size), helmResources(size)};
        for (const QString &form : forms) {
            QVERIFY2(readYaml(form.toUtf8()).root.has_value(), qPrintable(form));
        }
    }
}

void TestSizing::mistakesInTheDataNameTheirLine_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a letter in a number") << u"vcpus: 8"_s << u"vcpus: b"_s << u"`vcpus` must be a whole number"_s;
    QTest::newRow("nothing at once") << u"concurrent_requests: 40"_s << u"concurrent_requests: 0"_s
                                     << u"`concurrent_requests` must be a whole number"_s;
    QTest::newRow("a misspelt key") << u"up_to_users: 50"_s << u"upto_users: 50"_s << u"unknown key `upto_users`"_s;
    QTest::newRow("sizes upside down") << u"up_to_users: 50"_s << u"up_to_users: 500"_s << u"does not follow"_s;
    QTest::newRow("no rate") << u"requests_per_second_per_1000_users: 7\n"_s << u"\n"_s
                             << u"`requests_per_second_per_1000_users`"_s;
    QTest::newRow("more than the machine") << u"limit: {cpus: 2, memory_gib: 8}"_s
                                           << u"limit: {cpus: 4, memory_gib: 8}"_s << u"more than the machine has"_s;
    QTest::newRow("no source") << u"    source: \"GitLab documentation, Install the GitLab AI Gateway, 18.9\"\n\n"_s
                               << u"\n"_s << u"`source` must be a text"_s;
}

void TestSizing::mistakesInTheDataNameTheirLine()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, problem);
    QString text = readPlaybookFile(u":/setup/sizing.yaml"_s).text;
    const qsizetype at = text.indexOf(from);
    QVERIFY(at > 0);
    text.replace(at, from.size(), to);
    QList<PlaybookProblem> problems;
    parseSizing(u"sizing.yaml"_s, text, problems);
    const auto found = std::ranges::find_if(
        problems, [&problem](const PlaybookProblem &candidate) { return candidate.problem.contains(problem); });
    QVERIFY2(found != problems.end(), problems.isEmpty() ? "no problem" : qPrintable(problems.first().problem));
    QCOMPARE(found->file, u"sizing.yaml"_s);
    QVERIFY(found->line > 0);
}

void TestSizing::brokenDataGivesNoInstances()
{
    for (const QString &text : {QString(), u"sizes: []"_s, u"sizes: [{}]"_s, u"["_s, u"sizes: 3"_s}) {
        QList<PlaybookProblem> problems;
        const SizingRules rules = parseSizing(u"f"_s, text, problems);
        QVERIFY(!problems.isEmpty());
        QVERIFY(sizeGateway(rules, {10, std::nullopt, std::nullopt}).chosen.instances <= 1);
    }
}

DUODOCTOR_TEST_MAIN(TestSizing)
#include "tst_sizing.moc"
