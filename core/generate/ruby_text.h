#pragma once

#include <QString>

namespace duodoctor
{

/// A string of Ruby in single quotes that stands for exactly `value`: nothing is expanded in it.
QString rubyLiteral(const QString &value);

} // namespace duodoctor
