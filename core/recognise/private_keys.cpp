#include "recognise/private_keys.h"

#include "evidence/redactor.h"

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

/// The text without the line ends at which a terminal cut its lines; the same when it did not.
QString withoutHardEnds(const QString &text)
{
    constexpr qsizetype kNarrowest = 40;
    constexpr qsizetype kWidest = 240;
    const QStringList lines = text.split(u'\n');
    qsizetype width = 0;
    for (const QString &line : lines) {
        width = std::max(width, line.size());
    }
    if (width < kNarrowest || width > kWidest) {
        return text;
    }
    QString joined;
    joined.reserve(text.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        joined += lines[i];
        if (lines[i].size() != width && i + 1 < lines.size()) {
            joined += u'\n';
        }
    }
    return joined;
}

/// What stands in `whole` where `redacted` has a mark.
QStringList takenOut(const QString &whole, const QString &redacted)
{
    constexpr qsizetype kMost = 300;
    QStringList secrets;
    qsizetype inWhole = 0;
    qsizetype at = 0;
    for (qsizetype mark = redacted.indexOf(kRedactionMark); mark >= 0 && secrets.size() < kMost;
         mark = redacted.indexOf(kRedactionMark, at)) {
        const qsizetype begin = inWhole + (mark - at);
        const qsizetype behind = redacted.indexOf(u']', mark) + 1;
        const qsizetype next = redacted.indexOf(kRedactionMark, behind);
        constexpr qsizetype kAnchor = 40;
        const qsizetype rest = std::min((next < 0 ? redacted.size() : next) - behind, kAnchor);
        const QStringView anchor = QStringView(redacted).sliced(behind, rest);
        const qsizetype end = anchor.isEmpty() ? whole.size() : whole.indexOf(anchor, begin);
        if (behind == 0 || begin > whole.size() || end < begin) {
            break;
        }
        if (!whole.sliced(begin).startsWith(kRedactionMark)) {
            secrets << whole.sliced(begin, end - begin);
        }
        inWhole = end;
        at = behind;
    }
    return secrets;
}

/// Behind the secret when it stands at `at`, over line ends; -1 when it does not.
qsizetype behindSecret(QStringView text, qsizetype at, QStringView secret)
{
    for (const QChar c : secret) {
        while (at < text.size() && text[at] == u'\n') {
            ++at;
        }
        if (at >= text.size() || text[at] != c) {
            return -1;
        }
        ++at;
    }
    return at;
}

} // namespace

QString withoutSecretsAcrossLines(const QString &redacted, const QString &whole, const Redactor &redactor, int &removed)
{
    constexpr qsizetype kShortest = 4;
    const QString joined = withoutHardEnds(whole);
    if (joined.size() >= whole.size()) {
        return redacted;
    }
    QString text = redacted;
    QStringList secrets = takenOut(joined, redactor.redact(joined).text);
    secrets.removeDuplicates();
    for (const QString &secret : std::as_const(secrets)) {
        if (secret.size() < kShortest) {
            continue;
        }
        for (qsizetype at = text.indexOf(secret.front()); at >= 0; at = text.indexOf(secret.front(), at + 1)) {
            if (const qsizetype behind = behindSecret(text, at, secret); behind >= 0) {
                text.replace(at, behind - at, u"[redacted: secret value]"_s);
                ++removed;
            }
        }
    }
    return text;
}

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
        if (!lines[i].endsWith(u']') || !lines[i].contains(kRedactionMark)) {
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
