#include "session/session.h"

#include "check/by_hand.h"
#include "secrets/standard_redactor.h"
#include "session/background_work.h"
#include "session/session_private.h"

#include <QCoreApplication>
#include <QHash>
#include <QProcessEnvironment>

#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QHash<QString, QString> processEnvironment()
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QHash<QString, QString> variables;
    for (const QString &name : environment.keys()) {
        variables.insert(name, environment.value(name));
    }
    return variables;
}

} // namespace

void Session::Private::beginRun()
{
    trust.use(deployment);
    ProbeEnvironment environment;
    environment.proxy = deployment.proxy;
    environment.variables = processEnvironment();
    environment.redactor = std::make_shared<StandardRedactor>(credentials.known());
    environment.credential = [this](const CredentialReference &reference) {
        return credentials.valueFor(reference.model);
    };
    environment.mayTrust = [this](const TlsHandshake &handshake) { return trust.mayTrust(handshake); };
    RunOptions runOptions;
    runOptions.completionAllowed = options.completionAllowed;
    runOptions.probeLimit = options.probeLimit;
    runOptions.systemTrust = trust.system();
    runOptions.prompter = prompts.beginRun();
    runOptions.askpassProgram = runOptions.prompter ? QCoreApplication::applicationFilePath() : QString{};
    runner->start(deployment, std::move(environment), runOptions, asked);
}

/// Tells of every check that looks different beside the others.
void Session::Private::weigh()
{
    const QList<CheckResult> changed = store.weigh();
    for (const CheckResult &result : changed) {
        Q_EMIT q->checkFinished(result);
    }
}

HandWork Session::Private::handWork(const QList<ForeignText> &texts, const std::optional<CheckKey> &check) const
{
    return {texts,          check,
            deployment,     QDateTime::currentDateTimeUtc(),
            trust.system(), std::make_shared<StandardRedactor>(credentials.known())};
}

void Session::Private::keep(HandOutcome &outcome)
{
    for (CheckResult &result : outcome.results) {
        const CheckKey former = std::exchange(result.key, store.keyFor(result.key));
        if (const auto named = outcome.reading.judged.indexOf(former); named >= 0) {
            outcome.reading.judged[named] = result.key;
        }
        store.put(result);
        Q_EMIT q->checkFinished(result);
    }
    weigh();
    Q_EMIT q->diagnosisChanged();
}

void Session::startChecks(const QList<CheckKey> &only)
{
    cancelChecks();
    d->asked = only;
    if (only.isEmpty()) {
        d->store.dropLive();
    }
    d->isRunning = true;
    d->clock.start();
    Q_EMIT runStarted();
    d->credentials.collect(d->deployment, [this] { d->beginRun(); });
}

void Session::cancelChecks()
{
    if (!d->isRunning) {
        return;
    }
    if (d->credentials.abandon()) {
        d->isRunning = false;
        Q_EMIT runFinished(true);
        return;
    }
    d->runner->cancel();
}

bool Session::isRunning() const
{
    return d->isRunning;
}

const QList<CheckResult> &Session::results() const
{
    return d->store.shown();
}

const CheckResult *Session::result(const CheckKey &key) const
{
    return d->store.find(key);
}

const Diagnosis &Session::diagnosis() const
{
    return d->store.diagnosis();
}

std::optional<HandInstruction> Session::handInstruction(const CheckKey &key) const
{
    return duodoctor::handInstruction(key, d->deployment);
}

HandReading Session::answerByHand(const CheckKey &key, const ForeignText &text)
{
    HandOutcome outcome = readByHand(d->handWork({text}, key));
    d->keep(outcome);
    return outcome.reading;
}

HandReading Session::readCaptured(const QList<ForeignText> &texts)
{
    HandOutcome outcome = readByHand(d->handWork(texts, std::nullopt));
    d->keep(outcome);
    return outcome.reading;
}

int Session::readLater(const CapturedInput &input, const std::optional<CheckKey> &asked)
{
    ForeignText text;
    text.bytes = input.text;
    text.takenAt = QDateTime::currentDateTimeUtc();
    auto work = std::make_shared<HandWork>(d->handWork({text}, asked));
    const int number = ++d->readings;
    inBackground(
        this, [work, path = input.path] { return readByHand(std::move(*work), path); },
        [this, number, deployment = d->deploymentNumber](HandOutcome outcome) {
            if (deployment == d->deploymentNumber) {
                outcome.reading.number = number;
                d->keep(outcome);
                Q_EMIT handRead(outcome.reading);
            }
        });
    return number;
}

} // namespace duodoctor
