#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace duodoctor::test
{

/// What in this report is not as the contract says; empty when all is well.
/// @param command  what `command` must say.
QStringList shapeProblems(const QJsonObject &report, const QString &command);

} // namespace duodoctor::test
