#pragma once

#include "certificate/der_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace duodoctor
{

/// A subject or issuer.
struct DistinguishedName {
    /// For comparing: lower case, inner white space folded, string types unified, one self-delimiting piece per RDN, so
    /// that a name lies in another's subtree when its text begins with the other's (RFC 5280, 7.1).
    std::string canonical;
    /// For people: `C=DE, O=Example Corp, CN=gitlab.example.com`; UTF-8, control characters replaced.
    std::string text;
    std::string commonName; ///< the last one; UTF-8
    std::string organization;
    std::vector<std::string> emails; ///< emailAddress attributes

    bool isEmpty() const { return canonical.empty(); }
    friend bool operator==(const DistinguishedName &a, const DistinguishedName &b)
    {
        return a.canonical == b.canonical;
    }
};

/// Decodes a Name (the whole SEQUENCE). Nothing when it is malformed.
std::optional<DistinguishedName> parseName(ByteView der);
/// Only the comparing form: what an index over a bundle of 140 authorities needs. Empty when malformed or empty.
std::string canonicalName(ByteView der);

} // namespace duodoctor
