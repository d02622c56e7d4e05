#include "probe/prober.h"

#include "probe/certificate_file_reader.h"
#include "probe/curl_loop.h"
#include "probe/detached_tasks.h"
#include "probe/equivalent_command.h"
#include "probe/grpc_message.h"
#include "probe/intake.h"
#include "probe/probe_operation.h"
#include "probe/request_facts.h"
#include "probe/resolver.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

class Prober::Private : public QObject
{
public:
    explicit Private(ProbeEnvironment environment)
        : m_environment(std::move(environment))
        , m_resolver(m_environment.lookUpName)
        , m_loop([this](void *handle, int code) { onTransferEnded(handle, code); },
                 [this](void *handle, qintptr socket) { onActivity(handle, socket); })
    {
    }
    ~Private() override
    {
        for (const auto &operation : m_operations) {
            if (operation->transfer) {
                m_loop.remove(operation->transfer->handle());
            }
        }
    }

    QFuture<EvidencePtr> run(const ProbeRequest &request);

private:
    using Operation = ProbeOperation;
    using OperationPtr = std::shared_ptr<Operation>;

    void startHttp(Operation &operation);
    void startFile(Operation &operation, const CertificateFileRequest &request);
    void resolveNext(Operation &operation);
    void onResolved(quint64 id, const NameLookup &lookup);
    void takeAddresses(Operation &operation, const NameLookup &lookup);
    void startTransfer(Operation &operation);
    void onTransferEnded(void *handle, int code);
    void onActivity(void *handle, qintptr socket);
    void onLimit(quint64 id);
    void onCancelled(quint64 id);

    void fail(Operation &operation, NetworkFailureKind kind, NetworkStage stage, const QString &detail = {});
    void finish(Operation &operation, HttpExchange exchange);
    void deliver(Operation &operation, Evidence::Payload payload);
    OperationPtr take(quint64 id);

    ProbeEnvironment m_environment;
    Resolver m_resolver;
    DetachedTasks m_files;
    CurlLoop m_loop;
    QHash<quint64, OperationPtr> m_operations;
    QHash<void *, quint64> m_transfers;
    quint64 m_lastId = 0;
};

QFuture<EvidencePtr> Prober::Private::run(const ProbeRequest &request)
{
    const quint64 id = ++m_lastId;
    const auto operation = std::make_shared<Operation>(id, request, m_environment.defaultLimit);
    operation->promise.start();
    const QFuture<EvidencePtr> future = operation->promise.future();
    m_operations.insert(id, operation);

    connect(&operation->watcher, &QFutureWatcherBase::canceled, this, [this, id] { onCancelled(id); });
    operation->watcher.setFuture(future);

    connect(&operation->timer, &QTimer::timeout, this, [this, id] { onLimit(id); });
    operation->timer.start(operation->limit);

    if (const auto *file = std::get_if<CertificateFileRequest>(&request)) {
        startFile(*operation, *file);
    } else {
        startHttp(*operation);
    }
    return future;
}

void Prober::Private::startHttp(Operation &operation)
{
    if (operation.planTransfer(m_environment)) {
        resolveNext(operation);
    } else {
        fail(operation, NetworkFailureKind::UrlInvalid, NetworkStage::Url, operation.http.url.errorString());
    }
}

void Prober::Private::resolveNext(Operation &operation)
{
    if (operation.namesToResolve.isEmpty()) {
        startTransfer(operation);
        return;
    }
    const QByteArray host = operation.namesToResolve.first().first;
    if (const auto known = Resolver::withoutServer(host)) {
        if (!isLiteralAddress(host)) {
            operation.dns = operation.dns.value_or(std::chrono::microseconds(0));
        }
        takeAddresses(operation, *known);
        return;
    }
    m_resolver.resolve(host, [this, id = operation.id](const NameLookup &lookup) { onResolved(id, lookup); });
}

void Prober::Private::onResolved(quint64 id, const NameLookup &lookup)
{
    const OperationPtr operation = m_operations.value(id);
    if (!operation) {
        return; // its limit has passed, or it was cancelled
    }
    operation->dns = operation->elapsed();
    const NetworkStage stage = operation->resolvingStage();
    switch (lookup.outcome) {
    case NameLookup::Outcome::Found:
        takeAddresses(*operation, lookup);
        return;
    case NameLookup::Outcome::NotFound:
        fail(*operation, NetworkFailureKind::NameNotFound, stage, lookup.detail);
        return;
    case NameLookup::Outcome::ServerSilent:
        fail(*operation, NetworkFailureKind::NameServerSilent, stage, lookup.detail);
        return;
    case NameLookup::Outcome::Failed:
        fail(*operation, NetworkFailureKind::Other, stage, lookup.detail);
        return;
    }
}

void Prober::Private::takeAddresses(Operation &operation, const NameLookup &lookup)
{
    const auto [host, port] = operation.namesToResolve.takeFirst();
    operation.addresses = lookup.addresses;
    if (!isLiteralAddress(host)) {
        operation.plan.names << PinnedName{host, port, lookup.addresses};
    }
    resolveNext(operation);
}

