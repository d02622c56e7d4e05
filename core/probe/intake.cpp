#include "probe/intake.h"

#include <QStringDecoder>

namespace duodoctor::intake
{

using namespace Qt::StringLiterals;

namespace
{

void redactHeaders(QList<std::pair<QByteArray, QByteArray>> &headers, const Redactor &redactor)
{
    for (auto &[name, value] : headers) {
        // Together, because some rules know a credential by the name before it.
        const QByteArray line = name + ": " + value;
        const QByteArray clean = redacted(line, redactor);
        if (clean == line) {
            continue;
        }
        const qsizetype colon = clean.indexOf(": ");
        const bool isNameKept = clean.startsWith(name + ": ");
        value = isNameKept || colon < 0 ? clean.mid(colon + 2) : clean;
    }
}

} // namespace

QByteArray redacted(const QByteArray &bytes, const Redactor &redactor)
{
    QStringDecoder utf8(QStringConverter::Utf8);
    const QString text = utf8.decode(bytes);
    if (!utf8.hasError()) {
        const Redaction result = redactor.redact(text);
        return result.removed > 0 ? result.text.toUtf8() : bytes;
    }
    // Binary, or cut within a character: one character per byte keeps every byte.
    const Redaction result = redactor.redact(QString::fromLatin1(bytes));
    return result.removed > 0 ? result.text.toLatin1() : bytes;
}

void redact(HttpExchange &exchange, const Redactor &redactor)
{
    if (const Redaction url = redactor.redact(exchange.url.toString(QUrl::FullyEncoded)); url.removed > 0) {
        exchange.url = QUrl(url.text, QUrl::TolerantMode);
    }
    redactHeaders(exchange.requestHeaders, redactor);
    redactHeaders(exchange.headers, redactor);
    exchange.body = redacted(exchange.body, redactor);
    exchange.failure.detail = redactor.redact(exchange.failure.detail).text;
}

} // namespace duodoctor::intake
