#include "recognise/form_json.h"

#include "recognise/joined_lines.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostJson = 4 * 1024 * 1024;

std::optional<QJsonDocument> parsed(const QString &text)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    return error.error == QJsonParseError::NoError ? std::optional(document) : std::nullopt;
}

/// Behind the bracket that closes the one at `begin`; -1 when none does.
qsizetype endOfJson(QStringView text, qsizetype begin)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = begin; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString) {
            i += c == u'\\' ? 1 : 0;
            inString = c != u'"';
        } else if (c == u'"') {
            inString = true;
        } else if (c == u'{' || c == u'[') {
            ++depth;
        } else if ((c == u'}' || c == u']') && --depth == 0) {
            return i + 1;
        }
    }
    return -1;
}

} // namespace

std::optional<QJsonDocument> jsonIn(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > kMostJson || (trimmed.front() != u'{' && trimmed.front() != u'[')) {
        return std::nullopt;
    }
    if (auto document = parsed(trimmed)) {
        return document;
    }
    if (!trimmed.contains(u'\n')) {
        return std::nullopt;
    }
    if (auto document = parsed(joinedAgainst(trimmed))) {
        return document;
    }
    QString joined = trimmed;
    if (auto document = parsed(joined.remove(u'\n'))) {
        return document;
    }
    joined = trimmed;
    return parsed(joined.replace(u'\n', u' '));
}

bool isOpenJson(const QString &text)
{
    const QString start = text.trimmed().left(kMostJson);
    return (start.startsWith(u'{') || start.startsWith(u'[')) && endOfJson(start, 0) < 0;
}

QString jsonWithin(const QString &text)
{
    constexpr int kMostTries = 20;
    qsizetype at = 0;
    for (int i = 0; i < kMostTries; ++i) {
        const qsizetype object = text.indexOf(u'{', at);
        if (object < 0 || text.size() > kMostJson) {
            return {};
        }
        const qsizetype array = text.indexOf(u'[', at);
        const bool isList =
            array >= 0 && array < object && QStringView(text).sliced(array + 1).trimmed().startsWith(u'{');
        const qsizetype begin = isList ? array : object;
        const qsizetype end = endOfJson(text, begin);
        if (end > 0 && jsonIn(text.sliced(begin, end - begin))) {
            return text.sliced(begin, end - begin);
        }
        at = object + 1;
    }
    return {};
}

} // namespace duodoctor
