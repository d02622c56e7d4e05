#include "judge/log_judge.h"
#include "recognise/readers.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestLogJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logsNameTheirCauses_data();
    void logsNameTheirCauses();
    void anErrorLongPastIsAWarning();

private:
    QStringList judge(const QString &text) const;
};

QStringList TestLogJudge::judge(const QString &text) const
{
    const auto log = readers::serviceLog(text);
    if (!log) {
        return {u"no log"_s};
    }
    auto evidence = std::make_shared<Evidence>();
    evidence->kind = EvidenceKind::GatewayLog;
    evidence->payload = *log;
    const Deployment deployment = exampleDeployment();
    return idsOf(judgeServiceLog(judgeInput(deployment, {{role::kLog, evidence}})));
}

void TestLogJudge::logsNameTheirCauses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *file, const QStringList &expected) {
        QTest::newRow(file) << QString::fromLatin1(file) << expected;
    };
    row("docker-logs-timestamps", {u"model-timeout"_s});
    row("gwlog-ca-bundle-missing", {u"ca-bundle-path-missing"_s});
    row("gwlog-healthy", {});
    row("gwlog-jwt-plain-traceback", {u"gateway-jwt-signature"_s});
    row("gwlog-port-in-use", {u"gateway-port-conflict"_s});
    row("gwlog-tmp-console", {u"gateway-tmp-read-only"_s});
    row("llm-healthy", {});
    row("llm-timeout", {u"model-timeout"_s});
    row("gwlog-anonymous-401", {});
    row("gwlog-jwt-chain", {u"gateway-jwt-signature"_s});
    row("gwlog-chat-200-failed", {u"model-not-served"_s});
    row("gwlog-portal-delay", {u"gateway-customer-portal-delay"_s});
    row("gwlog-tls-below-connection-error", {u"tls-gateway-bundle-lacks-ca"_s});
    row("llm-502-then-a9999", {u"gateway-behind-broken-proxy"_s});
    row("llm-403", {u"auth-forbidden"_s});
    row("llm-bare", {u"gitlab-verbose-logging-off"_s});
    row("compose-prefixed", {u"gateway-auth-bypassed"_s});
    row("wrapped-at-72", {u"model-endpoint-missing-v1"_s});
}

void TestLogJudge::logsNameTheirCauses()
{
    QFETCH(QString, file);
    QFETCH(QStringList, expected);
    QFile input(QStringLiteral(DUODOCTOR_TEST_DATA "/logs/%1.log").arg(file));
    QVERIFY(input.open(QIODevice::ReadOnly));
    QCOMPARE(judge(QString::fromUtf8(input.readAll())), expected);
}

void TestLogJudge::anErrorLongPastIsAWarning()
{
    const QString failed =
        u"{\"level\":\"error\",\"logger\":\"exceptions\",\"message\":\"Signature verification failed.\"}\n"_s;
    const QString worked =
        u"{\"level\":\"info\",\"logger\":\"api.access\",\"path\":\"/v2/chat/agent\",\"status_code\":200,\"message\":\"x\"}\n"_s;
    QCOMPARE(judge(failed + worked), QStringList{u"gateway-jwt-signature"_s});
    QCOMPARE(judge(failed + worked.repeated(20)), QStringList{u"gateway-jwt-signature/warning"_s});
    QCOMPARE(judge(worked.repeated(20) + failed), QStringList{u"gateway-jwt-signature"_s});
}

DUODOCTOR_TEST_MAIN(TestLogJudge)
#include "tst_log_judge.moc"
