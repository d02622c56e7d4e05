#pragma once

#include <array>
#include <string_view>

namespace duodoctor
{

/// The kinds of clients in a GitLab Duo deployment that read certificates in ways of their own.
enum class ClientKind {
    OpenSsl,       ///< Ruby (GitLab itself) and Python up to 3.12 (the gateway): OpenSSL with its defaults
    OpenSslStrict, ///< Python from 3.13: X509_STRICT and PARTIAL_CHAIN set, no common name
    Go             ///< crypto/x509: Workhorse, Runner
};

inline constexpr std::array<ClientKind, 3> kAllClientKinds{ClientKind::OpenSsl, ClientKind::OpenSslStrict,
                                                           ClientKind::Go};

/// Who is meant, for people.
constexpr std::string_view clientKindText(ClientKind kind)
{
    switch (kind) {
    case ClientKind::OpenSsl:
        return "OpenSSL (GitLab's Ruby, Python up to 3.12)";
    case ClientKind::OpenSslStrict:
        return "strict OpenSSL (Python 3.13 and later)";
    case ClientKind::Go:
        return "Go (Workhorse, Runner)";
    }
    return {};
}

/// Stable spelling in machine formats.
constexpr std::string_view clientKindName(ClientKind kind)
{
    switch (kind) {
    case ClientKind::OpenSsl:
        return "openssl";
    case ClientKind::OpenSslStrict:
        return "openssl-strict";
    case ClientKind::Go:
        return "go";
    }
    return {};
}

/// A set of clients. The judge is a member of its own: it stands for a careful client, whose verdict is the main one.
class ClientSet
{
public:
    constexpr ClientSet() = default;
    constexpr ClientSet(ClientKind kind)
        : m_bits(1U << static_cast<unsigned>(kind))
    {
    }
    static constexpr ClientSet judge() { return ClientSet{8U}; }
    static constexpr ClientSet openSsl() { return ClientSet{ClientKind::OpenSsl} | ClientKind::OpenSslStrict; }
    static constexpr ClientSet all() { return ClientSet{15U}; }
    static constexpr ClientSet none() { return {}; }

    constexpr bool contains(ClientSet other) const { return (m_bits & other.m_bits) == other.m_bits; }
    constexpr bool intersects(ClientSet other) const { return (m_bits & other.m_bits) != 0; }
    constexpr bool isEmpty() const { return m_bits == 0; }
    friend constexpr ClientSet operator|(ClientSet a, ClientSet b) { return ClientSet{a.m_bits | b.m_bits}; }
    friend constexpr ClientSet operator-(ClientSet a, ClientSet b) { return ClientSet{a.m_bits & ~b.m_bits}; }
    friend constexpr bool operator==(ClientSet a, ClientSet b) { return a.m_bits == b.m_bits; }

private:
    explicit constexpr ClientSet(unsigned bits)
        : m_bits(bits)
    {
    }
    unsigned m_bits = 0;
};

} // namespace duodoctor
