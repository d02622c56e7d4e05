#include "whole_deployment.h"

#include <QJsonArray>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kSudoPassword = "planted-sudo-password-31";
const QByteArray kProxyPassword = "planted-proxy-password-32";
const QByteArray kLogToken = "glpat-PlantedToken33abcdefgh";

QByteArrayList secrets()
{
    return {WholeDeployment::kModelKey, kSudoPassword, kProxyPassword, kLogToken};
}

/// Full, with secrets wherever a deployment has them.
Situation planted()
{
    Situation situation;
    situation.hasOwnNetwork = true;
    situation.railsStartSeconds = 1;
    situation.gatewayLog = R"({"level": "error", "message": "failed with PRIVATE-TOKEN: )" + kLogToken + "\"}\n";
    situation.gitlab = [](QJsonObject &state) {
        const QString proxy = u"http://me:"_s + QString::fromLatin1(kProxyPassword) + u"@proxy.test:3128"_s;
        state.insert(u"environment"_s, QJsonObject{{u"http_proxy"_s, proxy}, {u"no_proxy"_s, u".test"_s}});
    };
    return situation;
}

} // namespace

/// What a full run leaves behind, shows and changes: nothing.
class TestVantagesSecrecy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(m_lab.start(kSudoPassword), QString());
        QCOMPARE(m_lab.prepare(planted()), QString());
    }

    void noCommandLineAndNoOutputShowsASecret()
    {
        CommandLineWatch watch(secrets());
        const ProgramWatch::Result run = m_lab.check(kSudoPassword);
        const QByteArrayList shown = watch.end();
        qInfo("%d looks at all command lines in %lld ms", watch.rounds(), run.elapsedMs);
        QCOMPARE(shown, QByteArrayList());
        QVERIFY2(watch.rounds() > 10, "too few looks to prove anything");
        // The run was a full one: root was had with the password, the model with the key.
        if (run.status != 0) {
            run.describe();
        }
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("completion"));
        for (const QByteArray &secret : secrets()) {
            QVERIFY2(!run.out.contains(secret), "in the report: " + secret);
            QVERIFY2(!run.err.contains(secret), "on standard error: " + secret);
            QVERIFY2(!run.terminal.contains(secret), "on the terminal: " + secret);
        }
    }

    void theWatchSeesWhatACommandLineShows()
    {
        CommandLineWatch watch({kSudoPassword});
        QProcess leaky;
        leaky.start(u"sh"_s, {u"-c"_s, u"sleep 0.5; :"_s, QString::fromLatin1(kSudoPassword)});
        leaky.waitForFinished();
        QVERIFY(!watch.end().isEmpty());
    }

    void nothingIsChangedAndRailsStartsOnce()
    {
        m_lab.gitlab().clearJournal();
        const ProgramWatch::Result run = m_lab.check(kSudoPassword);
        QCOMPARE(run.status, 0);
        const QStringList journal = m_lab.gitlab().journal();
        QCOMPARE(journal.filter(u"CHANGE"_s), QStringList());
        QCOMPARE(journal.filter(u"gitlab-rails"_s), QStringList{u"gitlab-rails runner -"_s});
        QCOMPARE(journal.filter(u"gitlab-rake"_s).size(), 1);
        QCOMPARE(journal.filter(u"gitlab-ctl"_s), QStringList());
    }

    void theJournalHearsOfChanges()
    {
        m_lab.gitlab().clearJournal();
        QProcess rails;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GITLAB_HOST"_s, m_lab.gitlab().folder());
        rails.setProcessEnvironment(environment);
        rails.start(m_lab.gitlab().folder() + u"/bin/gitlab-rails"_s,
                    {u"runner"_s, u"Feature.enable(:expanded_ai_logging); User.new('x').save!"_s});
        QVERIFY(rails.waitForFinished());
        QCOMPARE(m_lab.gitlab().journal().filter(u"CHANGE"_s).size(), 2);
    }

    void aKilledRunLeavesNothingBehind_data()
    {
        QTest::addColumn<bool>("waitsForRails");
        QTest::addColumn<int>("afterMs");
        QTest::newRow("as soon as anything runs at the far side") << false << 0;
        QTest::newRow("when Rails is started") << true << 0;
        QTest::newRow("while Rails starts") << true << 1500;
    }

    void aKilledRunLeavesNothingBehind()
    {
        QFETCH(bool, waitsForRails);
        QFETCH(int, afterMs);
        Situation situation = planted();
        situation.railsStartSeconds = 60; // it does not end by itself
        QCOMPARE(m_lab.prepare(situation), QString());
        const QList<qint64> networks = m_lab.networkHolders();
        const QSet<qint64> before = processesInNetworksOf(networks);
        const auto left = [&] { return processesInNetworksOf(networks) - before; };
        {
            ProgramWatch program;
            m_lab.startCheck(program, kSudoPassword);
            const auto hasBegun = [&] {
                return waitsForRails ? !m_lab.gitlab().journal().filter(u"gitlab-rails"_s).isEmpty()
                                     : left().size() > 4;
            };
            QVERIFY(program.runUntil(hasBegun));
            program.wait(afterMs); // SIGKILL
        }
        QVERIFY2(!left().isEmpty(), "nothing ran at the far side");
        constexpr int kPatienceMs = 10'000;
        QElapsedTimer clock;
        clock.start();
        const bool isGone = QTest::qWaitFor([&] { return left().isEmpty(); }, kPatienceMs);
        qInfo("killed after %d ms: the last process was gone %lld ms later", afterMs, clock.elapsed());
        for (const qint64 process : left()) {
            QFile file(u"/proc/%1/cmdline"_s.arg(process));
            qInfo() << process << (file.open(QIODevice::ReadOnly) ? file.readAll().replace('\0', ' ') : QByteArray());
        }
        QVERIFY(isGone);
    }

private:
    WholeDeployment m_lab;
};

DUODOCTOR_OWN_NETWORK_MAIN(TestVantagesSecrecy)
#include "tst_vantages_secrecy.moc"
