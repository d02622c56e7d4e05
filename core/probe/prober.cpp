#include "probe/prober.h"

#include "deployment/proxy_selection.h"
#include "probe/certificate_file_reader.h"
#include "probe/curl_loop.h"
#include "probe/detached_tasks.h"
#include "probe/equivalent_command.h"
#include "probe/grpc_message.h"
#include "probe/intake.h"
#include "probe/resolver.h"
#include "probe/transfer.h"
#include "probe/websocket_request.h"

#include <QDateTime>
#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace
{

std::chrono::microseconds since(Clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

QByteArray hostOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.startsWith('[') && host.endsWith(']')) {
        host = host.sliced(1, host.size() - 2);
    }
    return host;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool isUsable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

/// A SOCKS proxy of the older kinds wants an address from us; every other proxy resolves the target itself.
bool resolvesTargetHere(const std::optional<ProxyChoice> &proxy)
{
    return !proxy || proxy->url.scheme() == "socks4"_L1 || proxy->url.scheme() == "socks5"_L1;
}

HttpRequest httpRequestFor(const GrpcHealthRequest &request)
{
    HttpRequest http;
    http.method = "POST";
    http.url.setScheme(request.tls ? u"https"_s : u"http"_s);
    http.url.setHost(request.host);
    http.url.setPort(request.port);
    http.url.setPath(u"/grpc.health.v1.Health/Check"_s);
    http.headers = {{"content-type", "application/grpc"}, {"te", "trailers"}};
    http.body = grpcHealthRequestBody();
    http.limit = request.limit;
    constexpr qint64 kMaxAnswerBytes = 4096;
    http.maxBodyBytes = kMaxAnswerBytes;
    return http;
}

} // namespace

/// One probe under way: resolving -> transferring -> done, or reading -> done. Cancel and the limit end it anywhere.
struct Operation {
    quint64 id = 0;
    bool isGrpc = false;
    HttpRequest http;
    QString command;
    QDateTime takenAt;
    Clock::time_point startedAt;
    std::chrono::milliseconds limit{0};

    QPromise<EvidencePtr> promise;
    QFutureWatcher<EvidencePtr> watcher; ///< of our own future: hears cancel
    QTimer timer;

    TransferPlan plan;
    QList<std::pair<QByteArray, int>> namesToResolve; ///< host and port; the first is under way
    std::optional<std::chrono::microseconds> dns;
    QStringList addresses;
    std::unique_ptr<Transfer> transfer;
    QString filePath; ///< set when a file is read
};

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

    HttpExchange emptyExchange(const Operation &operation) const;
    void fail(Operation &operation, NetworkFailureKind kind, NetworkStage stage, const QString &detail = {});
    void finish(Operation &operation, HttpExchange exchange);
    void deliver(Operation &operation, Evidence::Payload payload);
    OperationPtr take(quint64 id);
    QByteArray bearerFor(const HttpRequest &request) const;

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
    const auto operation = std::make_shared<Operation>();
    const quint64 id = ++m_lastId;
    operation->id = id;
    operation->takenAt = QDateTime::currentDateTimeUtc();
    operation->startedAt = Clock::now();
    operation->promise.start();
    const QFuture<EvidencePtr> future = operation->promise.future();
    m_operations.insert(id, operation);

    connect(&operation->watcher, &QFutureWatcherBase::canceled, this, [this, id] { onCancelled(id); });
    operation->watcher.setFuture(future);

    const auto *file = std::get_if<CertificateFileRequest>(&request);
    if (const auto *http = std::get_if<HttpRequest>(&request)) {
        operation->http = *http;
    } else if (const auto *grpc = std::get_if<GrpcHealthRequest>(&request)) {
        operation->http = httpRequestFor(*grpc);
        operation->isGrpc = true;
    } else if (const auto *webSocket = std::get_if<WebSocketRequest>(&request)) {
        operation->http = upgradeRequest(*webSocket);
    }
    operation->limit = operation->http.limit.count() > 0 ? operation->http.limit : m_environment.defaultLimit;
    operation->timer.setSingleShot(true);
    operation->timer.setTimerType(Qt::PreciseTimer);
    connect(&operation->timer, &QTimer::timeout, this, [this, id] { onLimit(id); });
    operation->timer.start(operation->limit);

    if (file) {
        startFile(*operation, *file);
    } else {
        if (const auto *grpc = std::get_if<GrpcHealthRequest>(&request)) {
            operation->command = equivalentCommand(*grpc, operation->limit);
        }
        startHttp(*operation);
    }
    return future;
}

