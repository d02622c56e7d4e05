#pragma once

#include "generate/generation.h"

#include <QByteArray>
#include <QList>

namespace duodoctor
{

/// A file of certificates with the name that messages give it.
struct BundleFile {
    QString key; ///< the deployment's key or the option that named it
    QString name;
    QByteArray bytes;
};

/// The authorities of all files in their order, each once, each below its subject in a comment. A private key, a
/// certificate that is no authority, and a file that is none are refused. Pure.
/// @param base   may be empty of certificates.
/// @param head   lines of the comment at the top.
Generated mergedBundle(const BundleFile &base, const QList<BundleFile> &added, const QStringList &head);

/// Reads the files that deployment and options name, and merges them. Without a base of its own it takes the gateway's
/// bundle, Certifi's, or the system's. Source: facts/commands C3 and C4.
Generated writeCaBundle(const Deployment &deployment, const GenerationOptions &options);

} // namespace duodoctor
