#include "recognise/clean_text.h"

#include "recognise/surroundings.h"
#include "recognise/text_bytes.h"

#include <QStringList>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Whether a line carries the mark of a quotation, and not the program's own `>> ` or `> GET`.
bool isQuoted(QStringView line)
{
    return line.startsWith(u'>') && (!line.startsWith(">> "_L1) || line.startsWith(">> >"_L1));
}

bool isRequestLine(QStringView line)
{
    return line.startsWith("> "_L1) && line.contains(" HTTP/"_L1) && line.size() > 2 && line[2].isUpper();
}

/// Takes one level of quotation marks away where (nearly) every line has it.
bool unquoteOnce(QStringList &lines)
{
    qsizetype quoted = 0;
    qsizetype filled = 0;
    for (const QString &line : std::as_const(lines)) {
        filled += line.trimmed().isEmpty() ? 0 : 1;
        quoted += isQuoted(line) ? 1 : 0;
        if (isRequestLine(line) && !line.startsWith("> >"_L1)) {
            return false;
        }
    }
    if (quoted == 0 || quoted * 10 < filled * 8) {
        return false;
    }
    for (QString &line : lines) {
        if (line.startsWith(u'>')) {
            line.remove(0, line.startsWith("> "_L1) ? 2 : 1);
        }
    }
    return true;
}

/// Removes the indentation that all lines share (a code block of Markdown, a list in a chat).
void dedent(QStringList &lines)
{
    constexpr qsizetype kMost = 32;
    qsizetype shared = kMost;
    for (const QString &line : std::as_const(lines)) {
        if (line.trimmed().isEmpty()) {
            continue;
        }
        const auto first = std::find_if(line.begin(), line.end(), [](QChar c) { return c != u' '; });
        shared = std::min<qsizetype>(shared, first - line.begin());
    }
    if (shared > 0) {
        for (QString &line : lines) {
            line.remove(0, shared);
        }
    }
}

/// Dashes around BEGIN and END of PEM that a chat program has drawn together.
void mendPemFrame(QString &line)
{
    for (const QLatin1StringView word : {"BEGIN "_L1, "END "_L1}) {
        const qsizetype at = line.indexOf(word);
        if (at <= 0 || line[at - 1] != u'-' || !line.endsWith(u'-')) {
            continue;
        }
        qsizetype first = at;
        while (first > 0 && line[first - 1] == u'-') {
            --first;
        }
        qsizetype last = line.size();
        while (last > at && line[last - 1] == u'-') {
            --last;
        }
        line = line.first(first) + u"-----"_s + line.sliced(at, last - at) + u"-----"_s;
    }
}

void decodeEntities(QString &text)
{
    if (text.contains(u'"') || !(text.contains("&quot;"_L1) || text.contains("&#34;"_L1))) {
        return;
    }
    text.replace("&quot;"_L1, "\""_L1).replace("&#34;"_L1, "\""_L1).replace("&#39;"_L1, "'"_L1);
    text.replace("&lt;"_L1, "<"_L1).replace("&gt;"_L1, ">"_L1).replace("&amp;"_L1, "&"_L1);
}

} // namespace

QString cleanText(const QByteArray &bytes)
{
    QString text = withoutControls(decodedText(bytes).replace(u"^[["_s, u"\x1b["_s));
    decodeEntities(text);
    QStringList lines = text.split(u'\n');
    constexpr int kDeepestQuotation = 4;
    for (int i = 0; i < kDeepestQuotation && unquoteOnce(lines); ++i) {
    }
    lines = withoutFences(lines);
    for (QString &line : lines) {
        if (isFence(line)) {
            line.clear();
        }
        mendPemFrame(line);
    }
    dedent(lines);
    text = lines.join(u'\n');
    const QString trimmed = text.trimmed();
    if (trimmed.size() > 2 && trimmed.startsWith(u'`') && trimmed.endsWith(u'`') && trimmed.count(u'`') == 2) {
        return trimmed.sliced(1, trimmed.size() - 2);
    }
    return text;
}

} // namespace duodoctor
