#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

class QSocketNotifier;

namespace duodoctor
{

/// libcurl's multi interface on the Qt event loop: one timer, and notifiers for the sockets that curl watches.
/// Handles are curl's easy handles as opaque pointers, so that curl's header stays out of ours.
/// Thread: one, with an event loop.
class CurlLoop : public QObject
{
    Q_OBJECT
public:
    using EasyHandle = void *;
    /// @param curlCode  a CURLcode. The handle has been removed from the loop already.
    using Finished = std::function<void(EasyHandle, int curlCode)>;
    /// Called before curl acts on an event of a socket of that handle; may look at its bytes with MSG_PEEK.
    using Activity = std::function<void(EasyHandle, qintptr socket)>;

    CurlLoop(Finished finished, Activity activity, QObject *parent = nullptr);
    ~CurlLoop() override;

    /// Starts a transfer; it begins to run when the event loop does. @return false when curl refuses the handle.
    bool add(EasyHandle handle);
    /// Ends a transfer that has not finished; its connection is closed at once.
    void remove(EasyHandle handle);

private:
    struct Callbacks;
    struct Watch {
        EasyHandle handle = nullptr;
        QSocketNotifier *read = nullptr; ///< children of this object
        QSocketNotifier *write = nullptr;
    };

    void watch(EasyHandle handle, qintptr socket, int what);
    void unwatch(qintptr socket);
    void onActivated(qintptr socket, int eventMask);
    void advance(qintptr socket, int eventMask);

    Finished m_finished;
    Activity m_activity;
    QHash<qintptr, Watch> m_watches;
    QTimer m_timer;
    std::unique_ptr<void, void (*)(void *)> m_multi;
};

} // namespace duodoctor
