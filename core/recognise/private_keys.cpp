#include "recognise/private_keys.h"

#include <QStringList>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isBase64(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'/' ||
           c == u'=';
}

/// Behind the key's lines of a block without an end.
qsizetype behindKeyLines(QStringView text, qsizetype at)
{
    while (at < text.size()) {
        qsizetype lineEnd = text.indexOf(u'\n', at);
        lineEnd = lineEnd < 0 ? text.size() : lineEnd;
        const QStringView whole = text.sliced(at, lineEnd - at).trimmed();
        const QStringView line = whole.sliced(whole.lastIndexOf(u' ') + 1); // a time or a mark may stand before it
        const bool isKey = line.size() >= 16 && std::all_of(line.begin(), line.end(), isBase64);
        if (!isKey && !(line.isEmpty() && at == 0)) {
            return at;
        }
        at = std::min(text.size(), lineEnd + 1);
    }
    return at;
}

bool isTokenCharacter(QChar c)
{
    return isBase64(c) || c == u'_' || c == u'-' || c == u'.';
}

} // namespace

QString withoutPrivateKeys(const QString &text, int &removed)
{
    constexpr QLatin1StringView kBegin = "-----BEGIN "_L1;
    constexpr QLatin1StringView kMark = "PRIVATE KEY-----"_L1;
    constexpr qsizetype kLongestLabel = 48;
    constexpr qsizetype kLongestBlock = 16 * 1024;
    QString clean;
    qsizetype copied = 0;
    qsizetype at = 0;
    while ((at = text.indexOf(kBegin, at)) >= 0) {
        const QStringView head = QStringView(text).sliced(at, std::min(kLongestLabel, text.size() - at));
        const qsizetype mark = head.indexOf(kMark);
        if (mark < 0) {
            at += kBegin.size();
            continue;
        }
        const qsizetype inside = at + mark + kMark.size();
        const QStringView block = QStringView(text).sliced(inside, std::min(kLongestBlock, text.size() - inside));
        const qsizetype end = block.indexOf("-----END "_L1);
        const qsizetype nextBegin = block.indexOf(kBegin);
        const bool isWhole = end >= 0 && (nextBegin < 0 || end < nextBegin);
        qsizetype behind = inside;
        if (isWhole) {
            const qsizetype label = inside + end + 9;
            const qsizetype close = text.indexOf(kMark, label);
            behind = close >= 0 && close - label < kLongestLabel ? close + kMark.size() : label;
        } else if (inside < text.size() && text[inside] == u'\n') {
            behind = std::max(inside, behindKeyLines(text, inside + 1) - 1);
        } else {
            while (behind < text.size() && (isBase64(text[behind]) || text[behind] == u'\\')) {
                ++behind;
            }
        }
        const bool hasMaterial =
            isWhole && std::any_of(block.begin(), block.begin() + end, [](QChar c) { return isBase64(c); });
        clean += QStringView(text).sliced(copied, at - copied);
        clean += hasMaterial ? "[redacted: private key]"_L1 : "[redacted: private key, cut off]"_L1;
        ++removed;
        copied = behind;
        at = behind;
    }
    clean += QStringView(text).sliced(copied);
    return clean;
}

QString withoutCutSecrets(const QString &redacted, const QString &redactedJoined, int &removed)
{
    constexpr int kMost = 1000;
    constexpr qsizetype kShortest = 3;
    QStringList lines = redacted.split(u'\n');
    int looked = 0;
    for (qsizetype i = 0; i + 1 < lines.size() && looked < kMost; ++i) {
        if (!lines[i].endsWith(u']') || !lines[i].contains("[redacted: "_L1)) {
            continue;
        }
        ++looked;
        QString &next = lines[i + 1];
        const auto end = std::find_if_not(next.cbegin(), next.cend(), isTokenCharacter);
        const QString run = next.first(end - next.cbegin());
        if (run.size() >= kShortest && !redactedJoined.contains(run)) {
            next = "[redacted: secret value]"_L1 + next.sliced(run.size());
            ++removed;
        }
    }
    return lines.join(u'\n');
}

} // namespace duodoctor
