#pragma once

#include "evidence/evidence.h"
#include "probe/prober.h"
#include "probe/transfer.h"

#include <QDateTime>
#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace duodoctor
{

/// One probe under way: resolving -> transferring -> done, or reading -> done. Cancel and the limit end it anywhere.
/// Thread: the prober's.
struct ProbeOperation {
    ProbeOperation(quint64 number, const ProbeRequest &request, std::chrono::milliseconds defaultLimit);

    /// Decides the way of the HTTP request: its proxy, its credential, the names to resolve.
    /// @return false when the URL cannot be asked.
    bool planTransfer(const ProbeEnvironment &environment);
    /// Whose name is being resolved.
    NetworkStage resolvingStage() const;
    std::chrono::microseconds elapsed() const;

    quint64 id;
    bool isGrpc = false;
    HttpRequest http;
    QString command;
    QDateTime takenAt = QDateTime::currentDateTimeUtc();
    std::chrono::steady_clock::time_point startedAt = std::chrono::steady_clock::now();
    std::chrono::milliseconds limit{0};

    QPromise<EvidencePtr> promise;
    QFutureWatcher<EvidencePtr> watcher; ///< of our own future: hears cancel
    QTimer timer;                        ///< fires at the limit

    TransferPlan plan;
    QList<std::pair<QByteArray, int>> namesToResolve; ///< host and port; the first is under way
    std::optional<std::chrono::microseconds> dns;
    QStringList addresses;
    std::unique_ptr<Transfer> transfer;
    QString filePath; ///< set when a file is read
};

} // namespace duodoctor
