#include "scripted_call.h"

#include "playbook/playbook_lint.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "support/test_main.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

/// Support calls from outside: nothing of the customer is reached from here, everything is said or pasted.
class TestScriptedCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QString problem;
        m_calls = readCalls(QStringLiteral(DUODOCTOR_TEST_DATA "/calls"), problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void thereAreEnoughCalls() { QVERIFY(m_calls.size() >= 70); }

    void namesAreUnique()
    {
        QSet<QString> names;
        for (const ScriptedCall &call : std::as_const(m_calls)) {
            QVERIFY2(!names.contains(call.name), qPrintable(call.name));
            names.insert(call.name);
        }
    }

    void everySymptomIsCalledAbout()
    {
        Session session;
        QSet<QString> called;
        for (const ScriptedCall &call : std::as_const(m_calls)) {
            called.insert(call.entry);
        }
        QStringList missing;
        for (const TreeEntry &entry : session.walkthrough().entries()) {
            if (!called.contains(entry.id)) {
                missing << entry.id;
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
    }

    void theWalkEndsAtTheCause_data()
    {
        QTest::addColumn<int>("index");
        for (qsizetype i = 0; i < m_calls.size(); ++i) {
            QTest::newRow(qPrintable(m_calls.at(i).name)) << static_cast<int>(i);
        }
    }

    void theWalkEndsAtTheCause()
    {
        QFETCH(int, index);
        const ScriptedCall &call = m_calls.at(index);
        const PlayedCall &played = playedCall(index);
        const QString story = u'\n' + played.story + u'\n' + played.trouble;
        QVERIFY2(played.trouble.isEmpty(), qPrintable(story));
        QVERIFY2(played.end == call.end, qPrintable(u"expected %1"_s.arg(call.end) + story));
        QVERIFY2(played.questions <= kMaxQuestions, qPrintable(story));
    }

    void halfOfTheCallsAskFourTimesAtMost()
    {
        QList<int> sorted;
        for (int i = 0; i < static_cast<int>(m_calls.size()); ++i) {
            sorted << playedCall(i).questions;
        }
        std::ranges::sort(sorted);
        QStringList distribution;
        for (int asked = 0; asked <= sorted.last(); ++asked) {
            distribution << u"%1: %2"_s.arg(asked).arg(sorted.count(asked));
        }
        qInfo("%s", qPrintable(u"Calls by number of questions: "_s + distribution.join(u", "_s)));
        QVERIFY(sorted.at(sorted.size() / 2) <= 4);
    }

private:
    /// Plays each call once, whichever test asks first.
    const PlayedCall &playedCall(int index)
    {
        auto played = m_played.constFind(index);
        if (played == m_played.constEnd()) {
            Session session;
            played = m_played.insert(index, play(session, m_calls.at(index)));
        }
        return *played;
    }

    QList<ScriptedCall> m_calls;
    QHash<int, PlayedCall> m_played; ///< by index in m_calls
};

DUODOCTOR_TEST_MAIN(TestScriptedCalls)
#include "tst_scripted_calls.moc"
