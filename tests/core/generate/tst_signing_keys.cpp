#include "generate/signing_keys.h"

#include "support/test_main.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Deployment deploymentOf(const QString &version)
{
    Deployment deployment;
    deployment.gitlab.version = GitLabVersion::parse(version);
    return deployment;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSigningKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fourKeysForTheirOwnerAlone()
    {
        QTemporaryDir root;
        const QString folder = root.filePath(u"new/keys"_s);
        const MadeKeys keys = makeSigningKeys(deploymentOf(u"18.9"_s), folder);
        QVERIFY2(keys.problem.isEmpty(), qPrintable(keys.problem.sentence));
        QCOMPARE(QDir(folder).entryList(QDir::Files),
                 QStringList({u"aigw_signing.key"_s, u"aigw_validation.key"_s, u"duo_workflow_jwt.key"_s,
                              u"duo_workflow_validation.key"_s}));
        QSet<QByteArray> different;
        for (const QString &path : keys.made) {
            const QByteArray pem = contentOf(path);
            different.insert(pem);
            QVERIFY(pem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
            QProcess openssl;
            openssl.start(u"openssl"_s, {u"rsa"_s, u"-in"_s, path, u"-check"_s, u"-noout"_s, u"-text"_s});
            QVERIFY(openssl.waitForFinished());
            const QByteArray told = openssl.readAllStandardOutput();
            QVERIFY(told.contains("2048 bit") && told.contains("RSA key ok"));
            const QFileDevice::Permissions others =
                QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
            QCOMPARE(QFile::permissions(path) & others, QFileDevice::Permissions());
        }
        QCOMPARE(different.size(), 4);
    }

    void whatIsThereIsKept()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"aigw_signing.key"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        file.close();
        QVERIFY(QFile::link(u"/nowhere/at/all"_s, folder.filePath(u"aigw_validation.key"_s)));
        const MadeKeys keys = makeSigningKeys(deploymentOf(u"19.2"_s), folder.path());
        QVERIFY(keys.problem.isEmpty());
        QCOMPARE(keys.kept.size(), 2);
        QCOMPARE(keys.made.size(), 2);
        QCOMPARE(contentOf(file.fileName()), QByteArray("mine"));
    }

    void theGatewaysOwnPairAloneBeforeTheAgentPlatform()
    {
        QTemporaryDir folder;
        const MadeKeys keys = makeSigningKeys(deploymentOf(u"18.3.5"_s), folder.path());
        QVERIFY2(keys.problem.isEmpty(), qPrintable(keys.problem.sentence));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
                 QStringList({u"aigw_signing.key"_s, u"aigw_validation.key"_s}));
    }

    void aFolderThatCannotBeIsTold()
    {
        const MadeKeys keys = makeSigningKeys(deploymentOf(u"18.9"_s), u"/proc/nothing"_s);
        QCOMPARE(keys.problem.key, u"--make-signing-keys"_s);
    }
};

DUODOCTOR_TEST_MAIN(TestSigningKeys)
#include "tst_signing_keys.moc"
