#pragma once

#include <QList>
#include <QString>

namespace duodoctor
{

/// One output in a paste, and what is known of how it came about.
struct TextSegment {
    QString host;                ///< of the shell prompt before it; empty when there was none
    QString command;             ///< as typed, continued lines joined; empty when none was pasted
    QString text;                ///< the output alone
    bool isCommandAlone = false; ///< a command without a prompt, at the very start
};

/// Takes a paste apart: at shell prompts (`$ `, `user@host:~# `, `[user@host dir]$ `, `PS> `, prompts of containers),
/// at lines with which certain outputs always begin, and between outputs that stand apart by blank lines. Consoles of
/// Ruby
/// (`irb(main)>`) are no shells and stay whole. Prompts with nothing behind them go.
/// @param text  as cleanText() gives it. Linear. At most 200 segments; the last one then holds the rest.
QList<TextSegment> segmentsOf(const QString &text);

} // namespace duodoctor
