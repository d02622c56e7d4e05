#include "report/chain_diagram.h"
#include "report/report.h"
#include "report/report_groups.h"
#include "sample_report.h"
#include "support/test_main.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace duodoctor;

class TestReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sharedEvidenceHasOneNumber()
    {
        const Report report = test::sampleReport();
        QCOMPARE(report.evidence.size(), 3);
        QCOMPARE(report.checks.at(0).evidenceRefs, QStringList{u"e1"_s});
        QCOMPARE(report.checks.at(2).evidenceRefs, QStringList{u"e1"_s});
        QCOMPARE(report.checks.at(5).evidenceRefs, QStringList{u"e2"_s});
    }
    void findingsAreNumberedInOrder()
    {
        const Report report = test::sampleReport();
        QCOMPARE(report.findings.size(), 3);
        QCOMPARE(report.findings.at(0).ref, u"f1"_s);
        QCOMPARE(report.checks.at(1).findingRefs, QStringList{u"f1"_s});
        QCOMPARE(report.rootCauses.at(0).findingRef, u"f2"_s);
        QCOMPARE(report.findings.at(1).evidenceRefs, QStringList{u"e2"_s});
    }
    void theSameFindingOfTwoChecksIsOne()
    {
        ReportSource source = test::sampleSource();
        source.results[4].findings = source.results.at(5).findings;
        const Report report = buildReport(source, Playbook(test::testPlaybookFolder()));
        QCOMPARE(report.findings.size(), 3);
        QCOMPARE(report.checks.at(4).findingRefs, report.checks.at(5).findingRefs);
    }
    void otherArgumentsAreAnotherFinding()
    {
        ReportSource source = test::sampleSource();
        source.results[4].findings = source.results.at(5).findings;
        source.results[4].findings[0].arguments.set(Argument::Port, u"8443"_s);
        QCOMPARE(buildReport(source, Playbook(test::testPlaybookFolder())).findings.size(), 4);
    }
    void wordsComeFromTheArticle()
    {
        const Report report = test::sampleReport();
        QCOMPARE(report.findings.at(1).remedy.message,
                 u"The AI Gateway cannot be reached: 192.0.2.10 refuses connections on port 443."_s);
        QCOMPARE(report.findings.at(1).remedy.steps.size(), 3);
    }
    void becauseTellsWhatIsBlocked()
    {
        const Report report = test::sampleReport();
        QVERIFY2(report.rootCauses.at(0).because.endsWith(u"are right; 2 further checks are blocked by it."_s),
                 qPrintable(report.rootCauses.at(0).because));
        QVERIFY(report.rootCauses.at(1).because.endsWith(u"names Mistral-7B."_s));
    }
    void becauseCountsFailedAndBlockedApart()
    {
        ReportSource source = test::sampleSource();
        source.diagnosis.rootCauses[0].explains = {source.results.at(7).key, source.results.at(11).key};
        source.diagnosis.rootCauses[0].alsoSeenBy = {source.results.at(1).key};
        const Report report = buildReport(source, Playbook(test::testPlaybookFolder()));
        QVERIFY2(
            report.rootCauses.at(0).because.endsWith(
                u"; 1 further check shows the same, 1 further check fails because of it, 1 further check is blocked by it."_s),
            qPrintable(report.rootCauses.at(0).because));
    }
    void aCauseThatNoCheckHoldsIsNumberedToo()
    {
        ReportSource source = test::sampleSource();
        source.results[5].findings.clear();
        const Report report = buildReport(source, Playbook(test::testPlaybookFolder()));
        QCOMPARE(report.findings.size(), 3);
        QCOMPARE(report.rootCauses.at(0).findingRef, u"f3"_s);
    }
    void everySkipHasAReason()
    {
        ReportSource source = test::sampleSource();
        source.results[8].skipReason = SkipReason::None;
        const Report report = buildReport(source, Playbook(test::testPlaybookFolder()));
        for (const Report::CheckEntry &entry : report.checks) {
            QCOMPARE(!entry.reason.isEmpty(), entry.result.status == CheckStatus::Skipped);
        }
    }
    void oneChainIsDrawnOnceForAllItsEvidence()
    {
        ReportSource source = test::sampleSource();
        for (qsizetype i : {0, 11}) {
            HttpExchange exchange = *source.results.at(i).evidence.first()->httpExchange();
            exchange.url = QUrl(u"https://gitlab.example.com/"_s);
            exchange.tls = TlsHandshake{u"gitlab.example.com"_s, {"leaf", "issuer"}, {}, {}, {}, false};
            Evidence evidence = *source.results.at(i).evidence.first();
            evidence.payload = exchange;
            source.results[i].evidence = {std::make_shared<const Evidence>(evidence)};
        }
        int drawn = 0;
        source.chainPicture = [&drawn](const Evidence &) {
            ++drawn;
            return test::incompleteChain();
        };
        const Report report = buildReport(source, Playbook(test::testPlaybookFolder()));
        QCOMPARE(report.chains.size(), 1);
        QCOMPARE(drawn, 1);
        QCOMPARE(report.chains.first().host, u"gitlab.example.com:443"_s);
        QCOMPARE(report.chains.first().evidenceRefs.size(), 2);
        QCOMPARE(report.chains.first().picture.nodes.size(), size_t{2});
    }
    void checksAreGroupedBySubject()
    {
        const Report report = test::sampleReport();
        const QList<CheckGroup> groups = groupsOf(report);
        QStringList titles;
        qsizetype checks = 0;
        for (const CheckGroup &group : groups) {
            titles.append(group.title);
            checks += group.checks.size();
        }
        QCOMPARE(titles, QStringList({u"GitLab"_s, u"AI Gateway"_s, u"Metrics"_s, u"Model mistral"_s}));
        QCOMPARE(checks, report.checks.size());
    }
    void diagramSeparatesTheWayFromTheService()
    {
        const ReportSource source = test::sampleSource();
        const ChainDiagram chain = diagramOf(source.deployment, source.results);
        QCOMPARE(wordOf(chain.gitlab.state), u"needs attention"_s);
        QCOMPARE(wordOf(chain.linkToGateway.state), u"broken"_s);
        QCOMPARE(wordOf(chain.gateway.state), u"not reached"_s);
        QCOMPARE(chain.models.size(), 1);
        QCOMPARE(wordOf(chain.models.first().link.state), u"in order"_s);
        QCOMPARE(wordOf(chain.models.first().node.state), u"broken"_s);
        QCOMPARE(chain.models.first().node.detail, u"vllm.example.com:8000"_s);
    }
    void diagramOfNothingSaysSo()
    {
        const ChainDiagram chain = diagramOf({}, {});
        QCOMPARE(wordOf(chain.gitlab.state), u"not configured"_s);
        QVERIFY(chain.models.isEmpty());
        Deployment deployment;
        deployment.gitlab.url = u"https://user:secret@gitlab.example.com"_s;
        const ChainPart gitlab = diagramOf(deployment, {}).gitlab;
        QCOMPARE(wordOf(gitlab.state), u"not looked at"_s);
        QCOMPARE(gitlab.detail, u"gitlab.example.com"_s);
    }
};

DUODOCTOR_TEST_MAIN(TestReport)
#include "tst_report.moc"
