#include "report/json_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace duodoctor
{

namespace
{

constexpr int kIndent = 2;
constexpr double kLargestWholeDouble = 9007199254740992.0; // 2^53

bool mustBeEscaped(char16_t unit)
{
    return unit < 0x20 || (unit >= 0x7f && unit <= 0x9f) || unit == 0x061c || (unit >= 0x200b && unit <= 0x200f) ||
           (unit >= 0x2028 && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f) || unit == 0xfeff || unit >= 0xfff9;
}

QByteArray escaped(char16_t unit)
{
    switch (unit) {
    case u'\n':
        return QByteArrayLiteral("\\n");
    case u'\r':
        return QByteArrayLiteral("\\r");
    case u'\t':
        return QByteArrayLiteral("\\t");
    default:
        return "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
    }
}

} // namespace

void JsonWriter::beginObject()
{
    open('{');
}

void JsonWriter::endObject()
{
    close('}');
}

void JsonWriter::beginArray()
{
    open('[');
}

void JsonWriter::endArray()
{
    close(']');
}

JsonWriter &JsonWriter::key(QLatin1StringView name)
{
    beginItem();
    writeString(QString{name});
    m_out += ": ";
    m_afterKey = true;
    return *this;
}

void JsonWriter::value(const QString &text)
{
    beginItem();
    writeString(text);
}

void JsonWriter::value(qint64 number)
{
    beginItem();
    m_out += QByteArray::number(number);
}

void JsonWriter::value(double number)
{
    beginItem();
    if (!std::isfinite(number)) {
        m_out += "null"; // JSON has no other word for it
    } else if (number == std::floor(number) && std::abs(number) < kLargestWholeDouble) {
        m_out += QByteArray::number(static_cast<qint64>(number));
    } else {
        m_out += QByteArray::number(number, 'g', 15);
    }
}

void JsonWriter::value(bool truth)
{
    beginItem();
    m_out += truth ? "true" : "false";
}

void JsonWriter::value(const QStringList &texts)
{
    beginArray();
    for (const QString &text : texts) {
        value(text);
    }
    endArray();
}

void JsonWriter::value(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Bool:
        value(json.toBool());
        break;
    case QJsonValue::Double:
        value(json.toDouble());
        break;
    case QJsonValue::String:
        value(json.toString());
        break;
    case QJsonValue::Array: {
        beginArray();
        const QJsonArray array = json.toArray();
        for (const QJsonValue item : array) {
            value(item);
        }
        endArray();
        break;
    }
    case QJsonValue::Object: {
        beginObject();
        const QJsonObject object = json.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            beginItem();
            writeString(member.key());
            m_out += ": ";
            m_afterKey = true;
            value(member.value());
        }
        endObject();
        break;
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        beginItem();
        m_out += "null";
        break;
    }
}

void JsonWriter::beginItem()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_depth > 0) {
        if (!m_isFirst) {
            m_out += ',';
        }
        breakLine();
    }
    m_isFirst = false;
}

void JsonWriter::open(char bracket)
{
    beginItem();
    m_out += bracket;
    ++m_depth;
    m_isFirst = true;
}

void JsonWriter::close(char bracket)
{
    --m_depth;
    if (!m_isFirst) {
        breakLine();
    }
    m_out += bracket;
    m_isFirst = false;
}

void JsonWriter::writeString(const QString &text)
{
    m_out += '"';
    const QStringView view(text);
    for (qsizetype i = 0; i < view.size(); ++i) {
        const char16_t unit = view[i].unicode();
        const bool isPair = view[i].isHighSurrogate() && i + 1 < view.size() && view[i + 1].isLowSurrogate();
        if (unit == u'"' || unit == u'\\') {
            m_out += '\\';
            m_out += static_cast<char>(unit);
        } else if (isPair) {
            m_out += view.sliced(i, 2).toUtf8();
            ++i;
        } else if (view[i].isSurrogate()) {
            m_out += "\\ufffd";
        } else if (mustBeEscaped(unit)) {
            m_out += escaped(unit);
        } else if (unit < 0x80) {
            m_out += static_cast<char>(unit);
        } else {
            m_out += view.sliced(i, 1).toUtf8();
        }
    }
    m_out += '"';
}

void JsonWriter::breakLine()
{
    m_out += '\n';
    m_out += QByteArray(m_depth * kIndent, ' ');
}

} // namespace duodoctor
