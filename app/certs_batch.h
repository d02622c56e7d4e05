#pragma once

#include <QByteArray>
#include <QString>

#include <ostream>

namespace duodoctor
{

/// Judges every case of a `tls-cases/1` file and writes one JSON line for each as soon as it is known.
/// @return an error sentence when the file as a whole cannot be used; empty otherwise. A case that cannot be read gets
/// an answer too.
QString runCertsBatch(const QByteArray &json, std::ostream &out);

} // namespace duodoctor
