#pragma once

#include <QByteArray>
#include <QString>

namespace duodoctor
{

/// The bytes of a file (or the files of a folder, joined) that should hold certificates.
/// Private keys in it are cut out on intake, before anything is stored.
struct CertificateFile {
    QString path;
    QByteArray bytes; ///< at most 8 MiB; blocks of private keys replaced by an empty marker block
    bool hadPrivateKey = false;
    QString readError; ///< empty when it could be read
};

} // namespace duodoctor
