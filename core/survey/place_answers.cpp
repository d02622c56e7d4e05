#include "survey/place_answers.h"

#include "probe/intake.h"
#include "recognise/clean_text.h"
#include "recognise/readers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace duodoctor::place
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxText = 64 * 1024;
constexpr int kNotFoundStatus = 127;

QString readable(const QByteArray &bytes, const Redactor &redactor)
{
    return redactor.redact(cleanText(bytes)).text;
}

QByteArray bothStreams(const Transcript &transcript)
{
    if (transcript.output.isEmpty() || transcript.errors.isEmpty()) {
        return transcript.output + transcript.errors;
    }
    return transcript.output + (transcript.output.endsWith('\n') ? "" : "\n") + transcript.errors;
}

/// The shell, sudo and the engines say each in their way that there is no such program.
bool saysMissing(const Transcript &transcript, QByteArrayView program)
{
    if (transcript.exitStatus == 0) {
        return false;
    }
    const QByteArray &errors = transcript.errors;
    const bool isNamed = errors.contains(program) || transcript.output.contains(program);
    const bool isMissing = errors.contains("not found") || errors.contains("No such file or directory") ||
                           transcript.output.contains("executable file not found");
    return transcript.exitStatus == kNotFoundStatus || (isNamed && isMissing && transcript.output.trimmed().isEmpty());
}

ReadAnswer failedWith(Transcript transcript, ReachFailure failure, const Redactor &redactor)
{
    transcript.failure = failure;
    if (transcript.failureDetail.isEmpty()) {
        transcript.failureDetail = readable(transcript.errors.left(kMaxText), redactor).trimmed().section(u'\n', -1);
    }
    return transcriptAnswer(transcript, redactor);
}

QStringList lastLines(const QString &text)
{
    constexpr qsizetype kMaxLines = 6;
    constexpr qsizetype kMaxLine = 600;
    QStringList lines;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const QString trimmed = line.trimmed().left(kMaxLine);
        // The frames of a Ruby backtrace say nothing to an administrator.
        if (!trimmed.isEmpty() && !trimmed.startsWith("from "_L1)) {
            lines << trimmed;
        }
    }
    return lines.mid(qMax<qsizetype>(0, lines.size() - kMaxLines));
}

/// The engine's words for a name that it does not know.
bool isUnknownContainer(const Transcript &transcript)
{
    const QByteArray errors = transcript.errors.toLower();
    return transcript.failure == ReachFailure::ContainerMissing || errors.contains("no such object") ||
           errors.contains("no such container");
}

ReachFailure engineFailure(const Transcript &transcript)
{
    const QByteArray errors = transcript.errors.toLower();
    if (transcript.exitStatus == kNotFoundStatus) {
        return ReachFailure::EngineMissing;
    }
    if (errors.contains("permission denied")) {
        return ReachFailure::EnginePermission;
    }
    if (errors.contains("cannot connect to") || errors.contains("is the docker daemon running")) {
        return ReachFailure::EngineUnavailable;
    }
    return ReachFailure::Other;
}

} // namespace

Transcript redacted(Transcript transcript, const Redactor &redactor)
{
    transcript.isTruncated =
        transcript.isTruncated || transcript.output.size() > kMaxText || transcript.errors.size() > kMaxText;
    transcript.output = intake::redacted(transcript.output.left(kMaxText), redactor);
    transcript.errors = intake::redacted(transcript.errors.left(kMaxText), redactor);
    transcript.failureDetail = redactor.redact(transcript.failureDetail).text;
    return transcript;
}

ReadAnswer transcriptAnswer(const Transcript &transcript, const Redactor &redactor)
{
    return {redacted(transcript, redactor), {}};
}

ReadAnswer rails(const Transcript &transcript, const Redactor &redactor)
{
    const QString text = readable(transcript.output, redactor);
    std::optional<RailsAnswers> answers;
    if (text.contains("DUODOC "_L1)) {
        answers = readers::railsAnswers(text);
    }
    if (!answers && !transcript.hasRun()) {
        return transcriptAnswer(transcript, redactor);
    }
    if (!answers && saysMissing(transcript, "gitlab-rails")) {
        return failedWith(transcript, ReachFailure::CommandMissing, redactor);
    }
    if (!answers && transcript.exitStatus == 0) {
        return transcriptAnswer(transcript, redactor); // it ran and said nothing that is known
    }
    const QString errors = readable(transcript.errors.right(kMaxText), redactor);
    RailsAnswers known = answers.value_or(RailsAnswers{});
    if (transcript.exitStatus != 0 || !transcript.hasRun()) {
        known.errors << lastLines(errors);
    }
    if (!transcript.hasRun()) {
        known.errors << u"the runner did not come to its end (%1)"_s.arg(toWire(transcript.failure));
    }
    return {known, (text + (transcript.exitStatus != 0 ? errors : QString{})).left(kMaxText)};
}

ReadAnswer rake(const Transcript &transcript, const Redactor &redactor)
{
    const QString text = readable(bothStreams(transcript), redactor);
    if (transcript.hasRun() && saysMissing(transcript, "gitlab-rake")) {
        return failedWith(transcript, ReachFailure::CommandMissing, redactor);
    }
    if (const auto report = readers::rakeReport(text)) {
        return {*report, text.left(kMaxText)};
    }
    return transcriptAnswer(transcript, redactor);
}

