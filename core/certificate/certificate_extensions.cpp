#include "certificate/certificate.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace duodoctor
{

namespace
{

using Extensions = CertificateExtensions;

bool readBasicConstraints(ByteView der, bool critical, Extensions &out)
{
    DerReader outer{der};
    const auto sequence = outer.next(der::kSequence);
    if (!sequence || !outer.atEnd()) {
        return false;
    }
    Extensions::BasicConstraints constraints;
    constraints.critical = critical;
    DerReader reader{sequence->content};
    if (const auto ca = reader.next(der::kBoolean)) {
        if (ca->content.size() != 1) {
            return false;
        }
        constraints.ca = ca->content[0] != 0;
    }
    if (const auto length = reader.next(der::kInteger)) {
        constraints.pathLength = integerFrom(length->content);
        if (!constraints.pathLength || *constraints.pathLength < 0) {
            return false;
        }
    }
    out.basicConstraints = constraints;
    return reader.atEnd();
}

bool readKeyUsage(ByteView der, Extensions &out)
{
    DerReader outer{der};
    const auto bits = outer.next(der::kBitString);
    if (!bits || !outer.atEnd() || bits->content.empty() || bits->content[0] > 7) {
        return false;
    }
    unsigned usage = 0;
    for (size_t byte = 1; byte < bits->content.size() && byte < 3; ++byte) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            if (bits->content[byte] & (0x80U >> bit)) {
                usage |= 1U << ((byte - 1) * 8 + bit);
            }
        }
    }
    out.keyUsage = usage;
    return true;
}

bool readExtendedKeyUsage(ByteView der, bool critical, Extensions &out)
{
    DerReader outer{der};
    const auto sequence = outer.next(der::kSequence);
    if (!sequence || !outer.atEnd()) {
        return false;
    }
    std::vector<std::string> usages;
    DerReader reader{sequence->content};
    while (!reader.atEnd()) {
        const auto oid = reader.next(der::kObjectId);
        if (!oid) {
            return false;
        }
        usages.push_back(objectIdText(oid->content));
    }
    out.extendedKeyUsage = std::move(usages);
    out.extendedKeyUsageCritical = critical;
    return true;
}

bool readAuthorityKeyId(ByteView der, bool critical, Extensions &out)
{
    out.hasAuthorityKeyId = true;
    out.authorityKeyIdCritical = critical;
    DerReader outer{der};
    const auto sequence = outer.next(der::kSequence);
    if (!sequence || !outer.atEnd()) {
        return false;
    }
    DerReader reader{sequence->content};
    if (const auto keyId = reader.next(der::context(0, false))) {
        out.authorityKeyId = std::string{textOf(keyId->content)};
    }
    while (!reader.atEnd()) {
        if (!reader.next()) {
            return false;
        }
    }
    return true;
}

bool readSubjectKeyId(ByteView der, bool critical, Extensions &out)
{
    out.hasSubjectKeyId = true;
    out.subjectKeyIdCritical = critical;
    DerReader outer{der};
    const auto keyId = outer.next(der::kOctetString);
    if (!keyId || !outer.atEnd()) {
        return false;
    }
    out.subjectKeyId = std::string{textOf(keyId->content)};
    return true;
}

/// A description whose location cannot be read only marks the extension: OpenSSL never looks at it, Go refuses.
void readAuthorityInfo(ByteView der, bool critical, Extensions &out)
{
    out.authorityInfoCritical = critical;
    DerReader outer{der};
    const auto sequence = outer.next(der::kSequence);
    if (!sequence || !outer.atEnd()) {
        out.authorityInfoMalformed = true;
        return;
    }
    DerReader reader{sequence->content};
    while (!reader.atEnd()) {
        const auto description = reader.next(der::kSequence);
        if (!description) {
            out.authorityInfoMalformed = true;
            return;
        }
        DerReader parts{description->content};
        const auto method = parts.next(der::kObjectId);
        const auto location = parts.next();
        const auto name = location ? parseGeneralName(*location) : std::nullopt;
        if (!method || !name) {
            out.authorityInfoMalformed = true;
            return;
        }
        const bool isUrl = name->kind == GeneralNameKind::Uri && name->value.size() < 500;
        if (isUrl && objectIdText(method->content) == "1.3.6.1.5.5.7.48.2") {
            out.issuerUrls.push_back(name->value);
        }
    }
}

