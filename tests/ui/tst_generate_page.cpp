#include "gui_test.h"

#include "generate/gateway_settings.h"
#include "session/session.h"
#include "ui/generation_words.h"
#include "ui/main_window.h"
#include "ui/page_generate.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(duodoctor::Deployment)

namespace
{

Deployment whole()
{
    Deployment deployment;
    deployment.name = u"Whole"_s;
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.gitlab.version = GitLabVersion::parse(u"18.5.1");
    deployment.aiGateway.url = u"https://aigw.example.com"_s;
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
    deployment.aiGateway.metrics = {u"http://aigw.example.com:8082/metrics"_s};
    Model model;
    model.name = u"mistral"_s;
    model.identifier = u"custom_openai/Mistral-Small"_s;
    model.endpoint = u"http://vllm.example.com:8000/v1"_s;
    deployment.models << model;
    return deployment;
}

QString dataFile(const QString &name)
{
    return QStringLiteral(DUODOCTOR_TEST_DATA "/") + name;
}

/// An authority of the test data, as a PEM file.
QString authority()
{
    return dataFile(u"recognise/pem-ca.pem"_s);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

} // namespace

class TestGeneratePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_script = {};
        m_dialogs = std::make_unique<ScriptedDialogs>(m_script);
        m_session = std::make_unique<Session>();
        m_session->setDeployment(whole());
        m_page = std::make_unique<PageGenerate>(*m_session, *m_dialogs);
        m_page->resize(1100, 640);
        m_page->show();
        m_page->refresh();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_session.reset();
    }

    void everyKindIsOfferedWithASentence()
    {
        QCOMPARE(kinds()->model()->rowCount(), static_cast<int>(generationKinds().size()));
        for (int row = 0; row < kinds()->model()->rowCount(); ++row) {
            const QModelIndex index = kinds()->model()->index(row, 0);
            QVERIFY(!index.data().toString().isEmpty());
            QVERIFY(index.data(Qt::AccessibleDescriptionRole).toString().endsWith(u'.'));
        }
        QVERIFY(kinds()->hasFocus());
    }

    void choosingAKindShowsItsText_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const GenerationKind kind : generationKinds()) {
            if (kind != GenerationKind::CaBundle) {
                QTest::newRow(QByteArray(toWire(kind).data(), toWire(kind).size()).constData()) << row;
            }
            ++row;
        }
    }
    void choosingAKindShowsItsText()
    {
        QFETCH(int, row);
        chooseByKeyboard(row);
        const GenerationKind kind = generationKinds()[static_cast<size_t>(row)];
        const Generated expected = m_session->generated(kind);
        QVERIFY2(expected.isOk(), qPrintable(expected.problem.sentence));
        QCOMPARE(text(), expected.text);
        QVERIFY(view()->isReadOnly());
        QVERIFY(view()->font().fixedPitch() || QFontInfo(view()->font()).fixedPitch());
        QCOMPARE(m_page->findChild<QLabel *>(u"fileName"_s)->text(), QString(usualFileName(kind)));
    }

    void onlyTheChoicesOfTheKindAreShown()
    {
        choose(GenerationKind::DockerRun);
        QVERIFY(visibleWidget<QComboBox>(*m_page, u"Container engine"_s));
        QVERIFY(visibleWidget<QCheckBox>(*m_page, u"Host network"_s));
        QVERIFY(!field(u"Upstream"_s));
        choose(GenerationKind::Nginx);
        QVERIFY(field(u"Upstream"_s));
        QVERIFY(visibleWidget<QCheckBox>(*m_page, u"Server blocks alone"_s));
        QVERIFY(!visibleWidget<QCheckBox>(*m_page, u"Host network"_s));
        choose(GenerationKind::GitlabRb);
        QVERIFY(!field(u"Upstream"_s));
    }

    void choicesAreFollowedWhileTyping()
    {
        choose(GenerationKind::DockerRun);
        auto *engine = visibleWidget<QComboBox>(*m_page, u"Container engine"_s);
        engine->setCurrentIndex(engine->findText(u"Podman"_s));
        QTest::keyClicks(field(u"Platform of the image"_s), u"linux/arm64"_s);
        QTRY_VERIFY2(text().contains(u"linux/arm64"_s), qPrintable(text()));
        QVERIFY(text().contains(u"podman run"_s));
    }

    void choicesStayFromOneKindToTheOther()
    {
        choose(GenerationKind::Nginx);
        QTest::keyClicks(field(u"Upstream"_s), u"gitlab-ai-gateway"_s);
        choose(GenerationKind::DockerRun);
        visibleWidget<QCheckBox>(*m_page, u"Host network"_s)->click();
        choose(GenerationKind::HelmValues); // which refuses a host's network
        QVERIFY2(!text().isEmpty(), "a choice of another kind does no harm");
        choose(GenerationKind::NginxGrpc);
        QCOMPARE(field(u"Upstream"_s)->text(), u"gitlab-ai-gateway"_s);
        QVERIFY(text().contains(u"gitlab-ai-gateway"_s));
    }

    void aChoiceThatCannotBeUsedIsSaidAtItsField()
    {
        choose(GenerationKind::Nginx);
        QTest::keyClicks(field(u"Upstream"_s), u"http://x/y"_s);
        QTRY_VERIFY(text().isEmpty());
        QVERIFY(field(u"Upstream"_s)->accessibleDescription().contains(u"HOST:PORT"_s));
        QVERIFY(obstacle().contains(u"Upstream"_s));
        field(u"Upstream"_s)->clear();
        QTRY_VERIFY(!text().isEmpty());
        QCOMPARE(field(u"Upstream"_s)->accessibleDescription(), QString());
    }

    void whatIsMissingIsNamedByItsField_data()
    {
        QTest::addColumn<Deployment>("deployment");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, GenerationKind kind, const QString &field, auto change) {
            Deployment deployment = whole();
            change(deployment);
            QTest::newRow(name) << deployment << static_cast<int>(kind) << field;
        };
        row("no GitLab", GenerationKind::DockerRun, u"GitLab URL"_s, [](Deployment &d) { d.gitlab.url.clear(); });
        row("no version", GenerationKind::Compose, u"GitLab version"_s,
            [](Deployment &d) { d.gitlab.version.reset(); });
        row("no gateway", GenerationKind::Nginx, u"AI Gateway URL"_s, [](Deployment &d) { d.aiGateway.url.clear(); });
        row("no agent platform", GenerationKind::NginxGrpc, u"Agent Platform address"_s,
            [](Deployment &d) { d.aiGateway.agentPlatform.reset(); });
        row("no metrics", GenerationKind::Prometheus, u"Metrics URLs"_s,
            [](Deployment &d) { d.aiGateway.metrics.clear(); });
        row("GitLab on this machine", GenerationKind::DockerRun, u"GitLab URL"_s,
            [](Deployment &d) { d.gitlab.url = u"http://localhost"_s; });
    }
    void whatIsMissingIsNamedByItsField()
    {
        QFETCH(Deployment, deployment);
        QFETCH(int, kind);
        QFETCH(QString, field);
        m_session->setDeployment(deployment);
        choose(static_cast<GenerationKind>(kind));
        QVERIFY2(obstacle().contains(u"“%1”"_s.arg(field)), qPrintable(obstacle()));
        const QString sentence = obstacleSentence();
        QVERIFY2(sentence.size() > 20 && !sentence.contains("--"_L1), qPrintable(sentence));
        QVERIFY(text().isEmpty());
        for (const auto *name : {"Copy", "Save as…"}) {
            QVERIFY(!visibleWidget<QPushButton>(*m_page, QString::fromUtf8(name))->isEnabled());
        }
    }

    void anEmptyDeploymentSaysWhatToDoNext()
    {
        m_session->setDeployment({});
        m_page->refresh();
        QVERIFY(text().isEmpty());
        QVERIFY2(obstacleSentence().contains(u"enter"_s), qPrintable(obstacleSentence()));
    }

    void aNewDeploymentIsWrittenAtOnce()
    {
        choose(GenerationKind::GitlabRb);
        Deployment other = whole();
        other.aiGateway.url = u"https://other.example.com"_s;
        m_session->setDeployment(other);
        QTRY_VERIFY(text().contains(u"other.example.com"_s));
    }

    void theLintsVerdictStandsBelow()
    {
        choose(GenerationKind::Compose);
        auto *lint = m_page->findChild<QLabel *>(u"lint"_s);
        QVERIFY(lint->isVisible());
        QVERIFY(!lint->text().isEmpty());
        choose(GenerationKind::Prometheus); // which it does not read
        QVERIFY(!lint->isVisible());
    }

    void notesSpeakOfFieldsAndNotOfOptions()
    {
        Deployment local = whole();
        local.models.first().endpoint = u"http://localhost:8000/v1"_s;
        m_session->setDeployment(local);
        choose(GenerationKind::DockerRun);
        const QString notes = m_page->findChild<QLabel *>(u"notes"_s)->text();
        QVERIFY2(notes.contains(u"“Host network”"_s), qPrintable(notes));
        QVERIFY(!notes.contains("--"_L1));
    }

    void theTextIsCopied()
    {
        const QSignalSpy notices(m_page.get(), &PageGenerate::noticeRaised);
        QTest::keyClick(m_page.get(), Qt::Key_Y, Qt::AltModifier);
        QTRY_COMPARE(notices.count(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), text());
    }

    void savingWritesTheText()
    {
        const QTemporaryDir folder;
        m_script.savePath = folder.filePath(u"run.sh"_s);
        QSignalSpy notices(m_page.get(), &PageGenerate::noticeRaised);
        QTest::keyClick(m_page.get(), Qt::Key_A, Qt::AltModifier);
        QTRY_COMPARE(notices.count(), 1);
        QCOMPARE(QString::fromUtf8(contentOf(m_script.savePath)), text());
        QVERIFY(notices.last().first().toString().contains(m_script.savePath));
        QVERIFY(m_script.told.isEmpty());
    }

    void aFailureToSaveIsTold()
    {
        const QTemporaryDir folder;
        m_script.savePath = folder.filePath(u"missing/run.sh"_s);
        const QSignalSpy notices(m_page.get(), &PageGenerate::noticeRaised);
        visibleWidget<QPushButton>(*m_page, u"Save as…"_s)->click();
        QCOMPARE(m_script.told.size(), 1);
        QVERIFY(m_script.told.first().contains(m_script.savePath));
        QCOMPARE(notices.count(), 0);
    }

    void keysAreMadeOnRequestAndNeverShown()
    {
        const QTemporaryDir folder;
        m_script.openPath = folder.filePath(u"keys"_s);
        choose(GenerationKind::DockerRun);
        QVERIFY(QDir(m_script.openPath).entryList(QDir::Files).isEmpty());
        QSignalSpy notices(m_page.get(), &PageGenerate::noticeRaised);
        visibleWidget<QPushButton>(*m_page, u"Make signing keys…"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 1, 60'000);
        const QFileInfoList files = QDir(m_script.openPath).entryInfoList(QDir::Files);
        QCOMPARE(files.size(), signingKeys(whole()).size());
        const QString shown = everyText() + notices.first().first().toString();
        for (const QFileInfo &file : files) {
            QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
            const QByteArray key = contentOf(file.filePath());
            QVERIFY(key.contains("PRIVATE KEY"));
            for (const QByteArray &line : key.split('\n')) {
                QVERIFY(line.size() < 20 || !shown.contains(QString::fromUtf8(line)));
            }
        }
        QVERIFY(!shown.contains(u"PRIVATE KEY-"_s));
        QVERIFY(text().contains(m_script.openPath)); // the configuration names the folder
        visibleWidget<QPushButton>(*m_page, u"Make signing keys…"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 2, 60'000);
        QVERIFY(notices.last().first().toString().startsWith(u"Kept"_s));
    }

    void keysThatCannotBeMadeAreTold()
    {
        m_script.openPath = u"/proc/no-such-folder"_s;
        visibleWidget<QPushButton>(*m_page, u"Make signing keys…"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_script.told.size(), 1, 60'000);
        QVERIFY(visibleWidget<QPushButton>(*m_page, u"Make signing keys…"_s)->isEnabled());
    }

    void aBundleIsPutTogetherFromFilesThatWereAddedOrDropped()
    {
        choose(GenerationKind::CaBundle);
        QTRY_VERIFY(obstacle().contains(u"authority"_s));
        field(u"Base bundle"_s)->setText(authority());
        m_script.openPath = authority();
        visibleWidget<QPushButton>(*m_page, u"Add an authority’s file"_s)->click();
        QTRY_VERIFY2(text().contains(u"BEGIN CERTIFICATE"_s), qPrintable(obstacle() + obstacleSentence()));
        const QString other = dataFile(u"recognise/no-such.pem"_s);
        drop(other);
        QCOMPARE(visibleWidget<QListWidget>(*m_page, u"Authorities to add"_s)->count(), 2);
        QTRY_VERIFY(text().isEmpty() && obstacleSentence().contains(u"no-such.pem"_s));
        auto *list = visibleWidget<QListWidget>(*m_page, u"Authorities to add"_s);
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_VERIFY(!text().isEmpty());
    }

    void aKindChosenMeanwhileIsNotOverwrittenByTheBundle()
    {
        choose(GenerationKind::CaBundle);
        choose(GenerationKind::GitlabRb);
        const QString expected = m_session->generated(GenerationKind::GitlabRb).text;
        QThreadPool::globalInstance()->waitForDone();
        QTest::qWait(300);
        QCOMPARE(text(), expected);
    }

    void noOtherTextStandsUnderTheBundlesNameWhileItIsRead()
    {
        choose(GenerationKind::CaBundle);
        choose(GenerationKind::GitlabRb);
        QVERIFY(!text().isEmpty());
        choose(GenerationKind::CaBundle);
        QVERIFY(text().isEmpty());
    }

    void tabFollowsTheEye()
    {
        for (const GenerationKind kind :
             {GenerationKind::DockerRun, GenerationKind::Compose, GenerationKind::NginxGrpc}) {
            choose(kind);
            QStringList way;
            while (way.size() < 30 && !view()->hasFocus()) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                way << QApplication::focusWidget()->accessibleName();
            }
            QStringList expected;
            for (const GenerationChoice choice : choicesOf(kind)) {
                expected << nameOf(choice);
                if (choice == GenerationChoice::KeyFolder) {
                    expected << u"Make signing keys…"_s;
                }
            }
            QCOMPARE(way, expected + QStringList({u"Copy"_s, u"Save as…"_s, u"Generated configuration"_s}));
        }
    }

    void noTwoThingsOfTheWindowAnswerToOneLetter()
    {
        MainWindow window(*m_session, std::make_unique<ScriptedDialogs>(m_script));
        window.resize(1120, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        auto *list = visibleWidget<QListView>(window, u"Kinds of configuration"_s);
        QVERIFY(list);
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            list->setCurrentIndex(list->model()->index(row, 0));
            const QStringList clashes = clashesIn(window);
            QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u"; "_s)));
        }
    }

    void nothingIsCutOffInANarrowWindowWithLongWords()
    {
        LongWords words;
        QVERIFY(QCoreApplication::installTranslator(&words));
        PageGenerate page(*m_session, *m_dialogs);
        page.resize(600, 440);
        page.show();
        page.refresh();
        for (int row = 0; row < static_cast<int>(generationKinds().size()); ++row) {
            auto *list = page.findChild<QListView *>();
            list->setCurrentIndex(list->model()->index(row, 0));
            QTest::qWait(30);
            QVERIFY2(page.findChild<QScrollArea *>()->horizontalScrollBar()->maximum() == 0,
                     qPrintable(list->currentIndex().data().toString()));
            for (auto *button : page.findChildren<QPushButton *>()) {
                QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(),
                         qPrintable(button->text()));
            }
        }
        QCoreApplication::removeTranslator(&words);
    }

