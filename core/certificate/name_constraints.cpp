#include "certificate/name_constraints.h"

#include "certificate/ascii.h"
#include "certificate/host_name.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return asciiLower(x) == asciiLower(y); });
}

bool endsIgnoringCase(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && equalsIgnoringCase(text.substr(text.size() - end.size()), end);
}

std::string_view withoutFinalDot(std::string_view name)
{
    return name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
}

/// `example.com` covers itself and everything below; `.example.com` only what is below; an empty one covers all.
bool domainCovers(std::string_view constraint, std::string_view name)
{
    constraint = withoutFinalDot(constraint);
    name = withoutFinalDot(name);
    if (constraint.empty()) {
        return true;
    }
    if (constraint.front() == '.') {
        return name.size() > constraint.size() && endsIgnoringCase(name, constraint);
    }
    if (equalsIgnoringCase(name, constraint)) {
        return true;
    }
    return name.size() > constraint.size() && endsIgnoringCase(name, constraint) &&
           name[name.size() - constraint.size() - 1] == '.';
}

/// A host in an e-mail address or URI: exactly that host, or with a leading dot those below it.
bool hostCovers(std::string_view constraint, std::string_view host)
{
    if (constraint.empty()) {
        return true;
    }
    if (constraint.front() == '.') {
        return host.size() > constraint.size() && endsIgnoringCase(host, constraint);
    }
    return equalsIgnoringCase(host, constraint);
}

bool emailCovers(std::string_view constraint, std::string_view email)
{
    const size_t at = email.rfind('@');
    if (at == std::string_view::npos) {
        return false;
    }
    const size_t constraintAt = constraint.rfind('@');
    if (constraintAt != std::string_view::npos) {
        return email.substr(0, at) == constraint.substr(0, constraintAt) &&
               equalsIgnoringCase(email.substr(at + 1), constraint.substr(constraintAt + 1));
    }
    return hostCovers(constraint, email.substr(at + 1));
}

/// The host of a URI, without user info, port and brackets; empty when there is none.
std::string_view uriHost(std::string_view uri)
{
    const size_t slashes = uri.find("://");
    if (slashes == std::string_view::npos) {
        return {};
    }
    std::string_view authority = uri.substr(slashes + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
        authority.remove_prefix(at + 1);
    }
    if (authority.starts_with('[')) {
        return authority.substr(0, authority.find(']') + 1);
    }
    return authority.substr(0, authority.find(':'));
}

bool addressCovers(std::string_view constraint, std::string_view address)
{
    if (constraint.size() != address.size() * 2) {
        return false;
    }
    for (size_t i = 0; i < address.size(); ++i) {
        const auto mask = static_cast<unsigned char>(constraint[address.size() + i]);
        if ((static_cast<unsigned char>(address[i]) & mask) != (static_cast<unsigned char>(constraint[i]) & mask)) {
            return false;
        }
    }
    return true;
}

bool covers(const GeneralName &constraint, const GeneralName &name)
{
    switch (name.kind) {
    case GeneralNameKind::Dns:
        return domainCovers(constraint.value, name.value);
    case GeneralNameKind::Email:
        return emailCovers(constraint.value, name.value);
    case GeneralNameKind::Uri:
        return hostCovers(constraint.value, uriHost(name.value));
    case GeneralNameKind::Ip:
        return addressCovers(constraint.value, name.value);
    case GeneralNameKind::Directory:
        return name.value.starts_with(constraint.value);
    default:
        return false;
    }
}

/// Kinds that cannot be compared: with a constraint of that kind, such a name must be refused (RFC 5280, 4.2.1.10).
bool isComparable(const GeneralName &name)
{
    switch (name.kind) {
    case GeneralNameKind::Dns:
    case GeneralNameKind::Ip:
    case GeneralNameKind::Directory:
        return true;
    case GeneralNameKind::Email:
        return name.value.find('@') != std::string::npos;
    case GeneralNameKind::Uri: {
        const std::string_view host = uriHost(name.value);
        return !host.empty() && !addressOctets(host);
    }
    default:
        return false;
    }
}

/// `*.example.com` may stand for the excluded `bar.example.com` (CVE-2025-61727).
bool wildcardMayHit(const GeneralName &excluded, const GeneralName &name)
{
    if (name.kind != GeneralNameKind::Dns || !name.value.starts_with("*.")) {
        return false;
    }
    const std::string_view parent = std::string_view{name.value}.substr(1);
    const std::string_view base = withoutFinalDot(excluded.value);
    return base.size() > parent.size() && endsIgnoringCase(base, parent) &&
           base.substr(0, base.size() - parent.size()).find('.') == std::string_view::npos;
}

class Checker
{
public:
    Checker(const NameConstraints &constraints, size_t &budget)
        : m_constraints(constraints)
        , m_budget(budget)
    {
    }

    ConstraintVerdict check(const GeneralName &name) const
    {
        const size_t cost = m_constraints.permitted.size() + m_constraints.excluded.size();
        if (m_budget < cost) {
            return ConstraintVerdict::TooComplex;
        }
        m_budget -= cost;

        bool constrained = false;
        bool allowed = false;
        for (const GeneralName &permitted : m_constraints.permitted) {
            if (permitted.kind == name.kind) {
                constrained = true;
                allowed = allowed || (isComparable(name) && covers(permitted, name));
            }
        }
        if (constrained && !allowed) {
            return ConstraintVerdict::Forbidden;
        }
        ConstraintVerdict verdict = ConstraintVerdict::Allowed;
        for (const GeneralName &excluded : m_constraints.excluded) {
            if (excluded.kind != name.kind) {
                continue;
            }
            if (!isComparable(name) || covers(excluded, name)) {
                return ConstraintVerdict::Forbidden;
            }
            if (wildcardMayHit(excluded, name)) {
                verdict = ConstraintVerdict::ForbiddenWildcard;
            }
        }
        return verdict;
    }

private:
    const NameConstraints &m_constraints;
    size_t &m_budget;
};

} // namespace

ConstraintVerdict checkNameConstraints(const GeneralName &name, const NameConstraints &constraints, size_t &budget)
{
    return Checker{constraints, budget}.check(name);
}

ConstraintVerdict checkNameConstraints(const Certificate &certificate, const NameConstraints &constraints,
                                       size_t &budget)
{
    const Checker checker{constraints, budget};
    ConstraintVerdict worst = ConstraintVerdict::Allowed;
    const auto take = [&worst](ConstraintVerdict verdict) {
        worst = std::max(worst, verdict);
        return verdict == ConstraintVerdict::Forbidden || verdict == ConstraintVerdict::TooComplex;
    };
    if (!certificate.subject.isEmpty() &&
        take(checker.check({GeneralNameKind::Directory, certificate.subject.canonical}))) {
        return worst;
    }
    bool hasEmail = false;
    if (const auto &names = certificate.extensions.alternativeNames) {
        for (const GeneralName &name : *names) {
            hasEmail = hasEmail || name.kind == GeneralNameKind::Email;
            const ConstraintVerdict verdict = checker.check(name);
            if (take(verdict)) {
                return verdict;
            }
        }
    }
    if (!hasEmail) { // RFC 5280: the e-mail attribute of the subject counts where there is no alternative name
        for (const std::string &email : certificate.subject.emails) {
            const ConstraintVerdict verdict = checker.check({GeneralNameKind::Email, email});
            if (take(verdict)) {
                return verdict;
            }
        }
    }
    return worst;
}

} // namespace duodoctor
