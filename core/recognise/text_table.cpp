#include "recognise/text_table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace duodoctor
{

namespace
{

constexpr qsizetype kMaxLines = 5000;
constexpr qsizetype kMaxDocuments = 1000;

/// The place behind the bracket that closes the one at `begin`; -1 without one.
qsizetype endOfDocument(const QString &text, qsizetype begin)
{
    qsizetype depth = 0;
    bool isInString = false;
    for (qsizetype at = begin; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (isInString) {
            at += c == u'\\' ? 1 : 0;
            isInString = c != u'"';
            continue;
        }
        isInString = c == u'"';
        if (c == u'{' || c == u'[') {
            ++depth;
        } else if ((c == u'}' || c == u']') && --depth == 0) {
            return at + 1;
        }
    }
    return -1;
}

/// The next brace or bracket that is the first of its line.
qsizetype startOfDocument(const QString &text, qsizetype from)
{
    bool isLineStart = true;
    for (qsizetype at = from; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (isLineStart && (c == u'{' || c == u'[')) {
            return at;
        }
        isLineStart = c == u'\n' || (isLineStart && c.isSpace());
    }
    return -1;
}

} // namespace

QStringList tableCells(const QString &line)
{
    QStringList cells;
    QString cell;
    int blanks = 0;
    const auto flush = [&cells, &cell] {
        if (!cell.trimmed().isEmpty()) {
            cells << cell.trimmed();
        }
        cell.clear();
    };
    for (const QChar c : line) {
        blanks = c == u' ' ? blanks + 1 : 0;
        if (c == u'\t' || blanks == 2) {
            flush();
            continue;
        }
        cell += c;
    }
    flush();
    return cells;
}

QStringList joinWrappedRows(const QStringList &lines, bool (*isStart)(const QString &))
{
    const QStringList seen = lines.first(std::min(lines.size(), kMaxLines));
    qsizetype width = 0;
    for (const QString &line : seen) {
        width = std::max(width, line.size());
    }
    width = std::min<qsizetype>(width, 1000);
    QStringList rows;
    for (const QString &line : seen) {
        if (rows.isEmpty() || isStart(line)) {
            rows << line;
            continue;
        }
        // Blanks at the end of a broken line are lost in a paste; the terminal had filled its width.
        const qsizetype missing = width - rows.last().size() % std::max<qsizetype>(width, 1);
        rows.last() += QString(missing < width ? missing : 0, u' ') + line;
    }
    return rows;
}

QList<QJsonValue> jsonDocuments(const QString &text)
{
    QList<QJsonValue> documents;
    qsizetype at = 0;
    while (documents.size() < kMaxDocuments && (at = startOfDocument(text, at)) >= 0) {
        const qsizetype end = endOfDocument(text, at);
        if (end < 0) {
            break;
        }
        const QJsonDocument document = QJsonDocument::fromJson(QStringView(text).sliced(at, end - at).toUtf8());
        if (document.isObject()) {
            documents << document.object();
        } else if (document.isArray()) {
            documents << document.array();
        }
        at = end;
    }
    return documents;
}

} // namespace duodoctor
