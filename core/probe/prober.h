#pragma once

#include "deployment/deployment.h"
#include "evidence/evidence.h"
#include "evidence/redactor.h"
#include "probe/name_lookup.h"
#include "probe/probe_request.h"

#include <QFuture>
#include <QHash>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace duodoctor
{

/// What probes need from outside, handed in once per run.
struct ProbeEnvironment {
    ProxySettings proxy;
    QHash<QString, QString> variables;              ///< the process environment (proxy variables)
    std::chrono::milliseconds defaultLimit{10'000}; ///< for one probe, from start to the end of the answer
    std::shared_ptr<const Redactor> redactor;       ///< never null
    /// The key of a model, or empty. Called on the prober's thread when a request names a credential.
    std::function<QByteArray(const CredentialReference &)> credential;
    /// Whether a credential may go over a connection with this handshake. Called during the handshake, on the prober's
    /// thread; must not block. The judgement behind it is not the prober's.
    std::function<bool(const TlsHandshake &)> mayTrust;
    NameLookupFunction lookUpName; ///< how names are resolved; empty: the system's resolver
};

/// Looks, and has no opinion: turns a request into evidence. Every failure is evidence too; a future finishes exactly
/// once, within the request's limit plus a tenth of a second, unless it was cancelled.
/// Thread: lives on one thread with an event loop; run() may start any number of probes at once.
/// Cancel: cancel the returned future; the connection is closed at once.
class Prober : public QObject
{
    Q_OBJECT
public:
    explicit Prober(ProbeEnvironment environment, QObject *parent = nullptr);
    ~Prober() override;

    QFuture<EvidencePtr> run(const ProbeRequest &request);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