private:
    QListView *kinds() const { return visibleWidget<QListView>(*m_page, u"Kinds of configuration"_s); }
    QPlainTextEdit *view() const { return m_page->findChild<QPlainTextEdit *>(u"generated"_s); }
    QString text() const
    {
        const auto *shown = visibleWidget<QPlainTextEdit>(*m_page, u"Generated configuration"_s);
        return shown ? shown->toPlainText() : QString{};
    }
    QString obstacle() const
    {
        const auto *label = m_page->findChild<QLabel *>(u"obstacle"_s);
        return label->isVisible() ? label->text() : QString{};
    }
    QString obstacleSentence() const { return m_page->findChild<QLabel *>(u"obstacleSentence"_s)->text(); }
    QLineEdit *field(const QString &name) const { return visibleWidget<QLineEdit>(*m_page, name); }
    void choose(GenerationKind kind)
    {
        const auto all = generationKinds();
        const auto row = std::ranges::find(all, kind) - all.begin();
        kinds()->setCurrentIndex(kinds()->model()->index(static_cast<int>(row), 0));
        m_page->refresh();
    }
    void chooseByKeyboard(int row)
    {
        QTest::keyClick(kinds(), Qt::Key_Home);
        for (int i = 0; i < row; ++i) {
            QTest::keyClick(kinds(), Qt::Key_Down);
        }
    }
    void drop(const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_page.get(), &enter);
        QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_page.get(), &event);
    }
    QString everyText() const
    {
        QString texts;
        for (const auto *label : m_page->findChildren<QLabel *>()) {
            texts += label->text();
        }
        for (const auto *line : m_page->findChildren<QLineEdit *>()) {
            texts += line->text();
        }
        return texts + view()->toPlainText();
    }

    ScriptedDialogs::Script m_script;
    std::unique_ptr<ScriptedDialogs> m_dialogs;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PageGenerate> m_page;
};

DUODOCTOR_GUI_TEST_MAIN(TestGeneratePage)
#include "tst_generate_page.moc"
