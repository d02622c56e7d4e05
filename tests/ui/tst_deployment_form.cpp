#include "gui_test.h"

#include "ui/deployment_form.h"
#include "ui/deployment_hints.h"
#include "ui/window_settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QLineEdit *fieldNamed(const QWidget &parent, const QString &name)
{
    for (auto *edit : parent.findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == name) {
            return edit;
        }
    }
    return nullptr;
}

QComboBox *choiceNamed(const QWidget &parent, const QString &name)
{
    for (auto *choice : parent.findChildren<QComboBox *>()) {
        if (choice->accessibleName() == name) {
            return choice;
        }
    }
    return nullptr;
}

Deployment wholeDeployment()
{
    Deployment deployment = refusingDeployment();
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.gitlab.version = GitLabVersion::parse(u"18.2.1");
    deployment.gitlab.user = u"root"_s;
    deployment.gitlab.reach.via = ReachVia::Ssh;
    deployment.gitlab.reach.host = u"gitlab.example.com"_s;
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, false};
    deployment.gitlab.installation = GitLabInstallation::Docker;
    deployment.aiGateway.installation = GatewayInstallation::OpenShift;
    deployment.aiGateway.metrics = {u"http://aigw.example.com:8082/metrics"_s};
    deployment.models.first().provider = u"vllm"_s;
    deployment.models.first().family = u"mistral"_s;
    deployment.models.first().features = {u"code_generations"_s, u"duo_chat"_s};
    deployment.trust.caBundle = u"ca.pem"_s;
    deployment.proxy = {ProxyMode::Manual, u"http://proxy.example.com:3128"_s, {u"a.example"_s, u"b.example"_s}};
    deployment.offline = true;
    return deployment;
}

} // namespace

class TestDeploymentForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsShownComesBackUnchanged()
    {
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        const Deployment whole = wholeDeployment();
        form.setDeployment(whole);
        QVERIFY(form.deployment() == whole);
        for (auto *button : form.findChildren<QToolButton *>()) {
            button->setChecked(true);
        }
        QVERIFY(form.deployment() == whole);
    }

    void theWaysOfInstallingAreChosen()
    {
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        form.setDeployment(refusingDeployment());
        for (auto *button : form.findChildren<QToolButton *>()) {
            button->setChecked(true);
        }
        QComboBox *gateway = choiceNamed(form, u"Way of installing the AI Gateway"_s);
        gateway->setCurrentIndex(gateway->findText(u"Docker Compose"_s));
        QCOMPARE(form.deployment().aiGateway.installation, GatewayInstallation::Compose);
        QVERIFY(!form.deployment().gitlab.installation);
        gateway->setCurrentIndex(0);
        QVERIFY(!form.deployment().aiGateway.installation);
    }

    void eachModelKeepsWhatServesIt()
    {
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        Deployment two = refusingDeployment();
        Model other = two.models.first();
        other.name = u"other"_s;
        other.provider = u"bedrock"_s;
        two.models << other;
        form.setDeployment(two);
        for (auto *button : form.findChildren<QToolButton *>()) {
            button->setChecked(true);
        }
        choiceNamed(form, u"Model provider"_s)->setEditText(u"ollama"_s);
        form.findChild<QListWidget *>()->setCurrentRow(1);
        QCOMPARE(choiceNamed(form, u"Model provider"_s)->currentText(), u"bedrock"_s);
        QCOMPARE(form.deployment().models.first().provider, u"ollama"_s);
        QCOMPARE(form.deployment().models.last().provider, u"bedrock"_s);
    }

    void everyNameOfTheContractIsThere_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"GitLab URL", "AI Gateway URL", "Model endpoint", "Model identifier", "Model API key",
                                 "GitLab version"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void everyNameOfTheContractIsThere()
    {
        QFETCH(QString, name);
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        const DeploymentForm form(dialogs);
        QVERIFY(fieldNamed(form, name));
    }

    void aKeyIsHiddenAndNeverPartOfTheDeployment()
    {
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        form.setDeployment(refusingDeployment());
        QLineEdit *key = fieldNamed(form, u"Model API key"_s);
        QCOMPARE(key->echoMode(), QLineEdit::Password);
        QTest::keyClicks(key, u"sk-very-secret"_s);
        const QByteArray json = QJsonDocument(DeploymentFile::toJson(form.deployment())).toJson();
        QVERIFY(!json.contains("sk-very-secret"));
        QCOMPARE(form.typedKeys().value(u"mistral"_s).key.reveal(), QByteArray("sk-very-secret"));
        QCOMPARE(form.deployment().models.first().apiKey.from, ApiKeySource::Keychain);
    }

    void anEmptyFormAsksForAnAddress()
    {
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        form.setDeployment({});
        QVERIFY(!form.validate());
        QVERIFY(fieldNamed(form, u"AI Gateway URL"_s)->accessibleDescription().contains(u"at least one address"_s));
    }

    void aHintComesWhenAFieldIsLeftAndGoesWhenItIsMended()
    {
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        form.show();
        QLineEdit *version = fieldNamed(form, u"GitLab version"_s);
        QTest::keyClicks(version, u"latest"_s);
        QVERIFY(version->accessibleDescription().isEmpty());
        QTest::keyClick(version, Qt::Key_Return);
        QVERIFY(version->accessibleDescription().contains(u"18.2"_s));
        version->selectAll();
        QTest::keyClicks(version, u"18.2.1"_s);
        QVERIFY(version->accessibleDescription().isEmpty());
    }

    void aSecondModelOpensTheList()
    {
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        form.setDeployment(refusingDeployment());
        for (auto *button : form.findChildren<QPushButton *>()) {
            if (button->text().contains(u"another model"_s)) {
                button->click();
            }
        }
        QTest::keyClicks(fieldNamed(form, u"Model endpoint"_s), u"http://b.example:8000/v1"_s);
        QTest::keyClicks(fieldNamed(form, u"Model identifier"_s), u"custom_openai/Codestral"_s);
        QCOMPARE(form.deployment().models.size(), 2);
        QCOMPARE(form.deployment().models.at(1).name, u"Codestral"_s);
        QVERIFY(form.validate());
    }

    void hintsSayWhatIsMeant_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("level");
        const auto none = static_cast<int>(FieldHint::Level::None);
        const auto note = static_cast<int>(FieldHint::Level::Note);
        const auto problem = static_cast<int>(FieldHint::Level::Problem);
        QTest::newRow("empty") << QString() << none;
        QTest::newRow("good") << u"https://aigw.example.com"_s << none;
        QTest::newRow("port") << u"https://aigw.example.com:8443"_s << none;
        QTest::newRow("no scheme") << u"aigw.example.com"_s << note;
        QTest::newRow("path") << u"https://aigw.example.com/v1"_s << note;
        QTest::newRow("localhost") << u"http://localhost:5052"_s << note;
        QTest::newRow("password") << u"https://me:secret@aigw.example.com"_s << problem;
    }
    void hintsSayWhatIsMeant()
    {
        QFETCH(QString, text);
        QFETCH(int, level);
        QCOMPARE(static_cast<int>(hintForServiceUrl(text).level), level);
    }

    void recentFilesAreFewAndNewestFirst()
    {
        WindowSettings settings;
        for (int i = 0; i < 12; ++i) {
            settings.addRecentFile(u"/tmp/%1.json"_s.arg(i));
        }
        settings.addRecentFile(u"/tmp/5.json"_s);
        QCOMPARE(settings.recentFiles().size(), WindowSettings::kMaxRecent);
        QCOMPARE(settings.recentFiles().first(), u"/tmp/5.json"_s);
        QCOMPARE(settings.recentFiles().count(u"/tmp/5.json"_s), 1);
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestDeploymentForm)
#include "tst_deployment_form.moc"
