#include "session/session.h"

#include "check/check_plan.h"
#include "check/check_wording.h"
#include "playbook/playbook_overlay.h"
#include "playbook/seen_version.h"
#include "session/session_private.h"

#include <QFileInfo>
#include <QSaveFile>

#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

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
