#include "certificate/trust_store.h"

#include "certificate/pem_file.h"

namespace duodoctor
{

TrustStore::TrustStore(std::string name, std::vector<Bytes> ders)
    : m_name(std::move(name))
{
    m_entries.reserve(ders.size());
    for (Bytes &der : ders) {
        add(std::move(der), nullptr);
    }
}

TrustStore::TrustStore(std::string name, const std::vector<CertificatePtr> &certificates)
    : m_name(std::move(name))
{
    m_entries.reserve(certificates.size());
    for (const CertificatePtr &certificate : certificates) {
        add(certificate->der, certificate);
    }
}

std::shared_ptr<const TrustStore> TrustStore::fromPem(std::string name, std::string_view pem)
{
    return std::make_shared<const TrustStore>(std::move(name), readPemFile(bytesOf(pem)).certificates);
}

void TrustStore::add(Bytes der, CertificatePtr certificate)
{
    const auto names = certificateNames(der);
    if (!names) {
        return;
    }
    m_bySubject.emplace(canonicalName(names->subject), m_entries.size());
    m_entries.push_back(Entry{std::move(der), std::move(certificate)});
}

CertificatePtr TrustStore::decoded(const Entry &entry) const
{
    const std::lock_guard lock{m_mutex};
    if (!entry.decoded) {
        entry.decoded = Certificate::parse(entry.der);
    }
    return entry.decoded;
}

std::vector<CertificatePtr> TrustStore::withSubject(const DistinguishedName &subject) const
{
    std::vector<CertificatePtr> found;
    const auto [first, last] = m_bySubject.equal_range(subject.canonical);
    for (auto it = first; it != last; ++it) {
        if (CertificatePtr certificate = decoded(m_entries[it->second])) {
            found.push_back(std::move(certificate));
        }
    }
    return found;
}

CertificatePtr TrustStore::find(const Certificate &certificate) const
{
    const auto [first, last] = m_bySubject.equal_range(certificate.subject.canonical);
    for (auto it = first; it != last; ++it) {
        if (m_entries[it->second].der == certificate.der) {
            return decoded(m_entries[it->second]);
        }
    }
    return nullptr;
}

bool TrustStore::knowsOrganization(const std::string &organization) const
{
    if (organization.empty()) {
        return false;
    }
    for (const Entry &entry : m_entries) {
        const auto names = certificateNames(entry.der);
        const auto subject = names ? parseName(names->subject) : std::nullopt;
        if (subject && subject->organization == organization) {
            return true;
        }
    }
    return false;
}

} // namespace duodoctor
