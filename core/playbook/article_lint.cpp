#include "playbook/playbook_lint.h"

#include "playbook/command_text.h"
#include "playbook/literal_context.h"
#include "playbook/playbook_folder.h"
#include "playbook/prose_lint.h"
#include "playbook/step_coverage.h"
#include "playbook/template_text.h"

#include <QRegularExpression>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

class ArticleLinter
{
public:
    ArticleLinter(const ParsedArticle &parsed, const PlaybookVocabulary &vocabulary, QList<PlaybookProblem> &problems)
        : m_article(*parsed.article)
        , m_lines(parsed.lines)
        , m_vocabulary(vocabulary)
        , m_problems(problems)
    {
    }

    void lint()
    {
        if (!m_vocabulary.findings.contains(m_article.id)) {
            report(0, u"no finding is called %1"_s.arg(m_article.id));
        }
        lintTitle();
        lintSentence(m_article.message, u"message"_s);
        lintSentence(m_article.because, u"because"_s);
        lintText(m_article.why, m_lines.why);
        lintText(m_article.avoid, m_lines.avoid);
        lintVerify();
        lintSteps();
        for (PlaybookProblem found : lintProse(m_article, m_lines)) {
            found.file = articleFile(m_article.id);
            m_problems.append(found);
        }
    }

private:
    void report(int line, const QString &problem) { m_problems.append({articleFile(m_article.id), line, problem}); }
    void reportText(QStringView text, int firstLine, const QList<TextProblem> &found)
    {
        for (const TextProblem &problem : found) {
            report(firstLine + static_cast<int>(text.first(problem.offset).count(u'\n')), problem.problem);
        }
    }

    void lintTitle();
    void lintSentence(const QString &sentence, const QString &key);
    void lintText(const QString &text, int firstLine);
    void lintVerify();
    void lintSteps();
    void lintCommand(const ArticleStep &step, int line);

    const Article &m_article;
    const ArticleLines &m_lines;
    const PlaybookVocabulary &m_vocabulary;
    QList<PlaybookProblem> &m_problems;
};

void ArticleLinter::lintTitle()
{
    const int line = m_lines.keys.value(u"title"_s);
    if (m_article.title.contains(u'{') || m_article.title.contains(u'`')) {
        report(line, u"`title` is plain text without placeholders"_s);
    }
    if (m_article.title.endsWith(u'.')) {
        report(line, u"`title` ends without a full stop"_s);
    }
}

void ArticleLinter::lintSentence(const QString &sentence, const QString &key)
{
    static const QRegularExpression secondSentence(uR"([.!?] +[A-Z])"_s);
    const int line = m_lines.keys.value(key);
    if (sentence.isEmpty()) {
        return;
    }
    QList<TextProblem> found;
    TemplateText::parse(sentence, TextKind::Sentence, &found);
    for (const TextProblem &problem : found) {
        report(line, problem.problem);
    }
    if (!sentence.endsWith(u'.') || secondSentence.match(sentence).hasMatch()) {
        report(line, u"`%1` is one sentence that ends in a full stop"_s.arg(key));
    }
    if (sentence.contains(u'`') || sentence.contains("**"_L1)) {
        report(line, u"`%1` is plain text, not Markdown"_s.arg(key));
    }
}

void ArticleLinter::lintText(const QString &text, int firstLine)
{
    QList<TextProblem> found;
    TemplateText::parse(text, TextKind::Markdown, &found);
    reportText(text, firstLine, found);
}

void ArticleLinter::lintVerify()
{
    for (qsizetype i = 0; i < m_article.verify.size(); ++i) {
        if (!m_vocabulary.checks.contains(m_article.verify[i])) {
            report(m_lines.verify.value(i), u"no check is called %1"_s.arg(m_article.verify[i]));
        }
    }
}

void ArticleLinter::lintSteps()
{
    for (qsizetype i = 0; i < m_article.steps.size(); ++i) {
        const ArticleStep &step = m_article.steps[i];
        const ArticleLines::Step lines = m_lines.steps.value(i);
        lintText(step.text, lines.text);
        if (lines.command > 0) {
            lintCommand(step, lines.command);
        }
    }
    for (const StepCoverageProblem &found : stepCoverageProblems(m_article)) {
        report(m_lines.steps.value(found.step).text, found.problem);
    }
}

void ArticleLinter::lintCommand(const ArticleStep &step, int line)
{
    if (step.command.trimmed().isEmpty()) {
        report(line, u"an empty code block"_s);
    }
    if (!commandLanguages().contains(step.language)) {
        report(line - 1, u"unknown language `%1`; there are %2"_s.arg(step.language, commandLanguages().join(", "_L1)));
    }
    reportText(step.command, line, commandProblems(step.command, step.language));
}

} // namespace

QList<PlaybookProblem> lintArticle(const ParsedArticle &parsed, const PlaybookVocabulary &vocabulary)
{
    QList<PlaybookProblem> problems = parsed.problems;
    if (parsed.article) {
        ArticleLinter(parsed, vocabulary, problems).lint();
    }
    return problems;
}

QList<PlaybookProblem> lintArticles(const QString &folder, const PlaybookVocabulary &vocabulary)
{
    QList<PlaybookProblem> problems;
    const QStringList ids = articleIdsIn(folder);
    for (const QString &id : ids) {
        problems += lintArticle(readArticle(folder, id), vocabulary);
    }
    QHash<QString, QString> givenBy;
    for (auto check = vocabulary.checks.begin(); check != vocabulary.checks.end(); ++check) {
        for (const QString &finding : check.value()) {
            QString &name = givenBy[finding];
            name = name.isEmpty() ? check.key() : qMin(name, check.key());
        }
    }
    for (auto finding = givenBy.begin(); finding != givenBy.end(); ++finding) {
        if (!ids.contains(finding.key())) {
            problems.append({articleFile(finding.key()), 0,
                             u"is missing: the check %1 may give this finding"_s.arg(finding.value())});
        }
    }
    return problems;
}

} // namespace duodoctor
