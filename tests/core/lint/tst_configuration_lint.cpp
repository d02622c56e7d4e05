#include "lint/configuration_form.h"
#include "lint/configuration_lint.h"

#include "lint_mutations.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QString goodFile(const QString &name)
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/lint/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList told(const QList<LintFinding> &findings)
{
    QStringList lines;
    for (const LintFinding &each : findings) {
        lines << u"%1 %2:%3 %4"_s.arg(each.finding.id.toString())
                     .arg(each.line)
                     .arg(each.column)
                     .arg(each.finding.arguments.value(Argument::Detail));
    }
    return lines;
}

QList<LintFinding> lint(const QString &name, const QString &text)
{
    const auto kind = configurationForm(name, text);
    return lintConfiguration(kind.value_or(EvidenceKind::Unrecognised), {name, text}, {});
}

} // namespace

class TestConfigurationLint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePlatformsPortIsAskedForWhereItsServiceRuns_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("more");
        QTest::addColumn<bool>("isTold");
        const QString asked = u" -e ENABLE_DUO_WORKFLOW_SERVICE=true"_s;
        const QString off = u" -e ENABLE_DUO_WORKFLOW_SERVICE="_s;
        QTest::newRow("before it came") << u"17.9.1"_s << QString() << false;
        QTest::newRow("the last version without it") << u"18.3.5"_s << QString() << false;
        QTest::newRow("asked for early") << u"18.2.1"_s << asked << true;
        QTest::newRow("the first version with it") << u"18.4.0"_s << QString() << true;
        QTest::newRow("switched off") << u"18.9.1"_s << off << false;
    }
    void thePlatformsPortIsAskedForWhereItsServiceRuns()
    {
        QFETCH(QString, version);
        QFETCH(QString, more);
        QFETCH(bool, isTold);
        const QString command = u"docker run -p 5052:5052 -e AIGW_GITLAB_URL=https://gitlab.example.com "
                                "-e AIGW_GITLAB_API_URL=https://gitlab.example.com/api/v4/%1 "
                                "gitlab/model-gateway:self-hosted-v%2-ee\n"_s.arg(more, version);
        const QStringList lines = told(lint(u"run.sh"_s, command));
        QCOMPARE(!lines.filter(u"gateway-port-not-published"_s).isEmpty(), isTold);
        QCOMPARE(!lines.filter(u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_s).isEmpty(), isTold);
    }
    void goodFilesGiveNoFinding_data()
    {
        QTest::addColumn<EvidenceKind>("kind");
        QTest::newRow("compose.yaml") << EvidenceKind::Compose;
        QTest::newRow("run.sh") << EvidenceKind::DockerRun;
        QTest::newRow("default.conf") << EvidenceKind::NginxConf;
        QTest::newRow("grpc.conf") << EvidenceKind::NginxConf;
        QTest::newRow("values.yaml") << EvidenceKind::HelmValues;
        QTest::newRow("gitlab.rb") << EvidenceKind::GitlabRb;
        QTest::newRow("gateway.env") << EvidenceKind::Environment;
    }
    void goodFilesGiveNoFinding()
    {
        QFETCH(EvidenceKind, kind);
        const QString name = QString::fromUtf8(QTest::currentDataTag());
        const QString text = goodFile(name);
        QVERIFY(!text.isEmpty());
        QCOMPARE(configurationForm(u"file.txt"_s, text), std::optional{kind});
        QCOMPARE(told(lint(name, text)), QStringList());
    }

    void oneMistakeGivesItsFindingAtItsLine_data()
    {
        QTest::addColumn<int>("row");
        for (int row = 0; row < static_cast<int>(lintMutations().size()); ++row) {
            const LintMutation &mutation = lintMutations()[static_cast<size_t>(row)];
            QTest::addRow("%d %s %s", row, mutation.file, mutation.finding) << row;
        }
    }
    void oneMistakeGivesItsFindingAtItsLine()
    {
        QFETCH(int, row);
        const LintMutation &mutation = lintMutations()[static_cast<size_t>(row)];
        QString text = goodFile(QString::fromUtf8(mutation.file));
        const QString find = QString::fromUtf8(mutation.find);
        const qsizetype at = text.indexOf(find);
        QVERIFY(at >= 0);
        text.replace(at, find.size(), QString::fromUtf8(mutation.replace));
        int line = 0;
        if (mutation.at != nullptr) {
            const qsizetype where = text.indexOf(QString::fromUtf8(mutation.at));
            QVERIFY(where >= 0);
            line = static_cast<int>(QStringView(text).first(where).count(u'\n')) + 1;
        }
        const QList<LintFinding> findings = lint(QString::fromUtf8(mutation.file), text);
        QVERIFY2(findings.size() == 1, qPrintable(told(findings).join(u'\n')));
        QCOMPARE(findings.first().finding.id.toString(), QString::fromUtf8(mutation.finding));
        QCOMPARE(findings.first().line, line);
    }

    void nothingCrashesOnCutTexts()
    {
        for (const QString &name : {u"compose.yaml"_s, u"run.sh"_s, u"default.conf"_s, u"grpc.conf"_s, u"values.yaml"_s,
                                    u"gitlab.rb"_s, u"gateway.env"_s}) {
            const QString text = goodFile(name);
            for (qsizetype size = 0; size < text.size(); size += 3) {
                for (const EvidenceKind kind : configurationForms()) {
                    lintConfiguration(kind, {name, text.first(size)}, {});
                }
            }
        }
    }
};

DUODOCTOR_TEST_MAIN(TestConfigurationLint)
#include "tst_configuration_lint.moc"
