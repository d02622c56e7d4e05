#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace duodoctor::readers
{

/// The lines of an official check's output, trimmed, without empty ones. A text that a mail program wrapped (no line
/// beyond 80 columns) is put together again: a line that the width explains continues the one before it, unless
/// `isStart` knows it as the beginning of an output line. At most 200,000 lines; linear.
QStringList outputLines(const QString &text, const std::function<bool(const QString &)> &isStart);

/// The JSON object that begins at `from` (a brace), read as far as it is there: what is cut at the end is closed where
/// the last whole value ends. None when nothing of it can be read.
std::optional<QJsonObject> readJsonObject(const QString &text, qsizetype from);

/// What stands behind `prefix`, trimmed; empty when the line does not hold it.
QString textBehind(const QString &line, QLatin1StringView prefix);

/// Without the check marks at its end, or the question marks and boxes that a terminal without them shows.
QString withoutMark(QString text);

} // namespace duodoctor::readers
