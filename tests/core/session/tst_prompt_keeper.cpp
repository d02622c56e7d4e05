#include "session/prompt_keeper.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

PromptRequest request(PromptRequest::Kind kind, const QString &place = u"gitlab.example.com"_s)
{
    return {kind, place, u"admin@%1's password:"_s.arg(place)};
}

} // namespace

/// Without a keyring, as in these tests, what is kept lives in memory; the way is the same.
class TestPromptKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_keeper = std::make_unique<PromptKeeper>();
        m_asked.clear();
        m_answers.clear();
        m_keeper->setPrompter([this](const PromptRequest &prompt, const PromptAnswer &reply) {
            m_asked << prompt.place;
            reply("typed");
        });
    }

    void withoutAPrompterNobodyIsAsked()
    {
        m_keeper->setPrompter({});
        QVERIFY(!m_keeper->beginRun());
    }

    void nothingIsKeptByItself()
    {
        for (int run = 0; run < 2; ++run) {
            ask(m_keeper->beginRun(), request(PromptRequest::Kind::Password));
            QTRY_COMPARE(m_answers.size(), run + 1);
            QCOMPARE(m_answers.last(), "typed");
        }
        QCOMPARE(m_asked.size(), 2);
    }

    void whatIsKeptIsGivenWithoutAsking_data()
    {
        QTest::addColumn<PromptRequest::Kind>("kind");
        QTest::newRow("password") << PromptRequest::Kind::Password;
        QTest::newRow("passphrase") << PromptRequest::Kind::Passphrase;
        QTest::newRow("sudo") << PromptRequest::Kind::SudoPassword;
    }
    void whatIsKeptIsGivenWithoutAsking()
    {
        QFETCH(PromptRequest::Kind, kind);
        m_keeper->keep(request(kind), SecretText("kept"));
        QTest::qWait(50);
        ask(m_keeper->beginRun(), request(kind));
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.first(), "kept");
        QVERIFY(m_asked.isEmpty());
    }

    void askedOnceMoreInOneRunItWasWrong()
    {
        const PromptRequest prompt = request(PromptRequest::Kind::Password);
        m_keeper->keep(prompt, SecretText("kept"));
        QTest::qWait(50);
        const Prompter run = m_keeper->beginRun();
        ask(run, prompt);
        QTRY_COMPARE(m_answers.size(), 1);
        ask(run, prompt);
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(m_answers.last(), "typed");
        QCOMPARE(m_asked.size(), 1);
    }

    void anotherPlaceOrKindGetsNothingOfIt()
    {
        m_keeper->keep(request(PromptRequest::Kind::Password), SecretText("kept"));
        QTest::qWait(50);
        const Prompter run = m_keeper->beginRun();
        ask(run, request(PromptRequest::Kind::Password, u"other.example.com"_s));
        ask(run, request(PromptRequest::Kind::SudoPassword));
        PromptRequest otherUser = request(PromptRequest::Kind::Password);
        otherUser.question = u"root@gitlab.example.com's password:"_s;
        ask(run, otherUser);
        QTRY_COMPARE(m_answers.size(), 3);
        QCOMPARE(m_answers.count("typed"), 3);
    }

    void aOneTimeCodeIsNeverKept()
    {
        m_keeper->keep(request(PromptRequest::Kind::OneTimeCode), SecretText("123456"));
        QTest::qWait(50);
        ask(m_keeper->beginRun(), request(PromptRequest::Kind::OneTimeCode));
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.first(), "typed");
    }

    void aKeeperThatIsGoneDeclines()
    {
        const Prompter run = m_keeper->beginRun();
        m_keeper.reset();
        ask(run, request(PromptRequest::Kind::Password));
        QCOMPARE(m_answers, QByteArrayList{QByteArray()});
    }

private:
    void ask(const Prompter &prompter, const PromptRequest &prompt)
    {
        prompter(prompt, [this](const QByteArray &answer) { m_answers << answer; });
    }

    std::unique_ptr<PromptKeeper> m_keeper;
    QStringList m_asked;
    QByteArrayList m_answers;
};

DUODOCTOR_TEST_MAIN(TestPromptKeeper)
#include "tst_prompt_keeper.moc"
