#include "certificate/path_rules.h"

#include "certificate/ascii.h"
#include "certificate/name_constraints.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

bool hasDnsName(const Certificate &certificate)
{
    const auto &names = certificate.extensions.alternativeNames;
    return names && std::any_of(names->begin(), names->end(),
                                [](const GeneralName &name) { return name.kind == GeneralNameKind::Dns; });
}

void checkHost(ChainPath &path, const HostName &host)
{
    const CertificatePtr &leaf = path.certificates.front();
    if (host.isCoveredBy(*leaf)) {
        return;
    }
    const ClientSet lenient =
        host.isCoveredBy(*leaf, WildcardRule::Lenient) ? ClientSet{ClientKind::Go} : ClientSet::none();
    if (!host.isCommonNameOf(*leaf)) {
        path.issues.push_back(
            {ChainProblem::HostnameMismatch, leaf, ClientSet::all() - lenient, ProfileRule::None, {}, false});
        return;
    }
    // OpenSSL looks at the common name only where there is no DNS name (X509_check_host()).
    const ClientSet refusedBy = hasDnsName(*leaf) ? ClientSet::all() - lenient : ClientSet::all() - ClientKind::OpenSsl;
    path.issues.push_back(
        {ChainProblem::CommonNameOnly, leaf, refusedBy, ProfileRule::None, leaf->subject.commonName, false});
}

/// Self-issued authorities do not count (RFC 5280, 6.1.4 (l)); Go counts them all the same.
void checkPathLengths(ChainPath &path)
{
    std::int64_t all = 0;
    std::int64_t counted = 0;
    for (size_t i = 1; i < path.certificates.size(); ++i) {
        const CertificatePtr &authority = path.certificates[i];
        const auto &constraints = authority->extensions.basicConstraints;
        if (constraints && constraints->pathLength && all > *constraints->pathLength) {
            const ClientSet refusedBy = counted > *constraints->pathLength ? ClientSet::all() : ClientKind::Go;
            path.issues.push_back({ChainProblem::PathLength, authority, refusedBy, ProfileRule::None,
                                   std::to_string(*constraints->pathLength), false});
        }
        ++all;
        counted += authority->isSelfIssued() ? 0 : 1;
    }
}

bool constrainsWhatGoCannotRead(const CertificateExtensions &extensions)
{
    const auto isUnknown = [](const GeneralName &name) {
        return name.kind != GeneralNameKind::Dns && name.kind != GeneralNameKind::Ip &&
               name.kind != GeneralNameKind::Email && name.kind != GeneralNameKind::Uri;
    };
    const NameConstraints &constraints = *extensions.nameConstraints;
    return extensions.nameConstraintsCritical &&
           (std::any_of(constraints.permitted.begin(), constraints.permitted.end(), isUnknown) ||
            std::any_of(constraints.excluded.begin(), constraints.excluded.end(), isUnknown));
}

/// Without a DNS name OpenSSL holds the common name against the constraints, where it looks like one
/// (NAME_CONSTRAINTS_check_CN(), as of 3.0).
void checkCommonName(ChainPath &path, const CertificatePtr &authority, size_t &comparisons)
{
    const Certificate &leaf = *path.certificates.front();
    const std::string &name = leaf.subject.commonName;
    if (hasDnsName(leaf) || name.find('.') == std::string::npos || !isDnsName(asciiLower(name))) {
        return;
    }
    const NameConstraints &constraints = *authority->extensions.nameConstraints;
    if (checkNameConstraints({GeneralNameKind::Dns, name}, constraints, comparisons) == ConstraintVerdict::Forbidden) {
        path.issues.push_back(
            {ChainProblem::NameConstraint, authority, ClientSet::openSsl(), ProfileRule::None, name, false});
    }
}

void checkConstraints(ChainPath &path, size_t &comparisons)
{
    for (size_t i = 1; i < path.certificates.size(); ++i) {
        const CertificatePtr &authority = path.certificates[i];
        const auto &constraints = authority->extensions.nameConstraints;
        if (!constraints) {
            continue;
        }
        if (constrainsWhatGoCannotRead(authority->extensions)) {
            path.issues.push_back(
                {ChainProblem::NameConstraint, authority, ClientKind::Go, ProfileRule::None, "directory names", false});
        }
        checkCommonName(path, authority, comparisons);
        for (size_t below = 0; below < i; ++below) {
            const CertificatePtr &certificate = path.certificates[below];
            if (below > 0 && certificate->isSelfIssued()) {
                continue;
            }
            switch (checkNameConstraints(*certificate, *constraints, comparisons)) {
            case ConstraintVerdict::Allowed:
                continue;
            case ConstraintVerdict::Forbidden:
                path.issues.push_back({ChainProblem::NameConstraint, authority, ClientSet::all(), ProfileRule::None,
                                       certificate->displayName(), false});
                break;
            case ConstraintVerdict::ForbiddenWildcard:
                path.issues.push_back({ChainProblem::NameConstraint, authority, ClientSet::judge() | ClientKind::Go,
                                       ProfileRule::None, certificate->displayName(), false});
                break;
            case ConstraintVerdict::TooComplex:
                path.issues.push_back({ChainProblem::InvalidCertificate,
                                       authority,
                                       ClientSet::all(),
                                       ProfileRule::TooComplex,
                                       {},
                                       false});
                return;
            }
            break; // one name is enough
        }
    }
}

} // namespace

void addPathIssues(ChainPath &path, const HostName &host, size_t &comparisons)
{
    checkHost(path, host);
    checkPathLengths(path);
    checkConstraints(path, comparisons);
}

} // namespace duodoctor
