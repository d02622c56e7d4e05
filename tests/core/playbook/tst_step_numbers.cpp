#include "playbook/step_numbers.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// One letter a step: `.` stands for itself, `|` is another way of the one before.
QList<RenderedStep> steps(const QString &shape)
{
    QList<RenderedStep> steps;
    for (const QChar letter : shape) {
        RenderedStep step;
        step.isAlternative = letter == u'|';
        steps << step;
    }
    return steps;
}

} // namespace

class TestStepNumbers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waysOfOneStepShareItsNumber_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QString>("numbers");
        QTest::newRow("none") << u""_s << u""_s;
        QTest::newRow("one after another") << u"..."_s << u"1 2 3"_s;
        QTest::newRow("ways in the middle") << u"..||."_s << u"1 2a 2b 2c 3"_s;
        QTest::newRow("ways at both ends") << u".|..|"_s << u"1a 1b 2 3a 3b"_s;
        QTest::newRow("another way of nothing") << u"|."_s << u"1 2"_s;
    }
    void waysOfOneStepShareItsNumber()
    {
        QFETCH(QString, shape);
        QFETCH(QString, numbers);
        QCOMPARE(stepNumbers(steps(shape)).join(u' '), numbers);
    }

    void stepsForDifferentWaysOfInstallingShareANumber()
    {
        const Remedy remedy = Playbook().remedyFor(u"gitlab-verbose-logging-off"_s, Deployment{});
        const QStringList numbers = stepNumbers(remedy.steps);
        QCOMPARE(numbers.size(), remedy.steps.size());
        QString docker;
        QString helm;
        for (qsizetype i = 0; i < numbers.size(); ++i) {
            if (remedy.steps.at(i).text.startsWith("GitLab in Docker: Repeat"_L1)) {
                docker = numbers.at(i);
            } else if (remedy.steps.at(i).text.startsWith("GitLab on Helm: Repeat"_L1)) {
                helm = numbers.at(i);
            }
        }
        QVERIFY(docker.endsWith(u'b'));
        QCOMPARE(helm, docker.chopped(1) + u'c');
    }

    void anArticleOfOtherVersionsSaysSo()
    {
        Deployment old;
        old.gitlab.version = GitLabVersion::parse(u"17.1");
        const Playbook playbook;
        QVERIFY(
            playbook.remedyFor(u"gitlab-legacy-gateway-env"_s, old).note.contains("does not hold for GitLab 17.1"_L1));
        QVERIFY(playbook.remedyFor(u"gitlab-legacy-gateway-env"_s, Deployment{}).note.isEmpty());
    }

    void aKnownWayLeavesPlainNumbers()
    {
        Deployment deployment;
        deployment.gitlab.version = GitLabVersion::parse(u"18.2");
        deployment.gitlab.installation = GitLabInstallation::Docker;
        deployment.aiGateway.installation = GatewayInstallation::Helm;
        const Remedy remedy = Playbook().remedyFor(u"gitlab-verbose-logging-off"_s, deployment);
        QVERIFY(remedy.steps.size() > 1);
        for (const QString &number : stepNumbers(remedy.steps)) {
            QVERIFY2(number.back().isDigit(), qPrintable(number));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestStepNumbers)
#include "tst_step_numbers.moc"
