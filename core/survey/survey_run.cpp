#include "survey/survey_run.h"

#include "survey/agent_answers.h"
#include "survey/agent_command.h"
#include "survey/place_answers.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

Transcript notThere(ReachFailure failure, const QString &detail, const QString &place)
{
    Transcript transcript;
    transcript.failure = failure;
    transcript.failureDetail = detail;
    transcript.place = place;
    return transcript;
}

/// Root could not be had; what needs no root is asked all the same.
bool lacksRoot(ReachFailure failure)
{
    return failure == ReachFailure::SudoPasswordNeeded || failure == ReachFailure::SudoRefused ||
           failure == ReachFailure::PromptDeclined;
}

/// The command line of a person at the place, from the workstation.
QString shownCommand(const Reach &reach, const QString &placeCommand, bool isElevated)
{
    if (reach.via == ReachVia::Local) {
        return placeCommand;
    }
    Command command;
    command.arguments = {u"sh"_s, u"-c"_s, placeCommand};
    command.isElevated = isElevated;
    return commandLineFor(reach, command);
}

/// Why the agent has not answered this request.
Transcript unanswered(const Transcript &session, const AgentOutput &output, const QJsonObject &answer)
{
    Transcript transcript = session;
    transcript.output.clear(); // the answers to other requests
    if (const QString error = answer.value("error"_L1).toString(); !error.isEmpty()) {
        transcript.failure = ReachFailure::Other;
        transcript.failureDetail = error;
    } else if (session.hasRun() && !output.hasStarted && session.exitStatus == 127) {
        transcript.failure = ReachFailure::InterpreterMissing;
    } else if (session.hasRun()) {
        transcript.failure =
            session.isTruncated || output.hasEnded || !output.hasStarted ? ReachFailure::Lost : ReachFailure::TimedOut;
    }
    return transcript;
}

} // namespace

SurveyRun::SurveyRun(Vantage vantage, const Reach &reach, Reacher &reacher, const SurveyEnvironment &environment,
                     QObject *parent)
    : QObject(parent)
    , m_vantage(vantage)
    , m_reach(reach)
    , m_reacher(reacher)
    , m_environment(environment)
    , m_startedAt(QDateTime::currentDateTimeUtc())
{
}

SurveyRun::~SurveyRun()
{
    for (QFuture<Transcript> &session : m_sessions) {
        session.cancel();
    }
    for (const auto &slot : m_slots) {
        slot->watcher.disconnect();
        if (!slot->isDone) {
            slot->promise.finish();
        }
    }
}

QList<QFuture<EvidencePtr>> SurveyRun::start(const QList<ProbeRequest> &requests)
{
    QList<QFuture<EvidencePtr>> futures;
    m_agent = std::make_shared<AgentSession>(m_vantage, m_reach, m_environment.defaultLimit, m_environment.credential);
    QList<int> others;
    for (const ProbeRequest &request : requests) {
        const int id = static_cast<int>(m_slots.size());
        m_slots.push_back(std::make_unique<Slot>());
        Slot &slot = *m_slots.back();
        slot.request = request;
        slot.promise.start();
        connect(&slot.watcher, &QFutureWatcherBase::canceled, this, [this, id] { onCancelled(id); });
        slot.watcher.setFuture(slot.promise.future());
        futures << slot.promise.future();
        if (m_agent->add(id, request)) {
            m_agentIds << id;
        } else {
            others << id;
        }
    }
    if (!m_agent->isEmpty()) {
        startAgent(*m_agent, m_vantage == Vantage::GitLab);
    }
    for (const int id : others) {
        startOther(id);
    }
    QMetaObject::invokeMethod(this, &SurveyRun::endIfDone, Qt::QueuedConnection);
    return futures;
}

void SurveyRun::run(const Command &command, Handler handler)
{
    const QFuture<Transcript> future = m_reacher.run(m_reach, command);
    m_sessions << future;
    auto *watcher = new QFutureWatcher<Transcript>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, handler = std::move(handler)] {
        const QFuture<Transcript> ended = watcher->future();
        watcher->deleteLater();
        handler(ended.resultCount() > 0 ? ended.result() : notThere(ReachFailure::Cancelled, {}, placeOf(m_reach)));
    });
    watcher->setFuture(future);
}

