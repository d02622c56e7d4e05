#include "survey/far_scripts.h"

#include "support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// Runs the script in a real Ruby with our stand-in of GitLab.
QByteArray runIn(const QString &standIn, const RailsRequest &request)
{
    QProcess ruby;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"STAND_IN"_s, standIn);
    environment.insert(u"https_proxy"_s, u"http://me:secret-word@proxy.example.com:3128"_s);
    ruby.setProcessEnvironment(environment);
    ruby.start(u"ruby"_s, {QStringLiteral(DUODOCTOR_TEST_DATA "/survey/gitlab_stand_in.rb")});
    ruby.write(railsScript(request));
    ruby.closeWriteChannel();
    constexpr int kPatienceMs = 30'000;
    ruby.waitForFinished(kPatienceMs);
    return ruby.readAllStandardOutput();
}

QList<QJsonObject> topics(const QByteArray &output, const QString &topic)
{
    QList<QJsonObject> found;
    for (const QByteArray &line : output.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line.mid(7)).object();
        if (line.startsWith("DUODOC ") && object.value("topic"_L1).toString() == topic) {
            found << object;
        }
    }
    return found;
}

QJsonObject requestOf(const QByteArray &output, const QString &purpose, bool throughFilter)
{
    for (const QJsonObject &request : topics(output, u"request"_s)) {
        if (request.value("purpose"_L1).toString() == purpose &&
            request.value("gitlab_http"_L1).toBool() == throughFilter) {
            return request;
        }
    }
    return {};
}

RailsRequest request()
{
    RailsRequest asked;
    asked.user = u"maria"_s;
    asked.gatewayUrl = u"http://refused.example.com/"_s;
    return asked;
}

} // namespace

class TestRailsScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsAnswered();
    void requestsGoThroughTheFilterAndPastIt();
    void noKeyIsPrinted();
    void missingConstantsHideNothingElse();
    void brokenTopicHidesNothingElse();
    void nothingInARequestBecomesRuby();
    void completionIsNotMadeWhenItIsNotAllowed();
    void syntaxIsRuby();
};

void TestRailsScript::everythingIsAnswered()
{
    const QByteArray output = runIn(u"whole"_s, request());
    QCOMPARE(topics(output, u"version"_s).value(0).value("version"_L1).toString(), u"18.2.1-ee"_s);
    QCOMPARE(topics(output, u"gateway-url"_s).value(0).value("url"_L1).toString(), u"http://aigw.example.com:5052"_s);
    QCOMPARE(topics(output, u"gateway-timeout"_s).value(0).value("seconds"_L1).toInt(), 60);
    const QJsonObject license = topics(output, u"license"_s).value(0);
    QCOMPARE(license.value("plan"_L1).toString(), u"ultimate"_s);
    QCOMPARE(license.value("offline"_L1), QJsonValue(true));
    const QJsonObject user = topics(output, u"user"_s).value(0);
    QCOMPARE(user.value("asked"_L1).toString(), u"maria"_s);
    QCOMPARE(user.value("can_access"_L1), QJsonValue(true));
    QCOMPARE(user.value("allowed"_L1), QJsonValue(true));
    const QJsonObject model = topics(output, u"models"_s).value(0).value("models"_L1).toArray().at(0).toObject();
    QCOMPARE(model.value("id"_L1).toInt(), 7);
    QCOMPARE(model.value("has_key"_L1), QJsonValue(true));
    const QJsonObject feature = topics(output, u"features"_s).value(0).value("features"_L1).toArray().at(0).toObject();
    QCOMPARE(feature.value("model_id"_L1).toInt(), 7);
    QCOMPARE(topics(output, u"code-suggestions"_s).value(0).value("self_hosted"_L1), QJsonValue(true));
    QCOMPARE(topics(output, u"logging"_s).value(0).value("verbose_flag"_L1), QJsonValue(true));
    QVERIFY(output.contains("https_proxy=http://proxy.example.com:3128"));
    QCOMPARE(topics(output, u"end"_s).size(), 1);
}

