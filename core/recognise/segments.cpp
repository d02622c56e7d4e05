#include "recognise/segments.h"

#include "recognise/shell_prompt.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxSegments = 200;

/// What an output begins with that can begin nothing else.
enum class Anchor { None, DockerPs, KubectlPods, KubectlDescribe, Rake, Troubleshoot, Curl, OpenSsl, Rails, Log, Json };

bool isTableHeader(QStringView line, QLatin1StringView first, QLatin1StringView second)
{
    const QStringView trimmed = line.trimmed();
    return trimmed.startsWith(first) && trimmed.contains(second);
}

Anchor anchorOf(const QStringList &lines, qsizetype at)
{
    const QString &line = lines[at];
    if (line.isEmpty() || line.front().isSpace()) {
        return Anchor::None;
    }
    if (isTableHeader(line, "CONTAINER ID"_L1, "IMAGE"_L1)) {
        return Anchor::DockerPs;
    }
    if (isTableHeader(line, "NAME"_L1, "READY"_L1) && line.contains("STATUS"_L1)) {
        return Anchor::KubectlPods;
    }
    if (line.startsWith("Name:"_L1) && at + 1 < lines.size() && lines[at + 1].startsWith("Namespace:"_L1)) {
        return Anchor::KubectlDescribe;
    }
    if (line.startsWith("GitLab Duo Self-Hosted Setup Verification"_L1) ||
        line.startsWith("This task will help you debug"_L1)) {
        return Anchor::Rake;
    }
    if (line.startsWith("Testing environment variables"_L1)) {
        return Anchor::Troubleshoot;
    }
    if (line.startsWith("CONNECTED(0"_L1)) {
        return Anchor::OpenSsl;
    }
    if (line.startsWith("*   Trying "_L1) || line.startsWith("* Trying "_L1) ||
        line.startsWith("* Could not resolve"_L1) || (line.startsWith("* Host "_L1) && line.contains("resolved"_L1))) {
        return Anchor::Curl;
    }
    return Anchor::None;
}

bool isBlank(const QString &line)
{
    return line.trimmed().isEmpty();
}

/// Where a table ends: at the first blank line.
bool isTable(Anchor anchor)
{
    return anchor == Anchor::DockerPs || anchor == Anchor::KubectlPods;
}

/// Divides the lines of one output where another one evidently begins.
class OutputSplitter
{
public:
    QList<QStringList> split(const QStringList &lines)
    {
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const Anchor anchor = anchorOf(lines, i);
            const bool endsTable = isTable(m_current) && isBlank(lines[i]);
            if (beginsAnother(anchor) || (anchor != Anchor::None && isTable(anchor) && m_current == anchor)) {
                finish();
            }
            if (anchor != Anchor::None) {
                m_current = anchor;
            }
            m_open << lines[i];
            if (endsTable) {
                finish();
            }
        }
        finish();
        return m_parts;
    }

private:
    bool beginsAnother(Anchor anchor) const
    {
        if (anchor == Anchor::None || anchor == m_current) {
            return false;
        }
        // What stands above the first anchor belongs to it, unless it stands apart.
        const bool standsApart = !m_open.isEmpty() && isBlank(m_open.last());
        return m_current != Anchor::None || (standsApart && anchor != Anchor::Rake && anchor != Anchor::Curl);
    }
    void finish()
    {
        if (std::ranges::any_of(m_open, [](const QString &line) { return !isBlank(line); })) {
            m_parts << m_open;
        }
        m_open.clear();
        m_current = Anchor::None;
    }

    QList<QStringList> m_parts;
    QStringList m_open;
    Anchor m_current = Anchor::None;
};

/// Collects prompts, commands and outputs line by line.
class PasteSplitter
{
public:
    QList<TextSegment> split(const QStringList &lines)
    {
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (m_continues) {
                takeContinuation(lines[i]);
                continue;
            }
            if (m_segments.size() + 1 < kMaxSegments) {
                if (const auto prompt = promptIn(lines[i])) {
                    takePrompt(*prompt);
                    continue;
                }
                if (isBareCommand(lines, i)) {
                    finish();
                    m_open.command = lines[i].trimmed();
                    m_open.isCommandAlone = true;
                    m_continues = m_open.command.endsWith(u'\\');
                    continue;
                }
            }
            m_output << lines[i];
        }
        finish();
        return m_segments;
    }

private:
    /// A command without a prompt begins a paste or stands behind a blank line.
    bool isBareCommand(const QStringList &lines, qsizetype at) const
    {
        return isKnownCommand(lines[at]) && std::ranges::all_of(m_output, isBlank) && m_open.command.isEmpty() &&
               m_segments.isEmpty();
    }
    void takeContinuation(const QString &line)
    {
        m_open.command += u'\n' + line;
        m_continues = line.trimmed().endsWith(u'\\') || (m_continues && line.trimmed().startsWith(u'-'));
        if (!line.trimmed().endsWith(u'\\')) {
            m_continues = false;
        }
    }
    void takePrompt(const PromptLine &prompt)
    {
        if (!prompt.before.isEmpty()) {
            m_output << prompt.before;
        }
        m_isEnded = true;
        finish();
        m_isEnded = false;
        m_open.host = prompt.host;
        m_open.command = prompt.command;
        m_continues = prompt.command.endsWith(u'\\');
    }
    void finish()
    {
        const auto parts = OutputSplitter().split(m_output);
        for (const QStringList &part : parts) {
            TextSegment segment = m_open;
            segment.text = part.join(u'\n');
            m_segments << segment;
        }
        if (parts.isEmpty() && !m_open.command.isEmpty()) {
            m_open.text = m_isEnded && !m_output.isEmpty() ? u"\n"_s : QString{}; // an empty line was printed
            m_segments << m_open;
        }
        m_output.clear();
        m_open = {};
    }

    QList<TextSegment> m_segments;
    TextSegment m_open;
    QStringList m_output;
    bool m_continues = false;
    bool m_isEnded = false; ///< a prompt follows, so the output is whole
};

} // namespace

QList<TextSegment> segmentsOf(const QString &text)
{
    return PasteSplitter().split(text.split(u'\n'));
}

} // namespace duodoctor
