#include "playbook/article_parser.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kGood = uR"(---
title: Nothing listens
message: "{host} refuses."
because: "It answered: no."
versions: 17.9+
sources:
  - "RFC 9293"
verify: [gateway-connection]
---

## Why

First *paragraph*.

### Deeper

```
## no heading
```

## Repair

1. Look at it,
   in two lines.

   ```sh gitlab
   a {{
     b
   }}

   c
   ```

2. {18.4+} Second.
3. {-18.3} Third.

   ```yaml
   x: 1
   ```

## Avoid

Nothing.
)"_s;

QString changed(const QString &from, const QString &to)
{
    QString text = kGood;
    Q_ASSERT(text.contains(from));
    return text.replace(from, to);
}

int lineOf(const QString &text, const QString &part)
{
    return static_cast<int>(text.first(text.indexOf(part)).count(u'\n')) + 1;
}

} // namespace

class TestArticleParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPartIsRead()
    {
        const ParsedArticle parsed = parseArticle(u"connect-refused"_s, kGood);
        QVERIFY2(parsed.problems.isEmpty(), qPrintable(parsed.problems.value(0).problem));
        QVERIFY(parsed.article);
        const Article &article = *parsed.article;
        QCOMPARE(article.id, u"connect-refused"_s);
        QCOMPARE(article.title, u"Nothing listens"_s);
        QCOMPARE(article.message, u"{host} refuses."_s);
        QCOMPARE(article.because, u"It answered: no."_s);
        QCOMPARE(article.versions.toString(), u"17.9+"_s);
        QCOMPARE(article.sources, QStringList{u"RFC 9293"_s});
        QCOMPARE(article.verify, QStringList{u"gateway-connection"_s});
        QCOMPARE(article.why, u"First *paragraph*.\n\n### Deeper\n\n```\n## no heading\n```"_s);
        QCOMPARE(article.avoid, u"Nothing."_s);
        QCOMPARE(article.steps.size(), 3);
        QCOMPARE(article.steps[0].text, u"Look at it,\nin two lines."_s);
        QCOMPARE(article.steps[0].command, u"a {{\n  b\n}}\n\nc"_s);
        QCOMPARE(article.steps[0].language, u"sh"_s);
        QCOMPARE(article.steps[0].vantage, Vantage::GitLab);
        QCOMPARE(article.steps[1].text, u"Second."_s);
        QCOMPARE(article.steps[1].condition.versions.toString(), u"18.4+"_s);
        QVERIFY(article.steps[1].command.isEmpty());
        QCOMPARE(article.steps[2].condition.versions.toString(), u"-18.3"_s);
        QCOMPARE(article.steps[2].language, u"yaml"_s);
        QVERIFY(!article.steps[2].vantage);
    }

    void partsKnowTheirLines()
    {
        const ParsedArticle parsed = parseArticle(u"x"_s, kGood);
        QCOMPARE(parsed.lines.keys.value(u"because"_s), lineOf(kGood, u"because:"_s));
        QCOMPARE(parsed.lines.verify, QList<int>{lineOf(kGood, u"verify:"_s)});
        QCOMPARE(parsed.lines.why, lineOf(kGood, u"First *"_s));
        QCOMPARE(parsed.lines.avoid, lineOf(kGood, u"Nothing.\n"_s));
        QCOMPARE(parsed.lines.steps.size(), 3);
        QCOMPARE(parsed.lines.steps[0].command, lineOf(kGood, u"   a {{"_s));
        QCOMPARE(parsed.lines.steps[1].text, lineOf(kGood, u"2. {18"_s));
    }

    void aPlaceholderAtTheStartOfAStepIsNoVersion()
    {
        const auto parsed = parseArticle(u"x"_s, changed(u"{18.4+} Second."_s, u"{host} Second."_s));
        QVERIFY(parsed.problems.isEmpty());
        QCOMPARE(parsed.article->steps[1].text, u"{host} Second."_s);
    }

    void mistakesAreNamedWithTheirLine_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("at"); ///< text of the line that is named; empty: line 1
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QString &from, const QString &to, const QString &at,
                            const QString &problem) { QTest::newRow(name) << from << to << at << problem; };
        row("no message", u"message: \"{host} refuses.\"\n"_s, {}, {}, u"lacks `message`"_s);
        row("unknown key", u"versions:"_s, u"version:"_s, u"version:"_s, u"unknown key `version`"_s);
        row("bad range", u"17.9+"_s, u"17.9-17.2"_s, u"versions:"_s, u"not a version range"_s);
        row("list for a text", u"title: Nothing listens"_s, u"title: [a]"_s, u"title:"_s, u"must be a text"_s);
        row("text for a list", u"[gateway-connection]"_s, u"gateway-connection"_s, u"verify:"_s, u"must be a list"_s);
        row("empty sources", u"\n  - \"RFC 9293\""_s, u" []"_s, u"sources:"_s, u"must be a list"_s);
        row("unknown heading", u"## Avoid"_s, u"## Beware"_s, u"## Beware"_s, u"unknown heading"_s);
        row("heading twice", u"## Avoid"_s, u"## Why"_s, u"## Why\n\nNothing."_s, u"each once"_s);
        row("text before the headings", u"## Why"_s, u"Hello\n\n## Why"_s, u"Hello"_s, u"before the first heading"_s);
        row("text before the steps", u"1. Look"_s, u"Hello\n\n1. Look"_s, u"Hello"_s, u"before the first step"_s);
        row("text after a block", u"2. {18"_s, u"   And more.\n\n2. {18"_s, u"   And more"_s, u"after a step's"_s);
        row("nested list", u"   in two lines"_s, u"   - in two lines"_s, u"   - in"_s, u"list within a step"_s);
        row("text outside", u"2. {18.4+} Second.\n"_s, u"2. Second.\n\nOutside.\n"_s, u"Outside."_s, u"outside"_s);
        row("unknown vantage", u"sh gitlab"_s, u"sh moon"_s, u"   ```sh moon"_s, u"unknown vantage `moon`"_s);
        row("no language", u"```yaml"_s, u"```"_s, u"   ```\n   x"_s, u"says its language"_s);
        row("bad step range", u"{18.4+}"_s, u"{18.x+}"_s, u"2. {18"_s, u"is not a version range"_s);
        row("step without text", u"{18.4+} Second."_s, u"{18.4+}"_s, u"2. {18"_s, u"without text"_s);
        row("empty section", u"Nothing.\n"_s, u""_s, u"\n\n"_s, u"without content"_s);
        row("no front matter", u"---\ntitle"_s, u"title"_s, {}, u"no front matter"_s);
        row("broken front matter", u"\"RFC 9293\""_s, u"\"RFC 9293"_s, u""_s, u"front matter is not valid YAML"_s);
    }
    void mistakesAreNamedWithTheirLine()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, at);
        QFETCH(QString, problem);
        const QString text = changed(from, to);
        const ParsedArticle parsed = parseArticle(u"x"_s, text);
        if (problem.isEmpty()) { // an unknown placeholder, which is lint's business
            QVERIFY(parsed.problems.isEmpty());
            return;
        }
        QVERIFY(!parsed.problems.isEmpty());
        QVERIFY2(parsed.problems[0].problem.contains(problem), qPrintable(parsed.problems[0].problem));
        QVERIFY(parsed.problems[0].line > 0);
        if (!at.trimmed().isEmpty()) {
            QCOMPARE(parsed.problems[0].line, lineOf(text, at));
        }
    }

    void anUnclosedBlockIsNamed()
    {
        QString text = kGood;
        text.truncate(text.indexOf(u"\n   c"_s));
        const ParsedArticle parsed = parseArticle(u"x"_s, text);
        QVERIFY(parsed.problems.value(0).problem.contains(u"not closed"_s));
    }

    void anythingIsReadWithoutHarm()
    {
        // Every prefix, and every text with one line lost: the reader must hold whatever is cut off.
        for (qsizetype length = 0; length < kGood.size(); ++length) {
            parseArticle(u"x"_s, kGood.first(length));
        }
        const QStringList lines = kGood.split(u'\n');
        for (qsizetype lost = 0; lost < lines.size(); ++lost) {
            QStringList rest = lines;
            rest.removeAt(lost);
            parseArticle(u"x"_s, rest.join(u'\n'));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestArticleParser)
#include "tst_article_parser.moc"
