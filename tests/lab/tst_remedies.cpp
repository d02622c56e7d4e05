#include "remedy_bench.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

struct TableRow {
    QString fault;
    QString finding;
    QString how;
};

/// The rows of docs/REMEDIES.md.
QList<TableRow> tableRows()
{
    QList<TableRow> rows;
    const QByteArray text = RemedyWorld::read(QStringLiteral(DUODOCTOR_SOURCE_DIR "/docs/REMEDIES.md"));
    for (const QString &line : QString::fromUtf8(text).split(u'\n')) {
        const QStringList cells = line.split(u'|');
        if (cells.size() == 5 && cells.at(1).contains(u'-') && !cells.at(1).contains(u"---"_s)) {
            rows << TableRow{cells.at(1).trimmed(), cells.at(2).trimmed(), cells.at(3).trimmed()};
        }
    }
    return rows;
}

QString findingOf(const QString &fault)
{
    for (const PracticeFault &candidate : PracticeDeployment::faults()) {
        if (candidate.id == fault) {
            return candidate.finding;
        }
    }
    return {};
}

} // namespace

/// A practice deployment falls ill, somebody follows the article word by word, and the check passes.
class TestRemedies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFaultOfThePracticeIsHealedHereOrHasAReason()
    {
        QStringList healed;
        for (const RemedyCase &remedyCase : remedyCases()) {
            healed << remedyCase.fault;
        }
        QStringList listed;
        for (const TableRow &row : tableRows()) {
            listed << row.fault;
            QCOMPARE(row.finding, findingOf(row.fault));
            const bool isHealed = row.how.startsWith("healed: "_L1);
            QVERIFY2(isHealed == healed.contains(row.fault), qPrintable(row.fault));
            QVERIFY2(row.how.size() > 30 && row.how.endsWith(u'.'), qPrintable(row.fault + u" wants a sentence"_s));
            QVERIFY2(!row.how.contains("todo"_L1, Qt::CaseInsensitive), qPrintable(row.fault));
        }
        QStringList faults;
        for (const PracticeFault &fault : PracticeDeployment::faults()) {
            faults << fault.id;
        }
        QCOMPARE(listed, faults);
        QVERIFY(healed.size() >= 30);
    }

    void followingTheArticleHealsTheFault_data()
    {
        QTest::addColumn<int>("row");
        for (qsizetype row = 0; row < remedyCases().size(); ++row) {
            QTest::newRow(qPrintable(remedyCases().at(row).fault)) << static_cast<int>(row);
        }
    }

    void followingTheArticleHealsTheFault()
    {
        QFETCH(int, row);
        const RemedyCase &remedyCase = remedyCases().at(row);
        RemedyBench bench(remedyCase);
        QString problem = bench.fallIll();
        if (problem.isEmpty()) {
            problem = bench.examine(findingOf(remedyCase.fault));
        }
        if (problem.isEmpty()) {
            problem = bench.treat();
        }
        if (problem.isEmpty()) {
            problem = bench.examineAgain();
        }
        if (!problem.isEmpty()) {
            // Qt Test cuts what QVERIFY2 says.
            qWarning("%s", qPrintable(problem + bench.describe()));
        }
        QVERIFY2(problem.isEmpty(), qPrintable(problem.section(u'\n', 0, 0)));
    }
};

DUODOCTOR_TEST_MAIN(TestRemedies)
#include "tst_remedies.moc"
