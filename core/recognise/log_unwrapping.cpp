#include "recognise/log_unwrapping.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxChars = 16 * 1024 * 1024;
constexpr qsizetype kMaxLineChars = 256 * 1024;
constexpr qsizetype kMaxJoinedLines = 600;
constexpr int kMaxWrappings = 5;
constexpr qsizetype kMaxPrefixChars = 400;

/// Colours and cursor movements: ESC `[` up to a letter; also without the ESC, as some clipboards leave them.
QString withoutColours(const QString &line)
{
    if (!line.contains(u'\x1b') && !line.contains("[0m"_L1)) {
        return line;
    }
    static const QRegularExpression escape(
        uR"(\x1b\[[0-9;?]{0,20}[A-Za-z]|\x1b[()][A-Z0-9]|\[[0-9]{1,2}(?:;[0-9]{1,2}){0,3}m)"_s);
    return QString(line).remove(escape);
}

struct Prefix {
    QRegularExpression pattern; ///< anchored; group 1 is the time where there is one
    bool hasTime = false;
};

const std::array<Prefix, 8> &prefixes()
{
    static const QString stamp = uR"((\d{4}-\d\d-\d\d[T_]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?))"_s;
    static const std::array<Prefix, 8> table{
        // The container runtime's file on a node.
        Prefix{QRegularExpression(u"^"_s + stamp + uR"( (?:stdout|stderr) [FP] )"_s), true},
        // journald's short-iso: time, host, program.
        Prefix{
            QRegularExpression(u"^"_s + stamp + uR"( [A-Za-z0-9_.-]{1,100} [A-Za-z0-9_./@-]{1,100}\[\d{1,10}\]: )"_s),
            true},
        // docker logs -t, kubectl logs --timestamps, svlogd.
        Prefix{QRegularExpression(u"^"_s + stamp + uR"( (?=\S))"_s), true},
        // syslog
        Prefix{QRegularExpression(
            uR"(^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [A-Za-z0-9_.-]{1,100} [A-Za-z0-9_./@-]{1,100}(?:\[\d{1,10}\])?: )"_s)},
        // docker compose logs
        Prefix{QRegularExpression(uR"(^[A-Za-z0-9][A-Za-z0-9_.-]{0,100} {0,40}\| ?)"_s)},
        // kubectl logs --prefix
        Prefix{QRegularExpression(uR"(^\[pod/[^\]\s]{1,200}\] )"_s)},
        // grep over several files, with or without line numbers
        Prefix{QRegularExpression(uR"(^[A-Za-z0-9_./-]{1,200}:(?:\d{1,9}:)?(?=\{"))"_s)},
        // a process among several of one server
        Prefix{QRegularExpression(uR"(^\([A-Za-z0-9_]{1,40} pid=\d{1,10}\) )"_s)},
    };
    return table;
}

bool isPartial(const QString &line)
{
    static const QRegularExpression partial(uR"(^\S{10,40} (?:stdout|stderr) P )"_s);
    return partial.match(line.left(80)).hasMatch();
}

/// A line of the json-file driver holds the real one.
bool unwrapJsonFile(LogLine &line)
{
    if (!line.text.startsWith("{\"log\":"_L1)) {
        return false;
    }
    const QJsonObject object = QJsonDocument::fromJson(line.text.toUtf8()).object();
    if (!object.value("log"_L1).isString()) {
        return false;
    }
    line.text = object.value("log"_L1).toString();
    while (line.text.endsWith(u'\n') || line.text.endsWith(u'\r')) {
        line.text.chop(1);
    }
    line.time = readLogTime(object.value("time"_L1).toString());
    return true;
}

bool unwrapPrefix(LogLine &line)
{
    if (line.text.isEmpty() || line.text.front() == u'{' || line.text.front() == u' ') {
        return false;
    }
    const QString head = line.text.left(kMaxPrefixChars);
    for (const Prefix &prefix : prefixes()) {
        const auto match = prefix.pattern.match(head);
        if (match.hasMatch()) {
            if (prefix.hasTime) {
                line.time = readLogTime(match.captured(1));
            }
            line.text.remove(0, match.capturedLength());
            return true;
        }
    }
    return false;
}

void unwrap(LogLine &line)
{
    for (int i = 0; i < kMaxWrappings && (unwrapJsonFile(line) || unwrapPrefix(line)); ++i) {
    }
    line.text = withoutColours(line.text);
}

/// Where a chat program or terminal broke every line: that width, or 0.
qsizetype hardWidthOf(const QList<QStringView> &lines)
{
    qsizetype longest = 0;
    for (const QStringView line : lines) {
        longest = qMax(longest, line.size());
    }
    const auto full = std::ranges::count_if(lines, [longest](QStringView line) { return line.size() == longest; });
    return longest >= 50 && longest <= 200 && full >= 2 ? longest : 0;
}

/// Follows braces and strings of an object that may go on over lines.
class ObjectScanner
{
public:
    bool isOpen() const { return m_depth > 0; }
    bool isInString() const { return m_isInString; }

    void feed(QStringView text)
    {
        for (const QChar c : text) {
            if (m_isEscaped) {
                m_isEscaped = false;
            } else if (m_isInString) {
                m_isEscaped = c == u'\\';
                m_isInString = c != u'"';
            } else if (c == u'"') {
                m_isInString = true;
            } else if (c == u'{' || c == u'[') {
                ++m_depth;
            } else if ((c == u'}' || c == u']') && m_depth > 0) {
                --m_depth;
            }
        }
    }

private:
    int m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
};