void Prober::Private::startTransfer(Operation &operation)
{
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(operation.elapsed());
    operation.plan.limit = std::max(operation.limit - spent, std::chrono::milliseconds(1));
    operation.transfer = std::make_unique<Transfer>(operation.plan);
    void *handle = operation.transfer->handle();
    if (!handle || !m_loop.add(handle)) {
        operation.transfer.reset();
        fail(operation, NetworkFailureKind::Other, NetworkStage::Connect, u"curl could not start the request"_s);
        return;
    }
    m_transfers.insert(handle, operation.id);
}

void Prober::Private::onTransferEnded(void *handle, int code)
{
    if (const OperationPtr operation = m_operations.value(m_transfers.take(handle))) {
        finish(*operation, operation->transfer->exchange(code));
    }
}

void Prober::Private::onActivity(void *handle, qintptr socket)
{
    if (const OperationPtr operation = m_operations.value(m_transfers.value(handle))) {
        operation->transfer->observe(socket);
    }
}

void Prober::Private::onLimit(quint64 id)
{
    const OperationPtr operation = m_operations.value(id);
    if (!operation) {
        return;
    }
    if (!operation->filePath.isEmpty()) {
        CertificateFile file;
        file.path = operation->filePath;
        file.readError = u"the file system gave no answer within %1 ms"_s.arg(operation->limit.count());
        deliver(*operation, file);
        return;
    }
    if (!operation->transfer) {
        fail(*operation, NetworkFailureKind::NameServerSilent, operation->resolvingStage());
        return;
    }
    HttpExchange exchange = operation->transfer->exchange(std::nullopt);
    m_transfers.remove(operation->transfer->handle());
    m_loop.remove(operation->transfer->handle());
    finish(*operation, std::move(exchange));
}

void Prober::Private::onCancelled(quint64 id)
{
    const OperationPtr operation = take(id);
    if (!operation) {
        return;
    }
    if (operation->transfer) {
        m_transfers.remove(operation->transfer->handle());
        m_loop.remove(operation->transfer->handle());
    }
    // The watcher is telling us: it goes with the operation, but later.
    QMetaObject::invokeMethod(
        this, [operation] { operation->promise.finish(); }, Qt::QueuedConnection);
}

void Prober::Private::startFile(Operation &operation, const CertificateFileRequest &request)
{
    operation.filePath = request.path;
    const bool isStarted =
        m_files.start([this, id = operation.id, request, redactor = m_environment.redactor]() -> DetachedTasks::Answer {
            return
                [this, id, file = readCertificateFile(request.path, *redactor), command = equivalentCommand(request)] {
                    if (const OperationPtr reading = m_operations.value(id)) {
                        reading->command = command;
                        deliver(*reading, file);
                    }
                };
        });
    if (!isStarted) {
        CertificateFile file;
        file.path = request.path;
        file.readError = u"no thread could be started to read it"_s;
        deliver(operation, file);
    }
}

void Prober::Private::fail(Operation &operation, NetworkFailureKind kind, NetworkStage stage, const QString &detail)
{
    HttpExchange exchange = unansweredExchange(operation.http, operation.plan.proxy);
    exchange.failure = {kind, stage, detail};
    finish(operation, std::move(exchange));
}

void Prober::Private::finish(Operation &operation, HttpExchange exchange)
{
    exchange.addresses = operation.addresses;
    exchange.phases.dns = operation.dns;
    exchange.phases.total = operation.elapsed();
    intake::redact(exchange, *m_environment.redactor);
    if (operation.isGrpc) {
        deliver(operation, grpcHealthFrom(std::move(exchange)));
    } else {
        deliver(operation, std::move(exchange));
    }
}

void Prober::Private::deliver(Operation &operation, Evidence::Payload payload)
{
    auto evidence = std::make_shared<Evidence>();
    evidence->takenAt = operation.takenAt;
    evidence->command = m_environment.redactor->redact(operation.command).text;
    evidence->kind = liveKindOf(payload);
    evidence->payload = std::move(payload);
    const OperationPtr finished = take(operation.id);
    // Later, and with nothing of ours on the stack: whoever hears of it may start probes, or end the prober.
    QMetaObject::invokeMethod(
        this,
        [finished, evidence] {
            finished->promise.addResult(EvidencePtr(evidence));
            finished->promise.finish();
        },
        Qt::QueuedConnection);
}

Prober::Private::OperationPtr Prober::Private::take(quint64 id)
{
    const OperationPtr operation = m_operations.take(id);
    if (operation) {
        operation->timer.stop();
    }
    return operation;
}

Prober::Prober(ProbeEnvironment environment, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(environment)))
{
}

Prober::~Prober() = default;

QFuture<EvidencePtr> Prober::run(const ProbeRequest &request)
{
    return d->run(request);
}

} // namespace duodoctor
