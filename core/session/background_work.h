#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace duodoctor
{

/// Runs `work` on another thread and hands what it returns to `handler` on this one, with an event loop. When `owner`
/// goes away first, the work ends by itself and nobody hears of it. `work` holds copies and never throws.
template <typename Work, typename Handler>
void inBackground(QObject *owner, Work work, Handler handler)
{
    using Result = decltype(work());
    auto *watcher = new QFutureWatcher<Result>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, handler = std::move(handler)] {
        watcher->deleteLater();
        handler(watcher->result());
    });
    auto promise = std::make_shared<QPromise<Result>>();
    watcher->setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace duodoctor
