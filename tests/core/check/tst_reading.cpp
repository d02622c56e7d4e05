#include "check/reading.h"
#include "diagnosis/diagnosis.h"
#include "recognise/recogniser.h"
#include "secrets/standard_redactor.h"
#include "soiling.h"
#include "support/test_main.h"

#include <QSet>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using test::CapturedCase;
using test::Loss;
using test::Soiling;

namespace
{

/// What the program says of a text.
struct Said {
    QStringList kinds;
    QString first;        ///< named first: the first root cause, else the gravest finding above a remark
    QSet<QString> errors; ///< ids
    QString all;          ///< everything that could be shown
};

Said read(const QByteArray &bytes)
{
    ForeignText foreign;
    foreign.bytes = bytes;
    const StandardRedactor redactor;
    const Deployment deployment;
    ReadingContext context;
    context.deployment = &deployment;
    context.now = QDateTime({2026, 11, 22}, {10, 0}, Qt::UTC);
    Said said;
    QList<CheckResult> results;
    for (const EvidencePtr &evidence : recognise(foreign, redactor)) {
        said.kinds << QString{toWire(evidence->kind)};
        said.all += evidence->text + evidence->command + excerptOf(*evidence).text;
        results << readEvidence(evidence, context);
        for (const Finding &finding : results.constLast().findings) {
            if (finding.severity == Severity::Error) {
                said.errors.insert(finding.id.toString());
            }
            for (const auto &value : finding.arguments.values()) {
                said.all += value;
            }
        }
    }
    const Diagnosis diagnosis = diagnose(results);
    if (!diagnosis.rootCauses.isEmpty()) {
        said.first = diagnosis.rootCauses.constFirst().finding.id.toString();
    }
    return said;
}

bool isUnrecognised(const Said &said)
{
    return said.kinds == QStringList{u"unrecognised"_s};
}

/// What is true of a part that is not of the whole: the file that a configuration then is lacks something or does not
/// parse, a certificate without its end cannot be read, a table without rows lists nothing.
QSet<QString> trueOfHalf(const CapturedCase &item)
{
    static const QHash<QString, QSet<QString>> parts{
        {u"compose"_s,
         {u"config-invalid-syntax"_s, u"gateway-gitlab-url-missing"_s, u"gateway-signing-key-missing"_s,
          u"gateway-port-not-published"_s}},
        {u"docker-run"_s, {u"config-invalid-syntax"_s, u"gateway-signing-key-missing"_s}},
        {u"helm-values"_s, {u"config-invalid-syntax"_s, u"ingress-not-routing"_s}},
        {u"nginx-conf"_s, {u"config-invalid-syntax"_s}},
        {u"gitlab-rb"_s, {u"config-invalid-syntax"_s}},
        {u"pem"_s, {u"pem-unreadable"_s}},
        {u"docker-ps"_s, {u"gateway-not-running"_s}},
        {u"curl-verbose"_s,
         {u"tls-handshake-failed"_s, u"connect-refused"_s,
          u"gateway-behind-broken-proxy"_s}}, // without the proxy's name
        {u"error-message"_s, {u"connect-refused"_s}}};
    return parts.value(item.kind);
}

} // namespace

class TestReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanTextsAreRecognisedAndJudged_data();
    void cleanTextsAreRecognisedAndJudged();
    void soiledTextsSayTheSame_data();
    void soiledTextsSayTheSame();
    void twoOutputsInOnePasteAreBothRead_data();
    void twoOutputsInOnePasteAreBothRead();
    void outputsWithoutAPromptBetweenAccuseNobodyElse_data();
    void outputsWithoutAPromptBetweenAccuseNobodyElse();
    void everyKindOfTheContractHasTwoTexts();
    void whatIsNotRecognisedIsSaidSo_data();
    void whatIsNotRecognisedIsSaidSo();
};

void TestReading::cleanTextsAreRecognisedAndJudged_data()
{
    QTest::addColumn<CapturedCase>("item");
    for (const CapturedCase &item : test::capturedCases()) {
        QTest::newRow(qPrintable(item.file)) << item;
    }
}

void TestReading::cleanTextsAreRecognisedAndJudged()
{
    QFETCH(CapturedCase, item);
    const Said said = read(item.text.toUtf8());
    QCOMPARE(said.kinds, QStringList{item.kind});
    if (item.secrets.isEmpty() || !item.first.isEmpty()) {
        QCOMPARE(said.first, item.first);
    } else {
        QCOMPARE(said.first, u"secret-exposed"_s);
    }
    for (const QString &secret : item.secrets) {
        QVERIFY2(!said.all.contains(secret), qPrintable(secret));
    }
}

void TestReading::soiledTextsSayTheSame_data()
{
    QTest::addColumn<CapturedCase>("item");
    QTest::addColumn<int>("soiling");
    for (const CapturedCase &item : test::capturedCases()) {
        for (int i = 0; i < test::soilings().size(); ++i) {
            QTest::addRow("%s, %s", qPrintable(item.file), test::soilings()[i].name) << item << i;
        }
    }
}

