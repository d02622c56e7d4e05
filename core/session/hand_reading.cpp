#include "session/hand_reading.h"

#include "check/check_wording.h"
#include "check/hand_answer.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxFileBytes = 64LL * 1024 * 1024;
constexpr qint64 kStartBytes = 64 * 1024;

/// Zero bytes stand in no text but in UTF-16, which begins with its mark.
bool isBinary(const QByteArray &bytes)
{
    const QByteArrayView start = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), kStartBytes));
    const bool isUtf16 = start.startsWith("\xFF\xFE") || start.startsWith("\xFE\xFF");
    return !isUtf16 && start.contains('\0');
}

ReadingContext contextOf(const HandWork &work)
{
    return {&work.deployment, work.now, work.systemTrust};
}

QString kindsOf(const QList<EvidencePtr> &evidence)
{
    QStringList kinds;
    for (const EvidencePtr &piece : evidence) {
        if (piece->kind != EvidenceKind::Unrecognised) {
            kinds << u"“%1”"_s.arg(titleOfKind(piece->kind));
        }
    }
    kinds.removeDuplicates();
    return kinds.join(u", "_s);
}

QString wordsForAnswer(const QList<CheckResult> &answers)
{
    const QString read = u"Read as: %1."_s.arg(kindsOf(answers.constFirst().evidence));
    const auto others = answers.size() - 1;
    if (others == 0) {
        return read;
    }
    return others == 1 ? read + u" One more check is answered by it."_s
                       : read + u" %1 more checks are answered by it."_s.arg(others);
}

void readForItself(const HandWork &work, HandOutcome &outcome)
{
    for (const EvidencePtr &piece : std::as_const(outcome.reading.evidence)) {
        CheckResult result = readEvidence(piece, contextOf(work));
        if (piece->kind != EvidenceKind::Unrecognised) {
            outcome.reading.judged << result.key;
        }
        outcome.results << result;
    }
    const bool isRecognised = outcome.reading.isRecognised();
    outcome.reading.notice =
        isRecognised ? u"Read as: %1."_s.arg(kindsOf(outcome.reading.evidence))
                     : u"This was not recognised, so nothing is concluded from it. See that it is whole, with the "
                       "command that was run and its errors."_s;
    if (!work.asked) {
        return;
    }
    if (isRecognised) {
        outcome.reading.notice += u" It does not answer the question that was asked."_s;
    } else {
        outcome.results.clear();
    }
}

} // namespace

HandOutcome readByHand(const HandWork &work)
{
    HandOutcome outcome;
    outcome.reading.asked = work.asked;
    for (const ForeignText &text : work.texts) {
        outcome.reading.evidence << recognise(text, *work.redactor);
    }
    if (work.asked) {
        outcome.results = answersByHand(*work.asked, outcome.reading.evidence, contextOf(work));
    }
    if (outcome.results.isEmpty()) {
        readForItself(work, outcome);
        return outcome;
    }
    outcome.reading.isAnswer = true;
    for (const CheckResult &answer : std::as_const(outcome.results)) {
        outcome.reading.judged << answer.key;
    }
    outcome.reading.notice = wordsForAnswer(outcome.results);
    return outcome;
}

ForeignText loadCaptured(const QString &path, QString &error)
{
    ForeignText text;
    text.name = QFileInfo(path).fileName();
    text.source = EvidenceSource::File;
    text.takenAt = QFileInfo(path).lastModified().toUTC();
    // Not opened: a pipe or a device would wait for whoever writes to it.
    if (const QFileInfo info(path); info.isDir()) {
        error = u"%1 is a folder. Give the files in it."_s.arg(path);
        return text;
    } else if (info.exists() && !info.isFile()) {
        error = u"%1 is no file that can be read as a whole."_s.arg(path);
        return text;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        error = u"%1 cannot be read: %2."_s.arg(path, file.errorString());
        return text;
    }
    text.bytes = file.read(kMaxFileBytes);
    if (text.bytes.isEmpty()) {
        error = u"%1 is empty."_s.arg(path);
    } else if (isBinary(text.bytes)) {
        text.bytes.clear();
        error = u"%1 is no text. Unpack an archive first, and give the files in it."_s.arg(path);
    }
    return text;
}

bool isDeploymentFile(const QString &path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) &&
           file.read(kStartBytes).contains("duo-doctor/deployment/");
}

bool isBroughtByHand(const CheckResult &result)
{
    return std::ranges::any_of(result.evidence,
                               [](const EvidencePtr &piece) { return piece->source != EvidenceSource::Live; });
}

HandOutcome readByHand(HandWork work, const QString &path)
{
    if (!path.isEmpty()) {
        QString error;
        work.texts = {loadCaptured(path, error)};
        if (!error.isEmpty()) {
            HandOutcome failed;
            failed.reading.asked = work.asked;
            failed.reading.notice = error;
            return failed;
        }
    }
    if (work.asked) {
        work.texts.first().vantage = work.asked->vantage;
    }
    return readByHand(work);
}

} // namespace duodoctor
