#include "app/interruption.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace duodoctor
{

namespace
{

sigset_t watchedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM}) {
        struct sigaction action = {};
        if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
            sigaddset(&set, number);
        }
    }
    return set;
}

} // namespace

Interruption::Interruption(QObject *parent)
    : QObject(parent)
{
    // A descriptor instead of a handler: nothing runs in signal context, and no global is needed.
    const sigset_t set = watchedSignals();
    m_descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (m_descriptor < 0) {
        return;
    }
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Interruption::onSignal);
}

Interruption::~Interruption()
{
    release();
}

void Interruption::onSignal()
{
    signalfd_siginfo info = {};
    while (read(m_descriptor, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    }
    m_notifier->setEnabled(false);
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
    Q_EMIT requested();
}

void Interruption::release()
{
    if (m_descriptor < 0) {
        return;
    }
    m_notifier.reset();
    close(m_descriptor);
    m_descriptor = -1;
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

} // namespace duodoctor