ReadAnswer troubleshoot(const Transcript &transcript, const Redactor &redactor)
{
    const QString text = readable(bothStreams(transcript), redactor);
    if (!text.isEmpty()) {
        if (const auto report = readers::troubleshootReport(text)) {
            return {*report, text.left(kMaxText)};
        }
    }
    if (transcript.hasRun() && transcript.exitStatus == kNotFoundStatus) {
        TroubleshootReport report;
        report.commandIsMissing = true;
        return {report, text.left(kMaxText)};
    }
    return transcriptAnswer(transcript, redactor);
}

ReadAnswer container(const Transcript &transcript, const QString &name, const Redactor &redactor)
{
    if (isUnknownContainer(transcript)) {
        ContainerState state;
        state.name = name;
        state.status = ContainerState::Status::Missing;
        ContainerListing listing;
        listing.containers << state;
        return {listing, readable(bothStreams(transcript), redactor).left(kMaxText)};
    }
    if (!transcript.hasRun()) {
        return transcriptAnswer(transcript, redactor);
    }
    if (transcript.exitStatus != 0) {
        return failedWith(transcript, engineFailure(transcript), redactor);
    }
    const QString text = readable(transcript.output, redactor);
    if (const auto listing = readers::dockerInspect(text)) {
        return {*listing, text.left(kMaxText)};
    }
    return transcriptAnswer(transcript, redactor);
}

void addImage(ReadAnswer &answer, const Transcript &image)
{
    auto *listing = std::get_if<ContainerListing>(&answer.payload);
    const QJsonObject object = QJsonDocument::fromJson(image.output).array().at(0).toObject();
    if (!listing || listing->containers.isEmpty() || object.isEmpty()) {
        return;
    }
    constexpr qsizetype kMaxWord = 200;
    ContainerState &state = listing->containers.first();
    const QString digest = object.value("RepoDigests"_L1).toArray().at(0).toString().section(u'@', 1).left(kMaxWord);
    if (!digest.isEmpty()) {
        state.imageDigest = digest;
    }
    const QString system = object.value("Os"_L1).toString().left(kMaxWord);
    const QString architecture = object.value("Architecture"_L1).toString().left(kMaxWord);
    if (!system.isEmpty() && !architecture.isEmpty()) {
        state.platform = system + u'/' + architecture;
    }
}

/// One list of what all of them hold; empty when none of them is a list, or one that is not can be read by itself.
QString oneList(const QStringList &texts)
{
    QJsonArray items;
    bool isList = false;
    for (const QString &text : texts) {
        const QJsonObject list = QJsonDocument::fromJson(text.toUtf8()).object();
        isList = isList || list.value("items"_L1).isArray();
        for (const QJsonValue &item : list.value("items"_L1).toArray()) {
            items << item;
        }
    }
    const QJsonObject whole{{u"apiVersion"_s, u"v1"_s}, {u"kind"_s, u"List"_s}, {u"items"_s, items}};
    return isList ? QString::fromUtf8(QJsonDocument(whole).toJson()) : QString{};
}

ReadAnswer cluster(const QList<Transcript> &objects, const Transcript &secrets, const Redactor &redactor)
{
    const Transcript &pods = objects.first();
    QStringList texts;
    QStringList complaints;
    for (const Transcript &transcript : objects) {
        texts << readable(transcript.output, redactor);
        complaints << readable(transcript.errors, redactor).trimmed();
    }
    complaints.removeAll(QString{});
    const QString text = oneList(texts);
    std::optional<ClusterState> state;
    if (!text.isEmpty()) {
        state = readers::kubectlGet(text).value_or(ClusterState{});
    }
    if (state && pods.hasRun() && pods.exitStatus == 0) {
        state->hasPods = true; // they were asked for, so that none listed means none there
    }
    if (!state) {
        const bool isForbidden = pods.hasRun() && pods.errors.contains("orbidden");
        return isForbidden ? failedWith(pods, ReachFailure::ClusterForbidden, redactor)
                           : transcriptAnswer(pods, redactor);
    }
    if (secrets.hasRun() && secrets.exitStatus == 0) {
        state->hasSecrets = true;
        for (const QString &line : readable(secrets.output, redactor).split(u'\n', Qt::SkipEmptyParts)) {
            state->secrets << line.trimmed().section(u'/', -1);
        }
    }
    const QString errors = complaints.join(u'\n');
    return {*state, ((errors.isEmpty() ? QString{} : errors + u'\n') + text).left(kMaxText)};
}

ReadAnswer log(const Transcript &current, const Transcript *previous, const Redactor &redactor)
{
    constexpr qsizetype kHardlyBegun = 20;
    const bool isReadable = current.hasRun() && current.exitStatus == 0;
    const bool isEarlierKnown = previous && previous->hasRun() && previous->exitStatus == 0;
    QByteArray bytes = isReadable ? bothStreams(current) : QByteArray{};
    if (isEarlierKnown && bytes.count('\n') < kHardlyBegun) {
        bytes = bothStreams(*previous) + '\n' + bytes;
    } else if (!isReadable) {
        return current.hasRun()
                   ? failedWith(current,
                                isUnknownContainer(current) ? ReachFailure::ContainerMissing : engineFailure(current),
                                redactor)
                   : transcriptAnswer(current, redactor);
    }
    const QString text = readable(bytes, redactor);
    ServiceLog log = readers::serviceLog(text).value_or(ServiceLog{});
    log.isTruncated = log.isTruncated || current.isTruncated;
    return {log, text.right(kMaxText)};
}

} // namespace duodoctor::place
