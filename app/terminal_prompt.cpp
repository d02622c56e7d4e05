#include "app/terminal_prompt.h"

#include "app/messages.h"

#include <QByteArray>

#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kMaxSecretBytes = 64 * 1024;
constexpr char kEndOfText = 3;
constexpr char kEndOfTransmission = 4;

/// The controlling terminal, with echo off while this object lives. Keys that make signals are read as characters, so
/// that Ctrl-C cannot leave the terminal without echo.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_descriptor(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (m_descriptor < 0 || tcgetattr(m_descriptor, &m_before) != 0) {
            return;
        }
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG | ICANON);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        m_isSilent = tcsetattr(m_descriptor, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_isSilent) {
            tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        }
        if (m_descriptor >= 0) {
            close(m_descriptor);
        }
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    bool isSilent() const { return m_isSilent; }
    void write(const QByteArray &bytes) const
    {
        [[maybe_unused]] const ssize_t written = ::write(m_descriptor, bytes.constData(), size_t(bytes.size()));
    }
    /// @return false at the end of input.
    bool read(char &byte) const
    {
        ssize_t got = 0;
        do {
            got = ::read(m_descriptor, &byte, 1);
        } while (got < 0 && errno == EINTR);
        return got == 1;
    }

private:
    int m_descriptor;
    termios m_before = {};
    bool m_isSilent = false;
};

} // namespace

std::optional<SecretText> promptForSecret(const QString &question)
{
    if (isatty(STDIN_FILENO) != 1) {
        return std::nullopt;
    }
    const SilentTerminal terminal;
    if (!terminal.isSilent()) {
        return std::nullopt;
    }
    terminal.write(printable(question).toUtf8() + ' ');
    QByteArray typed;
    typed.reserve(256);
    std::optional<SecretText> secret;
    char byte = 0;
    while (terminal.read(byte)) {
        if (byte == '\n' || byte == '\r') {
            secret.emplace(typed);
            break;
        }
        if (byte == kEndOfText || byte == kEndOfTransmission) {
            break;
        }
        if (byte == '\b' || byte == '\x7f') {
            typed.chop(1);
        } else if (typed.size() < kMaxSecretBytes) {
            typed.append(byte);
        }
    }
    typed.fill('\0');
    terminal.write(QByteArrayLiteral("\n"));
    return secret;
}

} // namespace duodoctor
