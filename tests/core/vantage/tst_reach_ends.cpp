#include "ssh_harness.h"

#include "support/podman_container.h"
#include "support/test_main.h"

#include <csignal>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr const char *kPassword = "right 'pass' $word";
constexpr int kPatienceMs = 30'000; ///< until all run; this machine may be busy

/// Where the command runs, and as whom. All kinds run at once in each test.
struct Kind {
    QString name;
    bool isFar;
    bool isElevated;
    bool isInside;

    QString sign(const QString &purpose) const
    {
        return u"duo-sign-%1-%2-%3 "_s.arg(purpose).arg(QCoreApplication::applicationPid()).arg(name);
    }
};

QList<Kind> kinds()
{
    return {{u"here"_s, false, false, false},
            {u"ssh"_s, true, false, false},
            {u"container"_s, false, false, true},
            {u"container-over-ssh"_s, true, false, true},
            {u"ssh-with-sudo"_s, true, true, false}};
}

/// A command that ends by nothing but KILL, with a child of its own.
QStringList stubbornWords(const QString &sign)
{
    return {u"sh"_s, u"-c"_s,
            u"echo started; trap '' TERM; sh -c 'while :; do sleep 1; done' \"$0\" & while :; do sleep 1; done"_s,
            sign};
}

/// The kinds whose command lives: it, or its child, not only what starts them.
QStringList running(const QString &purpose)
{
    QStringList names;
    for (const Kind &kind : kinds()) {
        if (processesWith(u"sh -c while :; do sleep 1; done "_s + kind.sign(purpose)) > 0) {
            names << kind.name;
        }
    }
    return names;
}

/// The kinds of which anything lives.
QStringList leftOver(const QString &purpose)
{
    QStringList names;
    for (const Kind &kind : kinds()) {
        if (processesWith(kind.sign(purpose)) > 0) {
            names << kind.name;
        }
    }
    return names;
}

QStringList allNames()
{
    QStringList names;
    for (const Kind &kind : kinds()) {
        names << kind.name;
    }
    return names;
}

} // namespace

