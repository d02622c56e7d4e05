#include "app/setup_page_writer.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Angle brackets around a value to fill in are no tags, a star is no emphasis.
QString escaped(QString text)
{
    return text.replace(u'<', "\\<"_L1).replace(u'*', "\\*"_L1);
}

} // namespace

SetupPageWriter::SetupPageWriter(int width, bool isColored)
    : m_text(width, isColored)
{
}

void SetupPageWriter::title(const QString &title)
{
    m_text.heading(title);
    m_markdown += u"# %1\n"_s.arg(title);
}

void SetupPageWriter::section(const QString &title)
{
    m_text.section(title);
    m_markdown += u"\n## %1\n"_s.arg(title);
}

void SetupPageWriter::paragraph(const QString &sentence)
{
    m_text.paragraph(sentence);
    m_markdown += u"\n%1\n"_s.arg(escaped(sentence));
}

void SetupPageWriter::code(const QString &lines)
{
    m_text.code(lines);
    m_markdown += u"\n```sh\n%1\n```\n"_s.arg(lines);
}

void SetupPageWriter::pair(const QString &label, const QString &value)
{
    m_text.pair(label, value);
    m_markdown += u"%1- %2: %3\n"_s.arg(listStart(), label, escaped(value));
}

void SetupPageWriter::list(const QStringList &items)
{
    m_text.list(items);
    m_markdown += u"\n- %1\n"_s.arg(escaped(items.join("\n- "_L1)));
}

void SetupPageWriter::table(const QList<QStringList> &rows)
{
    m_text.table(rows);
    m_markdown += u'\n';
    for (const QStringList &row : rows) {
        m_markdown += u"| %1 |\n"_s.arg(row.join(" | "_L1));
        if (&row == &rows.first()) {
            m_markdown += u"|%1\n"_s.arg(u" --- |"_s.repeated(row.size()));
        }
    }
}

/// A list needs an empty line before its first item.
QString SetupPageWriter::listStart() const
{
    const qsizetype line = m_markdown.lastIndexOf(u'\n', -2);
    return QStringView(m_markdown).sliced(line + 1).startsWith("- "_L1) ? QString{} : u"\n"_s;
}

QJsonObject setupEnvelope(const QString &topic, const std::optional<GitLabVersion> &version)
{
    QJsonObject object{{u"schema"_s, u"duo-doctor/setup/1"_s}, {u"topic"_s, topic}};
    if (version) {
        object.insert(u"gitlab_version"_s, version->toString());
    }
    return object;
}

QString forVersions(const GitLabVersionRange &versions)
{
    return u"GitLab %1"_s.arg(versions.toString());
}

} // namespace duodoctor
