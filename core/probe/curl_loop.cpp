#include "probe/curl_loop.h"

#include <curl/curl.h>

#include <QPointer>
#include <QSocketNotifier>

#include <csignal>
#include <utility>
#include <vector>

namespace duodoctor
{

namespace
{

void cleanUpMulti(void *multi)
{
    curl_multi_cleanup(multi);
}

/// As Qt's own sockets do: a peer that went away is an error code and no signal.
void ignoreBrokenPipes()
{
    struct sigaction current {
    };
    if (sigaction(SIGPIPE, nullptr, &current) == 0 && current.sa_handler == SIG_DFL) {
        current.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &current, nullptr);
    }
}

CURLM *newMulti()
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    return initialised == CURLE_OK ? curl_multi_init() : nullptr;
}

} // namespace

struct CurlLoop::Callbacks {
    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *)
    {
        auto *loop = static_cast<CurlLoop *>(self);
        if (what == CURL_POLL_REMOVE) {
            loop->unwatch(socket);
        } else {
            loop->watch(easy, socket, what);
        }
        return 0;
    }

    static int onTimer(CURLM *, long milliseconds, void *self)
    {
        auto *loop = static_cast<CurlLoop *>(self);
        if (milliseconds < 0) {
            loop->m_timer.stop();
        } else {
            loop->m_timer.start(std::chrono::milliseconds(milliseconds));
        }
        return 0;
    }
};

CurlLoop::CurlLoop(Finished finished, Activity activity, QObject *parent)
    : QObject(parent)
    , m_finished(std::move(finished))
    , m_activity(std::move(activity))
    , m_multi(newMulti(), cleanUpMulti)
{
    ignoreBrokenPipes();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(CURL_SOCKET_TIMEOUT, 0); });
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, Callbacks::onSocket);
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, Callbacks::onTimer);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERDATA, this);
    // A probe's phases are its own: no connection is shared.
    curl_multi_setopt(m_multi.get(), CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
}

CurlLoop::~CurlLoop()
{
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, nullptr);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, nullptr);
}

bool CurlLoop::add(EasyHandle handle)
{
    return m_multi && curl_multi_add_handle(m_multi.get(), handle) == CURLM_OK;
}

void CurlLoop::remove(EasyHandle handle)
{
    curl_multi_remove_handle(m_multi.get(), handle);
}

void CurlLoop::watch(EasyHandle handle, qintptr socket, int what)
{
    Watch &entry = m_watches[socket];
    entry.handle = handle;
    const auto ensure = [this, socket](QSocketNotifier *&notifier, QSocketNotifier::Type type, int mask) {
        if (!notifier) {
            notifier = new QSocketNotifier(socket, type, this);
            connect(notifier, &QSocketNotifier::activated, this, [this, socket, mask] { onActivated(socket, mask); });
        }
    };
    if (what & CURL_POLL_IN) {
        ensure(entry.read, QSocketNotifier::Read, CURL_CSELECT_IN);
    }
    if (what & CURL_POLL_OUT) {
        ensure(entry.write, QSocketNotifier::Write, CURL_CSELECT_OUT);
    }
    if (entry.read) {
        entry.read->setEnabled(what & CURL_POLL_IN);
    }
    if (entry.write) {
        entry.write->setEnabled(what & CURL_POLL_OUT);
    }
}

void CurlLoop::unwatch(qintptr socket)
{
    const Watch entry = m_watches.take(socket);
    for (QSocketNotifier *notifier : {entry.read, entry.write}) {
        if (notifier) {
            // The descriptor is closed next, so it must leave the event dispatcher now; the notifier itself may be the
            // one that is telling us.
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    }
}

void CurlLoop::onActivated(qintptr socket, int eventMask)
{
    m_activity(m_watches.value(socket).handle, socket);
    advance(socket, eventMask);
}

void CurlLoop::advance(qintptr socket, int eventMask)
{
    int running = 0;
    curl_multi_socket_action(m_multi.get(), static_cast<curl_socket_t>(socket), eventMask, &running);

    std::vector<std::pair<CURL *, CURLcode>> done;
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg == CURLMSG_DONE) {
            done.emplace_back(message->easy_handle, message->data.result);
        }
    }
    for (const auto &[handle, code] : done) {
        curl_multi_remove_handle(m_multi.get(), handle);
    }
    // Whoever hears of the end may start probes, or end this loop.
    const QPointer<CurlLoop> self(this);
    for (const auto &[handle, code] : done) {
        if (!self) {
            return;
        }
        m_finished(handle, code);
    }
}

} // namespace duodoctor
