#include "check/check_runner.h"
#include "support/probe_harness.h"
#include "support/test_main.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

/// Whole runs, with programs on the PATH that only write down that they were called.
class TestCheckRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theGatewaysLogIsReadWhenEverythingElseWasAsked();
    void aLogAloneIsReadAtOnce();

private:
    void addProgram(const QString &name, const QByteArray &commands);
    QStringList callsOf(const QList<CheckKey> &checks);

    QTemporaryDir m_folder;
};

void TestCheckRunner::initTestCase()
{
    QVERIFY(m_folder.isValid());
    addProgram(u"podman"_s, "echo \"podman $1\" >> calls");
    addProgram(u"gitlab-rails"_s, "sleep 0.5; echo rails >> calls");
    qputenv("PATH", m_folder.path().toLocal8Bit() + ':' + qgetenv("PATH"));
}

void TestCheckRunner::addProgram(const QString &name, const QByteArray &commands)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\ncd " + m_folder.path().toLocal8Bit() + "\n" + commands + "\n");
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

QStringList TestCheckRunner::callsOf(const QList<CheckKey> &checks)
{
    constexpr int kPatienceMs = 20'000;
    QFile::remove(m_folder.filePath(u"calls"_s));
    Deployment deployment;
    deployment.gitlab.url = u"http://gitlab.invalid"_s;
    deployment.gitlab.reach.via = ReachVia::Local;
    deployment.aiGateway.url = u"http://aigw.invalid"_s;
    deployment.aiGateway.reach.via = ReachVia::Docker;
    deployment.aiGateway.reach.engine = ContainerEngine::Podman;
    deployment.aiGateway.reach.container = u"aigw"_s;
    ProbeEnvironment environment;
    environment.redactor = std::make_shared<NoRedaction>();
    CheckRunner runner;
    QSignalSpy ended(&runner, &CheckRunner::runFinished);
    runner.start(deployment, environment, {}, checks);
    if (!ended.wait(kPatienceMs)) {
        return {u"the run did not end"_s};
    }
    QFile calls(m_folder.filePath(u"calls"_s));
    return calls.open(QIODevice::ReadOnly) ? QString::fromUtf8(calls.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                           : QStringList{};
}

void TestCheckRunner::theGatewaysLogIsReadWhenEverythingElseWasAsked()
{
    const QStringList calls = callsOf({{CheckId{"gateway-log"}, Vantage::Gateway, {}},
                                       {CheckId{"gateway-container"}, Vantage::Gateway, {}},
                                       {CheckId{"license"}, Vantage::GitLab, {}}});
    const QStringList expected{u"podman inspect"_s, u"rails"_s, u"podman logs"_s};
    QCOMPARE(calls, expected);
}

void TestCheckRunner::aLogAloneIsReadAtOnce()
{
    QCOMPARE(callsOf({{CheckId{"gateway-log"}, Vantage::Gateway, {}}}), QStringList{u"podman logs"_s});
}

DUODOCTOR_TEST_MAIN(TestCheckRunner)
#include "tst_check_runner.moc"
