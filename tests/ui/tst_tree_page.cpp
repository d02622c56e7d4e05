#include "window_test.h"

#include "session/walkthrough.h"
#include "ui/page_scroll_area.h"
#include "ui/status_sign.h"
#include "ui/tree_step_model.h"
#include "ui/tree_step_text.h"
#include "ui/tree_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTextBrowser>

#include <algorithm>
#include <limits>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// What only a person can know; nothing is looked at.
Deployment nothingToSee()
{
    Deployment deployment;
    deployment.name = u"Production"_s;
    deployment.gitlab.reach.via = ReachVia::Paste;
    return deployment;
}

TreeNode questionOf(const QString &id, const QList<TreeAnswer> &answers)
{
    TreeNode node;
    node.id = id;
    node.title = u"Question %1"_s.arg(id);
    node.answers = answers;
    return node;
}

/// A walk of which two answers lead to the same step.
TreePicture forked()
{
    DecisionTree tree;
    tree.entries << TreeEntry{u"start"_s, u"It fails"_s, {}, u"a"_s, {}}
                 << TreeEntry{u"other"_s, u"It is slow"_s, {}, u"c"_s, {}};
    tree.nodes.insert(u"a"_s, questionOf(u"a"_s, {{u"yes"_s, u"Yes"_s, u"b"_s, {}, {}},
                                                  {u"no"_s, u"No"_s, u"b"_s, {}, {}},
                                                  {u"other"_s, u"Something else"_s, u"c"_s, {}, {}}}));
    tree.nodes.insert(u"b"_s, questionOf(u"b"_s, {{u"on"_s, u"On"_s, u"c"_s, {}, {}}}));
    TreeNode end;
    end.id = u"c"_s;
    end.kind = TreeNodeKind::End;
    end.title = u"The end"_s;
    tree.nodes.insert(u"c"_s, end);
    return TreePicture(TreeGraph::of(tree, u"start"_s).value_or(TreeGraph{}));
}

