#include "playbook/article_parser.h"

#include "playbook/yaml_document.h"

#include <QRegularExpression>

#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// A fenced block while it is read.
struct Fence {
    QString closing;
    qsizetype indent = 0;
    QStringList lines;
};

class ArticleReader
{
public:
    ArticleReader(const QString &id, const QString &text)
        : m_lines(text.split(u'\n'))
    {
        m_article.id = id;
    }

    ParsedArticle read()
    {
        const int bodyStart = readFrontMatter();
        if (bodyStart > 0) {
            readBody(bodyStart);
            m_result.article = m_article;
        }
        return m_result;
    }

    ParsedSteps readSteps()
    {
        m_section = Section::Repair;
        for (qsizetype index = 0; index < m_lines.size(); ++index) {
            readRepairLine(m_lines[index], static_cast<int>(index) + 1);
        }
        endSection(static_cast<int>(m_lines.size()));
        return {m_article.steps, m_result.problems};
    }

private:
    enum class Section { None, Why, Repair, Avoid };

    void report(int line, const QString &problem) { m_result.problems.append({{}, line, problem}); }
    static qsizetype indentOf(const QString &line)
    {
        qsizetype indent = 0;
        while (indent < line.size() && line[indent] == u' ') {
            ++indent;
        }
        return indent;
    }

    int readFrontMatter();
    void readKey(const YamlValue &entry);
    QString readText(const YamlValue &entry);
    QStringList readList(const YamlValue &entry, QList<int> *lines);
    void readBody(int firstLine);
    void startSection(const QString &heading, int line);
    void readRepairLine(const QString &line, int number);
    void startStep(const QString &text, int number);
    void openFence(const QString &info, const QString &fence, qsizetype indent, int number);
    void endSection(int number);

    QStringList m_lines;
    Article m_article;
    ParsedArticle m_result;
    Section m_section = Section::None;
    QString m_prose;
    std::optional<Fence> m_fence;
    bool m_isAfterBlank = false;
    bool m_hasBlock = false; ///< the current step has its block
};

/// @return the index of the first line of the body, or 0 when there is no readable front matter.
int ArticleReader::readFrontMatter()
{
    const qsizetype end = m_lines.value(0).trimmed() == "---"_L1 ? m_lines.indexOf(u"---"_s, 1) : -1;
    if (end < 0) {
        report(1, u"has no front matter between two lines ---"_s);
        return 0;
    }
    const QByteArray yaml = m_lines.sliced(1, end - 1).join(u'\n').toUtf8();
    const YamlDocument document = readYaml(yaml, 2);
    if (!document.root) {
        report(document.problemLine, u"front matter %1"_s.arg(document.problem));
        return 0;
    }
    if (document.root->kind != YamlValue::Kind::Mapping) {
        report(2, u"front matter is not a mapping of keys to values"_s);
        return 0;
    }
    for (const YamlValue &entry : document.root->items) {
        m_result.lines.keys.insert(entry.key, entry.line);
        readKey(entry);
    }
    for (const auto key : {"title"_L1, "message"_L1, "because"_L1, "sources"_L1}) {
        if (!document.root->entry(QString(key))) {
            report(1, u"front matter lacks `%1`"_s.arg(key));
        }
    }
    return static_cast<int>(end) + 1;
}

void ArticleReader::readKey(const YamlValue &entry)
{
    if (entry.key == "title"_L1) {
        m_article.title = readText(entry);
    } else if (entry.key == "message"_L1) {
        m_article.message = readText(entry);
    } else if (entry.key == "because"_L1) {
        m_article.because = readText(entry);
    } else if (entry.key == "versions"_L1) {
        const QString text = readText(entry);
        if (const auto range = GitLabVersionRange::parse(text)) {
            m_article.versions = *range;
        } else {
            report(entry.line, u"`versions` is not a version range: %1"_s.arg(text));
        }
    } else if (entry.key == "sources"_L1) {
        m_article.sources = readList(entry, nullptr);
    } else if (entry.key == "verify"_L1) {
        m_article.verify = readList(entry, &m_result.lines.verify);
    } else {
        report(entry.line, u"unknown key `%1`"_s.arg(entry.key));
    }
}

QString ArticleReader::readText(const YamlValue &entry)
{
    if (entry.kind != YamlValue::Kind::Scalar || entry.scalar.trimmed().isEmpty()) {
        report(entry.line, u"`%1` must be a text"_s.arg(entry.key));
        return {};
    }
    return entry.scalar.simplified();
}

QStringList ArticleReader::readList(const YamlValue &entry, QList<int> *lines)
{
    if (entry.kind != YamlValue::Kind::Sequence || entry.items.isEmpty()) {
        report(entry.line, u"`%1` must be a list with at least one entry"_s.arg(entry.key));
        return {};
    }
    QStringList texts;
    for (const YamlValue &item : entry.items) {
        if (item.kind != YamlValue::Kind::Scalar || item.scalar.trimmed().isEmpty()) {
            report(item.line, u"an entry of `%1` is not a text"_s.arg(entry.key));
            continue;
        }
        texts << item.scalar.simplified();
        if (lines) {
            lines->append(item.line);
        }
    }
    return texts;
}

