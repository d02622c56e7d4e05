#include "evidence/evidence.h"
#include "playbook/seen_version.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

CheckResult resultWith(const QList<Evidence::Payload> &payloads, int minute = 0)
{
    CheckResult result;
    for (const Evidence::Payload &payload : payloads) {
        Evidence evidence;
        evidence.payload = payload;
        evidence.takenAt = QDateTime({2026, 11, 21}, {10, minute}, Qt::UTC);
        result.evidence << std::make_shared<const Evidence>(evidence);
    }
    return result;
}

RailsAnswers rails(const QString &version)
{
    RailsAnswers answers;
    answers.version = version;
    return answers;
}

RakeReport rake(const QString &version)
{
    RakeReport report;
    report.gitlabVersion = version;
    return report;
}

QString seen(const QList<CheckResult> &results)
{
    const auto version = seenGitLabVersion(results);
    return version ? version->toString() : QString{};
}

} // namespace

class TestSeenVersion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gitLabNamesItsVersion()
    {
        QCOMPARE(seen({resultWith({rails(u"18.2.1-ee"_s)})}), u"18.2.1"_s);
        QCOMPARE(seen({resultWith({rake(u"19.2.0-ee"_s)})}), u"19.2.0"_s);
        QCOMPARE(seen({}), QString());
        QCOMPARE(seen({resultWith({rails(u"none"_s), rake({})})}), QString());
    }

    void theNewestEvidenceCounts()
    {
        const QList<CheckResult> results{resultWith({rails(u"18.4.0"_s)}, 20), resultWith({rake(u"18.2.0"_s)}, 10)};
        QCOMPARE(seen(results), u"18.4.0"_s);
        QCOMPARE(seen({results[1], results[0]}), u"18.4.0"_s);
    }

    void whatSaysNothingHidesNothing()
    {
        QCOMPARE(seen({resultWith({rails(u"18.4.0"_s)}, 10), resultWith({rails(u"?"_s)}, 20)}), u"18.4.0"_s);
    }

    void whatWasEnteredWins()
    {
        const QList<CheckResult> results{resultWith({rails(u"18.4.0"_s)})};
        Deployment deployment;
        QCOMPARE(withSeenVersion(deployment, results).gitlab.version->toString(), u"18.4.0"_s);
        deployment.gitlab.version = GitLabVersion{17, 9, {}};
        QCOMPARE(withSeenVersion(deployment, results).gitlab.version->toString(), u"17.9"_s);
    }
};

DUODOCTOR_TEST_MAIN(TestSeenVersion)
#include "tst_seen_version.moc"
