#include "probe/detached_tasks.h"

#include <mutex>
#include <system_error>
#include <thread>

namespace duodoctor
{

/// Where answers go. Shared with the threads, which may outlive the object.
struct DetachedTasks::Address {
    std::mutex mutex;
    DetachedTasks *receiver = nullptr;
};

DetachedTasks::DetachedTasks(QObject *parent)
    : QObject(parent)
    , m_address(std::make_shared<Address>())
{
    m_address->receiver = this;
}

DetachedTasks::~DetachedTasks()
{
    const std::lock_guard lock(m_address->mutex);
    m_address->receiver = nullptr;
}

bool DetachedTasks::start(Work work)
{
    try {
        std::thread([address = m_address, run = std::move(work)] {
            Answer answer = run();
            const std::lock_guard lock(address->mutex);
            if (address->receiver) {
                QMetaObject::invokeMethod(address->receiver, std::move(answer), Qt::QueuedConnection);
            }
        }).detach();
    } catch (const std::system_error &) {
        return false;
    }
    return true;
}

} // namespace duodoctor
