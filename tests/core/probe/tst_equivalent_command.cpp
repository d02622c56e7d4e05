#include "probe/equivalent_command.h"
#include "vantage/shell_quoting.h"

#include "support/test_main.h"

#include <QProcess>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestEquivalentCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotedWordReachesAProgramUnchanged_data();
    void quotedWordReachesAProgramUnchanged();
    void requestBecomesCurl();
    void credentialStaysAVariable();
    void grpcHealthBecomesGrpcurl();
};

void TestEquivalentCommand::quotedWordReachesAProgramUnchanged_data()
{
    QTest::addColumn<QString>("word");
    for (const char *word :
         {"plain", "", "two words", "it's", "$HOME", "`id`", "a\nb", "\"", "\\", "!x", "*", "~", ";id", "-n", "ü"}) {
        QTest::newRow(word) << QString::fromUtf8(word);
    }
}

void TestEquivalentCommand::quotedWordReachesAProgramUnchanged()
{
    QFETCH(QString, word);
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s' "_s + shellQuoted(word)});
    QVERIFY(shell.waitForFinished());
    if (word == "-n"_L1) {
        QCOMPARE(shellQuoted(word), word);
    }
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), word);
}

void TestEquivalentCommand::requestBecomesCurl()
{
    HttpRequest request;
    request.url = QUrl(u"https://me:pw1234@gateway.example.com/a?x=1&y=2#top"_s);
    request.method = "OPTIONS";
    request.stream = true;
    QCOMPARE(equivalentCommand(request, std::nullopt, false, 1500ms),
             u"curl -svN --max-time 2 --noproxy '*' -X OPTIONS 'https://gateway.example.com/a?x=1&y=2'"_s);
    ProxyChoice proxy;
    proxy.url = QUrl(u"http://proxy.example.com:3128"_s);
    proxy.userInfo = u"me:pw1234"_s;
    request.method = "HEAD";
    request.stream = false;
    QCOMPARE(
        equivalentCommand(request, proxy, false, 10s),
        u"curl -sv --max-time 10 --proxy http://proxy.example.com:3128 --head 'https://gateway.example.com/a?x=1&y=2'"_s);
}

void TestEquivalentCommand::credentialStaysAVariable()
{
    HttpRequest request;
    request.url = QUrl(u"http://vllm:8000/v1/models"_s);
    request.headers = {{"Authorization", "Bearer abc"}, {"Accept", "*/*"}};
    QCOMPARE(equivalentCommand(request, std::nullopt, true, 10s),
             u"curl -sv --max-time 10 --noproxy '*' -H 'Accept: */*' -H \"Authorization: Bearer $MODEL_API_KEY\" "
             "http://vllm:8000/v1/models"_s);
}

void TestEquivalentCommand::grpcHealthBecomesGrpcurl()
{
    QCOMPARE(
        equivalentCommand(GrpcHealthRequest{u"aigw.example.com"_s, 50052, false}, 10s),
        u"grpcurl -plaintext -max-time 10 -proto health.proto aigw.example.com:50052 grpc.health.v1.Health/Check"_s);
    QVERIFY(equivalentCommand(GrpcHealthRequest{u"::1"_s, 50052, true}, 10s).contains(u"'[::1]:50052'"_s));
}

DUODOCTOR_TEST_MAIN(TestEquivalentCommand)
#include "tst_equivalent_command.moc"
