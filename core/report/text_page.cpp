#include "report/text_page.h"

#include "report/text_layout.h"
#include "report/visible_text.h"

#include <QStringList>

#include <algorithm>

namespace duodoctor
{

namespace
{

QByteArray codeOf(Ink ink)
{
    switch (ink) {
    case Ink::Plain:
        return "\033[0m";
    case Ink::Bold:
        return "\033[1m";
    case Ink::Faint:
        return "\033[2m";
    case Ink::Good:
        return "\033[32m";
    case Ink::Doubtful:
        return "\033[33m";
    case Ink::Bad:
        return "\033[31m";
    }
    return {};
}

} // namespace

Ink inkOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Passed:
        return Ink::Good;
    case CheckStatus::Warning:
        return Ink::Doubtful;
    case CheckStatus::Failed:
        return Ink::Bad;
    case CheckStatus::Skipped:
    case CheckStatus::Blocked:
        return Ink::Faint;
    }
    return Ink::Plain;
}

Ink inkOf(HealthStatus status)
{
    switch (status) {
    case HealthStatus::Healthy:
        return Ink::Good;
    case HealthStatus::Degraded:
        return Ink::Doubtful;
    case HealthStatus::Broken:
        return Ink::Bad;
    case HealthStatus::Unknown:
        return Ink::Faint;
    }
    return Ink::Plain;
}

void TextPage::put(const QString &text, Ink ink)
{
    const QByteArray utf8 = visibleText(text, LineBreaks::AsBlanks).toUtf8();
    if (m_hasColor && ink != Ink::Plain && !utf8.isEmpty()) {
        m_out += codeOf(ink) + utf8 + codeOf(Ink::Plain);
    } else {
        m_out += utf8;
    }
}

void TextPage::paragraph(int indent, const QString &lead, const QString &text, Ink ink)
{
    const QStringList lines = wrapped(visibleText(text), std::max(m_width - indent, 20));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        put((i == 0 ? lead : QString{}).leftJustified(lines.at(i).isEmpty() ? 0 : indent));
        put(lines.at(i), ink);
        endLine();
    }
}

void TextPage::block(int indent, const QString &text, Ink ink)
{
    const QStringList lines = visibleText(text.trimmed()).split(u'\n');
    for (const QString &line : lines) {
        m_out += QByteArray(line.isEmpty() ? 0 : indent, ' ');
        put(line, ink);
        endLine();
    }
}

void TextPage::heading(const QString &text)
{
    endLine();
    put(text, Ink::Bold);
    endLine();
}

} // namespace duodoctor
