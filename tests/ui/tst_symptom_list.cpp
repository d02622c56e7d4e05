#include "gui_test.h"

#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/symptom_list.h"
#include "ui/symptom_list_model.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QList<TreeEntry> sampleEntries()
{
    return {{u"message"_s, u"I have a message"_s, u"any log"_s, u"n"_s, {}},
            {u"broke-off"_s, u"A1003: the answer broke off"_s, {}, u"n"_s, u"Duo Chat"_s},
            {u"health"_s, u"The health check fails"_s, u"Admin area"_s, u"n"_s, u"Admin area"_s},
            {u"slow"_s, u"Chat works, but slowly"_s, u"minutes for an answer"_s, u"n"_s, u"Duo Chat"_s},
            {u"everything"_s, u"I don't know"_s, {}, u"n"_s, {}}};
}

QStringList titlesIn(const QAbstractItemModel &model)
{
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row) {
        titles << model.index(row, 0).data().toString();
    }
    return titles;
}

} // namespace

class TestSymptomList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_list = std::make_unique<SymptomList>();
        m_list->setEntries(sampleEntries());
        m_list->resize(600, 500);
        m_list->show();
        QVERIFY(QTest::qWaitForWindowActive(m_list.get()));
        m_list->focusSearch();
    }
    void cleanup() { m_list.reset(); }

    void groupsStandTogetherBehindThoseWithoutOne()
    {
        SymptomListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries(sampleEntries());
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row) {
            ids << model.index(row, 0).data(SymptomListModel::IdRole).toString();
        }
        QCOMPARE(ids, QStringList({u"message"_s, u"everything"_s, u"broke-off"_s, u"slow"_s, u"health"_s}));
    }

    void aScreenReaderHearsTheHeadingAndTheHint()
    {
        const QModelIndex row = view()->model()->index(4, 0);
        QCOMPARE(row.data(Qt::AccessibleTextRole).toString(), u"The health check fails, Admin area"_s);
        QCOMPARE(row.data(Qt::AccessibleDescriptionRole).toString(), u"Admin area"_s);
        QCOMPARE(view()->accessibleName(), u"Symptoms"_s);
        QCOMPARE(search()->accessibleName(), u"Find a symptom"_s);
    }

    void theSearchLeavesWhatHasAllWords_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("titles");
        const QString brokeOff = u"A1003: the answer broke off"_s;
        const QString slow = u"Chat works, but slowly"_s;
        QTest::newRow("a code, in small letters") << u"a1003"_s << QStringList{brokeOff};
        QTest::newRow("a word of the hint") << u"minutes"_s << QStringList{slow};
        QTest::newRow("two words in any order, of title and hint") << u" answer  chat "_s << QStringList{slow};
        QTest::newRow("signs of a pattern") << u".*"_s << QStringList{};
        QTest::newRow("an open bracket") << u"("_s << QStringList{};
        QTest::newRow("nobody knows") << u"zebra"_s << QStringList{};
    }
    void theSearchLeavesWhatHasAllWords()
    {
        QFETCH(QString, words);
        QFETCH(QStringList, titles);
        QTest::keyClicks(search(), words);
        QCOMPARE(titlesIn(*view()->model()), titles);
        const auto labels = m_list->findChildren<QLabel *>();
        const bool isSaid = std::ranges::any_of(labels, [](const QLabel *label) { return label->isVisible(); });
        QCOMPARE(isSaid, titles.isEmpty());
    }

    void typingArrowsAndEnterChoose()
    {
        const QSignalSpy chosen(m_list.get(), &SymptomList::chosen);
        QTest::keyClicks(search(), u"answer"_s);
        QCOMPARE(view()->currentIndex().row(), 0);
        QTest::keyClick(search(), Qt::Key_Down);
        QVERIFY(search()->hasFocus());
        QTest::keyClick(search(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), u"slow"_s);
    }

    void lettersInTheListGoToTheSearch()
    {
        view()->setFocus();
        QTest::keyClicks(view(), u"h"_s);
        QTest::keyClicks(search(), u"ealth"_s);
        QVERIFY(search()->hasFocus());
        QCOMPARE(search()->text(), u"health"_s);
        const QSignalSpy chosen(m_list.get(), &SymptomList::chosen);
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_Enter);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), u"health"_s);
    }

    void nothingIsChosenWhereNothingIsFound()
    {
        const QSignalSpy chosen(m_list.get(), &SymptomList::chosen);
        QTest::keyClicks(search(), u"zebra"_s);
        QTest::keyClick(search(), Qt::Key_Return);
        QVERIFY(chosen.isEmpty());
    }

    void aClickChooses()
    {
        const QSignalSpy chosen(m_list.get(), &SymptomList::chosen);
        const QRect row = view()->visualRect(view()->model()->index(1, 0));
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), u"everything"_s);
    }

    void theSameEntriesKeepWhatWasTyped()
    {
        QTest::keyClicks(search(), u"chat"_s);
        m_list->setEntries(sampleEntries());
        QCOMPARE(search()->text(), u"chat"_s);
        QCOMPARE(view()->model()->rowCount(), 1);
    }

    void everySymptomOfThePlaybookIsFoundByItsTitle()
    {
        Session session;
        const QList<TreeEntry> entries = session.walkthrough().entries();
        m_list->setEntries(entries);
        QCOMPARE(view()->model()->rowCount(), entries.size());
        for (const TreeEntry &entry : entries) {
            search()->setText(entry.title);
            QVERIFY2(titlesIn(*view()->model()).contains(entry.title), qPrintable(entry.title));
        }
    }

private:
    QLineEdit *search() const { return m_list->findChild<QLineEdit *>(); }
    QListView *view() const { return m_list->findChild<QListView *>(); }

    std::unique_ptr<SymptomList> m_list;
};

DUODOCTOR_GUI_TEST_MAIN(TestSymptomList)
#include "tst_symptom_list.moc"