void Prober::Private::startHttp(Operation &operation)
{
    TransferPlan &plan = operation.plan;
    plan.request = operation.http;
    const bool isUrlUsable = isUsable(plan.request.url);
    if (isUrlUsable) {
        plan.proxy = proxyFor(plan.request.url, m_environment.proxy, m_environment.variables);
        plan.bearer = bearerFor(plan.request);
    }
    if (!operation.isGrpc) {
        operation.command = equivalentCommand(plan.request, plan.proxy, !plan.bearer.isEmpty(), operation.limit);
    }
    if (!isUrlUsable) {
        fail(operation, NetworkFailureKind::UrlInvalid, NetworkStage::Url, plan.request.url.errorString());
        return;
    }
    plan.protocol = operation.isGrpc ? TransferPlan::Protocol::Http2 : TransferPlan::Protocol::Http1;
    plan.mayTrust = m_environment.mayTrust;
    if (plan.proxy) {
        operation.namesToResolve.emplaceBack(hostOf(plan.proxy->url), plan.proxy->url.port());
    }
    if (resolvesTargetHere(plan.proxy)) {
        operation.namesToResolve.emplaceBack(hostOf(plan.request.url), portOf(plan.request.url));
    }
    resolveNext(operation);
}

QByteArray Prober::Private::bearerFor(const HttpRequest &request) const
{
    if (request.bearer.model.isEmpty() || !m_environment.credential) {
        return {};
    }
    const QByteArray key = m_environment.credential(request.bearer).trimmed();
    const bool isHeaderSafe = std::none_of(key.begin(), key.end(), [](char c) { return c >= 0 && c < ' '; });
    return isHeaderSafe ? key : QByteArray{};
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
    operation->dns = since(operation->startedAt);
    const bool isProxy =
        operation->plan.proxy && operation->namesToResolve.first().first == hostOf(operation->plan.proxy->url);
    const NetworkStage stage = isProxy ? NetworkStage::ProxyResolve : NetworkStage::Resolve;
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
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(since(operation.startedAt));
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
        const bool isProxy =
            operation->plan.proxy && operation->namesToResolve.first().first == hostOf(operation->plan.proxy->url);
        fail(*operation, NetworkFailureKind::NameServerSilent,
             isProxy ? NetworkStage::ProxyResolve : NetworkStage::Resolve);
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

HttpExchange Prober::Private::emptyExchange(const Operation &operation) const
{
    HttpExchange exchange;
    exchange.method = operation.http.method;
    exchange.url = operation.http.url.adjusted(QUrl::RemoveUserInfo);
    exchange.streamRequested = operation.http.stream;
    for (const auto &header : operation.http.headers) {
        if (header.first.compare("authorization", Qt::CaseInsensitive) != 0) {
            exchange.requestHeaders << header;
        }
    }
    if (operation.plan.proxy) {
        exchange.proxy = operation.plan.proxy->url.authority();
    }
    return exchange;
}

void Prober::Private::fail(Operation &operation, NetworkFailureKind kind, NetworkStage stage, const QString &detail)
{
    HttpExchange exchange = emptyExchange(operation);
    exchange.failure = {kind, stage, detail};
    finish(operation, std::move(exchange));
}

void Prober::Private::finish(Operation &operation, HttpExchange exchange)
{
    exchange.addresses = operation.addresses;
    exchange.phases.dns = operation.dns;
    exchange.phases.total = since(operation.startedAt);
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