/// Critical extensions that OpenSSL, Go and GnuTLS all take without complaint; the ones that the rules read are not
/// in this list. As of OpenSSL 3.0 and Go 1.22.
bool isHarmlessWhenCritical(std::string_view oid)
{
    constexpr std::array<std::string_view, 6> kKnown{
        "2.5.29.32", // certificate policies
        "2.5.29.31", // CRL distribution points
        "2.5.29.33", // policy mappings
        "2.5.29.36", // policy constraints
        "2.5.29.54", // inhibit anyPolicy
        "2.16.840.1.113730.1.1",
    };
    return std::find(kKnown.begin(), kKnown.end(), oid) != kKnown.end();
}

void readExtension(const std::string &oid, bool critical, ByteView value, Extensions &out)
{
    const auto note = [&out](bool ok, const char *name) {
        if (!ok) {
            out.malformed.emplace_back(name);
        }
    };
    if (oid == "2.5.29.19") {
        note(readBasicConstraints(value, critical, out), "basicConstraints");
    } else if (oid == "2.5.29.15") {
        note(readKeyUsage(value, out), "keyUsage");
    } else if (oid == "2.5.29.37") {
        note(readExtendedKeyUsage(value, critical, out), "extKeyUsage");
    } else if (oid == "2.5.29.17") {
        out.alternativeNames = parseGeneralNames(value);
        out.alternativeNamesCritical = critical;
        note(out.alternativeNames.has_value(), "subjectAltName");
    } else if (oid == "2.5.29.30") {
        out.nameConstraints = parseNameConstraints(value);
        out.nameConstraintsCritical = critical;
        note(out.nameConstraints.has_value(), "nameConstraints");
    } else if (oid == "2.5.29.35") {
        note(readAuthorityKeyId(value, critical, out), "authorityKeyIdentifier");
    } else if (oid == "2.5.29.14") {
        note(readSubjectKeyId(value, critical, out), "subjectKeyIdentifier");
    } else if (oid == "1.3.6.1.5.5.7.1.1") {
        readAuthorityInfo(value, critical, out);
    } else {
        if (oid == "2.5.29.36" && !critical) {
            out.policyConstraintsNotCritical = true;
        }
        if (critical && !isHarmlessWhenCritical(oid)) {
            out.unknownCritical.push_back(oid);
        }
    }
}

} // namespace

bool parseExtensions(ByteView sequence, CertificateExtensions &extensions)
{
    DerReader outer{sequence};
    const auto list = outer.next(der::kSequence);
    if (!list || !outer.atEnd()) {
        return false;
    }
    std::vector<std::string> seen;
    DerReader reader{list->content};
    while (!reader.atEnd()) {
        const auto extension = reader.next(der::kSequence);
        if (!extension) {
            return false;
        }
        DerReader parts{extension->content};
        const auto oid = parts.next(der::kObjectId);
        const auto critical = parts.next(der::kBoolean);
        const auto value = parts.next(der::kOctetString);
        if (!oid || !value || !parts.atEnd()) {
            return false;
        }
        const std::string name = objectIdText(oid->content);
        if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
            extensions.duplicate = true;
            continue;
        }
        seen.push_back(name);
        extensions.any = true;
        const bool isCritical = critical && critical->content.size() == 1 && critical->content[0] != 0;
        readExtension(name, isCritical, value->content, extensions);
    }
    return true;
}

} // namespace duodoctor
