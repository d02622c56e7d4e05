#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace duodoctor
{

/// Blocking calls (name resolution, file systems) on threads that nobody waits for, so that a silent name server or a
/// dead network drive delays neither a probe's limit nor the end of the process.
/// Thread: lives on one thread with an event loop; answers are delivered there.
class DetachedTasks : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void()>;
    /// Runs on a thread of its own and may block for ever. Must own everything it touches.
    using Work = std::function<Answer()>;

    explicit DetachedTasks(QObject *parent = nullptr);
    ~DetachedTasks() override;

    /// The answer that `work` returns is called on this object's thread, and dropped when this object is gone by then.
    /// @return false when no thread could be started.
    bool start(Work work);

private:
    struct Address;
    std::shared_ptr<Address> m_address;
};

} // namespace duodoctor