class Joiner
{
public:
    Joiner(const QList<QStringView> &lines, qsizetype hardWidth)
        : m_lines(lines)
        , m_hardWidth(hardWidth)
    {
    }

    bool atEnd() const { return m_next >= m_lines.size(); }

    LogLine take()
    {
        LogLine line;
        line.number = m_next + 1;
        QString raw = m_lines[m_next].toString();
        m_lastRaw = m_lines[m_next++].size();
        while (isPartial(raw) && !atEnd()) {
            takePartial(raw);
        }
        line.text = raw.left(kMaxLineChars);
        unwrap(line);
        if (line.text.trimmed().startsWith(u'{')) {
            joinObject(line);
        } else if (m_hardWidth > 0) {
            joinBroken(line);
        }
        return line;
    }

private:
    /// P, P, F of the container runtime: one line in pieces.
    void takePartial(QString &raw)
    {
        LogLine next;
        next.text = m_lines[m_next++].toString();
        const bool goesOn = isPartial(next.text);
        unwrapPrefix(next);
        raw += next.text;
        if (!goesOn || raw.size() > kMaxLineChars) {
            raw.replace(" stderr P "_L1, " stderr F "_L1).replace(" stdout P "_L1, " stdout F "_L1);
        }
    }

    void append(LogLine &line, bool keepsWidth)
    {
        LogLine next;
        next.text = m_lines[m_next].toString().left(kMaxLineChars);
        // A line broken at its blanks has lost one; one broken at a width has not.
        const bool wasBrokenAtBlank = keepsWidth && m_lastRaw != m_firstRaw;
        line.text += (wasBrokenAtBlank ? u" "_s : QString{}) + withoutColours(next.text);
        m_lastRaw = m_lines[m_next++].size();
    }

    void joinObject(LogLine &line)
    {
        ObjectScanner scanner;
        scanner.feed(line.text);
        m_firstRaw = m_lastRaw;
        qsizetype fed = line.text.size();
        for (qsizetype joined = 0; scanner.isOpen() && !atEnd() && joined < kMaxJoinedLines; ++joined) {
            const QStringView next = m_lines[m_next];
            if (startsEntry(next) || line.text.size() > kMaxLineChars) {
                return;
            }
            append(line, scanner.isInString());
            scanner.feed(QStringView(line.text).mid(fed));
            fed = line.text.size();
        }
    }

    void joinBroken(LogLine &line)
    {
        m_firstRaw = m_hardWidth;
        for (int joined = 0; m_lastRaw == m_hardWidth && !atEnd() && joined < kMaxJoinedLines; ++joined) {
            const QStringView next = m_lines[m_next];
            if (next.isEmpty() || next.front() == u' ' || startsEntry(next)) {
                return;
            }
            append(line, false);
        }
    }

    const QList<QStringView> &m_lines;
    qsizetype m_hardWidth;
    qsizetype m_next = 0;
    qsizetype m_firstRaw = 0;
    qsizetype m_lastRaw = 0;
};

/// `==> /var/log/gitlab/gitlab-rails/llm.log <==`
bool isTailHeader(const QString &line)
{
    return line.startsWith("==> "_L1) && line.trimmed().endsWith(" <=="_L1);
}

} // namespace

QDateTime readLogTime(QStringView text)
{
    static const QRegularExpression form(
        uR"(^(\d{4}[-/]\d\d[-/]\d\d)[T_ ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?)"_s);
    const auto match = form.match(text.left(60).toString());
    if (!match.hasMatch()) {
        return {};
    }
    const QString day = match.captured(1).replace(u'/', u'-');
    QDateTime time = QDateTime::fromString(day + u'T' + match.captured(2), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    const QString fraction = match.captured(3);
    time = time.addMSecs((fraction + u"000"_s).left(3).toInt());
    const QString zone = match.captured(4);
    if (zone.size() >= 5) {
        const int sign = zone.front() == u'-' ? 1 : -1;
        time = time.addSecs(sign * (zone.mid(1, 2).toInt() * 3600 + zone.last(2).toInt() * 60));
    }
    return time;
}

bool startsEntry(QStringView line)
{
    static const QRegularExpression start(
        uR"(^(?:\{"|\d{4}[-/]\d\d[-/]\d\d[T_ ]\d\d:\d\d|Traceback \(most recent|==> |(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)[ :]|[A-Za-z0-9_.-]{1,100} {0,40}\| ))"_s);
    return start.match(line.left(200).toString()).hasMatch();
}

UnwrappedLog unwrapLog(const QString &text)
{
    UnwrappedLog result;
    QStringView view(text);
    if (view.size() > kMaxChars) {
        view = view.last(kMaxChars);
        view = view.mid(view.indexOf(u'\n') + 1);
        result.isTruncated = true;
    }
    QList<QStringView> lines = view.split(u'\n');
    for (QStringView &line : lines) {
        while (line.endsWith(u'\r')) {
            line.chop(1);
        }
    }
    result.inputLines = lines.size();
    Joiner joiner(lines, hardWidthOf(lines));
    std::optional<bool> isFromGitlab;
    while (!joiner.atEnd()) {
        LogLine line = joiner.take();
        if (isTailHeader(line.text)) {
            isFromGitlab = line.text.contains("gitlab"_L1);
            continue;
        }
        line.isFromGitlab = isFromGitlab;
        result.lines << line;
    }
    return result;
}

} // namespace duodoctor
