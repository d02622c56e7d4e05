#pragma once

#include <QByteArray>
#include <QString>

namespace duodoctor::test
{

/// Compares with tests/data/report/NAME, with the program's version taken out; DUODOCTOR_UPDATE_GOLDEN=1 writes it.
/// @return empty when equal, else the first line that differs.
QString differenceFromGolden(const QString &name, QByteArray actual);

} // namespace duodoctor::test