void TestReading::soiledTextsSayTheSame()
{
    QFETCH(CapturedCase, item);
    QFETCH(int, soiling);
    const Soiling &way = test::soilings()[soiling];
    const Said clean = read(item.text.toUtf8());
    const QByteArray soiled = way.soil(item);
    const Said said = read(soiled);
    for (const QString &secret : item.secrets) {
        QVERIFY2(!said.all.contains(secret), qPrintable(secret));
    }
    const QSet<QString> wrong =
        way.loss == Loss::Possible ? said.errors - clean.errors - trueOfHalf(item) : said.errors - clean.errors;
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringList(wrong.values()).join(u' ') + u" of "_s + said.kinds.join(u' ')));
    if (way.loss == Loss::None) {
        QCOMPARE(said.kinds, QStringList{item.kind});
        QCOMPARE(said.first, clean.first);
    }
}

void TestReading::twoOutputsInOnePasteAreBothRead_data()
{
    QTest::addColumn<CapturedCase>("one");
    QTest::addColumn<CapturedCase>("other");
    const QList<CapturedCase> cases = test::capturedCases();
    for (qsizetype i = 0; i < cases.size(); ++i) {
        for (const qsizetype step : {qsizetype(5), cases.size() - 5, qsizetype(17)}) {
            const CapturedCase &other = cases[(i + step) % cases.size()];
            QTest::addRow("%s, %s", qPrintable(cases[i].file), qPrintable(other.file)) << cases[i] << other;
        }
    }
}

void TestReading::twoOutputsInOnePasteAreBothRead()
{
    QFETCH(CapturedCase, one);
    QFETCH(CapturedCase, other);
    const QString paste = test::promptLine(one.kind) + u'\n' + one.text + test::promptLine(other.kind) + u'\n' +
                          other.text + u"admin@docker01:~$\n"_s;
    const Said said = read(paste.toUtf8());
    QCOMPARE(said.kinds, (QStringList{one.kind, other.kind}));
    QCOMPARE(said.errors, read(one.text.toUtf8()).errors + read(other.text.toUtf8()).errors);
}

void TestReading::outputsWithoutAPromptBetweenAccuseNobodyElse_data()
{
    twoOutputsInOnePasteAreBothRead_data();
}

void TestReading::outputsWithoutAPromptBetweenAccuseNobodyElse()
{
    QFETCH(CapturedCase, one);
    QFETCH(CapturedCase, other);
    const Said said = read((one.text + u"\n\n"_s + other.text).toUtf8());
    const QSet<QString> wrong = said.errors - read(one.text.toUtf8()).errors - read(other.text.toUtf8()).errors;
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringList(wrong.values()).join(u' ') + u" of "_s + said.kinds.join(u' ')));
    // Two answers of servers that run into one another are no more than a body, or words that somebody quotes.
    const QStringList answers{u"http-body"_s, u"chat-completion"_s, u"models-list"_s, u"error-message"_s};
    const bool isAnswer = answers.contains(one.kind) && answers.contains(other.kind) &&
                          std::ranges::all_of(said.kinds, [&](const QString &kind) { return answers.contains(kind); });
    QVERIFY2(said.kinds.contains(one.kind) || said.kinds.contains(other.kind) || isAnswer || isUnrecognised(said),
             qPrintable(said.kinds.join(u' ')));
}

void TestReading::everyKindOfTheContractHasTwoTexts()
{
    QHash<QString, int> count;
    for (const CapturedCase &item : test::capturedCases()) {
        ++count[item.kind];
    }
    for (const EvidenceKind kind : recognisableKinds()) {
        QVERIFY2(count.value(QString{toWire(kind)}) >= 2, qPrintable(QString{toWire(kind)}));
    }
}

void TestReading::whatIsNotRecognisedIsSaidSo_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a sentence") << u"Could you please have a look at our server tomorrow?"_s;
    QTest::newRow("a listing of files") << u"total 8\ndrwxr-xr-x 2 root root 4096 Nov 20 10:00 conf.d\n"_s;
    QTest::newRow("a table of disks")
        << u"Filesystem  Size  Used Avail Use% Mounted on\n/dev/sda1   40G   12G   28G  30% /\n"_s;
    QTest::newRow("a program") << u"#include <stdio.h>\nint main(void)\n{\n    return 0;\n}\n"_s;
    QTest::newRow("numbers") << u"1 2 3\n4 5 6\n7 8 9\n"_s;
    QTest::newRow("a diff") << u"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n"_s;
}

void TestReading::whatIsNotRecognisedIsSaidSo()
{
    QFETCH(QString, text);
    const Said said = read(text.toUtf8());
    QVERIFY2(isUnrecognised(said), qPrintable(said.kinds.join(u' ')));
    QVERIFY(said.errors.isEmpty());
}

DUODOCTOR_TEST_MAIN(TestReading)
#include "tst_reading.moc"
