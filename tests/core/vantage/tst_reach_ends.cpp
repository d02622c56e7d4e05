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

QString newSign(const char *purpose)
{
    static int count = 0;
    return u"duo-sign-%1-%2-%3"_s.arg(QLatin1StringView(purpose)).arg(QCoreApplication::applicationPid()).arg(++count);
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
        if (SshServer::canHaveAccounts()) {
            setup.account = {u"duo-ada"_s, QString::fromLatin1(kPassword), u"duo-ada ALL=(ALL) ALL"_s};
        }
        QCOMPARE(m_server.start(setup), QString());
        QCOMPARE(m_containerHost.start({}), QString());
        QCOMPARE(m_container.start({}), QString());
    }

    void cases()
    {
        QTest::addColumn<bool>("isFar");
        QTest::addColumn<bool>("isElevated");
        QTest::addColumn<bool>("isInside");
        QTest::addRow("here") << false << false << false;
        QTest::addRow("over ssh") << true << false << false;
        QTest::addRow("over ssh with sudo") << true << true << false;
        QTest::addRow("in a container") << false << false << true;
        QTest::addRow("in a container on another host") << true << false << true;
    }

    void killedInTheMiddleNothingStays_data() { cases(); }
    void killedInTheMiddleNothingStays()
    {
        QFETCH(bool, isFar);
        QFETCH(bool, isElevated);
        QFETCH(bool, isInside);
        if (isElevated && !SshServer::canHaveAccounts()) {
            QSKIP("an account for the test takes root");
        }
        const SshServer &server = isInside ? m_containerHost : m_server;
        Victim victim;
        victim.reach = reachOf(isFar, isInside);
        victim.sshConfig = isFar ? server.clientOptions().at(1) : QString();
        victim.password = kPassword;
        victim.isElevated = isElevated;
        victim.sign = newSign("kill");
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), victim.words());
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(isLooping(victim.sign, isElevated), 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(victim.sign), 0, 10'000);
        if (isFar) {
            QTRY_COMPARE_WITH_TIMEOUT(processesWith(server.folder() + "/ssh_config"_L1), 0, 10'000);
        }
    }

    void cancelledItEndsWithinASecond_data() { cases(); }
    void cancelledItEndsWithinASecond()
    {
        QFETCH(bool, isFar);
        QFETCH(bool, isElevated);
        QFETCH(bool, isInside);
        if (isElevated && !SshServer::canHaveAccounts()) {
            QSKIP("an account for the test takes root");
        }
        const Answering user{kPassword};
        Reacher reacher(environmentFor(isInside ? m_containerHost : m_server, user.prompter()));
        const QString sign = newSign("cancel");
        Command command = commandOf({u"sh"_s, u"-c"_s, u"trap '' TERM; while :; do sleep 1; done"_s, sign});
        command.isElevated = isElevated;
        QFuture<Transcript> future = reacher.run(reachOf(isFar, isInside), command);
        QTRY_VERIFY_WITH_TIMEOUT(isLooping(sign, isElevated), 20'000);
        future.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 1000);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
        // The connection has outlived it.
        const Transcript next = runOnce(reacher, reachOf(isFar, isInside), commandOf({u"echo"_s, u"next"_s}));
        QCOMPARE(next.output, QByteArray("next\n"));
    }

    void commandThatListensEndsSoonerThere()
    {
        Reacher reacher(environmentFor(m_containerHost));
        const QString sign = newSign("soon");
        QFuture<Transcript> future =
            reacher.run(reachOf(true, true), commandOf({u"sh"_s, u"-c"_s, u"sleep 60; true"_s, sign}));
        QTRY_VERIFY_WITH_TIMEOUT(isLooping(sign, false), 20'000);
        future.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 6'000);
    }

    void hungCommandEndsAlsoOnTheFarSide_data() { cases(); }
    void hungCommandEndsAlsoOnTheFarSide()
    {
        QFETCH(bool, isFar);
        QFETCH(bool, isElevated);
        QFETCH(bool, isInside);
        if (isElevated && !SshServer::canHaveAccounts()) {
            QSKIP("an account for the test takes root");
        }
        const Answering user{kPassword};
        Reacher reacher(environmentFor(isInside ? m_containerHost : m_server, user.prompter()));
        const QString sign = newSign("hung");
        // A child of its own that would stay behind, too.
        Command command = commandOf(
            {u"sh"_s, u"-c"_s,
             u"echo started; trap '' TERM; sh -c 'while :; do sleep 1; done' \"$0\" & wait; sleep 60"_s, sign});
        command.isElevated = isElevated;
        command.limit = 4s;
        const Transcript transcript = runOnce(reacher, reachOf(isFar, isInside), command);
        QVERIFY2(transcript.failure == ReachFailure::TimedOut, describe(transcript).constData());
        QCOMPARE(transcript.output, QByteArray("started\n"));
        QVERIFY(transcript.elapsed < 6s);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
    }

    void endOfTheRunEndsItsCommands()
    {
        const QString sign = newSign("end");
        {
            Reacher reacher(environmentFor(m_containerHost));
            const QFuture<Transcript> far =
                reacher.run(reachOf(true, true), commandOf({u"sh"_s, u"-c"_s, u"sleep 60; true"_s, sign}));
            const QFuture<Transcript> here =
                reacher.run(localReach(), commandOf({u"sh"_s, u"-c"_s, u"sleep 60; true"_s, sign}));
            QTRY_VERIFY_WITH_TIMEOUT(isLooping(sign, false), 20'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
    }

private:
    Reach reachOf(bool isFar, bool isInside) const
    {
        Reach host = sshReach(isInside ? m_containerHost : m_server);
        host.sudo = true;
        if (!isInside) {
            return isFar ? host : localReach();
        }
        Reach reach = podmanReach(m_container.name());
        reach.on = isFar ? std::make_shared<const Reach>(host) : nullptr;
        return reach;
    }

    /// The command itself runs, not only what starts it: its words stand at the end of a line of their own.
    static bool isLooping(const QString &sign, bool /*isElevated*/)
    {
        return processesWith(u"done "_s + sign) + processesWith(u"true "_s + sign) >= 3;
    }

    SshServer m_server;        ///< whose user is no root, where that can be
    SshServer m_containerHost; ///< whose user may use the containers
    PodmanContainer m_container;
};

DUODOCTOR_REACH_TEST_MAIN(TestReachEnds)
#include "tst_reach_ends.moc"
