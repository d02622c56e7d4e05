#include "secrets/secret_store.h"

#include "support/test_main.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// The answers of a store, waited for.
SecretOutcome written(SecretStore &store, const QString &key, const QByteArray &secret)
{
    std::optional<SecretOutcome> answer;
    store.write(key, SecretText(secret), [&answer](SecretOutcome outcome) { answer = outcome; });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }, 8000) ? *answer : SecretOutcome::Failed;
}

std::pair<SecretOutcome, QByteArray> read(SecretStore &store, const QString &key)
{
    std::optional<std::pair<SecretOutcome, QByteArray>> answer;
    store.read(key, [&answer](SecretOutcome outcome, const SecretText &secret) {
        answer = {outcome, secret.reveal()};
    });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }, 8000)
               ? *answer
               : std::pair<SecretOutcome, QByteArray>{SecretOutcome::Failed, {}};
}

SecretOutcome removed(SecretStore &store, const QString &key)
{
    std::optional<SecretOutcome> answer;
    store.remove(key, [&answer](SecretOutcome outcome) { answer = outcome; });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }, 8000) ? *answer : SecretOutcome::Failed;
}

} // namespace

/// What is done inside a session bus of its own: this program runs itself there, with the part's name.
class TestSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyOutlivesTheStoreInAKeyring();
    void keyStaysInMemoryWithoutAKeyring();
    void keyringThatHangsIsGivenUpInTime();
    void keyNamesDeploymentAndModel();

    void insideKeyring();
    void insideNoKeyring();
    void insideHangingKeyring();

private:
    void runInside(const QString &part, const QString &prelude);
    QTemporaryDir m_runtime;
};

void TestSecretStore::runInside(const QString &part, const QString &prelude)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_runtime.path());
    environment.insert(u"DUODOCTOR_TEST_PART"_s, part);
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"GNOME_KEYRING_CONTROL"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    const QString self = QCoreApplication::applicationFilePath();
    if (prelude.isEmpty()) {
        process.start(self, {part});
    } else {
        process.start(u"dbus-run-session"_s, {u"--"_s, u"sh"_s, u"-c"_s, prelude + u" \"$0\" "_s + part, self});
    }
    QVERIFY2(process.waitForStarted(), "dbus-run-session is missing (package dbus)");
    QVERIFY(process.waitForFinished(40'000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
}

void TestSecretStore::keyOutlivesTheStoreInAKeyring()
{
    runInside(u"insideKeyring"_s,
              u"printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "_s);
}

void TestSecretStore::keyStaysInMemoryWithoutAKeyring()
{
    runInside(u"insideNoKeyring"_s, {});
}

void TestSecretStore::keyringThatHangsIsGivenUpInTime()
{
    // A service that owns the name and answers nothing.
    const QString mute = u"%1/mute.py"_s.arg(m_runtime.path());
    QFile script(mute);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("import dbus, time\n"
                 "bus = dbus.SessionBus()\n"
                 "bus.request_name('org.freedesktop.secrets')\n"
                 "print('ready', flush=True)\n"
                 "time.sleep(30)\n");
    script.close();
    runInside(u"insideHangingKeyring"_s,
              u"/usr/bin/python3 %1 >%1.out & until grep -q ready %1.out; do sleep 0.05; done;"_s.arg(mute));
}

void TestSecretStore::keyNamesDeploymentAndModel()
{
    QCOMPARE(SecretStore::keyFor(u"Production"_s, u"mistral"_s), u"Production/mistral"_s);
}

void TestSecretStore::insideKeyring()
{
    if (qEnvironmentVariable("DUODOCTOR_TEST_PART") != "insideKeyring"_L1) {
        return;
    }
    const QString key = SecretStore::keyFor(u"Production"_s, u"mistral"_s);
    {
        SecretStore store;
        QCOMPARE(read(store, key).first, SecretOutcome::NotFound);
        QCOMPARE(written(store, key, "s3cr3t-wörd"), SecretOutcome::Ok);
        QVERIFY(store.isPersistent());
    }
    SecretStore store;
    const auto [outcome, secret] = read(store, key);
    QCOMPARE(outcome, SecretOutcome::Ok);
    QCOMPARE(secret, QByteArray("s3cr3t-wörd"));
    QCOMPARE(removed(store, key), SecretOutcome::Ok);
    QCOMPARE(read(store, key).first, SecretOutcome::NotFound);
    QVERIFY(store.isPersistent());
}

void TestSecretStore::insideNoKeyring()
{
    if (qEnvironmentVariable("DUODOCTOR_TEST_PART") != "insideNoKeyring"_L1) {
        return;
    }
    SecretStore store;
    QCOMPARE(read(store, u"a/b"_s).first, SecretOutcome::NoKeyring);
    QVERIFY(!store.isPersistent());
    QCOMPARE(written(store, u"a/b"_s, "kept"), SecretOutcome::Ok);
    const auto [outcome, secret] = read(store, u"a/b"_s);
    QCOMPARE(outcome, SecretOutcome::Ok);
    QCOMPARE(secret, QByteArray("kept"));
    QCOMPARE(read(store, u"a/other"_s).first, SecretOutcome::NoKeyring);
    QCOMPARE(removed(store, u"a/b"_s), SecretOutcome::Ok);
    QCOMPARE(removed(store, u"a/b"_s), SecretOutcome::NotFound);

    SecretStore first;
    QCOMPARE(written(first, u"a/b"_s, "kept at once"), SecretOutcome::Ok);
    QVERIFY(!first.isPersistent());
    QCOMPARE(read(first, u"a/b"_s).second, QByteArray("kept at once"));

    SecretStore other;
    QVERIFY(read(other, u"a/b"_s).second.isEmpty()); // memory of that store, and no file
}

void TestSecretStore::insideHangingKeyring()
{
    if (qEnvironmentVariable("DUODOCTOR_TEST_PART") != "insideHangingKeyring"_L1) {
        return;
    }
    SecretStore store;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(read(store, u"a/b"_s).first, SecretOutcome::TimedOut);
    QCOMPARE_LT(timer.elapsed(), 15'000);
    QVERIFY(!store.isPersistent());
    QCOMPARE(written(store, u"a/b"_s, "kept"), SecretOutcome::Ok);
    QCOMPARE(read(store, u"a/b"_s).second, QByteArray("kept"));
    QCOMPARE_LT(timer.elapsed(), 16'000);
}

DUODOCTOR_TEST_MAIN(TestSecretStore)
#include "tst_secret_store.moc"
