#include "judge/container_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

template <typename Payload>
EvidencePtr evidenceOf(const Payload &payload)
{
    Evidence evidence;
    evidence.payload = payload;
    return std::make_shared<const Evidence>(evidence);
}

ContainerState healthyContainer()
{
    ContainerState state;
    state.name = u"gitlab-aigw"_s;
    state.image = u"model-gateway:self-hosted-v18.2.1-ee"_s;
    state.status = ContainerState::Status::Running;
    state.networkMode = u"bridge"_s;
    state.ports = QList<PublishedPort>{{5052, 443, {}}, {50052, 50052, {}}};
    return state;
}

PodState pod(const QString &status, int ready)
{
    PodState state;
    state.name = u"ai-gateway-1"_s;
    state.status = status;
    state.readyContainers = ready;
    state.totalContainers = 1;
    return state;
}

} // namespace

class TestContainerJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aContainerIsJudgedByItsState_data();
    void aContainerIsJudgedByItsState();
    void podsAreJudgedByTheirStatus_data();
    void podsAreJudgedByTheirStatus();
    void aPartialListingProvesNoAbsence();
};

void TestContainerJudge::aContainerIsJudgedByItsState_data()
{
    QTest::addColumn<ContainerState>("state");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, void (*change)(ContainerState &), const QStringList &expected) {
        ContainerState state = healthyContainer();
        change(state);
        QTest::newRow(name) << state << expected;
    };
    using State = ContainerState;
    row("in order", [](State &) {}, {});
    row("exited", [](State &s) { s.status = State::Status::Exited; }, {u"gateway-not-running"_s});
    row("port taken",
        [](State &s) {
            s.status = State::Status::Created;
            s.error = u"Bind for 0.0.0.0:5052 failed: port is already allocated"_s;
        },
        {u"gateway-port-conflict"_s});
    row("little memory", [](State &s) { s.memoryLimitBytes = 256'000'000; }, {u"gateway-under-resourced"_s});
    row("no limit", [](State &s) { s.memoryLimitBytes = 0; }, {});
    row("50052 lacks",
        [](State &s) {
            s.ports = QList<PublishedPort>{{5052, 443, {}}};
        },
        {u"gateway-port-not-published"_s});
    row("host network",
        [](State &s) {
            s.networkMode = u"host"_s;
            s.ports = QList<PublishedPort>{};
        },
        {});
    row("read-only", [](State &s) { s.isRootReadOnly = true; }, {u"gateway-tmp-read-only"_s});
    row("read-only with tmpfs",
        [](State &s) {
            s.isRootReadOnly = true;
            s.writableMounts = {u"/tmp"_s};
        },
        {});
    row("other version", [](State &s) { s.image = u"model-gateway:self-hosted-v18.1.0-ee"_s; },
        {u"gateway-version-mismatch"_s});
}

void TestContainerJudge::aContainerIsJudgedByItsState()
{
    QFETCH(ContainerState, state);
    const Deployment deployment = exampleDeployment();
    const EvidencePtr evidence = evidenceOf(ContainerListing{{state}, false});
    QTEST(idsOf(judgeContainerListing(judgeInput(deployment, {{role::kContainer, evidence}}))), "expected");
}

void TestContainerJudge::podsAreJudgedByTheirStatus_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("ready");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("in order") << u"Running"_s << 1 << QStringList{};
    QTest::newRow("crash") << u"CrashLoopBackOff"_s << 0 << QStringList{u"pod-crash-loop"_s};
    QTest::newRow("init crash") << u"Init:CrashLoopBackOff"_s << 0 << QStringList{u"pod-crash-loop"_s};
    QTest::newRow("pull") << u"ErrImagePull"_s << 0 << QStringList{u"pod-image-pull"_s};
    QTest::newRow("secret") << u"CreateContainerConfigError"_s << 0 << QStringList{u"pod-not-ready"_s};
    QTest::newRow("not ready") << u"Running"_s << 0 << QStringList{u"pod-not-ready"_s};
    QTest::newRow("starting") << u"ContainerCreating"_s << 0 << QStringList{u"pod-not-ready/warning"_s};
    QTest::newRow("leaving") << u"Terminating"_s << 0 << QStringList{};
}

void TestContainerJudge::podsAreJudgedByTheirStatus()
{
    QFETCH(QString, status);
    QFETCH(int, ready);
    ClusterState cluster;
    cluster.hasPods = true;
    cluster.pods << pod(status, ready);
    const Deployment deployment = exampleDeployment();
    QTEST(idsOf(judgeContainerListing(judgeInput(deployment, {{role::kContainer, evidenceOf(cluster)}}))), "expected");
}

void TestContainerJudge::aPartialListingProvesNoAbsence()
{
    const Deployment deployment = exampleDeployment();
    const auto idsFor = [&](bool isPartial) {
        const EvidencePtr evidence = evidenceOf(ContainerListing{{}, isPartial});
        return idsOf(judgeContainerListing(judgeInput(deployment, {{role::kContainer, evidence}})));
    };
    QCOMPARE(idsFor(true), QStringList{});
    QCOMPARE(idsFor(false), QStringList{u"gateway-not-running"_s});
}

DUODOCTOR_TEST_MAIN(TestContainerJudge)
#include "tst_container_judge.moc"
