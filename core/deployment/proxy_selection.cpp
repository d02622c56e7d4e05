#include "deployment/proxy_selection.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

struct NamedValue {
    QString name;
    QString value;
};

/// First variable of `names` that is set and not empty.
NamedValue firstSet(const QHash<QString, QString> &environment, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        const QString value = environment.value(QString{name}).trimmed();
        if (!value.isEmpty()) {
            return {QString{name}, value};
        }
    }
    return {};
}

QString withoutTrailingDot(QString host)
{
    if (host.endsWith(u'.')) {
        host.chop(1);
    }
    return host.toLower();
}

/// An IPv4 or IPv6 address in network order; IPv4 takes the first four bytes.
struct IpAddress {
    int family = AF_UNSPEC;
    std::array<std::uint8_t, 16> bytes{};
    friend bool operator==(const IpAddress &, const IpAddress &) = default;
};

std::optional<IpAddress> parseAddress(QString text)
{
    if (text.startsWith(u'[') && text.endsWith(u']')) {
        text = text.sliced(1, text.size() - 2);
    }
    IpAddress address;
    for (const int family : {AF_INET, AF_INET6}) {
        if (inet_pton(family, text.toLatin1().constData(), address.bytes.data()) == 1) {
            address.family = family;
            return address;
        }
    }
    return std::nullopt;
}

bool isInRange(const IpAddress &address, const QString &range)
{
    const qsizetype slash = range.indexOf(u'/');
    const auto network = parseAddress(range.first(slash));
    bool isNumber = false;
    const int bits = range.sliced(slash + 1).toInt(&isNumber);
    if (!network || network->family != address.family || !isNumber || bits < 0 ||
        bits > (address.family == AF_INET ? 32 : 128)) {
        return false;
    }
    for (int bit = 0; bit < bits; ++bit) {
        const auto index = static_cast<size_t>(bit / 8);
        const int mask = 0x80 >> (bit % 8);
        if ((address.bytes.at(index) & mask) != (network->bytes.at(index) & mask)) {
            return false;
        }
    }
    return true;
}

/// One entry of NO_PROXY: `*`, a name, a domain (with or without the leading dot), an address or a CIDR range; a port
/// behind a name is compared with the target's.
bool matchesNoProxyEntry(QString entry, const QString &host, int port)
{
    entry = entry.trimmed();
    if (entry.isEmpty()) {
        return false;
    }
    if (entry == "*"_L1) {
        return true;
    }
    if (const auto address = parseAddress(host)) {
        if (entry.contains(u'/')) {
            return isInRange(*address, entry);
        }
        return parseAddress(entry) == address;
    }
    if (const qsizetype colon = entry.lastIndexOf(u':'); colon > 0 && entry.count(u':') == 1) {
        if (entry.sliced(colon + 1).toInt() != port) {
            return false;
        }
        entry.truncate(colon);
    }
    if (entry.startsWith("*."_L1)) {
        entry.remove(0, 1);
    }
    if (entry.startsWith(u'.')) {
        entry.remove(0, 1);
    }
    const QString domain = withoutTrailingDot(entry);
    return host == domain || host.endsWith(u'.' + domain);
}

bool isExcluded(const QStringList &entries, const QUrl &target)
{
    const QString host = withoutTrailingDot(target.host());
    const int port = target.port(target.scheme() == "https"_L1 ? 443 : 80);
    return std::any_of(entries.begin(), entries.end(),
                       [&](const QString &entry) { return matchesNoProxyEntry(entry, host, port); });
}

std::optional<ProxyChoice> choiceFrom(const QString &value, const QString &source)
{
    QUrl url(value.contains("://"_L1) ? value : "http://"_L1 + value, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        return std::nullopt;
    }
    ProxyChoice choice;
    if (!url.userName().isEmpty()) {
        choice.userInfo = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
    }
    choice.source = source;
    url.setUserInfo({});
    url.setPath({});
    url.setQuery(QString{});
    url.setFragment({});
    if (url.port() < 0) {
        url.setPort(1080); // curl's default for a proxy without a port
    }
    choice.url = url;
    return choice;
}

} // namespace

std::optional<ProxyChoice> proxyFor(const QUrl &target, const ProxySettings &settings,
                                    const QHash<QString, QString> &environment)
{
    switch (settings.mode) {
    case ProxyMode::None:
        return std::nullopt;
    case ProxyMode::Manual:
        return isExcluded(settings.noProxy, target) ? std::nullopt : choiceFrom(settings.url, u"deployment file"_s);
    case ProxyMode::System:
        break;
    }
    const QString excluded = firstSet(environment, {"no_proxy"_L1, "NO_PROXY"_L1}).value;
    if (isExcluded(excluded.split(u',', Qt::SkipEmptyParts), target)) {
        return std::nullopt;
    }
    // HTTP_PROXY in upper case is not read: a CGI server sets it from a request header.
    const NamedValue proxy =
        target.scheme() == "https"_L1
            ? firstSet(environment, {"https_proxy"_L1, "HTTPS_PROXY"_L1, "all_proxy"_L1, "ALL_PROXY"_L1})
            : firstSet(environment, {"http_proxy"_L1, "all_proxy"_L1, "ALL_PROXY"_L1});
    return proxy.value.isEmpty() ? std::nullopt : choiceFrom(proxy.value, proxy.name);
}

} // namespace duodoctor
