#include "gui_test.h"

#include "ui/deployment_form.h"
#include "ui/form_field.h"
#include "ui/reach_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace duodoctor;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(duodoctor::Reach)

namespace
{

Reach reachVia(ReachVia via)
{
    Reach reach;
    reach.via = via;
    return reach;
}

Reach ssh()
{
    Reach reach = reachVia(ReachVia::Ssh);
    reach.host = u"gitlab.example.com"_s;
    reach.user = u"admin"_s;
    reach.port = 2222;
    reach.sudo = true;
    return reach;
}

Reach podman(const std::shared_ptr<const Reach> &on)
{
    Reach reach = reachVia(ReachVia::Docker);
    reach.engine = ContainerEngine::Podman;
    reach.container = u"gitlab-aigw"_s;
    reach.on = on;
    return reach;
}

Reach kubectl(const QString &pod, const QString &selector)
{
    Reach reach = reachVia(ReachVia::Kubectl);
    reach.context = u"production"_s;
    reach.kubeNamespace = u"ai"_s;
    reach.pod = pod;
    reach.selector = selector;
    reach.container = u"gateway"_s;
    return reach;
}

void addReaches()
{
    QTest::addColumn<Reach>("reach");
    QTest::newRow("none") << reachVia(ReachVia::None);
    QTest::newRow("local") << reachVia(ReachVia::Local);
    Reach root = reachVia(ReachVia::Local);
    root.sudo = true;
    QTest::newRow("local with sudo") << root;
    QTest::newRow("ssh") << ssh();
    Reach plain = reachVia(ReachVia::Ssh);
    plain.host = u"gl"_s;
    QTest::newRow("ssh as it is configured") << plain;
    Reach docker = podman({});
    docker.engine = ContainerEngine::Docker;
    QTest::newRow("docker here") << docker;
    QTest::newRow("podman here") << podman({});
    QTest::newRow("podman over ssh") << podman(std::make_shared<const Reach>(ssh()));
    QTest::newRow("kubectl by pod") << kubectl(u"gateway-0"_s, {});
    QTest::newRow("kubectl by selector") << kubectl({}, u"app=gateway"_s);
    QTest::newRow("paste") << reachVia(ReachVia::Paste);
}

} // namespace

class TestReachEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWayComesBackAsItWasGiven_data() { addReaches(); }
    void everyWayComesBackAsItWasGiven()
    {
        QFETCH(Reach, reach);
        for (const auto place : {ReachEditor::Place::GitLabHost, ReachEditor::Place::GatewayContainer}) {
            ReachEditor editor(place);
            editor.setReach(podman(std::make_shared<const Reach>(ssh()))); // nothing of the former one stays
            editor.setReach(reach);
            QVERIFY(editor.reach() == reach);
        }
    }

    void everyWayLivesThroughTheFormAndTheFile_data() { addReaches(); }
    void everyWayLivesThroughTheFormAndTheFile()
    {
        QFETCH(Reach, reach);
        Deployment deployment = refusingDeployment();
        deployment.gitlab.url = u"https://gitlab.example.com"_s;
        deployment.gitlab.reach = reach;
        deployment.aiGateway.reach = reach;
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        form.setDeployment(deployment);
        openMore(form);
        QVERIFY(form.validate());
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"d.json"_s);
        QCOMPARE(DeploymentFile::save(form.deployment(), path), QString());
        const DeploymentReading read = DeploymentFile::load(path);
        QVERIFY2(read.deployment, qPrintable(read.problems.value(0).toLine(path)));
        QVERIFY(read.deployment->gitlab.reach == reach);
        QVERIFY(read.deployment->aiGateway.reach == reach);
    }

    void onlyTheFieldsOfTheChosenWayShow()
    {
        ReachEditor editor(ReachEditor::Place::GatewayContainer);
        editor.show();
        editor.setReach(reachVia(ReachVia::Paste));
        QVERIFY(editor.findChildren<QLineEdit *>().size() > 5);
        for (const auto *line : editor.findChildren<QLineEdit *>()) {
            QVERIFY(!line->isVisible());
        }
        editor.setReach(kubectl(u"p"_s, {}));
        QVERIFY(visibleWidget<QLineEdit>(editor, u"Gateway pod"_s));
        QVERIFY(!visibleWidget<QLineEdit>(editor, u"Gateway SSH host"_s));
        editor.setReach(ssh());
        QVERIFY(visibleWidget<QLineEdit>(editor, u"Gateway SSH host"_s));
        QVERIFY(visibleWidget<QCheckBox>(editor, u"Gateway sudo"_s));
        QVERIFY(!visibleWidget<QComboBox>(editor, u"Gateway container engine"_s));
    }

    void theNamesOfBothEditorsDiffer()
    {
        ReachEditor gitlab(ReachEditor::Place::GitLabHost);
        ReachEditor gateway(ReachEditor::Place::GatewayContainer);
        QStringList names;
        for (const ReachEditor *editor : {&gitlab, &gateway}) {
            for (const auto *line : editor->findChildren<QLineEdit *>()) {
                names << line->accessibleName();
            }
        }
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void whatIsMissingIsSaidAtItsField_data()
    {
        QTest::addColumn<Reach>("reach");
        QTest::addColumn<QString>("field");
        Reach noHost = ssh();
        noHost.host.clear();
        QTest::newRow("ssh without a host") << noHost << u"GitLab SSH host"_s;
        Reach badPort = ssh();
        badPort.port = 70000;
        QTest::newRow("a port that is none") << badPort << u"GitLab SSH port"_s;
        Reach option = ssh();
        option.host = u"-oProxyCommand=x"_s;
        QTest::newRow("a host that is an option") << option << u"GitLab SSH host"_s;
        Reach noContainer = podman({});
        noContainer.container.clear();
        QTest::newRow("no container") << noContainer << u"GitLab container"_s;
        Reach nowhere = podman(std::make_shared<const Reach>(noHost));
        QTest::newRow("a container nowhere") << nowhere << u"GitLab SSH host"_s;
        QTest::newRow("no pod and no selector") << kubectl({}, {}) << u"GitLab pod"_s;
    }
    void whatIsMissingIsSaidAtItsField()
    {
        QFETCH(Reach, reach);
        QFETCH(QString, field);
        Deployment deployment = refusingDeployment();
        deployment.gitlab.reach = reach;
        ScriptedDialogs::Script script;
        ScriptedDialogs dialogs(script);
        DeploymentForm form(dialogs);
        form.setDeployment(deployment);
        form.show();
        QVERIFY(QTest::qWaitForWindowActive(&form));
        QVERIFY(!form.validate());
        auto *line = visibleWidget<QLineEdit>(form, field);
        QVERIFY(line);
        QVERIFY2(line->accessibleDescription().size() > 10, qPrintable(line->accessibleDescription()));
        QVERIFY(line->hasFocus());
    }

    void aPortThatIsNoNumberIsRefused()
    {
        ReachEditor editor(ReachEditor::Place::GitLabHost);
        editor.show();
        editor.setReach(ssh());
        visibleWidget<QLineEdit>(editor, u"GitLab SSH port"_s)->setText(u"ssh"_s);
        QCOMPARE(editor.reach().port, 0);
        visibleWidget<QLineEdit>(editor, u"GitLab SSH port"_s)->clear();
        QCOMPARE(editor.reach().port, 22);
    }

    void everyChangeIsTold()
    {
        ReachEditor editor(ReachEditor::Place::GitLabHost);
        editor.show();
        const QSignalSpy edits(&editor, &ReachEditor::edited);
        editor.setReach(ssh());
        QCOMPARE(edits.count(), 0);
        QTest::keyClicks(visibleWidget<QLineEdit>(editor, u"GitLab SSH user"_s), u"x"_s);
        QCOMPARE(edits.count(), 1);
        visibleWidget<QCheckBox>(editor, u"GitLab sudo"_s)->toggle();
        QCOMPARE(edits.count(), 2);
        visibleWidget<QComboBox>(editor, u"Way to GitLab"_s)->setCurrentIndex(0);
        QCOMPARE(edits.count(), 3);
    }

private:
    static void openMore(DeploymentForm &form)
    {
        form.show();
        for (auto *button : form.findChildren<QToolButton *>()) {
            if (button->text().contains(u"settings"_s)) {
                button->setChecked(true);
            }
        }
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestReachEditor)
#include "tst_reach_editor.moc"
