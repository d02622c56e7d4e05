#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// The cells of one line of a table: split at tabs, or at two and more blanks. Blanks around a cell go.
QStringList tableCells(const QString &line);

/// Joins the lines that a narrow terminal broke. `isStart` tells a row's first line; what stands before the first one
/// is the header, which is joined, too. At most 5,000 lines are looked at.
QStringList joinWrappedRows(const QStringList &lines, bool (*isStart)(const QString &));

/// The JSON documents of a text, one after another: each begins with a brace or bracket at the start of a line. Text
/// between them is passed over; a document without an end, and one that does not parse, is left out. Linear.
QList<QJsonValue> jsonDocuments(const QString &text);

} // namespace duodoctor
