#pragma once

#include "generate/generation.h"

#include <QList>
#include <QString>

namespace duodoctor
{

/// What a person can choose beside the deployment, as a field of the page.
enum class GenerationChoice {
    Engine,
    Platform,
    Folder,
    KeyFolder,
    Upstream,
    TlsCertificate,
    TlsKey,
    NginxVersion,
    BaseBundle,
    AddedCertificates,
    HostNetwork,
    Fragment
};

/// The choices that mean something for a kind, in the order of the form; the same as the command line takes.
QList<GenerationChoice> choicesOf(GenerationKind kind);
/// Those of `options` that mean something for a kind; the rest as by default.
GenerationOptions optionsFor(GenerationKind kind, const GenerationOptions &options);
/// The choice behind a problem's key (`--upstream`); none for a key of the deployment.
std::optional<GenerationChoice> choiceBehind(const QString &key);

/// Names a kind in a list, and says in a sentence what it is for.
QString titleOf(GenerationKind kind);
QString sentenceOf(GenerationKind kind);
/// The accessible name of a choice's field, by which sentences refer to it.
QString nameOf(GenerationChoice choice);

/// Why nothing was generated, in the words of the window.
struct GenerationObstacle {
    QString field; ///< the name of the field to go to; empty where there is none
    QString title;
    QString sentence;                       ///< what to do, and in which field
    std::optional<GenerationChoice> choice; ///< the field stands on this page
};

/// @param problem     not empty.
/// @param deployment  what was generated for: tells what is missing from what is wrong.
GenerationObstacle obstacleOf(const GenerationProblem &problem, const Deployment &deployment);

/// The generator's sentences speak of the command line's options; here they speak of the fields.
QString inWindowWords(QString sentence);

} // namespace duodoctor
