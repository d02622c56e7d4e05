#include "playbook/prose_lint.h"
#include "playbook/reading_ease.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QStringList problemsOf(const Article &article)
{
    QStringList lines;
    for (const PlaybookProblem &problem : lintProse(article, {})) {
        lines << problem.problem;
    }
    return lines;
}

Article sound()
{
    Article article;
    article.message = u"Nothing listens on port 80."_s;
    article.because = u"The host said no."_s;
    article.why = u"The service does not run. Somebody stopped it."_s;
    article.steps << ArticleStep{u"Start it."_s, {}, {}, {}, {}};
    return article;
}

} // namespace

class TestProse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsAndSentencesAreCounted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("sentences");
        QTest::addColumn<int>("words");
        QTest::addColumn<int>("longWords");
        QTest::newRow("empty") << u""_s << 0 << 0 << 0;
        QTest::newRow("marks alone") << u"… — !?"_s << 0 << 0 << 0;
        QTest::newRow("two sentences") << u"Look at it. Restart the gateway!"_s << 2 << 6 << 2;
        QTest::newRow("six letters are short") << u"docker server gateway"_s << 1 << 3 << 1;
        QTest::newRow("an apostrophe ends no word") << u"GitLab's own"_s << 1 << 2 << 1;
        QTest::newRow("code is one short word")
            << u"Set `AIGW_GITLAB_URL=https://x.example.com` there."_s << 1 << 3 << 0;
        QTest::newRow("a placeholder is one short word") << u"Ask {gateway_container}."_s << 1 << 2 << 0;
        QTest::newRow("a version is no end") << u"From 18.4 on it works."_s << 1 << 6 << 0;
        QTest::newRow("a colon ends a sentence") << u"Two reasons: it sleeps."_s << 2 << 4 << 1;
        QTest::newRow("items of a list") << u"Look:\n\n- at this\n- at that"_s << 3 << 5 << 0;
        QTest::newRow("a block") << u"Run:\n\n```sh\nsome very long command line\n```\n"_s << 1 << 1 << 0;
    }
    void wordsAndSentencesAreCounted()
    {
        QFETCH(QString, text);
        const ReadingEase ease = readingEaseOf(text);
        QTEST(ease.sentences, "sentences");
        QTEST(ease.words, "words");
        QTEST(ease.longWords, "longWords");
    }

    void lixIsWordsPerSentenceAndTheShareOfLongWords()
    {
        // 10 words in 2 sentences, 2 of them long: 10 / 2 + 100 * 2 / 10.
        const ReadingEase ease = readingEaseOf(u"The gateway has no key at all. Restart it now."_s);
        QCOMPARE(ease.words, 10);
        QCOMPARE(ease.lix(), 5.0 + 20.0);
        QCOMPARE(readingEaseOf({}).lix(), 0.0);
    }

    void passiveSentencesAreCounted()
    {
        QCOMPARE(readingEaseOf(u"It was stopped. It is not known. It runs. It is red."_s).passive, 2);
    }

    void aStepAsksForSomething_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<bool>("asks");
        QTest::newRow("verb first") << u"Restart it."_s << true;
        QTest::newRow("condition first") << u"If it stops again, read its log."_s << true;
        QTest::newRow("name first") << u"Docker: recreate the container."_s << true;
        QTest::newRow("second sentence") << u"A variable moves the port. Remove it."_s << true;
        QTest::newRow("after and") << u"In the UI go on and save it."_s << true;
        QTest::newRow("a statement") << u"The certificate is valid for a year."_s << false;
        QTest::newRow("a wish") << u"It would be good to restart it."_s << false;
        QTest::newRow("a verb as a noun") << u"The run has an end."_s << false;
    }
    void aStepAsksForSomething()
    {
        QFETCH(QString, step);
        QTEST(isImperative(step), "asks");
    }

    void aSoundArticlePasses() { QCOMPARE(problemsOf(sound()), QStringList{}); }

    void whatIsHardToReadIsNamed_data()
    {
        QTest::addColumn<QString>("why");
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("problem");
        const QString easy = u"It runs. "_s;
        QTest::newRow("a sentence without end")
            << u"and so on "_s.repeated(13) << u"Do it."_s << u"a sentence of 39 words"_s;
        QTest::newRow("long words") << u"Unfortunately misconfigured certificates accumulate everywhere. "_s.repeated(
                                           14)
                                    << u"Do it."_s << u"hard to read: LIX"_s;
        QTest::newRow("passive") << u"It was stopped by it. "_s.repeated(14) << u"Do it."_s
                                 << u"sentences are passive"_s;
        QTest::newRow("too long") << (easy.repeated(50) + u"\n\n"_s).repeated(5) << u"Do it."_s
                                  << u"lines stand before the first step"_s;
        QTest::newRow("no verb") << easy << u"The host."_s << u"a step says what to do"_s;
    }
    void whatIsHardToReadIsNamed()
    {
        QFETCH(QString, why);
        QFETCH(QString, step);
        QFETCH(QString, problem);
        Article article = sound();
        article.why = why.trimmed();
        article.steps.first().text = step;
        const QStringList problems = problemsOf(article);
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems.first().contains(problem), qPrintable(problems.first()));
    }
};

DUODOCTOR_TEST_MAIN(TestProse)
#include "tst_prose.moc"
