#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace duodoctor
{

/// What a client of the user's (ssh, sudo) wants to know on the user's screen.
struct PromptRequest {
    enum class Kind { Password, Passphrase, SudoPassword, OneTimeCode };
    Kind kind = Kind::Password;
    QString place;    ///< host or key file that it is for
    QString question; ///< the client's own words, one line, without control characters
};

/// Answers a prompt: calls `reply` once, at any later time, on the thread that asked. An empty answer declines, which
/// ends the attempt. Implementations: a dialog of the window, the terminal of the command line. Without one, every
/// prompt is declined at once, so that nothing ever waits for a prompt that nobody sees.
using PromptAnswer = std::function<void(const QByteArray &answer)>;
using Prompter = std::function<void(const PromptRequest &request, PromptAnswer reply)>;

} // namespace duodoctor
