#include "session/session.h"

#include "check/check_plan.h"
#include "check/check_runner.h"
#include "check/check_wording.h"
#include "secrets/standard_redactor.h"
#include "session/credential_collector.h"
#include "session/walkthrough.h"
#include "session/workstation_trust.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QSaveFile>

#include <algorithm>
#include <optional>

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
    void store(const CheckResult &result);

    Session *q;
    Deployment deployment;
    QString path;
    SessionOptions options;
    Playbook playbook;
    CredentialCollector credentials;
    std::unique_ptr<PracticeDeployment> practice; ///< null unless the practice is the deployment
    std::unique_ptr<CheckRunner> runner;
    std::unique_ptr<Walkthrough> walk;
    mutable WorkstationTrust trust; ///< reads the system's authorities when first asked

    QList<CheckKey> plan;
    QList<CheckKey> asked; ///< of the run under way
    QList<CheckResult> results;
    mutable std::optional<Diagnosis> diagnosis; ///< none: to be made anew
    QElapsedTimer clock;
    std::chrono::milliseconds duration{0};
    bool isRunning = false;
};

void Session::Private::replaceDeployment(const Deployment &replacement, const QString &newPath)
{
    q->cancelChecks();
    credentials.keepOnlyForUnchanged(deployment, replacement);
    deployment = replacement;
    path = newPath;
    plan = CheckRunner::plan(deployment);
    results.clear();
    diagnosis.reset();
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
    runner->start(deployment, std::move(environment), runOptions, asked);
}

/// Keeps the latest result of each check, in the plan's order.
void Session::Private::store(const CheckResult &result)
{
    diagnosis.reset();
    const auto known = std::ranges::find(results, result.key, &CheckResult::key);
    if (known != results.end()) {
        *known = result;
        return;
    }
    const qsizetype position = plan.indexOf(result.key);
    const auto after =
        std::ranges::find_if(results, [&](const CheckResult &other) { return plan.indexOf(other.key) > position; });
    results.insert(after, result);
}

Session::Session(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    qRegisterMetaType<CheckKey>();
    qRegisterMetaType<CheckResult>();
    d->runner = std::make_unique<CheckRunner>();
    connect(d->runner.get(), &CheckRunner::checkStarted, this, &Session::checkStarted);
    connect(d->runner.get(), &CheckRunner::progressChanged, this, &Session::progressChanged);
    connect(d->runner.get(), &CheckRunner::checkFinished, this, [this](const CheckResult &result) {
        d->store(result);
        Q_EMIT checkFinished(result);
        Q_EMIT diagnosisChanged();
    });
    connect(d->runner.get(), &CheckRunner::runFinished, this, [this](bool cancelled) {
        d->isRunning = false;
        d->duration = std::chrono::milliseconds(d->clock.elapsed());
        Q_EMIT runFinished(cancelled);
    });
    connect(&d->credentials, &CredentialCollector::noticeRaised, this, &Session::noticeRaised);
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
    return d->plan;
}

QString Session::checkTitle(const CheckKey &key) const
{
    const CheckDefinition *definition = checkDefinition(key.check);
    return definition ? QString::fromUtf8(definition->title) : key.check.toString();
}

void Session::startChecks(const QList<CheckKey> &only)
{
    cancelChecks();
    d->asked = only;
    if (only.isEmpty()) {
        d->results.clear();
        d->diagnosis.reset();
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
    return d->results;
}

const CheckResult *Session::result(const CheckKey &key) const
{
    const auto found = std::ranges::find(d->results, key, &CheckResult::key);
    return found == d->results.end() ? nullptr : &*found;
}

const Diagnosis &Session::diagnosis() const
{
    if (!d->diagnosis) {
        d->diagnosis = diagnose(d->results);
    }
    return *d->diagnosis;
}

std::optional<ChainPicture> Session::chainPicture(const Evidence &evidence) const
{
    return d->trust.pictureOf(evidence);
}

const Playbook &Session::playbook() const
{
    return d->playbook;
}

Remedy Session::remedyFor(const Finding &finding) const
{
    return d->playbook.remedyFor(finding, d->deployment);
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

Report Session::report(const QString &command) const
{
    ReportSource source;
    source.command = command;
    source.generatedAt = QDateTime::currentDateTimeUtc();
    source.deployment = d->deployment;
    source.results = d->results;
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
