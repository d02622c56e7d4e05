#include "remedy_bench.h"

#include "support/test_main.h"

using namespace duodoctor;

/// A real nginx before the practice's gateway falls ill, somebody follows the article word by word, and the check
/// passes.
class TestRemediesFront : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followingTheArticleHealsTheFault_data()
    {
        QTest::addColumn<int>("row");
        for (qsizetype row = 0; row < remedyCases().size(); ++row) {
            const RemedyCase &remedyCase = remedyCases().at(row);
            if (remedyCase.ground == RemedyGround::Front) {
                QTest::newRow(qPrintable(nameOf(remedyCase))) << static_cast<int>(row);
            }
        }
    }

    void followingTheArticleHealsTheFault()
    {
        QFETCH(int, row);
        const RemedyCase &remedyCase = remedyCases().at(row);
        RemedyBench bench(remedyCase);
        QCOMPARE(bench.heal(findingOfPractice(remedyCase.fault)), QString());
    }
};

DUODOCTOR_TEST_MAIN(TestRemediesFront)
#include "tst_remedies_front.moc"
