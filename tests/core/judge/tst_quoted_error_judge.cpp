#include "judge/quoted_error_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestQuotedErrorJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreNarrowedDown_data();
    void messagesAreNarrowedDown();
};

void TestQuotedErrorJudge::messagesAreNarrowedDown_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("text");
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/logs/quoted.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList row = line.split(u'\t');
        QTest::newRow(row.value(2).left(70).toUtf8().constData())
            << row.value(0) << (row.value(1) == u"-"_s ? QString{} : row.value(1)) << row.value(2);
    }
}

void TestQuotedErrorJudge::messagesAreNarrowedDown()
{
    QFETCH(QString, code);
    QFETCH(QString, expected);
    QFETCH(QString, text);
    auto evidence = std::make_shared<Evidence>();
    evidence->kind = EvidenceKind::ErrorMessage;
    evidence->payload = QuotedError{code, text};
    const Deployment deployment = exampleDeployment();
    const Findings findings = judgeQuotedError(judgeInput(deployment, {{role::kQuoted, evidence}}));
    QCOMPARE(idsOf(findings).join(u' '), expected);
    for (const Finding &finding : findings) {
        QVERIFY(!finding.evidence.isEmpty());
    }
}

DUODOCTOR_TEST_MAIN(TestQuotedErrorJudge)
#include "tst_quoted_error_judge.moc"
