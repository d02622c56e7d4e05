#pragma once

#include "generate/generation.h"

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// What became of the keys. Holds names of files and never a key.
struct MadeKeys {
    QStringList made; ///< paths
    QStringList kept; ///< paths that were there before, untouched
    GenerationProblem problem;
};

/// Makes the RSA keys that the gateway of this version signs tokens with, each in a file that only its owner may read.
/// A file that is there is kept. The folder is made when it is missing. Not pure; takes up to a second per key.
/// @param folder  an absolute path. Source: facts/commands C5.
MadeKeys makeSigningKeys(const Deployment &deployment, const QString &folder);

} // namespace duodoctor
