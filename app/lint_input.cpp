#include "app/lint_input.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr auto kKeyMark = "[redacted: private key]"_L1;

/// The line breaks of each private key in the text, in order.
QList<qsizetype> linesOfKeys(const QString &text)
{
    QList<qsizetype> lines;
    qsizetype at = 0;
    while ((at = text.indexOf("-----BEGIN "_L1, at)) >= 0) {
        const qsizetype titleEnd = text.indexOf("-----"_L1, at + 11);
        const bool isKey = titleEnd > 0 && titleEnd - at < 80 &&
                           QStringView(text).sliced(at, titleEnd - at).contains("PRIVATE KEY"_L1);
        const qsizetype end = isKey ? text.indexOf("-----END "_L1, titleEnd) : -1;
        if (end >= 0) {
            lines.append(QStringView(text).sliced(at, end - at).count(u'\n'));
            at = end;
        }
        at += 11;
    }
    return lines;
}

} // namespace

QString redactKeepingLines(const QString &text, const Redactor &redactor)
{
    QString redacted = redactor.redact(text).text;
    if (redacted.count(u'\n') == text.count(u'\n')) {
        return redacted;
    }
    qsizetype at = 0;
    for (const qsizetype lines : linesOfKeys(text)) {
        at = redacted.indexOf(kKeyMark, at);
        if (at < 0) {
            break;
        }
        at += kKeyMark.size();
        for (qsizetype i = 0; i < lines; ++i) {
            const QString more = u'\n' + QString(kKeyMark);
            redacted.insert(at, more);
            at += more.size();
        }
    }
    return redacted;
}

} // namespace duodoctor