void ArticleReader::readBody(int firstLine)
{
    bool isInCode = false; // of Why and Avoid, where blocks stay Markdown
    for (qsizetype index = firstLine; index < m_lines.size(); ++index) {
        const QString &line = m_lines[index];
        const int number = static_cast<int>(index) + 1;
        if (!m_fence && !isInCode && line.startsWith("## "_L1)) {
            endSection(number);
            startSection(line.sliced(3).trimmed(), number);
        } else if (m_section == Section::Repair) {
            readRepairLine(line, number);
        } else if (m_section == Section::None) {
            if (!line.trimmed().isEmpty()) {
                report(number, u"text before the first heading"_s);
            }
        } else {
            if (line.trimmed().startsWith("```"_L1)) {
                isInCode = !isInCode;
            }
            m_prose += line + u'\n';
        }
    }
    endSection(static_cast<int>(m_lines.size()));
    if (m_result.lines.why == 0) {
        report(firstLine, u"lacks the section Why"_s);
    }
    if (m_article.steps.isEmpty()) {
        report(firstLine, u"lacks the section Repair with at least one step"_s);
    }
}

void ArticleReader::startSection(const QString &heading, int line)
{
    const Section before = m_section;
    if (heading == "Why"_L1) {
        m_section = Section::Why;
        m_result.lines.why = line + 1;
    } else if (heading == "Repair"_L1) {
        m_section = Section::Repair;
    } else if (heading == "Avoid"_L1) {
        m_section = Section::Avoid;
        m_result.lines.avoid = line + 1;
    } else {
        report(line, u"unknown heading `%1`; there are Why, Repair and Avoid"_s.arg(heading));
        m_section = Section::None;
        return;
    }
    if (before != Section::None && m_section <= before) {
        report(line, u"the headings are Why, Repair, Avoid, each once and in this order"_s);
    }
}

void ArticleReader::endSection(int number)
{
    if (m_fence) {
        report(number, u"a code block is not closed"_s);
        m_fence.reset();
    }
    const QString raw = std::exchange(m_prose, {});
    const QString prose = raw.trimmed();
    const auto blankLines = static_cast<int>(QStringView(raw).first(raw.indexOf(prose)).count(u'\n'));
    if (m_section == Section::Why) {
        m_article.why = prose;
        m_result.lines.why += blankLines;
    } else if (m_section == Section::Avoid) {
        m_article.avoid = prose;
        m_result.lines.avoid += blankLines;
    }
    const bool isEmpty = m_section == Section::Repair ? m_article.steps.isEmpty() : prose.isEmpty();
    if (m_section != Section::None && isEmpty) {
        report(number, u"a section without content ends here"_s);
    }
}

void ArticleReader::readRepairLine(const QString &line, int number)
{
    static const QRegularExpression step(uR"(^\d{1,3}\. +(.*)$)"_s);
    static const QRegularExpression fence(uR"(^ *(`{3,})([^`]*)$)"_s);
    static const QRegularExpression nested(uR"(^ +([-*+]|\d{1,3}[.)]) )"_s);
    if (m_fence) {
        if (line.trimmed() == m_fence->closing) {
            m_article.steps.last().command = m_fence->lines.join(u'\n');
            m_fence.reset();
        } else {
            m_fence->lines << line.sliced(qMin(indentOf(line), m_fence->indent));
        }
        return;
    }
    if (line.trimmed().isEmpty()) {
        m_isAfterBlank = true;
        return;
    }
    if (const auto match = step.match(line); match.hasMatch()) {
        startStep(match.captured(1).trimmed(), number);
    } else if (m_article.steps.isEmpty()) {
        report(number, u"text before the first step"_s);
    } else if (const auto opening = fence.match(line); opening.hasMatch()) {
        openFence(opening.captured(2).trimmed(), opening.captured(1), indentOf(line), number);
    } else if (nested.match(line).hasMatch()) {
        report(number, u"a list within a step"_s);
    } else if (m_hasBlock) {
        report(number, u"text after a step's code block; make it a step of its own"_s);
    } else if (m_isAfterBlank && indentOf(line) == 0) {
        report(number, u"text outside of the steps"_s);
    } else {
        m_article.steps.last().text += (m_isAfterBlank ? u"\n\n"_s : u"\n"_s) + line.trimmed();
    }
    m_isAfterBlank = false;
}

void ArticleReader::startStep(const QString &text, int number)
{
    // A brace that is doubled is a brace, and one name alone is a placeholder.
    static const QRegularExpression condition(uR"(^\{(?!\{)(?![a-z_]+\})([^{}]*)\} *(.*)$)"_s);
    ArticleStep step;
    step.text = text;
    if (const auto match = condition.match(text); match.hasMatch()) {
        QString problem;
        step.condition = StepCondition::parse(match.capturedView(1), &problem).value_or(StepCondition{});
        if (!problem.isEmpty()) {
            report(number, problem);
        }
        step.text = match.captured(2);
    }
    if (step.text.isEmpty()) {
        report(number, u"a step without text"_s);
    }
    m_article.steps << step;
    m_result.lines.steps.append({number, 0});
    m_hasBlock = false;
}

void ArticleReader::openFence(const QString &info, const QString &fence, qsizetype indent, int number)
{
    if (m_hasBlock) {
        report(number, u"a second code block in one step"_s);
    }
    ArticleStep &step = m_article.steps.last();
    const QStringList words = info.split(u' ', Qt::SkipEmptyParts);
    step.language = words.value(0);
    if (words.isEmpty() || words.size() > 2) {
        report(number, u"a code block says its language and, if need be, its vantage: ```sh gitlab"_s);
    }
    if (words.size() >= 2) {
        step.vantage = vantageFromWire(words[1]);
        if (!step.vantage) {
            report(number, u"unknown vantage `%1`; there are workstation, gitlab and gateway"_s.arg(words[1]));
        }
    }
    m_result.lines.steps.last().command = number + 1;
    m_hasBlock = true;
    m_fence = Fence{fence, indent, {}};
}

} // namespace

ParsedArticle parseArticle(const QString &id, const QString &text)
{
    return ArticleReader(id, text).read();
}

ParsedSteps parseSteps(const QString &text)
{
    return ArticleReader({}, text).readSteps();
}

} // namespace duodoctor
