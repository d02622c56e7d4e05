#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QString>

#include <optional>

namespace duodoctor
{

/// A text that is one JSON object or array, also where lines were cut at a fixed width within it.
/// @return none for anything else, for half a document, and above 4 MiB.
std::optional<QJsonDocument> jsonIn(const QString &text);

/// The first JSON object or array in a text that has other lines around it (progress meters, curl's remarks), as it
/// stands there; empty when there is none.
QString jsonWithin(const QString &text);
/// Whether the text begins with an object or a list that is never closed: its end was not copied.
bool isOpenJson(const QString &text);

} // namespace duodoctor
