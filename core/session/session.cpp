#include "session/session.h"

#include "check/by_hand.h"
#include "check/check_plan.h"
#include "check/check_runner.h"
#include "check/check_wording.h"
#include "playbook/playbook_overlay.h"
#include "playbook/seen_version.h"
#include "secrets/standard_redactor.h"
#include "session/credential_collector.h"
#include "session/prompt_keeper.h"
#include "session/result_store.h"
#include "session/walkthrough.h"
#include "session/workstation_trust.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHash>
#include <QProcessEnvironment>
#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>

#include <algorithm>
#include <optional>
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

QByteArray written(const Report &report, ReportFormat format)
{
    switch (format) {
    case ReportFormat::Json:
        return writeJsonReport(report);
    case ReportFormat::Html:
        return writeHtmlReport(report);
    case ReportFormat::Text:
        break;
    }
    return writeTextReport(report);
}

} // namespace

class Session::Private
{
public:
    explicit Private(Session *owner)
        : q(owner)
        , credentials(owner)
    {
    }

    void replaceDeployment(const Deployment &replacement, const QString &path);
    void beginRun();
    void weigh();
    HandWork handWork(const QList<ForeignText> &texts, const std::optional<CheckKey> &check) const;
    void keep(HandOutcome &outcome);

    Session *q;
    Deployment deployment;
    QString path;
    SessionOptions options;
    Playbook playbook;
    CredentialCollector credentials;
    std::unique_ptr<PracticeDeployment> practice; ///< null unless the practice is the deployment
    std::unique_ptr<CheckRunner> runner;
    std::unique_ptr<Walkthrough> walk;
    PromptKeeper prompts;
    mutable WorkstationTrust trust; ///< reads the system's authorities when first asked

    ResultStore store;
    QList<CheckKey> asked; ///< of the run under way
    QElapsedTimer clock;
    std::chrono::milliseconds duration{0};
    bool isRunning = false;
    int deploymentNumber = 0; ///< tells a text that was brought for a former deployment
};

void Session::Private::replaceDeployment(const Deployment &replacement, const QString &newPath)
{
    q->cancelChecks();
    credentials.keepOnlyForUnchanged(deployment, replacement);
    deployment = replacement;
    ++deploymentNumber;
    path = newPath;
    store.reset(CheckRunner::plan(deployment));
    if (walk) {
        walk->reset();
    }
    Q_EMIT q->deploymentChanged();
    Q_EMIT q->diagnosisChanged();
}

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

Session::Session(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    qRegisterMetaType<CheckKey>();
    qRegisterMetaType<CheckResult>();
    qRegisterMetaType<HandReading>();
    d->runner = std::make_unique<CheckRunner>();
    connect(d->runner.get(), &CheckRunner::checkStarted, this, &Session::checkStarted);
    connect(d->runner.get(), &CheckRunner::progressChanged, this, &Session::progressChanged);
    connect(d->runner.get(), &CheckRunner::checkFinished, this, [this](const CheckResult &result) {
        if (d->store.isLessThanKnown(result)) {
            Q_EMIT checkFinished(*this->result(result.key));
            return;
        }
        d->store.put(result);
        Q_EMIT checkFinished(result);
        Q_EMIT diagnosisChanged();
    });
    connect(d->runner.get(), &CheckRunner::runFinished, this, [this](bool cancelled) {
        d->isRunning = false;
        d->duration = std::chrono::milliseconds(d->clock.elapsed());
        d->weigh();
        Q_EMIT diagnosisChanged();
        Q_EMIT runFinished(cancelled);
    });
    connect(&d->credentials, &CredentialCollector::noticeRaised, this, &Session::noticeRaised);
    connect(&d->prompts, &PromptKeeper::noticeRaised, this, &Session::noticeRaised);
}

Session::~Session()
{
    const QSignalBlocker silence(this);
    d->walk.reset();
    d->runner.reset();
}

const Deployment &Session::deployment() const
{
    return d->deployment;
}

void Session::setDeployment(const Deployment &deployment)
{
    d->replaceDeployment(deployment, d->path);
}

QList<DeploymentProblem> Session::openDeployment(const QString &path)
{
    const DeploymentReading reading = DeploymentFile::load(path);
    if (reading.deployment) {
        d->practice.reset();
        d->replaceDeployment(*reading.deployment, QFileInfo(path).absoluteFilePath());
    }
    return reading.problems;
}

QString Session::saveDeployment(const QString &path)
{
    const QString error = DeploymentFile::save(d->deployment, path);
    if (error.isEmpty()) {
        d->path = QFileInfo(path).absoluteFilePath();
    }
    return error;
}

