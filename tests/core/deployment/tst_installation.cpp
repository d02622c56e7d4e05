#include "deployment/deployment.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

template <typename Way>
QString wordsOf(const QList<Way> &ways)
{
    QStringList words;
    for (const Way way : ways) {
        words << QString{toWire(way)};
    }
    return words.join(u' ');
}

constexpr auto kAllOfGitLab = "linux-package helm docker self-compiled";
constexpr auto kAllOfGateway = "docker compose helm openshift";

} // namespace

class TestInstallation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWayHasAWordOfItsOwn()
    {
        QCOMPARE(wordsOf(allGitLabInstallations()), QString::fromLatin1(kAllOfGitLab));
        QCOMPARE(wordsOf(allGatewayInstallations()), QString::fromLatin1(kAllOfGateway));
        for (const GitLabInstallation way : allGitLabInstallations()) {
            QVERIFY(gitlabInstallationFromWire(QString{toWire(way)}) == way);
        }
        for (const GatewayInstallation way : allGatewayInstallations()) {
            QVERIFY(gatewayInstallationFromWire(QString{toWire(way)}) == way);
        }
        QVERIFY(!gitlabInstallationFromWire(u"compose"_s));
        QVERIFY(!gatewayInstallationFromWire(u"linux-package"_s));
        QVERIFY(!gatewayInstallationFromWire(u"Helm"_s));
    }

    void theReachTellsWhatIsCertain_data()
    {
        QTest::addColumn<int>("via");
        QTest::addColumn<QString>("gitlab");
        QTest::addColumn<QString>("gateway");
        const auto row = [](const char *name, ReachVia via, const char *gitlab, const char *gateway) {
            QTest::newRow(name) << static_cast<int>(via) << QString::fromLatin1(gitlab) << QString::fromLatin1(gateway);
        };
        row("none", ReachVia::None, kAllOfGitLab, kAllOfGateway);
        row("paste", ReachVia::Paste, kAllOfGitLab, kAllOfGateway);
        row("local", ReachVia::Local, "linux-package docker self-compiled", kAllOfGateway);
        row("ssh", ReachVia::Ssh, "linux-package docker self-compiled", kAllOfGateway);
        row("docker", ReachVia::Docker, "docker", "docker compose");
        row("kubectl", ReachVia::Kubectl, "helm", "helm openshift");
    }
    void theReachTellsWhatIsCertain()
    {
        QFETCH(int, via);
        QFETCH(QString, gitlab);
        QFETCH(QString, gateway);
        Deployment deployment;
        deployment.gitlab.reach.via = deployment.aiGateway.reach.via = static_cast<ReachVia>(via);
        QCOMPARE(wordsOf(possibleInstallations(deployment.gitlab)), gitlab);
        QCOMPARE(wordsOf(possibleInstallations(deployment.aiGateway)), gateway);
    }

    void whatTheDeploymentSaysWinsOverTheReach()
    {
        Deployment deployment;
        deployment.gitlab.reach.via = deployment.aiGateway.reach.via = ReachVia::Docker;
        deployment.gitlab.installation = GitLabInstallation::SelfCompiled;
        deployment.aiGateway.installation = GatewayInstallation::OpenShift;
        QCOMPARE(wordsOf(possibleInstallations(deployment.gitlab)), u"self-compiled"_s);
        QCOMPARE(wordsOf(possibleInstallations(deployment.aiGateway)), u"openshift"_s);
    }
};

DUODOCTOR_TEST_MAIN(TestInstallation)
#include "tst_installation.moc"
