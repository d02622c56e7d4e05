#pragma once

#include <QString>

#include <ostream>

namespace duodoctor
{

/// One line that is rewritten in place while a run is under way, and taken away at its end.
class TerminalProgress
{
public:
    /// @param isShown  false: nothing is ever written (no terminal, or --quiet).
    TerminalProgress(std::ostream &stream, bool isShown, int width);
    ~TerminalProgress();
    TerminalProgress(const TerminalProgress &) = delete;
    TerminalProgress &operator=(const TerminalProgress &) = delete;

    /// @param text  what was finished last; cut to the width.
    void show(int done, int total, const QString &text);
    /// Takes the line away, for a message to be printed or at the end.
    void clear();

private:
    std::ostream &m_stream;
    bool m_isShown;
    int m_width;
    bool m_isDirty = false;
};

} // namespace duodoctor
