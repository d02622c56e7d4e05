#pragma once

#include "check/check_result.h"
#include "diagnosis/diagnosis.h"

#include <QByteArray>
#include <QString>

#include <algorithm>

namespace duodoctor
{

enum class Ink { Plain, Bold, Faint, Good, Doubtful, Bad };

Ink inkOf(CheckStatus status);
Ink inkOf(HealthStatus status);

/// Lines for a terminal, UTF-8, wrapped at a width and coloured where colours are wanted. Every piece of text comes
/// through here, is made visible, and only then coloured.
class TextPage
{
public:
    /// @param width  columns; held between 40 and 200
    TextPage(int width, bool hasColor)
        : m_width(std::clamp(width, 40, 200))
        , m_hasColor(hasColor)
    {
    }

    QByteArray bytes() const { return m_out; }

    void put(const QString &text, Ink ink = Ink::Plain);
    void endLine() { m_out += '\n'; }
    /// A wrapped paragraph; `lead` stands before its first line, in `indent` columns.
    void paragraph(int indent, const QString &lead, const QString &text, Ink ink = Ink::Plain);
    /// Lines as they are: commands and evidence are copied, never wrapped.
    void block(int indent, const QString &text, Ink ink);
    void heading(const QString &text);

private:
    int m_width;
    bool m_hasColor;
    QByteArray m_out;
};

} // namespace duodoctor
