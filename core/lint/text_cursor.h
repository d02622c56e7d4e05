#pragma once

#include "lint/place.h"

#include <QStringView>

namespace duodoctor
{

/// Reads a text from its start to its end, and knows the place. Line ends are `\n`.
class TextCursor
{
public:
    explicit TextCursor(QStringView text)
        : m_text(text)
    {
    }

    QStringView text() const { return m_text; }
    qsizetype at() const { return m_at; }
    /// @param ahead  true too when there are not so many characters behind this one
    bool atEnd(qsizetype ahead = 0) const { return m_at + ahead >= m_text.size(); }
    /// The character here, or so many ahead; null behind the end.
    QChar peek(qsizetype ahead = 0) const { return atEnd(ahead) ? QChar() : m_text[m_at + ahead]; }
    /// What has not been read.
    QStringView rest() const { return m_text.sliced(m_at); }
    Place place() const { return placeAt(m_at); }
    /// Of an index in the current line.
    Place placeAt(qsizetype index) const { return {m_line, static_cast<int>(index - m_lineStart) + 1}; }

    /// Not over the end.
    void advance(qsizetype count = 1)
    {
        for (const qsizetype end = m_at + count; m_at < end; ++m_at) {
            if (m_text[m_at] == u'\n') {
                ++m_line;
                m_lineStart = m_at + 1;
            }
        }
    }
    /// Up to the line's end, and not over it.
    void skipLine()
    {
        while (!atEnd() && m_text[m_at] != u'\n') {
            ++m_at;
        }
    }

private:
    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    qsizetype m_lineStart = 0;
};

} // namespace duodoctor
