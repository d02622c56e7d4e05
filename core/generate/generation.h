#pragma once

#include "deployment/deployment.h"
#include "generate/generation_kind.h"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace duodoctor
{

/// What a person chooses beside the deployment. Empty texts mean the default.
struct GenerationOptions {
    std::optional<ContainerEngine> engine; ///< none: the one of the gateway's reach
    QString platform;                      ///< of the image, such as `linux/amd64`; empty: what the engine takes
    bool hostNetwork = false;              ///< the container shares the host's network
    QString folder;    ///< where keys, bundle and certificates lie on the target; empty: beside the generated file
    QString keyFolder; ///< where the signing keys lie, when that is another folder

    QString upstream; ///< of nginx, `HOST` or `HOST:PORT`; empty: the same machine
    QString tlsCertificate;
    QString tlsKey;
    QString nginxVersion;    ///< `1.25.1`; empty: a form that every version since 1.9.5 reads
    bool isFragment = false; ///< nginx: the server blocks alone, to be included within http { }

    QString baseBundle;            ///< of the CA bundle: a PEM file of public authorities
    QStringList addedCertificates; ///< PEM files to add to it
};

/// Why nothing was generated.
struct GenerationProblem {
    QString key;      ///< path of the deployment's key, or an option such as `--upstream`
    QString sentence; ///< what is wrong and what to do
    bool isEmpty() const { return sentence.isEmpty(); }
};

/// A generated text, or why there is none.
struct Generated {
    QString text;
    GenerationProblem problem;
    QStringList notes; ///< sentences for the person that do not stand in the text
    bool isOk() const { return problem.isEmpty(); }
};

/// Writes configuration for this deployment and its version. No secret is read or written: keys are named by the files
/// they lie in. Values that cannot stand in the format are refused, never repaired. Pure, but for CaBundle, which
/// reads the bundle's and the certificates' files. Thread: any. Cost: below 1 ms, a bundle some 20 ms.
/// Source: facts/commands sections A, C, F; facts/environment; facts/versions; facts/rows (configuration files).
Generated generate(GenerationKind kind, const Deployment &deployment, const GenerationOptions &options);

} // namespace duodoctor
