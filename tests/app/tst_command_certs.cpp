#include "app/program.h"
#include "support/lab_certificates.h"
#include "support/nginx_server.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kHost = u"aigw.practice.localhost"_s;

CertificateWish leafWish()
{
    CertificateWish wish;
    wish.commonName = kHost;
    wish.subjectAltName = "DNS:" + kHost.toLatin1();
    return wish;
}

QStringList idsOf(const QJsonObject &answer)
{
    QStringList ids;
    for (const auto &finding : answer.value("findings"_L1).toArray()) {
        ids << finding.toObject().value("id"_L1).toString();
    }
    return ids;
}

} // namespace

class TestCommandCerts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    LabCertificate m_root = LabCertificate::make(authorityWish(u"Lab Root CA"_s));
    LabCertificate m_intermediate = LabCertificate::make(authorityWish(u"Lab Issuing CA"_s), &m_root);
    LabCertificate m_leaf = LabCertificate::make(leafWish(), &m_intermediate);

    QString file(const QString &name, const QByteArray &bytes) const
    {
        QFile target(m_folder.filePath(name));
        if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size()) {
            qFatal("%s cannot be written", qPrintable(name));
        }
        return target.fileName();
    }

    test::ProgramRun judge(const QByteArray &chain, const QStringList &more = {}) const
    {
        return test::runProgram(QStringList{u"certs"_s, u"--chain"_s, file(u"chain.pem"_s, chain), u"--trust"_s,
                                            file(u"trust.pem"_s, m_root.pem()), u"--host"_s, kHost} +
                                more);
    }

    static QJsonObject json(const test::ProgramRun &run) { return QJsonDocument::fromJson(run.out).object(); }

