#include "check/check_runner.h"

#include "check/check_judgement.h"
#include "check/check_plan.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QHash>

#include <algorithm>

namespace duodoctor
{

class CheckRunner::Private
{
public:
    /// One look of the run, shared by every check that asked for the same.
    struct Probe {
        Vantage from = Vantage::Workstation;
        ProbeRequest request;
        QFutureWatcher<EvidencePtr> *watcher = nullptr; ///< child of the runner
        EvidencePtr evidence;
        bool isDone = false;
    };

    struct OpenCheck {
        PlannedCheck planned;
        QHash<QLatin1StringView, qsizetype> probes; ///< role to index
        bool isFinished = false;
    };

    explicit Private(CheckRunner *owner)
        : q(owner)
    {
    }

    void begin();
    qsizetype probeFor(Vantage from, const ProbeRequest &request);
    bool comesLast(const Probe &probe) const;
    void startProbes(bool last);
    void startLastWhenDue();
    void watch(qsizetype index, const QFuture<EvidencePtr> &answer);
    void settle();
    bool settleOne(OpenCheck &check);
    void finish(OpenCheck &check, CheckResult result);
    CheckResult judged(const OpenCheck &check) const;
    void end(bool cancelled, const QList<CheckResult> &open = {});

    CheckRunner *q;
    Deployment deployment;
    RunOptions options;
    std::unique_ptr<Prober> prober;
    std::unique_ptr<Surveyor> surveyor;
    QList<Probe> probes;
    QList<OpenCheck> checks;
    QHash<CheckKey, CheckStatus> outcomes;
    int done = 0;
    int run = 0; ///< counts runs, so that what belongs to an ended one is recognised
    bool isRunning = false;
    bool hasStartedLast = false;
};

qsizetype CheckRunner::Private::probeFor(Vantage from, const ProbeRequest &request)
{
    const auto it = std::ranges::find_if(
        probes, [&](const Probe &probe) { return probe.from == from && probe.request == request; });
    if (it != probes.end()) {
        return it - probes.begin();
    }
    probes.append(Probe{from, request, nullptr, nullptr, false});
    return probes.size() - 1;
}

/// The gateway writes down why it refused a request of this run only once it was asked: its log is read at the end.
bool CheckRunner::Private::comesLast(const Probe &probe) const
{
    return probe.from == Vantage::Gateway && std::holds_alternative<LogRequest>(probe.request);
}

void CheckRunner::Private::startLastWhenDue()
{
    const bool isDue = !hasStartedLast && std::ranges::all_of(probes, [this](const Probe &probe) {
        return probe.isDone || comesLast(probe);
    });
    if (isDue) {
        hasStartedLast = true;
        startProbes(true);
    }
}

/// From here each probe goes by itself; from another vantage all go together.
/// @param last  those that come last, instead of all others
void CheckRunner::Private::startProbes(bool last)
{
    for (const Vantage vantage : {Vantage::GitLab, Vantage::Gateway}) {
        QList<ProbeRequest> requests;
        QList<qsizetype> indices;
        for (qsizetype i = 0; i < probes.size(); ++i) {
            if (probes.at(i).from == vantage && comesLast(probes.at(i)) == last) {
                requests << probes.at(i).request;
                indices << i;
            }
        }
        if (requests.isEmpty()) {
            continue;
        }
        const QList<QFuture<EvidencePtr>> futures = surveyor->run(vantage, requests);
        for (qsizetype i = 0; i < indices.size(); ++i) {
            watch(indices.at(i), futures.at(i));
        }
    }
    for (qsizetype i = 0; i < probes.size() && !last; ++i) {
        if (probes.at(i).from == Vantage::Workstation) {
            watch(i, prober->run(probes.at(i).request));
        }
    }
}

void CheckRunner::Private::watch(qsizetype index, const QFuture<EvidencePtr> &answer)
{
    auto *watcher = new QFutureWatcher<EvidencePtr>(q);
    probes[index].watcher = watcher;
    QObject::connect(watcher, &QFutureWatcherBase::finished, q, [this, index, watcher] {
        if (probes.value(index).watcher != watcher) {
            return; // of a run that was cancelled
        }
        const QFuture<EvidencePtr> future = watcher->future();
        if (future.resultCount() > 0) {
            probes[index].evidence = future.result();
        }
        probes[index].isDone = true;
        startLastWhenDue();
        settle();
    });
    watcher->setFuture(answer);
}

void CheckRunner::Private::begin()
{
    for (OpenCheck &check : checks) {
        for (const NamedRequest &named : std::as_const(check.planned.plan.requests)) {
            check.probes.insert(named.role, probeFor(named.from.value_or(check.planned.key.vantage), named.request));
        }
    }
    hasStartedLast = false;
    startProbes(false);
    startLastWhenDue();
    const int thisRun = run;
    QList<CheckKey> keys;
    std::ranges::transform(checks, std::back_inserter(keys), [](const OpenCheck &check) { return check.planned.key; });
    Q_EMIT q->progressChanged(0, static_cast<int>(keys.size()));
    for (const CheckKey &key : std::as_const(keys)) {
        Q_EMIT q->checkStarted(key);
    }
    if (thisRun == run) {
        settle();
    }
}

/// Finishes every check whose evidence and prerequisites are known, until nothing more can be said for now.
void CheckRunner::Private::settle()
{
    // A slot may cancel, or start another run, while a result is told.
    const int thisRun = run;
    bool moved = true;
    while (moved) {
        moved = false;
        for (qsizetype i = 0; i < checks.size(); ++i) {
            moved = (!checks.at(i).isFinished && settleOne(checks[i])) || moved;
            if (thisRun != run) {
                return;
            }
        }
    }
    if (done == checks.size()) {
        end(false);
    }
}

bool CheckRunner::Private::settleOne(OpenCheck &check)
{
    CheckResult result;
    result.key = check.planned.key;
    if (check.planned.plan.skip != SkipReason::None) {
        result.skipReason = check.planned.plan.skip;
        finish(check, result);
        return true;
    }
    for (const CheckKey &prerequisite : std::as_const(check.planned.prerequisites)) {
        const auto outcome = outcomes.constFind(prerequisite);
        if (outcome == outcomes.cend()) {
            return false;
        }
        if (*outcome == CheckStatus::Failed || *outcome == CheckStatus::Blocked) {
            result.blockedBy << prerequisite;
        }
    }
    if (!result.blockedBy.isEmpty()) {
        result.status = CheckStatus::Blocked;
        finish(check, result);
        return true;
    }
    const bool hasAll = std::ranges::all_of(check.probes, [this](qsizetype index) { return probes.at(index).isDone; });
    if (hasAll) {
        finish(check, judged(check));
    }
    return hasAll;
}

CheckResult CheckRunner::Private::judged(const OpenCheck &check) const
{
    const CheckKey &key = check.planned.key;
    JudgeInput input{&deployment, key.vantage, key.subject, {}, {}, options.systemTrust};
    input.now = options.now ? options.now() : QDateTime::currentDateTimeUtc();
    for (const auto &[role, index] : check.probes.asKeyValueRange()) {
        if (const EvidencePtr evidence = probes.at(index).evidence) {
            input.evidence.insert(role, evidence);
        }
    }
    return judgedCheck(check.planned, input);
}

void CheckRunner::Private::finish(OpenCheck &check, CheckResult result)
{
    check.isFinished = true;
    outcomes.insert(check.planned.key, result.status);
    ++done;
    const int thisRun = run;
    Q_EMIT q->checkFinished(result);
    if (thisRun == run) {
        Q_EMIT q->progressChanged(done, static_cast<int>(checks.size()));
    }
}

void CheckRunner::Private::end(bool cancelled, const QList<CheckResult> &open)
{
    isRunning = false;
    ++run;
    for (Probe &probe : probes) {
        if (probe.watcher) {
            probe.watcher->disconnect(q);
            probe.watcher->cancel();
            probe.watcher->deleteLater();
        }
    }
    probes.clear();
    checks.clear();
    prober.reset();
    surveyor.reset();
    for (const CheckResult &result : open) {
        Q_EMIT q->checkFinished(result);
    }
    Q_EMIT q->runFinished(cancelled);
}

CheckRunner::CheckRunner(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

CheckRunner::~CheckRunner()
{
    const QSignalBlocker silence(this);
    cancel();
}

QList<CheckKey> CheckRunner::plan(const Deployment &deployment)
{
    QList<CheckKey> keys;
    std::ranges::transform(planChecks(deployment, true), std::back_inserter(keys), &PlannedCheck::key);
    return keys;
}

void CheckRunner::start(const Deployment &deployment, ProbeEnvironment environment, const RunOptions &options,
                        const QList<CheckKey> &only)
{
    cancel();
    d->deployment = deployment;
    d->options = options;
    environment.defaultLimit = options.probeLimit;
    d->surveyor = std::make_unique<Surveyor>(
        d->deployment, SurveyEnvironment{{environment.redactor, options.prompter, options.askpassProgram},
                                         options.probeLimit,
                                         environment.credential});
    d->prober = std::make_unique<Prober>(std::move(environment));
    d->outcomes.clear();
    d->done = 0;
    d->isRunning = true;
    for (PlannedCheck &planned : planChecks(d->deployment, options.completionAllowed, only)) {
        d->checks << Private::OpenCheck{std::move(planned), {}, false};
    }
    // Answers come after the caller has returned, also when there is nothing to ask.
    QMetaObject::invokeMethod(
        this,
        [this, thisRun = d->run] {
            if (thisRun == d->run) {
                d->begin();
            }
        },
        Qt::QueuedConnection);
}

void CheckRunner::cancel()
{
    if (!d->isRunning) {
        return;
    }
    QList<CheckResult> open;
    for (const Private::OpenCheck &check : std::as_const(d->checks)) {
        if (!check.isFinished) {
            CheckResult result;
            result.key = check.planned.key;
            result.skipReason = SkipReason::Cancelled;
            open << result;
        }
    }
    d->end(true, open);
}

bool CheckRunner::isRunning() const
{
    return d->isRunning;
}

} // namespace duodoctor
