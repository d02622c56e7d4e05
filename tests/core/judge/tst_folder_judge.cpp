#include "judge/folder_judge.h"

#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

EvidencePtr evidenceOf(const FolderAccess &access)
{
    auto evidence = std::make_shared<Evidence>();
    evidence->vantage = Vantage::Gateway;
    evidence->kind = EvidenceKind::FolderAccess;
    evidence->payload = access;
    return evidence;
}

Findings judged(const QList<FolderAccess::Entry> &folders)
{
    const Deployment deployment = exampleDeployment();
    return judgeFolderAccess(judgeInput(deployment, {{role::kFolders, evidenceOf({folders})}}));
}

} // namespace

class TestFolderJudge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foldersInOrderAreNoFinding()
    {
        QVERIFY(judged({{u"/tmp"_s, true, true, {}}, {u"/home/aigateway/.hf"_s, true, true, {}}}).isEmpty());
    }

    void aReadOnlyTmpIsNamedWithTheSystemsWords()
    {
        const Findings findings = judged({{u"/tmp"_s, true, false, u"Read-only file system"_s}});
        QCOMPARE(idsOf(findings), QStringList{u"gateway-tmp-read-only"_s});
        QCOMPARE(findings.first().arguments.value(Argument::Detail), u"Read-only file system"_s);
        QVERIFY(!findings.first().evidence.isEmpty());
    }

    void anotherFolderIsTheTokenizersCache()
    {
        const Findings findings = judged({{u"/tmp"_s, true, true, {}}, {u"/var/cache/hf"_s, false, false, {}}});
        QCOMPARE(idsOf(findings), QStringList{u"gateway-hf-home-not-writable"_s});
        QCOMPARE(findings.first().arguments.value(Argument::Path), u"/var/cache/hf"_s);
        QVERIFY(findings.first().arguments.value(Argument::Detail).contains("does not exist"_L1));
    }

    void aFolderWithoutAPathIsNotAsked() { QVERIFY(judged({{{}, false, false, {}}}).isEmpty()); }

    void withoutEvidenceNothingIsSaid()
    {
        const Deployment deployment = exampleDeployment();
        QVERIFY(judgeFolderAccess(judgeInput(deployment, {})).isEmpty());
    }
};

DUODOCTOR_TEST_MAIN(TestFolderJudge)
#include "tst_folder_judge.moc"
