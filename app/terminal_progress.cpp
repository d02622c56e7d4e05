#include "app/terminal_progress.h"

#include "app/messages.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

TerminalProgress::TerminalProgress(std::ostream &stream, bool isShown, int width)
    : m_stream(stream)
    , m_isShown(isShown)
    , m_width(width)
{
}

TerminalProgress::~TerminalProgress()
{
    clear();
}

void TerminalProgress::show(int done, int total, const QString &text)
{
    if (!m_isShown) {
        return;
    }
    // One column stays free: a full line would wrap on some terminals.
    const QString line = printable(u"Checked %1 of %2  %3"_s.arg(done).arg(total).arg(text)).left(m_width - 1);
    const QByteArray utf8 = line.toUtf8();
    m_stream << "\r\033[K";
    m_stream.write(utf8.constData(), utf8.size());
    m_stream.flush();
    m_isDirty = true;
}

void TerminalProgress::clear()
{
    if (m_isDirty) {
        m_stream << "\r\033[K";
        m_stream.flush();
        m_isDirty = false;
    }
}

} // namespace duodoctor