/// How a command ends that would not end by itself, here and there.
class TestReachEnds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        SshServer::Setup setup;
        setup.account = {u"duo-ada"_s, QString::fromLatin1(kPassword), u"duo-ada ALL=(ALL) ALL"_s};
        QCOMPARE(m_server.start(setup), QString());
        QCOMPARE(m_containerHost.start({}), QString());
        QCOMPARE(m_container.start({}), QString());
    }

    void killedInTheMiddleNothingStays()
    {
        std::vector<std::unique_ptr<QProcess>> processes;
        for (const Kind &kind : kinds()) {
            Victim victim;
            victim.reach = reachOf(kind);
            victim.sshConfig = kind.isFar ? hostOf(kind).clientOptions().at(1) : QString();
            victim.password = kPassword;
            victim.isElevated = kind.isElevated;
            victim.words = stubbornWords(kind.sign(u"kill"_s));
            processes.push_back(std::make_unique<QProcess>());
            processes.back()->start(QCoreApplication::applicationFilePath(), victim.arguments());
            QVERIFY(processes.back()->waitForStarted());
        }
        QTRY_COMPARE_WITH_TIMEOUT(running(u"kill"_s), allNames(), kPatienceMs);
        for (const auto &process : processes) {
            ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
            QVERIFY(process->waitForFinished());
        }
        QTRY_COMPARE_WITH_TIMEOUT(leftOver(u"kill"_s), QStringList(), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(clients(), 0, 10'000);
    }

    void cancelledItEndsWithinASecond()
    {
        const Answering user{kPassword};
        std::vector<std::unique_ptr<Reacher>> reachers;
        QList<QFuture<Transcript>> futures;
        for (const Kind &kind : kinds()) {
            reachers.push_back(std::make_unique<Reacher>(environmentFor(hostOf(kind), user.prompter())));
            Command command = commandOf(stubbornWords(kind.sign(u"cancel"_s)));
            command.isElevated = kind.isElevated;
            futures << reachers.back()->run(reachOf(kind), command);
        }
        QTRY_COMPARE_WITH_TIMEOUT(running(u"cancel"_s), allNames(), kPatienceMs);
        for (QFuture<Transcript> &future : futures) {
            future.cancel();
        }
        const auto areFinished = [&futures] {
            return std::all_of(futures.begin(), futures.end(), [](const auto &future) { return future.isFinished(); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(areFinished(), 1000);
        QTRY_COMPARE_WITH_TIMEOUT(leftOver(u"cancel"_s), QStringList(), 10'000);
        // The connections have outlived it.
        for (qsizetype i = 0; i < kinds().size(); ++i) {
            const Transcript next = runOnce(*reachers.at(i), reachOf(kinds().at(i)), commandOf({u"echo"_s, u"next"_s}));
            QVERIFY2(next.output == "next\n", describe(next).constData());
        }
        QCOMPARE(user.questions->size(), 1);
    }

    void hungCommandEndsAlsoOnTheFarSide()
    {
        const Answering user{kPassword};
        std::vector<std::unique_ptr<Reacher>> reachers;
        QList<QFuture<Transcript>> futures;
        for (const Kind &kind : kinds()) {
            reachers.push_back(std::make_unique<Reacher>(environmentFor(hostOf(kind), user.prompter())));
            Command command = commandOf(stubbornWords(kind.sign(u"hung"_s)));
            command.isElevated = kind.isElevated;
            command.limit = 8s;
            futures << reachers.back()->run(reachOf(kind), command);
        }
        for (const QFuture<Transcript> &future : futures) {
            QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20'000);
            const Transcript transcript = future.result();
            QVERIFY2(transcript.failure == ReachFailure::TimedOut, describe(transcript).constData());
            QCOMPARE(transcript.output, QByteArray("started\n"));
            QVERIFY(transcript.elapsed < 10s);
        }
        QTRY_COMPARE_WITH_TIMEOUT(leftOver(u"hung"_s), QStringList(), 10'000);
    }

    void endOfTheRunEndsItsCommands()
    {
        const Answering user{kPassword};
        {
            std::vector<std::unique_ptr<Reacher>> reachers;
            for (const Kind &kind : kinds()) {
                reachers.push_back(std::make_unique<Reacher>(environmentFor(hostOf(kind), user.prompter())));
                Command command = commandOf(stubbornWords(kind.sign(u"end"_s)));
                command.isElevated = kind.isElevated;
                const QFuture<Transcript> future = reachers.back()->run(reachOf(kind), command);
            }
            QTRY_COMPARE_WITH_TIMEOUT(running(u"end"_s), allNames(), kPatienceMs);
        }
        QTRY_COMPARE_WITH_TIMEOUT(leftOver(u"end"_s), QStringList(), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(clients(), 0, 10'000);
    }

private:
    const SshServer &hostOf(const Kind &kind) const { return kind.isInside ? m_containerHost : m_server; }

    Reach reachOf(const Kind &kind) const
    {
        Reach host = sshReach(hostOf(kind));
        host.sudo = true;
        if (!kind.isInside) {
            return kind.isFar ? host : localReach();
        }
        Reach reach = podmanReach(m_container.name());
        reach.on = kind.isFar ? std::make_shared<const Reach>(host) : nullptr;
        return reach;
    }

    /// Clients of ssh that are still there.
    int clients() const
    {
        return processesWith(m_server.folder() + "/ssh_config"_L1) +
               processesWith(m_containerHost.folder() + "/ssh_config"_L1);
    }

    SshServer m_server;        ///< whose user is no root, where that can be
    SshServer m_containerHost; ///< whose user may use the containers
    PodmanContainer m_container;
};

DUODOCTOR_REACH_TEST_MAIN(TestReachEnds)
#include "tst_reach_ends.moc"
