#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// Text for a terminal, put together from headings, pairs, paragraphs, code, lists and tables.
class TextLines
{
public:
    /// @param width  in columns, for the wrapping. @param isColored  headings in bold, by ANSI sequences.
    TextLines(int width, bool isColored);

    void heading(const QString &text);
    /// A heading after an empty line.
    void section(const QString &text);
    void blank();
    /// A label and its value, which is wrapped beside it.
    void pair(const QString &label, const QString &value);
    void paragraph(const QString &text);
    /// Lines as they are, indented.
    void code(const QString &text);
    void list(const QStringList &items);
    /// Columns as wide as their widest cell; the first row is the head.
    void table(const QList<QStringList> &rows);

    QString text() const { return m_text; }

private:
    void wrapped(const QString &text, const QString &lead);

    int m_width;
    bool m_isColored;
    QString m_text;
};

} // namespace duodoctor
