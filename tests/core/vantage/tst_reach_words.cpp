#include "vantage/reach_words.h"

#include "support/test_main.h"
#include "vantage/reacher.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Reach sshTo(const QString &host, const QString &user = {}, int port = 22, bool sudo = false)
{
    Reach reach;
    reach.via = ReachVia::Ssh;
    reach.host = host;
    reach.user = user;
    reach.port = port;
    reach.sudo = sudo;
    return reach;
}

Reach containerOf(const QString &name, ContainerEngine engine = ContainerEngine::Docker)
{
    Reach reach;
    reach.via = ReachVia::Docker;
    reach.engine = engine;
    reach.container = name;
    return reach;
}

Reach containerOn(const Reach &host, const QString &name)
{
    Reach reach = containerOf(name);
    reach.on = std::make_shared<const Reach>(host);
    return reach;
}

Reach podOf(const QString &pod, const QString &selector = {})
{
    Reach reach;
    reach.via = ReachVia::Kubectl;
    reach.context = u"prod"_s;
    reach.kubeNamespace = u"gitlab"_s;
    reach.pod = pod;
    reach.selector = selector;
    reach.container = u"ai-gateway"_s;
    return reach;
}

Reach viaOnly(ReachVia via)
{
    Reach reach;
    reach.via = via;
    return reach;
}

Command command(const QStringList &words, Standing standing = Standing::Inside, bool isElevated = false,
                const QString &shownAs = {})
{
    Command made;
    made.arguments = words;
    made.standing = standing;
    made.isElevated = isElevated;
    made.shownAs = shownAs;
    return made;
}

} // namespace

class TestReachWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commandLineIsWhatAPersonWouldType_data()
    {
        QTest::addColumn<Reach>("reach");
        QTest::addColumn<Command>("asked");
        QTest::addColumn<QString>("line");
        const Command plain = command({u"cat"_s, u"/etc/hosts"_s});
        QTest::addRow("here") << viaOnly(ReachVia::Local) << plain << u"cat /etc/hosts"_s;
        QTest::addRow("ssh") << sshTo(u"gitlab.example.com"_s) << plain << u"ssh gitlab.example.com 'cat /etc/hosts'"_s;
        QTest::addRow("ssh with user and port") << sshTo(u"gitlab.example.com"_s, u"admin"_s, 2222) << plain
                                                << u"ssh -p 2222 admin@gitlab.example.com 'cat /etc/hosts'"_s;
        QTest::addRow("ssh with sudo") << sshTo(u"g"_s, u"ada"_s, 22, true)
                                       << command({u"gitlab-rails"_s, u"runner"_s, u"puts 1"_s}, Standing::Inside, true)
                                       << u"ssh ada@g 'sudo gitlab-rails runner '\\''puts 1'\\'''"_s;
        QTest::addRow("sudo that the reach does not allow")
            << sshTo(u"g"_s) << command({u"id"_s}, Standing::Inside, true) << u"ssh g id"_s;
        QTest::addRow("container") << containerOf(u"gitlab-aigw"_s) << plain
                                   << u"docker exec -i gitlab-aigw cat /etc/hosts"_s;
        QTest::addRow("container of podman") << containerOf(u"gitlab-aigw"_s, ContainerEngine::Podman) << plain
                                             << u"podman exec -i gitlab-aigw cat /etc/hosts"_s;
        QTest::addRow("container elsewhere") << containerOn(sshTo(u"aigw"_s, u"ada"_s), u"gitlab-aigw"_s) << plain
                                             << u"ssh ada@aigw 'docker exec -i gitlab-aigw cat /etc/hosts'"_s;
        QTest::addRow("beside a container elsewhere")
            << containerOn(sshTo(u"aigw"_s), u"gitlab-aigw"_s)
            << command({u"docker"_s, u"inspect"_s, u"gitlab-aigw"_s}, Standing::Beside)
            << u"ssh aigw 'docker inspect gitlab-aigw'"_s;
        QTest::addRow("pod")
            << podOf(u"aigw-1"_s) << plain
            << u"kubectl --context=prod --namespace=gitlab exec -i aigw-1 --container=ai-gateway -- cat "
               "/etc/hosts"_s;
        QTest::addRow("pod of a selector")
            << podOf({}, u"app=aigw"_s) << command({u"env"_s})
            << u"kubectl --context=prod --namespace=gitlab exec -i POD --container=ai-gateway -- env"_s;
        QTest::addRow("hostile container")
            << containerOf(u"$(reboot)"_s) << command({u"true"_s}) << u"docker exec -i '$(reboot)' true"_s;
        QTest::addRow("other words for a person")
            << viaOnly(ReachVia::Local)
            << command({u"sh"_s, u"-c"_s, u"long"_s}, Standing::Inside, false, u"env | sort"_s) << u"env | sort"_s;
        QTest::addRow("other words for a person, in a container")
            << containerOf(u"a"_s) << command({u"python3"_s, u"-"_s}, Standing::Inside, false, u"env | sort"_s)
            << u"docker exec -i a sh -c 'env | sort'"_s;
        QTest::addRow("other words for a person, elsewhere")
            << sshTo(u"g"_s) << command({u"python3"_s, u"-"_s}, Standing::Inside, false, u"env | sort"_s)
            << u"ssh g 'env | sort'"_s;
    }
    void commandLineIsWhatAPersonWouldType()
    {
        QFETCH(Reach, reach);
        QFETCH(Command, asked);
        QFETCH(QString, line);
        QCOMPARE(commandLineFor(reach, asked), line);
    }

    void inputStandsInNoCommandLine()
    {
        Command asked = command({u"cat"_s});
        asked.input = "glpat-secret";
        for (const Reach &reach : {viaOnly(ReachVia::Local), sshTo(u"g"_s), containerOf(u"c"_s), podOf(u"p"_s)}) {
            QVERIFY(!commandLineFor(reach, asked).contains("secret"_L1));
        }
    }

    void placeIsSaidInWords_data()
    {
        QTest::addColumn<Reach>("reach");
        QTest::addColumn<QString>("place");
        QTest::addRow("here") << viaOnly(ReachVia::Local) << u"this machine"_s;
        QTest::addRow("ssh") << sshTo(u"gitlab.example.com"_s, u"admin"_s, 2222) << u"gitlab.example.com"_s;
        QTest::addRow("container") << containerOf(u"gitlab-aigw"_s) << u"the container gitlab-aigw"_s;
        QTest::addRow("container elsewhere")
            << containerOn(sshTo(u"aigw"_s), u"gitlab-aigw"_s) << u"the container gitlab-aigw on aigw"_s;
        QTest::addRow("pod") << podOf(u"aigw-1"_s) << u"the pod aigw-1"_s;
        QTest::addRow("pod of a selector") << podOf({}, u"app=aigw"_s) << u"a pod of app=aigw"_s;
        QTest::addRow("none") << viaOnly(ReachVia::None) << QString();
        QTest::addRow("by hand") << viaOnly(ReachVia::Paste) << QString();
        QTest::addRow("with control characters") << containerOf(u"a\x1b[31m\nb"_s) << u"the container a?[31m?b"_s;
    }
    void placeIsSaidInWords()
    {
        QFETCH(Reach, reach);
        QFETCH(QString, place);
        QCOMPARE(placeOf(reach), place);
    }

    void namesThatClientsWouldMisreadAreRefused_data()
    {
        QTest::addColumn<Reach>("reach");
        QTest::addColumn<QString>("part");
        QTest::addRow("good ssh") << sshTo(u"g"_s, u"ada"_s) << QString();
        QTest::addRow("good container") << containerOf(u"gitlab-aigw"_s) << QString();
        QTest::addRow("a container that is a command") << containerOf(u"reboot"_s) << QString();
        QTest::addRow("good pod") << podOf(u"aigw-1"_s) << QString();
        QTest::addRow("an option for a host") << sshTo(u"-oProxyCommand=id"_s) << u"host"_s;
        QTest::addRow("an option for a user") << sshTo(u"g"_s, u"-l"_s) << u"user"_s;
        QTest::addRow("no host") << sshTo({}) << u"host"_s;
        QTest::addRow("two lines") << sshTo(u"g\nh"_s) << u"host"_s;
        QTest::addRow("an option for a container") << containerOf(u"--privileged"_s) << u"container"_s;
        QTest::addRow("no container") << containerOf({}) << u"container"_s;
        QTest::addRow("an option for the host of a container")
            << containerOn(sshTo(u"-F/tmp/x"_s), u"a"_s) << u"host"_s;
        QTest::addRow("an option for a pod") << podOf(u"-it"_s) << u"pod"_s;
        QTest::addRow("neither pod nor selector") << podOf({}) << u"pod"_s;
    }
    void namesThatClientsWouldMisreadAreRefused()
    {
        QFETCH(Reach, reach);
        QFETCH(QString, part);
        const QString objection = reachObjection(reach);
        QCOMPARE(objection.isEmpty(), part.isEmpty());
        QVERIFY2(objection.contains(part), qPrintable(objection));
    }

    void newestRunningPodIsFound_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("pod");
        const auto pod = [](const char *name, const char *created, const char *phase, const char *more = "") {
            return QByteArray("{\"metadata\":{\"name\":\"") + name + "\",\"creationTimestamp\":\"" + created + "\"" +
                   more + "},\"status\":{\"phase\":\"" + phase + "\"}}";
        };
        const auto list = [](const QList<QByteArray> &pods) { return "{\"items\":[" + pods.join(',') + "]}"; };
        const QByteArray old = pod("old", "2026-01-01T00:00:00Z", "Running");
        const QByteArray recent = pod("recent", "2026-02-01T00:00:00Z", "Running");
        const QByteArray pending = pod("pending", "2026-03-01T00:00:00Z", "Pending");
        const QByteArray leaving =
            pod("leaving", "2026-03-01T00:00:00Z", "Running", ",\"deletionTimestamp\":\"2026-03-02T00:00:00Z\"");
        QTest::addRow("newest first") << list({recent, old}) << u"recent"_s;
        QTest::addRow("newest last") << list({old, recent}) << u"recent"_s;
        QTest::addRow("one that does not run yet") << list({old, pending}) << u"old"_s;
        QTest::addRow("one on its way out") << list({old, leaving}) << u"old"_s;
        QTest::addRow("none that runs") << list({pending, leaving}) << QString();
        QTest::addRow("none") << list({}) << QString();
        QTest::addRow("no JSON") << QByteArray("No resources found") << QString();
        QTest::addRow("another shape") << QByteArray("{\"items\":{\"a\":[1,null]}}") << QString();
        QTest::addRow("nothing") << QByteArray() << QString();
    }
    void newestRunningPodIsFound()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, pod);
        QCOMPARE(newestRunningPod(json), pod);
    }
};

DUODOCTOR_TEST_MAIN(TestReachWords)
#include "tst_reach_words.moc"
