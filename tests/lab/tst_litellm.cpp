#include "session/session.h"
#include "support/nginx_server.h"
#include "support/session_run.h"
#include "support/test_main.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

/// A real LiteLLM proxy from PyPI in front of a model that answers from its configuration, so that the shapes are
/// LiteLLM's own and not ours.
class TestLiteLlm : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;

    bool isAlive() const
    {
        QNetworkAccessManager manager;
        QNetworkReply *reply =
            manager.get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/health/liveliness"_s.arg(m_port))));
        QSignalSpy finished(reply, &QNetworkReply::finished);
        finished.wait(2000);
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
    }

    Deployment deployment() const
    {
        Model model;
        model.name = u"mistral"_s;
        model.family = u"mistral"_s;
        model.provider = u"litellm"_s;
        model.identifier = u"custom_openai/Mistral-Small"_s;
        model.endpoint = u"http://litellm.practice.localhost:%1/v1"_s.arg(m_port);
        model.apiKey = {ApiKeySource::Environment, u"LAB_MODEL_KEY"_s};
        Deployment deployment;
        deployment.models << model;
        return deployment;
    }

    /// The first root cause after `change`, or an empty text.
    QString firstCause(const std::function<void(Model &)> &change, const QByteArray &key = "sk-lab-0123456789")
    {
        qputenv("LAB_MODEL_KEY", key);
        Deployment changed = deployment();
        change(changed.models.first());
        Session session;
        session.setDeployment(changed);
        if (!checkEverything(session)) {
            return u"(no end)"_s;
        }
        const QStringList causes = rootCauseIds(session);
        if (causes.isEmpty()) {
            return {};
        }
        qInfo("%s", qPrintable(describeResults(session)));
        return causes.first();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString program = qEnvironmentVariable("DUODOCTOR_LITELLM");
        QVERIFY2(QFile::exists(program), "LiteLLM is not there; installer/test.sh installs it");
        QFile configuration(m_folder.filePath(u"config.yaml"_s));
        QVERIFY(configuration.open(QIODevice::WriteOnly));
        configuration.write(
            "model_list:\n"
            "  - model_name: Mistral-Small\n"
            "    litellm_params: {model: openai/none, api_key: none, mock_response: 'Hello there, this is a test.'}\n"
            "  - model_name: Busy\n"
            "    litellm_params: {model: openai/none, api_key: none, mock_response: litellm.RateLimitError}\n"
            "  - model_name: Broken\n"
            "    litellm_params: {model: openai/none, api_key: none, mock_response: litellm.InternalServerError}\n"
            "general_settings: {master_key: os.environ/LITELLM_KEY}\n"
            "router_settings: {num_retries: 0}\n"
            "litellm_settings: {telemetry: false, num_retries: 0}\n");
        configuration.close();
        m_port = freePort();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LITELLM_KEY"_s, u"sk-lab-0123456789"_s);
        environment.insert(u"LITELLM_LOCAL_MODEL_COST_MAP"_s, u"True"_s);
        environment.insert(u"HOME"_s, m_folder.path());
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(m_folder.filePath(u"log"_s));
        m_process.start(program, {u"--config"_s, configuration.fileName(), u"--host"_s, u"127.0.0.1"_s, u"--port"_s,
                                  QString::number(m_port)});
        QVERIFY(m_process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(isAlive(), 90000);
        // The first completion imports half of LiteLLM; what is looked at is a proxy that has been running.
        firstCause([](Model &) {});
    }

    void cleanupTestCase()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished(2000);
        }
    }

    void aRightDeploymentHasNoProblem()
    {
        QCOMPARE(firstCause([](Model &) {}), QString());
    }

    void theEndpointWithoutV1IsAlsoRightForLiteLlm()
    {
        QCOMPARE(firstCause([](Model &model) { model.endpoint.chop(3); }), QString());
    }

    void aNameThatIsNotServedIsNamed()
    {
        QCOMPARE(firstCause([](Model &model) { model.identifier = u"custom_openai/Mistral-Large"_s; }),
                 u"model-not-served"_s);
    }

    void aWrongKeyIsNamed()
    {
        QCOMPARE(firstCause([](Model &) {}, "sk-wrong-0123456789"), u"model-key-rejected"_s);
    }

    void aMissingKeyIsNamed()
    {
        QCOMPARE(firstCause([](Model &model) { model.apiKey = {}; }), u"model-key-missing"_s);
    }

    void aDoubledPathIsNamed()
    {
        QCOMPARE(firstCause([](Model &model) { model.endpoint += u"/chat/completions"_s; }),
                 u"model-endpoint-wrong-path"_s);
    }

    void aRateLimitIsNamed()
    {
        QCOMPARE(firstCause([](Model &model) { model.identifier = u"custom_openai/Busy"_s; }), u"model-overloaded"_s);
    }

    void aServerErrorIsNamed()
    {
        QCOMPARE(firstCause([](Model &model) { model.identifier = u"custom_openai/Broken"_s; }),
                 u"model-server-error"_s);
    }
};

DUODOCTOR_TEST_MAIN(TestLiteLlm)
#include "tst_litellm.moc"
