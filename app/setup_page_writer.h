#pragma once

#include "app/setup_topics.h"
#include "app/text_lines.h"
#include "deployment/gitlab_version.h"

namespace duodoctor
{

/// Says the same thing twice: for a terminal, and as Markdown.
class SetupPageWriter
{
public:
    /// @param width  in columns, for the text. @param isColored  headings in bold.
    SetupPageWriter(int width, bool isColored);

    void title(const QString &title);
    void section(const QString &title);
    void paragraph(const QString &sentence);
    /// Lines of a shell.
    void code(const QString &lines);
    void pair(const QString &label, const QString &value);
    void list(const QStringList &items);
    /// The first row is the head.
    void table(const QList<QStringList> &rows);

    SetupPage page(const QJsonObject &json) const { return {m_text.text(), m_markdown, json}; }

private:
    QString listStart() const;

    TextLines m_text;
    QString m_markdown;
};

/// The keys that every topic's JSON begins with.
QJsonObject setupEnvelope(const QString &topic, const std::optional<GitLabVersion> &version);

/// `GitLab 18.2 to 18.4`, for a sentence.
QString forVersions(const GitLabVersionRange &versions);

} // namespace duodoctor
