#pragma once

#include "certificate/certificate.h"

#include <optional>
#include <string>
#include <string_view>

namespace duodoctor
{

/// How a wildcard directly below a top-level domain is read, such as `*.com`.
enum class WildcardRule {
    Careful, ///< it covers nothing: OpenSSL, GnuTLS
    Lenient  ///< it covers example.com: Go
};

/// What a client wants to reach: a DNS name in its ASCII form, or an address.
/// Names in Unicode are turned into A-labels by the caller (Qt does it), because that takes tables of Unicode.
class HostName
{
public:
    /// @param text DNS name (upper case, one final dot allowed), IPv4, or IPv6 with or without brackets.
    /// A text that is neither keeps matching nothing.
    static HostName parse(std::string_view text);

    bool isAddress() const { return !m_octets.empty(); }
    const std::string &text() const { return m_text; }

    /// Whether an alternative name of the certificate covers this host (RFC 6125: a wildcard is the whole leftmost
    /// label, stands for one label, and at least two labels follow; addresses only as iPAddress).
    bool isCoveredBy(const Certificate &certificate, WildcardRule rule = WildcardRule::Careful) const;
    /// Whether the common name would cover it, were it a DNS name.
    bool isCommonNameOf(const Certificate &certificate) const;

private:
    std::string m_text;   ///< lower case
    std::string m_octets; ///< 4 or 16 for an address
};

/// Octets of an IPv4 or IPv6 address in text; nothing for anything else. No name is resolved.
std::optional<std::string> addressOctets(std::string_view text);

/// Whether a name as it stands in a certificate covers a DNS name in lower case.
bool dnsNameCovers(std::string_view pattern, std::string_view host, WildcardRule rule = WildcardRule::Careful);
/// Whether the text can be a DNS name: lower-case labels of letters, digits, hyphens and underscores.
bool isDnsName(std::string_view name);

} // namespace duodoctor
