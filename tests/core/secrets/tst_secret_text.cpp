#include "secrets/secret_store.h"

#include "support/test_main.h"

using namespace duodoctor;

class TestSecretText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesAndMovesKeepTheValue();
    void lastOwnerWipesTheValue();
    void callersBytesAreNotShared();
};

void TestSecretText::copiesAndMovesKeepTheValue()
{
    const SecretText first("hunter2hunter2");
    SecretText copy(first);
    const SecretText moved(std::move(copy));
    SecretText assigned;
    QVERIFY(assigned.isEmpty());
    assigned = moved;
    QCOMPARE(first.reveal(), QByteArray("hunter2hunter2"));
    QCOMPARE(assigned.reveal(), QByteArray("hunter2hunter2"));
}

void TestSecretText::lastOwnerWipesTheValue()
{
    auto secret = std::make_unique<SecretText>("a-secret-of-some-length");
    auto copy = std::make_unique<SecretText>(*secret);
    // A second reference would keep the memory alive but also keep it from being wiped: look through a view.
    const QByteArrayView view(secret->reveal());
    secret.reset();
    QCOMPARE(view, QByteArrayView("a-secret-of-some-length"));
    *copy = SecretText("another");
    QCOMPARE(copy->reveal(), QByteArray("another"));
}

void TestSecretText::callersBytesAreNotShared()
{
    const QByteArray bytes("not-to-be-touched");
    {
        const SecretText secret(bytes);
        QVERIFY(secret.reveal().constData() != bytes.constData());
    }
    QCOMPARE(bytes, QByteArray("not-to-be-touched"));
}

DUODOCTOR_TEST_MAIN(TestSecretText)
#include "tst_secret_text.moc"
