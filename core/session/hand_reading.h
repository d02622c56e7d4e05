#pragma once

#include "check/check_result.h"
#include "check/reading.h"
#include "recognise/recogniser.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace duodoctor
{

/// What became of a captured text.
struct HandReading {
    int number = 0;                ///< what Session::readLater() returned; 0 for a text that was read at once
    std::optional<CheckKey> asked; ///< the check whose instruction the person followed; none: any captured text
    QList<EvidencePtr> evidence;   ///< the pieces that it held, in order
    QList<CheckKey> judged;        ///< the checks that it answered; empty when nothing is concluded from it
    QString notice;                ///< for the user: what it was recognised as, or why it says nothing
    bool isAnswer = false;         ///< it answers the asked check

    bool isRecognised() const { return !judged.isEmpty(); }
};

/// What a person brings to the window: a text, or a file to be read.
struct CapturedInput {
    QByteArray text; ///< UTF-8; not looked at when there is a path
    QString path;    ///< empty: the text
};

/// All that reading a captured text needs, as copies: it is done on another thread.
struct HandWork {
    QList<ForeignText> texts;
    std::optional<CheckKey> asked;
    Deployment deployment;
    QDateTime now; ///< UTC
    std::shared_ptr<const TrustStore> systemTrust;
    std::shared_ptr<const Redactor> redactor; ///< never null
};

/// A reading with the results to be kept.
struct HandOutcome {
    HandReading reading;
    QList<CheckResult> results;
};

/// Recognises and judges. What fits the asked check answers it, and every other check that it fits; what does not is
/// read for itself. A text that nobody asked for and nobody knows becomes a result of its own that says so; offered as
/// an answer it leaves none, for it can be offered again. Pure. Thread: any. Time: linear, some 100 ms for each MiB in
/// a debug build.
HandOutcome readByHand(const HandWork &work);
/// The same for a text that may stand in a file.
/// @param path  of the file that is loaded first in the place of the texts; empty: none
HandOutcome readByHand(HandWork work, const QString &path);

/// The start of a file as a captured text, at most 64 MiB of it.
/// @return a sentence for the user in `error` when it is no text: a folder, a device, unreadable, empty, binary.
ForeignText loadCaptured(const QString &path, QString &error);

/// True for a file that describes a deployment; anything else that is dropped is captured output.
bool isDeploymentFile(const QString &path);

/// True when somebody brought what this result stands on.
bool isBroughtByHand(const CheckResult &result);

} // namespace duodoctor
