#include "certificate/host_name.h"

#include "certificate/ascii.h"

#include <arpa/inet.h>

#include <algorithm>

namespace duodoctor
{

namespace
{

} // namespace

std::optional<std::string> addressOctets(std::string_view text)
{
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
        text = text.substr(1, text.size() - 2);
    }
    const std::string copy{text};
    std::string octets(4, '\0');
    if (inet_pton(AF_INET, copy.c_str(), octets.data()) == 1) {
        return octets;
    }
    octets.resize(16);
    if (inet_pton(AF_INET6, copy.c_str(), octets.data()) == 1) {
        return octets;
    }
    return std::nullopt;
}

bool isDnsName(std::string_view name)
{
    if (name.empty() || name.size() > 253) {
        return false;
    }
    size_t label = 0;
    for (const char c : name) {
        if (c == '.') {
            if (label == 0) {
                return false;
            }
            label = 0;
            continue;
        }
        const bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!ok || ++label > 63) {
            return false;
        }
    }
    return label > 0;
}

bool dnsNameCovers(std::string_view pattern, std::string_view host, WildcardRule rule)
{
    const std::string name = asciiLower(pattern);
    if (!name.starts_with("*.")) {
        return name == host && isDnsName(name);
    }
    const std::string_view suffix = std::string_view{name}.substr(1);
    const std::string_view parent = suffix.substr(1);
    const bool isTopLevel = parent.find('.') == std::string_view::npos;
    if (!isDnsName(parent) || (isTopLevel && rule == WildcardRule::Careful)) {
        return false;
    }
    const size_t dot = host.find('.');
    return dot != std::string_view::npos && dot > 0 && host.substr(dot) == suffix;
}

HostName HostName::parse(std::string_view text)
{
    HostName host;
    if (auto octets = addressOctets(text)) {
        host.m_octets = std::move(*octets);
        host.m_text = asciiLower(text);
        return host;
    }
    if (text.size() > 1 && text.back() == '.') {
        text.remove_suffix(1);
    }
    host.m_text = asciiLower(text);
    return host;
}

bool HostName::isCoveredBy(const Certificate &certificate, WildcardRule rule) const
{
    const auto &names = certificate.extensions.alternativeNames;
    if (!names) {
        return false;
    }
    return std::any_of(names->begin(), names->end(), [&](const GeneralName &name) {
        if (isAddress()) {
            return name.kind == GeneralNameKind::Ip && name.value == m_octets;
        }
        return name.kind == GeneralNameKind::Dns && isDnsName(m_text) && dnsNameCovers(name.value, m_text, rule);
    });
}

bool HostName::isCommonNameOf(const Certificate &certificate) const
{
    return !isAddress() && isDnsName(m_text) && dnsNameCovers(certificate.subject.commonName, m_text);
}

} // namespace duodoctor
