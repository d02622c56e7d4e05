#include "app/certs_connection.h"

#include "probe/prober.h"
#include "secrets/standard_redactor.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QProcessEnvironment>

namespace duodoctor
{

using namespace Qt::StringLiterals;

EvidencePtr fetchServedChain(const QString &authority, std::chrono::milliseconds limit)
{
    ProbeEnvironment environment;
    const QProcessEnvironment process = QProcessEnvironment::systemEnvironment();
    for (const QString &name : process.keys()) {
        environment.variables.insert(name, process.value(name));
    }
    if (limit.count() > 0) {
        environment.defaultLimit = limit;
    }
    environment.redactor = std::make_shared<const StandardRedactor>();
    environment.credential = [](const CredentialReference &) { return QByteArray{}; };
    environment.mayTrust = [](const TlsHandshake &) { return false; };
    Prober prober{std::move(environment)};

    HttpRequest request;
    request.url = QUrl{u"https://%1/"_s.arg(authority)};
    QEventLoop loop;
    QFutureWatcher<EvidencePtr> watcher;
    QObject::connect(&watcher, &QFutureWatcher<EvidencePtr>::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(prober.run(request));
    if (!watcher.isFinished()) {
        loop.exec();
    }
    return watcher.future().resultCount() > 0 ? watcher.result() : nullptr;
}

} // namespace duodoctor
