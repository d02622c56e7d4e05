#pragma once

#include "certificate/der_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace duodoctor
{

/// The numbers are the context tags of RFC 5280's GeneralName.
enum class GeneralNameKind {
    OtherName = 0,
    Email = 1,
    Dns = 2,
    X400 = 3,
    Directory = 4,
    EdiParty = 5,
    Uri = 6,
    Ip = 7,
    RegisteredId = 8
};

/// One alternative name, or the base of one name constraint.
struct GeneralName {
    GeneralNameKind kind = GeneralNameKind::Dns;
    /// As it stands there: text for e-mail, DNS and URI, octets for IP, the canonical name for Directory.
    std::string value;
};

/// Reads a SEQUENCE OF GeneralName (the whole element); nothing when it is malformed or empty.
std::optional<std::vector<GeneralName>> parseGeneralNames(ByteView der);
/// Reads one GeneralName element.
std::optional<GeneralName> parseGeneralName(const DerItem &item);

/// The name constraints of an authority (RFC 5280, 4.2.1.10).
struct NameConstraints {
    std::vector<GeneralName> permitted;
    std::vector<GeneralName> excluded;
    bool isEmpty() const { return permitted.empty() && excluded.empty(); }
};
/// Nothing when malformed, which includes IP masks that are no prefix and a minimum other than 0.
std::optional<NameConstraints> parseNameConstraints(ByteView der);

} // namespace duodoctor