void SurveyRun::startAgent(const AgentSession &session, bool isElevated)
{
    Command command = session.command();
    command.isElevated = isElevated;
    run(command, [this, isElevated](const Transcript &transcript) {
        if (isElevated && lacksRoot(transcript.failure)) {
            startAgent(*m_agent, false);
            return;
        }
        onAgentEnded(transcript);
    });
}

void SurveyRun::onAgentEnded(const Transcript &transcript)
{
    const AgentOutput output = readAgentOutput(transcript.output);
    for (const int id : std::as_const(m_agentIds)) {
        if (!isOpen(id)) {
            continue;
        }
        const ProbeRequest &request = m_slots.at(static_cast<size_t>(id))->request;
        const QJsonObject answer = output.answers.value(id);
        const bool isElevated = m_vantage == Vantage::GitLab && !std::holds_alternative<HttpRequest>(request);
        const QString shown = shownCommand(m_reach, placeCommandFor(request, m_environment.defaultLimit), isElevated);
        if (auto read = readAgentAnswer(request, answer, redactor())) {
            deliver(id, shown, std::move(*read));
        } else {
            deliver(id, shown, place::transcriptAnswer(unanswered(transcript, output, answer), redactor()));
        }
    }
}

void SurveyRun::answerFromPlace(int id, const Command &command,
                                ReadAnswer (*read)(const Transcript &, const Redactor &))
{
    run(command, [this, id, read, shown = commandLineFor(m_reach, command)](const Transcript &transcript) {
        deliver(id, shown, read(transcript, redactor()));
    });
}

void SurveyRun::startOther(int id)
{
    const ProbeRequest &request = m_slots.at(static_cast<size_t>(id))->request;
    if (const auto *rails = std::get_if<RailsRequest>(&request)) {
        answerFromPlace(id, place::rails(*rails), place::rails);
    } else if (const auto *rake = std::get_if<RakeRequest>(&request)) {
        answerFromPlace(id, place::rake(*rake), place::rake);
    } else if (std::holds_alternative<TroubleshootRequest>(request)) {
        answerFromPlace(id, place::troubleshoot(), place::troubleshoot);
    } else if (m_reach.via == ReachVia::Docker) {
        if (const auto *log = std::get_if<LogRequest>(&request)) {
            startContainerLog(id, log->lines);
        } else {
            startContainer(id);
        }
    } else if (m_reach.via == ReachVia::Kubectl) {
        if (const auto *log = std::get_if<LogRequest>(&request)) {
            startPodLog(id, log->lines);
        } else {
            startCluster(id);
        }
    } else {
        // A place that is no container has no engine to ask. What a person has to do by hand stays that.
        const bool isByHand = m_reach.via == ReachVia::Paste;
        const Transcript transcript = notThere(isByHand ? ReachFailure::ByHand : ReachFailure::NotConfigured,
                                               u"no container is named for this place"_s, placeOf(m_reach));
        QMetaObject::invokeMethod(
            this, [this, id, transcript] { deliver(id, {}, place::transcriptAnswer(transcript, redactor())); },
            Qt::QueuedConnection);
    }
}

void SurveyRun::startContainer(int id)
{
    const Command inspection = place::inspectContainer(m_reach);
    run(inspection, [this, id, shown = commandLineFor(m_reach, inspection)](const Transcript &transcript) {
        ReadAnswer answer = place::container(transcript, m_reach.container, redactor());
        const auto *listing = std::get_if<ContainerListing>(&answer.payload);
        const QString image = listing && !listing->containers.isEmpty() ? listing->containers.first().image : QString{};
        if (image.isEmpty() || image.startsWith(u'-')) {
            deliver(id, shown, std::move(answer));
            return;
        }
        run(place::inspectImage(m_reach, image), [this, id, shown, answer](const Transcript &told) {
            ReadAnswer whole = answer;
            place::addImage(whole, told);
            deliver(id, shown, std::move(whole));
        });
    });
}