QString Session::deploymentPath() const
{
    return d->path;
}

QList<PracticeFault> Session::practiceFaults()
{
    return PracticeDeployment::faults();
}

QString Session::startPractice(const QStringList &faultIds)
{
    cancelChecks();
    auto practice = std::make_unique<PracticeDeployment>();
    const QString error = practice->start(faultIds);
    if (error.isEmpty()) {
        d->practice = std::move(practice);
        d->replaceDeployment(d->practice->deployment(), {});
    }
    return error;
}

bool Session::isPractice() const
{
    return d->practice != nullptr;
}

void Session::endPractice()
{
    if (d->practice) {
        cancelChecks();
        d->practice.reset();
        d->replaceDeployment({}, {});
    }
}

void Session::setModelKey(const QString &model, const SecretText &key, KeyKeeping keeping)
{
    d->credentials.setKey(d->deployment.name, model, key, keeping == KeyKeeping::Keyring);
}

bool Session::hasModelKey(const QString &model) const
{
    return d->credentials.hasKey(model);
}

bool Session::isKeyringAvailable() const
{
    return d->credentials.isKeyringAvailable();
}

void Session::setOptions(const SessionOptions &options)
{
    d->options = options;
}

const SessionOptions &Session::options() const
{
    return d->options;
}

QList<CheckKey> Session::plannedChecks() const
{
    return d->store.plan();
}

QString Session::checkTitle(const CheckKey &key) const
{
    return titleOf(key);
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

void Session::readLater(const CapturedInput &input, const std::optional<CheckKey> &asked)
{
    ForeignText text;
    text.bytes = input.text;
    text.takenAt = QDateTime::currentDateTimeUtc();
    auto work = std::make_shared<HandWork>(d->handWork({text}, asked));
    auto *watcher = new QFutureWatcher<HandOutcome>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, number = d->deploymentNumber] {
        watcher->deleteLater();
        HandOutcome outcome = watcher->result();
        if (number == d->deploymentNumber) {
            d->keep(outcome);
            Q_EMIT handRead(outcome.reading);
        }
    });
    auto promise = std::make_shared<QPromise<HandOutcome>>();
    watcher->setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, work, path = input.path] {
        promise->addResult(readByHand(std::move(*work), path));
        promise->finish();
    });
}

void Session::setPrompter(const Prompter &prompter)
{
    d->prompts.setPrompter(prompter);
}

void Session::keepPromptAnswer(const PromptRequest &request, const SecretText &answer)
{
    d->prompts.keep(request, answer);
}

std::optional<ChainPicture> Session::chainPicture(const Evidence &evidence) const
{
    return d->trust.pictureOf(evidence);
}

QString Session::setPlaybookOverlay(const QString &folder)
{
    return overlayNotice(folder, d->playbook.setOverlay(folder));
}

const Playbook &Session::playbook() const
{
    return d->playbook;
}

QList<QuickCommandGroup> Session::quickCommands() const
{
    return d->playbook.quickCommands(withSeenVersion(d->deployment, d->store.seen()));
}

QList<CheckKey> Session::emergencyChecks() const
{
    return duodoctor::emergencyChecks(d->deployment);
}

Remedy Session::remedyFor(const Finding &finding) const
{
    return d->playbook.remedyFor(finding, withSeenVersion(d->deployment, d->store.seen()));
}

QString Session::skipReasonText(SkipReason reason) const
{
    return wordingOf(reason);
}

Walkthrough &Session::walkthrough()
{
    if (!d->walk) {
        d->walk = std::make_unique<Walkthrough>(*this);
    }
    return *d->walk;
}

Generated Session::generated(GenerationKind kind, const GenerationOptions &options) const
{
    return generate(kind, deployment(), options);
}

Report Session::report(const QString &command) const
{
    ReportSource source;
    source.command = command;
    source.generatedAt = QDateTime::currentDateTimeUtc();
    source.deployment = d->deployment;
    source.results = d->store.shown();
    source.diagnosis = diagnosis();
    source.duration = d->duration;
    if (d->walk) {
        source.path = d->walk->path();
    }
    source.chainPicture = [this](const Evidence &evidence) { return d->trust.pictureOf(evidence); };
    return buildReport(source, d->playbook);
}

QString Session::exportReport(const QString &path, ReportFormat format) const
{
    QSaveFile file(path);
    const QByteArray bytes = written(report(), format);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return u"%1 cannot be written: %2."_s.arg(path, file.errorString());
    }
    return {};
}

} // namespace duodoctor
