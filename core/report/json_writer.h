#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QLatin1StringView>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// Writes one JSON document, indented, members in the order they are given (QJsonDocument sorts them, and a report is
/// also read by people). Escapes by construction; beyond what JSON asks for, everything that acts on a terminal or on
/// the direction of text is written as `\uXXXX`, which reads back as the same text. Lone surrogates become U+FFFD.
class JsonWriter
{
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    /// Names the member that the next value or container belongs to.
    JsonWriter &key(QLatin1StringView name);

    void value(const QString &text);
    void value(QLatin1StringView text) { value(QString{text}); }
    void value(qint64 number);
    void value(double number);
    void value(bool truth);
    void value(const QStringList &texts);
    void value(const QJsonValue &json);

    /// The document so far, with a line end.
    QByteArray result() const { return m_out + '\n'; }

private:
    void beginItem();
    void open(char bracket);
    void close(char bracket);
    void writeString(const QString &text);
    void breakLine();

    QByteArray m_out;
    int m_depth = 0;
    bool m_isFirst = true; ///< no item yet in the innermost container
    bool m_afterKey = false;
};

} // namespace duodoctor
