#include "remedy_gitlab.h"

#include "support/test_main.h"

using namespace duodoctor;

/// A setting of GitLab is wrong, somebody follows the article word by word, and GitLab's Rails says that all is well.
class TestRemediesGitlab : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followingTheArticleHealsGitlab_data()
    {
        QTest::addColumn<int>("row");
        for (qsizetype row = 0; row < gitlabCases().size(); ++row) {
            QTest::newRow(qPrintable(gitlabCases().at(row).name)) << static_cast<int>(row);
        }
    }

    void followingTheArticleHealsGitlab()
    {
        QFETCH(int, row);
        GitlabBench bench(gitlabCases().at(row));
        QString problem = bench.examine();
        if (problem.isEmpty()) {
            problem = bench.treat();
        }
        if (problem.isEmpty()) {
            problem = bench.examineAgain();
        }
        if (!problem.isEmpty()) {
            qWarning("%s", qPrintable(problem + bench.describe()));
        }
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
};

DUODOCTOR_TEST_MAIN(TestRemediesGitlab)
#include "tst_remedies_gitlab.moc"
