#include "playbook/prose_lint.h"

#include "playbook/plain_text.h"
#include "playbook/reading_ease.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Lines that a paragraph takes on the terminal, as app/article_text.cpp breaks them.
int linesOf(const QString &paragraph)
{
    int lines = 1;
    qsizetype column = 0;
    for (const QString &word : plainFromMarkdown(paragraph).simplified().split(u' ')) {
        if (column > 0 && column + 1 + word.size() > kProseColumns) {
            ++lines;
            column = 0;
        }
        column += (column > 0 ? 1 : 0) + word.size();
    }
    return lines;
}

/// Title, message, because, a blank line, the heading Why, its paragraphs with blank lines between, a blank line and
/// the heading of the steps.
int linesBeforeSteps(const Article &article)
{
    int lines = 1 + linesOf(article.message) + linesOf(article.because) + 4;
    int paragraphs = 0;
    for (const QString &paragraph : article.why.split(u"\n\n"_s, Qt::SkipEmptyParts)) {
        const bool isWrapped =
            paragraph[0].isLetter() && !paragraph.contains("```"_L1) && !paragraph.contains("\n- "_L1);
        lines += isWrapped ? linesOf(paragraph) : static_cast<int>(paragraph.count(u'\n')) + 1;
        lines += paragraphs++ > 0 ? 1 : 0;
    }
    return lines;
}

class ProseLinter
{
public:
    ProseLinter(const Article &article, const ArticleLines &lines)
        : m_article(article)
        , m_lines(lines)
    {
    }

    QList<PlaybookProblem> lint()
    {
        measure(m_article.message, m_lines.keys.value(u"message"_s));
        measure(m_article.because, m_lines.keys.value(u"because"_s));
        measure(m_article.why, m_lines.why);
        for (qsizetype i = 0; i < m_article.steps.size(); ++i) {
            const int line = m_lines.steps.value(i).text;
            measure(m_article.steps[i].text, line);
            if (!isImperative(m_article.steps[i].text)) {
                report(line, u"a step says what to do, with a verb at the start of a sentence or clause"_s);
            }
        }
        measure(m_article.avoid, m_lines.avoid);
        judgeWhole();
        return m_problems;
    }

private:
    void report(int line, const QString &problem) { m_problems.append({{}, line, problem, true}); }
    void measure(const QString &text, int line);
    void judgeWhole();

    const Article &m_article;
    const ArticleLines &m_lines;
    ReadingEase m_whole;
    QList<PlaybookProblem> m_problems;
};

void ProseLinter::measure(const QString &text, int line)
{
    const ReadingEase ease = readingEaseOf(text);
    if (ease.longestSentence > kMaxSentenceWords) {
        report(line, u"a sentence of %1 words, more than %2: %3 …"_s.arg(ease.longestSentence)
                         .arg(kMaxSentenceWords)
                         .arg(ease.longest.left(40)));
    }
    m_whole += ease;
}

void ProseLinter::judgeWhole()
{
    const int before = linesBeforeSteps(m_article);
    if (before > kMaxLinesBeforeSteps) {
        report(m_lines.why,
               u"%1 lines stand before the first step, more than %2"_s.arg(before).arg(kMaxLinesBeforeSteps));
    }
    if (m_whole.words < kMinWordsForMeasure) {
        return;
    }
    if (m_whole.lix() > kMaxLix) {
        report(m_lines.why,
               u"hard to read: LIX %1, more than %2; use shorter sentences and words"_s.arg(qRound(m_whole.lix()))
                   .arg(kMaxLix));
    }
    if (m_whole.passiveShare() * 100 > kMaxPassivePercent) {
        report(m_lines.why,
               u"%1 of %2 sentences are passive; say who does it"_s.arg(m_whole.passive).arg(m_whole.sentences));
    }
}

} // namespace

QList<PlaybookProblem> lintProse(const Article &article, const ArticleLines &lines)
{
    return ProseLinter(article, lines).lint();
}

} // namespace duodoctor