void SurveyRun::startCluster(int id)
{
    struct Told {
        Transcript secrets;
        QList<Transcript> objects;
        qsizetype open = 0;
    };
    const QStringList kinds = place::clusterKinds();
    const auto told = std::make_shared<Told>();
    told->objects.resize(kinds.size());
    told->open = kinds.size() + 1;
    // A person would ask for all of them at once.
    const QString shown = commandLineFor(m_reach, place::clusterObjects(m_reach, kinds.join(u',')));
    const auto answerWhenAll = [this, id, told, shown] {
        if (--told->open == 0) {
            deliver(id, shown, place::cluster(told->objects, told->secrets, redactor()));
        }
    };
    run(place::secretNames(m_reach), [told, answerWhenAll](const Transcript &transcript) {
        told->secrets = transcript;
        answerWhenAll();
    });
    for (qsizetype i = 0; i < kinds.size(); ++i) {
        run(place::clusterObjects(m_reach, kinds.at(i)), [told, i, answerWhenAll](const Transcript &transcript) {
            told->objects[i] = transcript;
            answerWhenAll();
        });
    }
}

void SurveyRun::startContainerLog(int id, int lines)
{
    const Command command = place::containerLog(m_reach, lines);
    run(command, [this, id, shown = commandLineFor(m_reach, command)](const Transcript &transcript) {
        deliver(id, shown, place::log(transcript, nullptr, redactor()));
    });
}

void SurveyRun::startPodLog(int id, int lines)
{
    const auto previous = std::make_shared<std::optional<Transcript>>();
    const auto current = std::make_shared<std::optional<Transcript>>();
    const Command command = place::podLog(m_reach, lines, false);
    const auto answerWhenBoth = [this, id, previous, current, shown = commandLineFor(m_reach, command)] {
        if (*previous && *current) {
            deliver(id, shown, place::log(**current, &**previous, redactor()));
        }
    };
    run(place::podLog(m_reach, lines, true), [previous, answerWhenBoth](const Transcript &transcript) {
        *previous = transcript;
        answerWhenBoth();
    });
    run(command, [current, answerWhenBoth](const Transcript &transcript) {
        *current = transcript;
        answerWhenBoth();
    });
}

void SurveyRun::deliver(int id, const QString &command, ReadAnswer answer)
{
    Slot &slot = *m_slots.at(static_cast<size_t>(id));
    if (slot.isDone) {
        return;
    }
    auto evidence = std::make_shared<Evidence>();
    evidence->vantage = m_vantage;
    evidence->source = EvidenceSource::Live;
    evidence->kind = liveKindOf(answer.payload);
    evidence->takenAt = m_startedAt;
    evidence->command = redactor().redact(command).text;
    evidence->text = std::move(answer.text);
    evidence->payload = std::move(answer.payload);
    if (auto *transcript = std::get_if<Transcript>(&evidence->payload)) {
        transcript->command = transcript->command.isEmpty() ? evidence->command : transcript->command;
        transcript->place = transcript->place.isEmpty() ? placeOf(m_reach) : transcript->place;
    }
    slot.isDone = true;
    slot.promise.addResult(EvidencePtr(evidence));
    slot.promise.finish();
    QMetaObject::invokeMethod(this, &SurveyRun::endIfDone, Qt::QueuedConnection);
}

void SurveyRun::onCancelled(int id)
{
    Slot &slot = *m_slots.at(static_cast<size_t>(id));
    if (slot.isDone) {
        return;
    }
    slot.isDone = true;
    slot.promise.finish();
    QMetaObject::invokeMethod(this, &SurveyRun::endIfDone, Qt::QueuedConnection);
}

void SurveyRun::endIfDone()
{
    const bool isOver = std::all_of(m_slots.begin(), m_slots.end(), [](const auto &slot) { return slot->isDone; });
    if (!isOver || m_hasFinished) {
        return;
    }
    m_hasFinished = true;
    for (QFuture<Transcript> &session : m_sessions) {
        session.cancel();
    }
    Q_EMIT finished();
}

} // namespace duodoctor
