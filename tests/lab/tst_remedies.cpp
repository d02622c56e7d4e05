#include "remedy_bench.h"

#include "check/check_definition.h"

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
            QCOMPARE(row.finding, findingOfPractice(row.fault));
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

    void anArticleNamesACheckThatFindsItsFinding()
    {
        const Session session;
        QStringList wrong;
        for (const QString &id : session.playbook().articleIds()) {
            QStringList finders;
            for (const CheckDefinition &check : checkCatalogue()) {
                const bool finds =
                    std::ranges::any_of(check.findings, [&](FindingId finding) { return finding.toString() == id; });
                if (finds) {
                    finders << check.id.toString();
                }
            }
            const QStringList verify = session.playbook().article(id)->verify;
            const bool isFound =
                std::ranges::any_of(verify, [&](const QString &check) { return finders.contains(check); });
            if (!finders.isEmpty() && !isFound) {
                wrong << id + u": "_s + verify.join(u' ') + u" instead of "_s + finders.join(u' ');
            }
        }
        for (const QString &line : wrong) {
            qWarning("%s", qPrintable(line));
        }
        QCOMPARE(wrong, QStringList());
    }

    void aWrongArticleHealsNothing_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("article");
        QTest::addColumn<QString>("right");
        QTest::addColumn<QString>("wrong");
        QTest::newRow("a wrong value") << u"gateway-url-path"_s << u"url-has-path"_s
                                       << u"AI Gateway URL to\n   `{suggestion}`"_s
                                       << u"AI Gateway URL to\n   `{url}`"_s;
        QTest::newRow("a step that leaves open what to do")
            << u"model-missing-v1"_s << u"model-endpoint-missing-v1"_s << u"and set its endpoint to `{suggestion}`"_s
            << u"and set it right"_s;
        QTest::newRow("a command that does too little")
            << u"tls-incomplete-chain"_s << u"tls-incomplete-chain"_s << u"cat server.pem intermediate.pem >"_s
            << u"cat server.pem >"_s;
        QTest::newRow("a command that cannot run")
            << u"ca-bundle-der"_s << u"pem-wrong-format"_s << u"openssl x509 -inform DER -in {path} -out ca.pem"_s
            << u"openssl x509 -inform PEM -in {path} -out ca.pem"_s;
        QTest::newRow("a container that goes on with the old file")
            << u"gateway-bundle-lacks-ca with Compose"_s << u"tls-gateway-bundle-lacks-ca"_s << u" --force-recreate"_s
            << QString();
        QTest::newRow("a container that is not removed first")
            << u"gateway-auth-bypassed"_s << u"gateway-auth-bypassed"_s
            << u"\n   {container_engine} rm {gateway_container}"_s << QString();
    }

    /// The test itself can tell a good article from a bad one.
    void aWrongArticleHealsNothing()
    {
        QFETCH(QString, fault);
        QFETCH(QString, article);
        QFETCH(QString, right);
        QFETCH(QString, wrong);
        const QTemporaryDir overlay;
        const QString file = u"/articles/"_s + article + u".md"_s;
        QString text =
            QString::fromUtf8(RemedyWorld::read(QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/playbook") + file));
        QVERIFY2(text.contains(right), "the article reads otherwise by now");
        RemedyWorld::write(overlay.path() + file, text.replace(right, wrong).toUtf8());
        const auto remedyCase = std::ranges::find(remedyCases(), fault, nameOf);
        QVERIFY(remedyCase != remedyCases().end());
        RemedyBench bench(*remedyCase);
        QCOMPARE(bench.session.setPlaybookOverlay(overlay.path()), QString());
        QCOMPARE(bench.fallIll(), QString());
        QCOMPARE(bench.examine(findingOfPractice(remedyCase->fault)), QString());
        const bool isFollowed = bench.treat().isEmpty();
        QVERIFY(!isFollowed || !bench.examineAgain().isEmpty());
    }

    void followingTheArticleHealsTheFault_data()
    {
        QTest::addColumn<int>("row");
        for (qsizetype row = 0; row < remedyCases().size(); ++row) {
            const RemedyCase &remedyCase = remedyCases().at(row);
            if (remedyCase.ground != RemedyGround::Front) {
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

DUODOCTOR_TEST_MAIN(TestRemedies)
#include "tst_remedies.moc"
