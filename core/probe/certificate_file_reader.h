#pragma once

#include "evidence/certificate_file.h"
#include "evidence/redactor.h"

namespace duodoctor
{

/// Reads a file, or the files of a folder (not of its subfolders) in the order of their names, joined.
/// Bounds: 8 MiB and 1,000 files; what is beyond them is left out and said in `readError`, with the bytes kept.
/// Blocks of private keys are cut out before anything else sees them.
/// Thread: any; may block as long as the file system does.
CertificateFile readCertificateFile(const QString &path, const Redactor &redactor);

/// Replaces the base64 inside blocks of private keys by nothing, so that the block's own lines still tell of it.
/// @return true when there was one.
bool cutPrivateKeys(QByteArray &pem);

} // namespace duodoctor