private Q_SLOTS:
    void aGoodChainEndsWithZero()
    {
        const test::ProgramRun run = judge(m_leaf.pem() + m_intermediate.pem());
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains(kHost.toLatin1()));
        QVERIFY(run.err.isEmpty());
    }

    void aChainWithoutItsIntermediateEndsWithOneAndSaysWhichIsMissing()
    {
        const test::ProgramRun run = judge(m_leaf.pem());
        QCOMPARE(run.status, 1);
        QVERIFY(run.out.contains("tls-incomplete-chain"));
        QVERIFY(run.out.contains("Lab Issuing CA"));
    }

    void theJsonIsAReportWithAVerdict()
    {
        const test::ProgramRun run = judge(m_leaf.pem(), {u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 1);
        const QJsonObject answer = json(run);
        QCOMPARE(answer.value("schema"_L1).toString(), u"duo-doctor/report/1"_s);
        QCOMPARE(answer.value("command"_L1).toString(), u"certs"_s);
        QCOMPARE(answer.value("trusted"_L1), QJsonValue(false));
        QCOMPARE(idsOf(answer).first(), u"tls-incomplete-chain"_s);
    }

    void anOrganisationsArticleIsUsed()
    {
        const QTemporaryDir overlay;
        QVERIFY(QDir(overlay.path()).mkdir(u"articles"_s));
        QFile article(overlay.filePath(u"articles/tls-incomplete-chain.md"_s));
        QVERIFY(article.open(QIODevice::WriteOnly));
        article.write("---\ntitle: Ours\nmessage: \"Ask the desk.\"\nbecause: \"It is so.\"\nversions: all\n"
                      "sources: [\"Our rules\"]\n---\n\n## Why\n\nSo.\n\n## Repair\n\n1. Call the desk.\n");
        article.close();
        const test::ProgramRun run = judge(m_leaf.pem(), {u"--overlay"_s, overlay.path()});
        QVERIFY2(run.out.contains("Ask the desk."), run.out.constData());
    }

    void theMomentDecides()
    {
        const QByteArray chain = m_leaf.pem() + m_intermediate.pem();
        const test::ProgramRun run = judge(chain, {u"--at"_s, u"2040-01-01T00:00:00Z"_s, u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 1);
        QCOMPARE(idsOf(json(run)).first(), u"tls-expired"_s);
    }

    void whatIsNoCertificateEndsWithTwoAndItsFinding()
    {
        const test::ProgramRun run =
            judge("-----BEGIN CERTIFICATE-----\nMIIgarbage\n-----END CERTIFICATE-----\n", {u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 2);
        QCOMPARE(run.err.count('\n'), 1);
        QCOMPARE(idsOf(json(run)).first(), u"pem-unreadable"_s);
    }

    void wrongUsageIsAnsweredInOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing to judge") << QStringList{u"certs"_s};
        QTest::newRow("no host") << QStringList{u"certs"_s, u"--chain"_s, u"x.pem"_s};
        QTest::newRow("a file that is not there")
            << QStringList{u"certs"_s, u"--chain"_s, u"/no/such.pem"_s, u"--host"_s, u"a"_s};
        QTest::newRow("no time") << QStringList{u"certs"_s, u"--connect"_s, u"a:1"_s, u"--at"_s, u"tomorrow"_s};
    }
    void wrongUsageIsAnsweredInOneLine()
    {
        QFETCH(QStringList, arguments);
        const test::ProgramRun run = test::runProgram(arguments);
        QCOMPARE(run.status, 2);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY(run.out.isEmpty());
    }

    void aServersChainIsFetchedAndJudged()
    {
        NginxServer nginx;
        QFile chain(nginx.folder() + u"/chain.pem"_s);
        QVERIFY(chain.open(QIODevice::WriteOnly));
        chain.write(m_leaf.pem());
        chain.close();
        QFile key(nginx.folder() + u"/key.pem"_s);
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write(m_leaf.keyPem());
        key.close();
        const int port = freePort();
        const QString problem =
            nginx.start(u"server { listen 127.0.0.1:%1 ssl; ssl_certificate %2/chain.pem; ssl_certificate_key "
                        "%2/key.pem; }"_s.arg(port)
                            .arg(nginx.folder()),
                        port);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const test::ProgramRun run =
            test::runProgram({u"certs"_s, u"--connect"_s, u"%1:%2"_s.arg(kHost).arg(port), u"--trust"_s,
                              file(u"trust.pem"_s, m_root.pem()), u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 1);
        QCOMPARE(idsOf(json(run)).first(), u"tls-incomplete-chain"_s);
    }

    void aServerThatIsAwayEndsWithThree()
    {
        const test::ProgramRun run = test::runProgram({u"certs"_s, u"--connect"_s, u"127.0.0.1:%1"_s.arg(freePort())});
        QCOMPARE(run.status, 3);
        QCOMPARE(run.err.count('\n'), 1);
    }

    void aBatchAnswersEachCaseAsASingleCallWould()
    {
        const auto base64 = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); };
        const auto entry = [&](const QString &id, const QByteArray &chain) {
            return QJsonObject{{u"id"_s, id},
                               {u"chain_data"_s, base64(chain)},
                               {u"trust_data"_s, base64(m_root.pem())},
                               {u"host"_s, QJsonObject{{u"kind"_s, u"dns"_s}, {u"value"_s, kHost}}},
                               {u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
        };
        const QList<QByteArray> chains{m_leaf.pem() + m_intermediate.pem(), m_leaf.pem(), "", "garbage", m_root.pem()};
        QJsonArray cases;
        for (qsizetype i = 0; i < chains.size(); ++i) {
            cases.append(entry(QString::number(i), chains.at(i)));
        }
        const QJsonObject document{
            {u"format"_s, u"tls-cases/1"_s}, {u"suite"_s, u"own"_s}, {u"certs"_s, QJsonArray{}}, {u"cases"_s, cases}};
        const test::ProgramRun batch =
            test::runProgram({u"certs"_s, u"--batch"_s, file(u"batch.json"_s, QJsonDocument(document).toJson())});
        QCOMPARE(batch.status, 0);
        const QByteArrayList lines = batch.out.trimmed().split('\n');
        QCOMPARE(lines.size(), chains.size());
        for (qsizetype i = 0; i < chains.size(); ++i) {
            const QJsonObject answer = QJsonDocument::fromJson(lines.at(i)).object();
            const QJsonObject single = json(judge(chains.at(i), {u"--format"_s, u"json"_s}));
            QCOMPARE(answer.value("id"_L1).toString(), QString::number(i));
            QCOMPARE(answer.value("trusted"_L1), single.value("trusted"_L1));
            QCOMPARE(idsOf(answer), idsOf(single));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestCommandCerts)
#include "tst_command_certs.moc"
