#include "deployment/json_object_reader.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

/// Edit distance, for naming the key that was probably meant. Keys are short; longer ones are not compared.
qsizetype distance(QStringView a, QStringView b)
{
    if (a.size() > 64 || b.size() > 64) {
        return 64;
    }
    QList<qsizetype> row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

} // namespace

JsonObjectReader::JsonObjectReader(QJsonObject object, QString path, QList<DeploymentProblem> &problems)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_problems(&problems)
{
}

QString JsonObjectReader::pathOf(QLatin1StringView key) const
{
    return m_path.isEmpty() ? QString{key} : m_path + u'.' + key;
}

QJsonValue JsonObjectReader::value(QLatin1StringView key)
{
    m_known << QString{key};
    return m_object.value(key);
}

QString JsonObjectReader::text(QLatin1StringView key)
{
    const QJsonValue found = value(key);
    if (!found.isUndefined() && !found.isString()) {
        complainType(key, u"text in quotes"_s);
    }
    return found.toString();
}

QString JsonObjectReader::requiredText(QLatin1StringView key, const QString &remedy)
{
    const QString found = text(key);
    if (!m_object.contains(key) || (m_object.value(key).isString() && found.trimmed().isEmpty())) {
        complain(key, u"This is missing."_s, remedy);
    }
    return found;
}

bool JsonObjectReader::boolean(QLatin1StringView key, bool fallback)
{
    const QJsonValue found = value(key);
    if (!found.isUndefined() && !found.isBool()) {
        complainType(key, u"true or false"_s);
    }
    return found.toBool(fallback);
}

int JsonObjectReader::integer(QLatin1StringView key, int fallback, int minimum, int maximum)
{
    const QJsonValue found = value(key);
    if (found.isUndefined()) {
        return fallback;
    }
    const double number = found.toDouble(std::nan(""));
    if (!found.isDouble() || number != std::floor(number) || number < minimum || number > maximum) {
        complain(key, u"Expected a whole number from %1 to %2."_s.arg(minimum).arg(maximum),
                 u"Write the number without quotes."_s);
        return fallback;
    }
    return static_cast<int>(number);
}

QStringList JsonObjectReader::textList(QLatin1StringView key)
{
    const QJsonValue found = value(key);
    if (found.isUndefined()) {
        return {};
    }
    QStringList texts;
    const QJsonArray array = found.toArray();
    const bool isListOfTexts =
        found.isArray() && std::ranges::all_of(array, [](const QJsonValue &entry) { return entry.isString(); });
    if (!isListOfTexts) {
        complainType(key, u"a list of texts"_s);
        return {};
    }
    for (const auto &entry : array) {
        texts << entry.toString();
    }
    return texts;
}

int JsonObjectReader::word(QLatin1StringView key, const QStringList &words, int fallback)
{
    const QJsonValue found = value(key);
    if (found.isUndefined()) {
        return fallback;
    }
    const qsizetype index = found.isString() ? words.indexOf(found.toString()) : -1;
    if (index < 0) {
        complain(key, u"“%1” is not known here."_s.arg(found.isString() ? found.toString().left(60) : typeName(found)),
                 u"Write one of: %1."_s.arg(words.join(", "_L1)));
        return fallback;
    }
    return static_cast<int>(index);
}

std::optional<JsonObjectReader> JsonObjectReader::object(QLatin1StringView key)
{
    const QJsonValue found = value(key);
    if (found.isUndefined()) {
        return std::nullopt;
    }
    if (!found.isObject()) {
        complainType(key, u"an object in braces"_s);
        return std::nullopt;
    }
    return JsonObjectReader(found.toObject(), pathOf(key), *m_problems);
}

QList<JsonObjectReader> JsonObjectReader::objects(QLatin1StringView key)
{
    const QJsonValue found = value(key);
    QList<JsonObjectReader> readers;
    if (found.isUndefined()) {
        return readers;
    }
    if (!found.isArray()) {
        complainType(key, u"a list of objects"_s);
        return readers;
    }
    const QJsonArray array = found.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString path = u"%1[%2]"_s.arg(pathOf(key)).arg(i);
        if (array.at(i).isObject()) {
            readers << JsonObjectReader(array.at(i).toObject(), path, *m_problems);
        } else {
            m_problems->append({path, u"Expected an object in braces, found %1."_s.arg(typeName(array.at(i))),
                                u"Write {…} here."_s, 0});
        }
    }
    return readers;
}

void JsonObjectReader::complain(QLatin1StringView key, const QString &problem, const QString &remedy)
{
    m_problems->append({pathOf(key), problem, remedy, 0});
}

void JsonObjectReader::complainType(QLatin1StringView key, const QString &expected)
{
    complain(key, u"Expected %1, found %2."_s.arg(expected, typeName(m_object.value(key))),
             u"Write %1."_s.arg(expected));
}

void JsonObjectReader::finish()
{
    for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
        if (m_known.contains(it.key())) {
            continue;
        }
        const auto nearest =
            std::ranges::min_element(m_known, {}, [&](const QString &known) { return distance(known, it.key()); });
        const bool isNear = nearest != m_known.end() && distance(*nearest, it.key()) <= 3;
        const QString key = it.key().left(80);
        m_problems->append(
            {m_path.isEmpty() ? key : m_path + u'.' + key, u"This key is not known."_s,
             isNear ? u"Did you mean “%1”?"_s.arg(*nearest) : u"Known here: %1."_s.arg(m_known.join(", "_L1)), 0});
    }
}

} // namespace duodoctor
