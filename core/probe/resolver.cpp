#include "probe/resolver.h"

#include "probe/detached_tasks.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxAddresses = 32;

QString textOf(const sockaddr *address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void *bytes = nullptr;
    if (address->sa_family == AF_INET) {
        bytes = &reinterpret_cast<const sockaddr_in *>(address)->sin_addr;
    } else if (address->sa_family == AF_INET6) {
        bytes = &reinterpret_cast<const sockaddr_in6 *>(address)->sin6_addr;
    }
    if (!bytes || !inet_ntop(address->sa_family, bytes, text.data(), text.size())) {
        return {};
    }
    return QString::fromLatin1(text.data());
}

NameLookup::Outcome outcomeOf(int error)
{
    switch (error) {
    case EAI_NONAME:
#ifdef EAI_NODATA
    case EAI_NODATA:
#endif
#ifdef EAI_ADDRFAMILY
    case EAI_ADDRFAMILY:
#endif
        return NameLookup::Outcome::NotFound;
    case EAI_AGAIN:
    case EAI_FAIL:
        return NameLookup::Outcome::ServerSilent;
    default:
        return NameLookup::Outcome::Failed;
    }
}

NameLookup askSystem(const QByteArray &host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *first = nullptr;
    NameLookup result;
    if (const int error = getaddrinfo(host.constData(), nullptr, &hints, &first); error != 0) {
        result.outcome = outcomeOf(error);
        result.detail = error == EAI_SYSTEM ? QString::fromStdString(std::generic_category().message(errno))
                                            : QString::fromUtf8(gai_strerror(error));
        return result;
    }
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> owner(first, freeaddrinfo);
    for (const addrinfo *entry = first; entry && result.addresses.size() < kMaxAddresses; entry = entry->ai_next) {
        const QString address = textOf(entry->ai_addr);
        if (!address.isEmpty() && !result.addresses.contains(address)) {
            result.addresses << address;
        }
    }
    result.outcome = result.addresses.isEmpty() ? NameLookup::Outcome::NotFound : NameLookup::Outcome::Found;
    return result;
}

} // namespace

bool isLiteralAddress(const QByteArray &host)
{
    in_addr v4{};
    in6_addr v6{};
    return inet_pton(AF_INET, host.constData(), &v4) == 1 || inet_pton(AF_INET6, host.constData(), &v6) == 1;
}

Resolver::Resolver(NameLookupFunction lookup, QObject *parent)
    : QObject(parent)
    , m_lookup(lookup ? std::move(lookup) : NameLookupFunction(askSystem))
    , m_tasks(std::make_unique<DetachedTasks>())
{
}

Resolver::~Resolver() = default;

std::optional<NameLookup> Resolver::withoutServer(const QByteArray &host)
{
    NameLookup result;
    result.outcome = NameLookup::Outcome::Found;
    if (isLiteralAddress(host)) {
        result.addresses << QString::fromLatin1(host);
        return result;
    }
    QByteArray name = host.toLower();
    if (name.endsWith('.')) {
        name.chop(1);
    }
    if (name == "localhost" || name.endsWith(".localhost")) {
        result.addresses << u"127.0.0.1"_s << u"::1"_s;
        return result;
    }
    return std::nullopt;
}

void Resolver::resolve(const QByteArray &host, Handler handler)
{
    auto &waiting = m_waiting[host];
    waiting.push_back(std::move(handler));
    if (waiting.size() > 1) {
        return;
    }
    const auto deliver = [this, host](const NameLookup &result) {
        const std::vector<Handler> handlers = m_waiting.take(host);
        for (const Handler &each : handlers) {
            each(result);
        }
    };
    const bool isStarted = m_tasks->start([lookup = m_lookup, host, deliver]() -> DetachedTasks::Answer {
        return [deliver, result = lookup(host)] { deliver(result); };
    });
    if (!isStarted) {
        NameLookup failed;
        failed.detail = u"no thread could be started for the resolver"_s;
        QMetaObject::invokeMethod(
            m_tasks.get(), [deliver, failed] { deliver(failed); }, Qt::QueuedConnection);
    }
}

} // namespace duodoctor