void TestRailsScript::requestsGoThroughTheFilterAndPastIt()
{
    const QByteArray output = runIn(u"whole"_s, request());
    const QJsonObject filtered = requestOf(output, u"configured-gateway"_s, true);
    QCOMPARE(filtered.value("blocked"_L1), QJsonValue(true));
    QCOMPARE(filtered.value("error_class"_L1).toString(), u"Gitlab::HTTP::BlockedUrlError"_s);
    QCOMPARE(requestOf(output, u"configured-gateway"_s, false).value("status"_L1).toInt(), 200);
    const QJsonObject refused = requestOf(output, u"deployment-gateway"_s, false);
    QCOMPARE(refused.value("url"_L1).toString(), u"http://refused.example.com/monitoring/healthz"_s);
    QCOMPARE(refused.value("error_class"_L1).toString(), u"Errno::ECONNREFUSED"_s);
    QVERIFY(refused.value("error_ancestors"_L1).toArray().contains(u"SystemCallError"_s));
    QCOMPARE(requestOf(output, u"completion"_s, false).value("status"_L1).toInt(), 401);
    QCOMPARE(requestOf(output, u"model-test"_s, false).value("status"_L1).toInt(), 421);
}

void TestRailsScript::noKeyIsPrinted()
{
    const QByteArray output = runIn(u"whole"_s, request());
    QVERIFY(output.contains("[redacted: model key]")); // the stand-in tries to
    QVERIFY(!output.contains("model-key-123456"));
    QVERIFY(!output.contains("hidden"));
    QVERIFY(!output.contains("secret-word"));
}

void TestRailsScript::missingConstantsHideNothingElse()
{
    const QByteArray output = runIn(u"half"_s, request());
    QCOMPARE(topics(output, u"version"_s).value(0).value("version"_L1).toString(), u"18.2.1-ee"_s);
    QCOMPARE(topics(output, u"license"_s).value(0).value("plan"_L1).toString(), u"ultimate"_s);
    QVERIFY(!topics(output, u"models"_s).value(0).contains("models"_L1));
    QVERIFY(topics(output, u"error"_s).size() >= 3);
    QCOMPARE(topics(output, u"error"_s).value(0).value("class"_L1).toString(), u"NameError"_s);
    QCOMPARE(topics(output, u"end"_s).size(), 1);
}

void TestRailsScript::brokenTopicHidesNothingElse()
{
    const QByteArray output = runIn(u"raising"_s, request());
    QVERIFY(!topics(output, u"license"_s).value(0).contains("plan"_L1));
    const QJsonObject error = topics(output, u"error"_s).value(0);
    QCOMPARE(error.value("of"_L1).toString(), u"license"_s);
    QCOMPARE(error.value("message"_L1).toString(), u"the licence is broken"_s);
    QCOMPARE(topics(output, u"models"_s).value(0).value("models"_L1).toArray().size(), 1);
}

void TestRailsScript::nothingInARequestBecomesRuby()
{
    RailsRequest asked = request();
    asked.user = u"x'); puts('BROKEN OUT'); #{puts 'BROKEN OUT'}\n__END__\n"_s;
    const QByteArray output = runIn(u"whole"_s, asked);
    QCOMPARE(topics(output, u"user"_s).value(0).value("asked"_L1).toString(), asked.user);
    QVERIFY(!output.split('\n').contains("BROKEN OUT"));
    QCOMPARE(topics(output, u"end"_s).size(), 1);
}

void TestRailsScript::completionIsNotMadeWhenItIsNotAllowed()
{
    RailsRequest asked = request();
    asked.completionAllowed = false;
    const QByteArray output = runIn(u"whole"_s, asked);
    QVERIFY(requestOf(output, u"completion"_s, false).isEmpty());
    QVERIFY(requestOf(output, u"model-test"_s, false).isEmpty());
    QVERIFY(!requestOf(output, u"model-endpoint"_s, false).isEmpty());
}

void TestRailsScript::syntaxIsRuby()
{
    QProcess ruby;
    ruby.start(u"ruby"_s, {u"-wc"_s, QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/agent/rails_questions.rb")});
    QVERIFY(ruby.waitForFinished());
    QCOMPARE(ruby.exitCode(), 0);
    QCOMPARE(ruby.readAllStandardError(), QByteArray());
}

DUODOCTOR_TEST_MAIN(TestRailsScript)
#include "tst_rails_script.moc"
