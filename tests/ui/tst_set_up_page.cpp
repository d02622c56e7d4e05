#include "gui_test.h"

#include "session/session.h"
#include "setup/setup_guide.h"
#include "ui/copy_boxes.h"
#include "ui/main_window.h"
#include "ui/page_set_up.h"
#include "ui/sizing_words.h"
#include "ui/supported_models_model.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

enum Tab { Size, Image, Models, Platforms };

Deployment withModels(const QString &version)
{
    Deployment deployment;
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.gitlab.version = GitLabVersion::parse(version);
    Model codestral;
    codestral.name = u"fast"_s;
    codestral.family = u"codestral"_s;
    codestral.provider = u"vllm"_s;
    codestral.identifier = u"Codestral-22B-v0.1"_s;
    codestral.endpoint = u"http://vllm.example.com:8000/v1"_s;
    Model unlisted;
    unlisted.name = u"odd"_s;
    unlisted.family = u"mistral"_s;
    unlisted.identifier = u"custom_openai/falcon-40b"_s;
    deployment.models = {codestral, unlisted};
    return deployment;
}

} // namespace

class TestSetUpPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_script = {};
        m_dialogs = std::make_unique<ScriptedDialogs>(m_script);
        m_session = std::make_unique<Session>();
        m_session->setDeployment(withModels(u"18.5.1"_s));
        m_page = std::make_unique<PageSetUp>(*m_session, *m_dialogs);
        m_page->resize(1100, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->refresh();
    }
    void cleanup()
    {
        m_page.reset();
        m_session.reset();
    }

    void usersThatWereTypedGiveTheInstances_data()
    {
        QTest::addColumn<int>("users");
        for (const int users : {1, 50, 51, 200, 201, 1000, 40'000}) {
            QTest::addRow("%d", users) << users;
        }
    }
    void usersThatWereTypedGiveTheInstances()
    {
        QFETCH(int, users);
        const SetupGuide guide;
        SizingQuestion question;
        question.users = users;
        const Sizing expected = sizeGateway(guide.sizing(), question);
        QVERIFY(line(u"Users"_s)->hasFocus());
        QTest::keyClicks(line(u"Users"_s), QString::number(users));
        QTRY_VERIFY2(sizing().startsWith(wordsFor(expected.chosen)), qPrintable(sizing()));
        QVERIFY(sizing().contains(expected.rule));
        QVERIFY(sizing().contains(QString::number(expected.chosen.totalVcpus())));
    }

    void measuredValuesDecide_data()
    {
        QTest::addColumn<QString>("concurrency");
        QTest::addColumn<QString>("rate");
        QTest::addColumn<int>("instances");
        QTest::newRow("concurrency") << u"1000"_s << u""_s << 7;
        QTest::newRow("concurrency before rate") << u"1000"_s << u"1"_s << 7;
        QTest::newRow("rate") << u""_s << u"70"_s << 50;
    }
    void measuredValuesDecide()
    {
        QFETCH(QString, concurrency);
        QFETCH(QString, rate);
        QFETCH(int, instances);
        const auto question = sizingQuestion({u"100"_s, concurrency, rate});
        QVERIFY(question);
        QCOMPARE(sizeGateway(SetupGuide().sizing(), *question).chosen.instances, instances);
        line(u"Users"_s)->setText(u"100"_s);
        line(u"Requests per second"_s)->setText(rate);
        line(u"Requests at once"_s)->setText(concurrency);
        QTRY_VERIFY2(sizing().startsWith(QString::number(instances) + u' '), qPrintable(sizing()));
        QCOMPARE(line(u"Requests per second"_s)->isEnabled(), concurrency.isEmpty());
    }

    void whatIsNoNumberIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text : {"0", "-3", "many", "1.5", "99999999999", "nan", "inf", "1e400"}) {
            QTest::newRow(text) << QString::fromUtf8(text);
        }
    }
    void whatIsNoNumberIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!sizingQuestion({text, {}, {}}));
        QVERIFY(!sizingQuestion({u"100"_s, text, {}}));
        QCOMPARE(hintForUsers(text).level, FieldHint::Level::Problem);
        QTest::keyClicks(line(u"Users"_s), text);
        QTest::keyClick(line(u"Users"_s), Qt::Key_Tab);
        QVERIFY(line(u"Users"_s)->accessibleDescription().size() > 10);
        QVERIFY(sizing().startsWith(u"Enter"_s));
    }

    void eachSnippetIsCopied()
    {
        line(u"Users"_s)->setText(u"1000"_s);
        QTRY_VERIFY(!copyButtons().isEmpty());
        const GatewaySize size = sizeGateway(SetupGuide().sizing(), *sizingQuestion({u"1000"_s, {}, {}})).chosen.size;
        const QStringList expected{dockerRunResources(size), composeResources(size), helmResources(size)};
        const QSignalSpy notices(m_page.get(), &PageSetUp::noticeRaised);
        const QList<QPushButton *> buttons = copyButtons();
        QCOMPARE(buttons.size(), 4); // and how Kubernetes scales
        for (qsizetype i = 0; i < expected.size(); ++i) {
            buttons.at(i)->setFocus();
            QTest::keyClick(buttons.at(i), Qt::Key_Space);
            QCOMPARE(QGuiApplication::clipboard()->text(), expected.at(i));
        }
        QCOMPARE(notices.count(), 3);
    }

    void theVersionIsThatOfTheDeploymentAndCanBeChanged()
    {
        QCOMPARE(line(u"GitLab version"_s)->text(), u"18.5.1"_s);
        openTab(Image);
        QVERIFY2(shown(u"Image of the gateway"_s).contains(u"self-hosted-v18.5.1-ee"_s),
                 qPrintable(shown(u"Image of the gateway"_s)));
        line(u"GitLab version"_s)->setText(u"17.4.2"_s);
        QTRY_VERIFY(shown(u"Image of the gateway"_s).contains(u"self-hosted-17.4.2-ee"_s));
        m_page->refresh(); // what was typed stays while the deployment does
        QCOMPARE(line(u"GitLab version"_s)->text(), u"17.4.2"_s);
        m_session->setDeployment(withModels(u"18.2"_s));
        m_page->refresh();
        QCOMPARE(line(u"GitLab version"_s)->text(), u"18.2.0"_s.left(line(u"GitLab version"_s)->text().size()));
        QVERIFY(shown(u"Image of the gateway"_s).contains(u"v18.2"_s));
    }

    void everyRepositoryHasAReferenceToCopy()
    {
        openTab(Image);
        line(u"GitLab version"_s)->setText(u"18.10.2"_s);
        const auto advice = imageTagFor(SetupGuide().imageTags(), *GitLabVersion::parse(u"18.10.2"));
        QTRY_COMPARE(copyButtons().size(), advice->repositories.size());
        copyButtons().last()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), advice->reference(advice->repositories.last()));
    }

    void aVersionThatIsNoneIsSaidAndChangesNothing()
    {
        openTab(Image);
        const QString before = shown(u"Image of the gateway"_s);
        line(u"GitLab version"_s)->setText(u"eighteen"_s);
        QTRY_VERIFY(!line(u"GitLab version"_s)->accessibleDescription().isEmpty());
        QCOMPARE(shown(u"Image of the gateway"_s), before);
    }

    void aVersionBeforeModelsOfOnesOwnIsSaid()
    {
        line(u"GitLab version"_s)->setText(u"16.11"_s);
        openTab(Image);
        QTRY_VERIFY(shown(u"Image of the gateway"_s).contains(u"no image"_s));
        QVERIFY(copyButtons().isEmpty());
        openTab(Models);
        QVERIFY(shown(u"Your models"_s).contains(u"cannot"_s));
        QVERIFY(!visibleWidget<QTableView>(*m_page, u"Supported models"_s));
        openTab(Platforms);
        QCOMPARE(visibleWidget<QListWidget>(*m_page, u"Serving platforms"_s)->count(), 0);
    }

    void withoutAVersionTheRulesAreShown()
    {
        line(u"GitLab version"_s)->clear();
        openTab(Image);
        QTRY_VERIFY(shown(u"Image of the gateway"_s).contains(u"{major}"_s));
    }

    void theTableHoldsTheModelsOfTheVersion()
    {
        openTab(Models);
        const SetupGuide guide;
        const SupportedModelTable *table = guide.models().tableFor(GitLabVersion::parse(u"18.5.1"));
        QCOMPARE(rows(), static_cast<int>(table->models.size()));
        line(u"GitLab version"_s)->clear();
        QTRY_COMPARE(rows(), static_cast<int>(guide.models().tableFor(std::nullopt)->models.size()));
    }

    void theTableIsSearched()
    {
        openTab(Models);
        const int all = rows();
        QTest::keyClicks(line(u"Search the models"_s), u"CODEGEMMA"_s);
        QVERIFY(rows() > 0 && rows() < all);
        line(u"Search the models"_s)->clear();
        QCOMPARE(rows(), all);
    }

    void theDeploymentsModelsAreMarkedWithTheirVerdict()
    {
        openTab(Models);
        const QString verdicts = shown(u"Your models"_s);
        QVERIFY2(verdicts.contains(u"fast is listed as Codestral"_s), qPrintable(verdicts));
        QVERIFY2(verdicts.contains(u"odd"_s), qPrintable(verdicts));
        auto *table = visibleWidget<QTableView>(*m_page, u"Supported models"_s);
        QVERIFY(!table->isColumnHidden(SupportedModelsModel::YoursColumn));
        QStringList yours;
        for (int row = 0; row < rows(); ++row) {
            yours << table->model()->index(row, SupportedModelsModel::YoursColumn).data().toString();
        }
        QVERIFY(yours.contains(u"fast"_s));
        m_session->setDeployment({});
        m_page->refresh();
        QVERIFY(table->isColumnHidden(SupportedModelsModel::YoursColumn));
    }

    void chosenRowsAreCopiedAsATable()
    {
        openTab(Models);
        auto *table = visibleWidget<QTableView>(*m_page, u"Supported models"_s);
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.startsWith(table->model()->index(0, 0).data().toString() + u'\t'), qPrintable(text));
    }

    void theModelKeepsToItsContract()
    {
        const SetupGuide guide;
        SupportedModelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const SupportedModelTable &table : guide.models().tables) {
            model.setTable(&table, {});
            QCOMPARE(model.rowCount(), static_cast<int>(table.models.size()));
        }
        model.setTable(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void everyPlatformSaysHowAModelIsNamed()
    {
        openTab(Platforms);
        auto *list = visibleWidget<QListWidget>(*m_page, u"Serving platforms"_s);
        line(u"GitLab version"_s)->clear();
        const SetupGuide guide;
        QTRY_COMPARE(list->count(), static_cast<int>(guide.platforms().platforms.size()));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Home);
        for (const ServingPlatform &platform : guide.platforms().platforms) {
            const QString text = shown(u"Serving platform"_s);
            QVERIFY2(text.contains(platform.identifier) && text.contains(platform.example), qPrintable(text));
            QVERIFY(text.contains(platform.endpoint) && text.contains(platform.key));
            QTest::keyClick(list, Qt::Key_Down);
        }
    }

    void theDeploymentsModelsAreShownAsTheyAreEntered()
    {
        openTab(Platforms);
        const QList<QPushButton *> buttons = copyButtons();
        QCOMPARE(buttons.size(), 3); // identifier and endpoint of one, identifier of the other
        buttons.first()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"custom_openai/Codestral-22B-v0.1"_s);
        QVERIFY(
            visibleWidget<QListWidget>(*m_page, u"Serving platforms"_s)->currentItem()->text().endsWith(u"(yours)"_s));
    }

    void theTabsAreReachedByTheirLetters()
    {
        const QList<Qt::Key> letters{Qt::Key_I, Qt::Key_M, Qt::Key_L, Qt::Key_Z};
        for (const Qt::Key letter : letters) {
            QTest::keyClick(m_page.get(), letter, Qt::AltModifier);
            const QString text = tabs()->tabText(tabs()->currentIndex());
            QCOMPARE(QKeySequence::mnemonic(text), QKeySequence(Qt::ALT | letter));
        }
    }

    void tabFollowsTheEye()
    {
        line(u"Users"_s)->setText(u"1000"_s);
        QTRY_COMPARE(copyButtons().size(), 4);
        line(u"GitLab version"_s)->setFocus();
        QStringList way;
        for (int i = 0; i < 16; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (const QString name = QApplication::focusWidget()->accessibleName(); !name.isEmpty()) {
                way << name;
            }
        }
        const QStringList fields{u"Users"_s,
                                 u"Requests at once"_s,
                                 u"Requests per second"_s,
                                 u"Size of the gateway"_s,
                                 u"docker run, for each container"_s,
                                 u"Copy: docker run, for each container"_s,
                                 u"Compose, in the service"_s};
        QVERIFY(way.contains(u"Notes on the size"_s));
        QVERIFY2(way.join(u'|').contains(fields.join(u'|')), qPrintable(way.join(u'|')));
    }

    void noTwoThingsOfTheWindowAnswerToOneLetter()
    {
        MainWindow window(*m_session, std::make_unique<ScriptedDialogs>(m_script));
        window.resize(1120, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
        auto *tabs = window.findChild<PageSetUp *>()->findChild<QTabWidget *>();
        const QString letters = u"ZIML"_s; // of the tabs, beside those of buttons and labels
        for (int tab = Size; tab <= Platforms; ++tab) {
            tabs->setCurrentIndex(tab);
            QCOMPARE(QKeySequence::mnemonic(tabs->tabText(tab)).toString().back(), letters.at(tab));
            const QStringList clashes = clashesIn(window);
            QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u"; "_s)));
        }
    }

    void nothingIsCutOffInANarrowWindowWithLongWords()
    {
        LongWords words;
        QVERIFY(QCoreApplication::installTranslator(&words));
        PageSetUp page(*m_session, *m_dialogs);
        page.resize(600, 440);
        page.show();
        page.refresh();
        for (int tab = Size; tab <= Platforms; ++tab) {
            page.findChild<QTabWidget *>()->setCurrentIndex(tab);
            QTest::qWait(30);
            auto *scroll = qobject_cast<QScrollArea *>(page.findChild<QTabWidget *>()->currentWidget());
            QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
            for (auto *button : page.findChildren<QPushButton *>()) {
                QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(),
                         qPrintable(button->text()));
            }
            for (auto *text : page.findChildren<QTextBrowser *>()) {
                QVERIFY2(!text->isVisible() || text->height() >= text->minimumSizeHint().height(),
                         qPrintable(text->accessibleName()));
            }
        }
        QCoreApplication::removeTranslator(&words);
    }

private:
    QTabWidget *tabs() const { return m_page->findChild<QTabWidget *>(); }
    void openTab(Tab tab) { tabs()->setCurrentIndex(tab); }
    QLineEdit *line(const QString &name) const { return visibleWidget<QLineEdit>(*m_page, name); }
    QString shown(const QString &name) const
    {
        const auto *view = visibleWidget<QTextBrowser>(*m_page, name);
        return view ? view->toPlainText() : QString{};
    }
    QString sizing() const { return shown(u"Size of the gateway"_s); }
    int rows() const { return visibleWidget<QTableView>(*m_page, u"Supported models"_s)->model()->rowCount(); }
    QList<QPushButton *> copyButtons() const
    {
        QList<QPushButton *> buttons;
        for (auto *box : m_page->findChildren<CopyBox *>()) {
            if (box->isVisible()) {
                buttons << box->findChild<QPushButton *>();
            }
        }
        return buttons;
    }

    ScriptedDialogs::Script m_script;
    std::unique_ptr<ScriptedDialogs> m_dialogs;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PageSetUp> m_page;
};

DUODOCTOR_GUI_TEST_MAIN(TestSetUpPage)
#include "tst_set_up_page.moc"