/// How much of an image has this colour, or one that is nearly the same.
int pixelsOf(const QImage &image, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor here = image.pixelColor(x, y);
            const int distance = std::abs(here.red() - color.red()) + std::abs(here.green() - color.green()) +
                                 std::abs(here.blue() - color.blue());
            count += distance < 12 ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TestTreePage : public WindowTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(openWindow(nothingToSee())); }
    void cleanup() { closeWindow(); }

    void onlyTheLineOfTheAnswerIsLit()
    {
        const TreePicture picture = forked();
        const TreeWalk walk =
            walkIn(picture, u"start"_s, {{u"a"_s, u"Question a"_s, u"No (known)"_s}, {u"b"_s, u"Question b"_s, {}}});
        QStringList lit;
        for (const qsizetype edge : walk.marks.edges) {
            lit << picture.graph().edges().at(edge).answer;
        }
        lit.sort();
        QCOMPARE(lit, QStringList({QString(), u"No"_s}));
        QCOMPARE(walk.current, picture.nodeBox(u"b"_s));
        QCOMPARE(walk.numbers.value(picture.nodeBox(u"a"_s)), 1);
        QCOMPARE(walk.numbers.value(picture.nodeBox(u"b"_s)), 2);
        QVERIFY(!walk.marks.nodes.contains(picture.nodeBox(u"c"_s)));
    }

    void aStepThatNoLineLeadsToIsLitAllTheSame()
    {
        const TreePicture picture = forked();
        const TreeWalk walk =
            walkIn(picture, u"start"_s, {{u"b"_s, u"Question b"_s, {}}, {u"a"_s, u"Question a"_s, {}}});
        QVERIFY(walk.marks.nodes.contains(picture.nodeBox(u"a"_s)));
        QVERIFY(walk.marks.edges.isEmpty());
        QCOMPARE(walk.current, picture.nodeBox(u"a"_s));
    }

    void withoutAWalkNothingIsLit()
    {
        const TreePicture picture = forked();
        QCOMPARE(walkIn(picture, {}, {}), TreeWalk{});
        QCOMPARE(walkIn(picture, u"other"_s, {{u"c"_s, {}, {}}}), TreeWalk{});
    }

    void everyStepStandsInTheListOnce()
    {
        const auto picture = std::make_shared<const TreePicture>(forked());
        TreeStepModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPicture(picture, walkIn(*picture, u"start"_s, {{u"a"_s, {}, {}}}));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0).data().toString(), u"Symptom: It fails (walked)"_s);
        QCOMPARE(model.index(1).data().toString(), u"Question: Question a (you are here)"_s);
        QVERIFY(!model.index(2).data(TreeStepModel::WalkedRole).toBool());
        for (qsizetype box = 0; box < picture->graph().nodes().size(); ++box) {
            QVERIFY(model.indexOf(box).isValid());
        }
    }

    void theWalkedPathIsLitAndInSight()
    {
        m_session->walkthrough().start(u"certificate"_s);
        m_session->walkthrough().answer(m_session->walkthrough().answers().last().id);
        open();
        QCOMPARE(symptom()->currentData().toString(), u"certificate"_s);
        const TreeWalk &walk = view()->walk();
        const QList<PathStep> path = m_session->walkthrough().path();
        QVERIFY(path.size() >= 2);
        for (const PathStep &step : path) {
            QVERIFY2(walk.marks.nodes.contains(view()->picture().nodeBox(step.node)), qPrintable(step.node));
        }
        QCOMPARE(walk.current, view()->picture().nodeBox(path.last().node));
        QCOMPARE(view()->chosen(), walk.current);
        QVERIFY(pixelsOf(view()->viewport()->grab().toImage(), colorFor(StatusSign::Running, view()->palette())) > 500);
        QVERIFY(view()->accessibleDescription().contains(u"walked"_s));
        m_session->walkthrough().reset();
        QVERIFY(view()->walk().marks.nodes.isEmpty());
        QCOMPARE(pixelsOf(view()->viewport()->grab().toImage(), colorFor(StatusSign::Running, view()->palette())), 0);
    }

    void oneSymptomDrawsOnlyItsPart()
    {
        open();
        QCOMPARE(symptom()->currentIndex(), 0);
        const auto entries = [this] {
            return std::ranges::count(view()->picture().graph().nodes(), TreeGraphKind::Entry, &TreeGraphNode::kind);
        };
        QCOMPARE(entries(), m_session->playbook().tree().entries.size());
        const int row = symptom()->findData(u"message"_s);
        symptom()->setCurrentIndex(row);
        Q_EMIT symptom()->activated(row);
        QCOMPARE(entries(), 1);
        QVERIFY(view()->picture().entryBox(u"message"_s) >= 0);
        QVERIFY(steps()->model()->rowCount() < 150);
    }

    void arrowsGoAlongTheLines()
    {
        m_session->walkthrough().start(u"certificate"_s);
        open();
        QVERIFY(view()->hasFocus());
        QTest::keyClick(view(), Qt::Key_Home);
        const qsizetype first = view()->chosen();
        QCOMPARE(view()->picture().box(first).kind, TreeGraphKind::Entry);
        QTest::keyClick(view(), Qt::Key_Right);
        const qsizetype question = view()->chosen();
        QCOMPARE(view()->picture().box(question).id, u"certificate-where"_s);
        QTest::keyClick(view(), Qt::Key_Right);
        const qsizetype next = view()->chosen();
        const auto edges = view()->picture().waysFrom(question);
        QVERIFY(std::ranges::any_of(
            edges, [&](qsizetype way) { return view()->picture().graph().edges().at(way).to == next; }));
        QTest::keyClick(view(), Qt::Key_Down);
        QVERIFY(view()->chosen() != next);
        QTest::keyClick(view(), Qt::Key_Up);
        QCOMPARE(view()->chosen(), next);
        QTest::keyClick(view(), Qt::Key_Left);
        QCOMPARE(view()->chosen(), question);
        QVERIFY(text()->toPlainText().contains(u"Which connection"_s));
        QCOMPARE(steps()->currentIndex().data(TreeStepModel::BoxRole).toInt(), static_cast<int>(question));
    }

    void everyKeyStaysInThePicture()
    {
        open();
        const QList<Qt::Key> keys{Qt::Key_Right, Qt::Key_Down, Qt::Key_Right, Qt::Key_Up, Qt::Key_Left, Qt::Key_Return};
        for (int i = 0; i < 120; ++i) {
            QTest::keyClick(view(), keys.at(i * 7 % keys.size()));
            QVERIFY(view()->chosen() >= 0 && view()->chosen() < view()->picture().graph().nodes().size());
        }
    }

    void theListAndThePictureChooseTheSame()
    {
        open();
        steps()->setCurrentIndex(steps()->model()->index(3, 0));
        QCOMPARE(view()->chosen(), steps()->currentIndex().data(TreeStepModel::BoxRole).toInt());
        auto *find = visibleWidget<QLineEdit>(*m_window, u"Find a step"_s);
        QTest::keyClicks(find, u"which connection"_s);
        QVERIFY(steps()->model()->rowCount() >= 1);
        QVERIFY(steps()->model()->rowCount() < 10);
        QTest::keyClick(view(), Qt::Key_Home);
        QVERIFY(find->text().isEmpty());
        QCOMPARE(steps()->currentIndex().row(), 0);
    }

    void aClickChoosesAndADragMoves()
    {
        m_session->walkthrough().start(u"certificate"_s);
        open();
        const QPoint middle = view()->viewport()->rect().center();
        view()->choose(-1);
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(view()->chosen(), view()->walk().current);
        const int before = view()->horizontalScrollBar()->value();
        QTest::mousePress(view()->viewport(), Qt::LeftButton, {}, middle);
        QTest::mouseMove(view()->viewport(), middle - QPoint(60, 0));
        QTest::mouseMove(view()->viewport(), middle - QPoint(120, 0));
        QTest::mouseRelease(view()->viewport(), Qt::LeftButton, {}, middle - QPoint(120, 0));
        QVERIFY(view()->horizontalScrollBar()->value() > before);
    }

    void theZoomKeepsItsPlaceAndItsLimits()
    {
        open();
        const auto press = [this](Qt::Key key) { QTest::keyClick(view(), key, Qt::ControlModifier); };
        press(Qt::Key_Plus);
        QVERIFY(view()->zoom() > 1);
        for (int i = 0; i < 30; ++i) {
            press(Qt::Key_Plus);
        }
        QCOMPARE(view()->zoom(), TreeView::kMostZoom);
        press(Qt::Key_0);
        QCOMPARE(view()->zoom(), 1.0);
        for (int i = 0; i < 40; ++i) {
            press(Qt::Key_Minus);
        }
        QCOMPARE(view()->zoom(), TreeView::kLeastZoom);
        visibleWidget<QPushButton>(*m_window, u"Fit"_s)->click();
        QVERIFY(view()->zoom() <= 1);
        QVERIFY(view()->picture().graph().size().height() > 0);
    }

    void aWalkBeginsAtASymptomAndGoesOnInTheGuide()
    {
        open();
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_Home);
        const QString entry = view()->picture().box(view()->chosen()).id;
        QTest::keyClick(view(), Qt::Key_Return);
        auto *begin = visibleWidget<QPushButton>(*m_window, u"Begin a walk here"_s);
        QVERIFY(begin);
        QVERIFY(begin->hasFocus());
        begin->click();
        QCOMPARE(m_session->walkthrough().entry(), entry);
        QTRY_VERIFY(m_window->findChild<QLabel *>(u"question"_s)->isVisible());
        visibleWidget<QPushButton>(*m_window, u"Show in the tree"_s)->click();
        QVERIFY(view());
        QCOMPARE(symptom()->currentIndex(), 0); // the picture that the walk was begun in stays
        QVERIFY(view()->walk().current >= 0);
        visibleWidget<QPushButton>(*m_window, u"Back"_s)->click();
        QVERIFY(m_window->findChild<QLabel *>(u"question"_s)->isVisible());
    }

    void theGuideLeadsToItsWalk()
    {
        QVERIFY(trigger(u"Begin the &guide"_s));
        QVERIFY(!visibleWidget<QPushButton>(*m_window, u"Show in the tree"_s));
        m_session->walkthrough().start(u"message"_s);
        visibleWidget<QPushButton>(*m_window, u"Show in the tree"_s)->click();
        QCOMPARE(symptom()->currentData().toString(), u"message"_s);
        QCOMPARE(view()->picture().box(view()->chosen()).id, m_session->walkthrough().current()->id);
    }

    void thePictureIsSavedWithTheWalk()
    {
        const QTemporaryDir folder;
        m_script.savePath = folder.filePath(u"tree"_s);
        m_session->walkthrough().start(u"message"_s);
        open();
        visibleWidget<QPushButton>(*m_window, u"Save picture…"_s)->click();
        QFile file(folder.filePath(u"tree.svg"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY(svg.contains("<svg"));
        QCOMPARE(svg.count("(walked)"), view()->walk().marks.nodes.size());
    }

    void thePageComesAtOnceAndPaintsAtOnce()
    {
        QElapsedTimer clock;
        clock.start();
        open();
        const qint64 opening = clock.restart();
        qint64 painting = std::numeric_limits<qint64>::max();
        view()->fit();
        for (int i = 0; i < 5; ++i) {
            clock.restart();
            view()->viewport()->grab();
            painting = std::min(painting, clock.elapsed());
        }
        qInfo() << "opened in" << opening << "ms, painted in" << painting << "ms";
        // No measure of speed: what lays out or paints the whole tree many times over takes minutes.
        QVERIFY2(painting < 5'000, qPrintable(QString::number(painting)));
        QVERIFY2(opening < 20'000, qPrintable(QString::number(opening)));
    }

    void aNarrowWindowWithLongWordsScrollsOnlyDown() { QCOMPARE(troubleWhenNarrow(u"&Decision tree"_s), QString()); }

    void noTwoThingsAnswerToOneLetter()
    {
        m_session->walkthrough().start(u"message"_s);
        open();
        QTest::keyClick(view(), Qt::Key_Home); // with the button that begins a walk
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
    }

private:
    void open()
    {
        QVERIFY(trigger(u"&Decision tree"_s));
        QVERIFY(view());
    }

    TreeView *view() const { return visibleWidget<TreeView>(*m_window, u"Decision tree"_s); }
    QListView *steps() const { return visibleWidget<QListView>(*m_window, u"Steps of the tree"_s); }
    QComboBox *symptom() const { return visibleWidget<QComboBox>(*m_window, u"Symptom"_s); }
    QTextBrowser *text() const { return visibleWidget<QTextBrowser>(*m_window, u"Step"_s); }
};

DUODOCTOR_GUI_TEST_MAIN(TestTreePage)
#include "tst_tree_page.moc"
