#include "playbook/playbook.h"
#include "playbook/template_text.h"

#include "judge/finding_vocabulary.h"

#include "support/test_main.h"

#include <QRegularExpression>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// What is wrong with a sentence as a reader sees it; empty when nothing is.
QString flawOf(const QString &sentence)
{
    struct Flaw {
        QString words;
        QRegularExpression pattern;
    };
    static const QList<Flaw> flaws{
        {u"a placeholder without a value"_s, QRegularExpression(u"<"_s)},
        {u"a bracket of the playbook's own"_s, QRegularExpression(uR"([\[\]{}])"_s)},
        {u"two blanks, or one at an end"_s, QRegularExpression(uR"(\s\s|^\s|\s$)"_s)},
        {u"a blank before a mark"_s, QRegularExpression(uR"(\s[.,;:)])"_s)},
        {u"a blank after an opening parenthesis"_s, QRegularExpression(uR"(\(\s)"_s)},
        {u"two marks in a row"_s, QRegularExpression(uR"([.,;:][.,;:](?!/))"_s)},
        {u"empty parentheses"_s, QRegularExpression(uR"(\(\))"_s)},
        {u"a dangling word"_s,
         QRegularExpression(uR"(\b(?:of|at|to|from|as|for|with|by|than|but|and|or|the|a|an)[.,;:)])"_s)},
        {u"no full stop at the end"_s, QRegularExpression(uR"([^.]$|^$)"_s)},
    };
    for (const Flaw &flaw : flaws) {
        if (flaw.pattern.match(sentence).hasMatch()) {
            return flaw.words;
        }
    }
    if (sentence.count(u'(') != sentence.count(u')')) {
        return u"a parenthesis that does not close"_s;
    }
    return {};
}

/// The arguments that the article's two sentences speak of.
QList<Argument> argumentsOf(const Article &article)
{
    QList<Argument> arguments;
    for (const QString &sentence : {article.message, article.because}) {
        for (const QString &name : TemplateText::parse(sentence, TextKind::Sentence).placeholders()) {
            const auto argument = argumentFromWire(name);
            if (argument && !arguments.contains(*argument)) {
                arguments << *argument;
            }
        }
    }
    return arguments;
}

/// A sentence of the article that reads badly with this finding and nothing known of the deployment.
QString complaintAbout(const Playbook &playbook, const Finding &finding)
{
    const Remedy remedy = playbook.remedyFor(finding, {});
    for (const QString &sentence : {remedy.message, remedy.because}) {
        if (const QString flaw = flawOf(sentence); !flaw.isEmpty()) {
            return u"%1: %2"_s.arg(flaw, sentence);
        }
    }
    return {};
}

Finding findingWith(FindingId id, const QList<Argument> &arguments)
{
    Finding finding = makeFinding(id);
    for (const Argument argument : arguments) {
        finding.arguments.set(argument, u"value"_s);
    }
    return finding;
}

} // namespace

class TestArticleSentences : public QObject
{
    Q_OBJECT
private:
    Playbook m_playbook;

    void everyArticle() const
    {
        QTest::addColumn<FindingId>("id");
        for (const FindingDefinition &definition : findingVocabulary()) {
            if (m_playbook.article(definition.id.toString())) {
                QTest::newRow(definition.id.toString().toUtf8().constData()) << definition.id;
            }
        }
    }

private Q_SLOTS:
    void aFlawIsSeen_data()
    {
        QTest::addColumn<QString>("sentence");
        for (const QString &sentence :
             {u"The name <host> does not resolve."_s, u"The name  does not resolve."_s, u"The name is wrong ."_s,
              u"The name is wrong: ."_s, u"The name is wrong:."_s, u"The name[ x] is wrong."_s, u"It is wrong ()."_s,
              u"It is wrong (here."_s, u"It is wrong"_s, u"It is wrong.."_s, u"It redirects to."_s, u""_s}) {
            QTest::newRow(qPrintable(sentence)) << sentence;
        }
    }
    void aFlawIsSeen()
    {
        QFETCH(QString, sentence);
        QVERIFY(!flawOf(sentence).isEmpty());
    }

    void aGoodSentencePasses_data()
    {
        QTest::addColumn<QString>("sentence");
        for (const QString &sentence :
             {u"The name (port 5052) is wrong."_s, u"The address begins with http://."_s, u"It ends in /api/v4/."_s}) {
            QTest::newRow(qPrintable(sentence)) << sentence;
        }
    }
    void aGoodSentencePasses()
    {
        QFETCH(QString, sentence);
        QCOMPARE(flawOf(sentence), QString());
    }

    void nothingHasToBeKnown_data() { everyArticle(); }
    void nothingHasToBeKnown()
    {
        QFETCH(FindingId, id);
        QCOMPARE(complaintAbout(m_playbook, makeFinding(id)), QString());
    }

    void anyOneArgumentMayBeKnown_data() { everyArticle(); }
    void anyOneArgumentMayBeKnown()
    {
        QFETCH(FindingId, id);
        for (const Argument argument : argumentsOf(*m_playbook.article(id.toString()))) {
            QCOMPARE(complaintAbout(m_playbook, findingWith(id, {argument})), QString());
        }
    }

    void anyOneArgumentMayBeMissing_data() { everyArticle(); }
    void anyOneArgumentMayBeMissing()
    {
        QFETCH(FindingId, id);
        const QList<Argument> all = argumentsOf(*m_playbook.article(id.toString()));
        QCOMPARE(complaintAbout(m_playbook, findingWith(id, all)), QString());
        for (const Argument argument : all) {
            QList<Argument> others = all;
            others.removeOne(argument);
            QCOMPARE(complaintAbout(m_playbook, findingWith(id, others)), QString());
        }
    }

    void wordsThatEndASentenceEndItOnce_data() { everyArticle(); }
    void wordsThatEndASentenceEndItOnce()
    {
        QFETCH(FindingId, id);
        Finding finding = makeFinding(id);
        finding.arguments.set(Argument::Detail, u"The server said no."_s);
        const Remedy remedy = m_playbook.remedyFor(finding, {});
        QVERIFY2(!remedy.message.contains(".."_L1) && !remedy.message.contains(".;"_L1), qPrintable(remedy.message));
        QVERIFY2(!remedy.because.contains(".."_L1) && !remedy.because.contains(".;"_L1), qPrintable(remedy.because));
    }

    void noSentenceSpeaksOfHere_data() { everyArticle(); }
    void noSentenceSpeaksOfHere()
    {
        // The place that a finding was seen from is told beside it.
        QFETCH(FindingId, id);
        const Article *article = m_playbook.article(id.toString());
        static const QRegularExpression here(u"\\b(?:from here|this machine)\\b"_s);
        QVERIFY2(!here.match(article->message + article->because).hasMatch(), qPrintable(article->message));
    }
};

DUODOCTOR_TEST_MAIN(TestArticleSentences)
#include "tst_article_sentences.moc"
