#pragma once

#include "certificate/certificate.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace duodoctor
{

/// A set of trusted authorities. Immutable to the outside: only the index by subject is made at once, a certificate is
/// decoded by libcrypto when somebody asks for its subject, because a check of one host needs one of 140.
/// Thread: any.
class TrustStore
{
public:
    /// @param name what it is, for people: `the bundle /etc/ssl/cert.pem`.
    /// @param ders certificates in DER; what is none is left out.
    TrustStore(std::string name, std::vector<Bytes> ders);
    TrustStore(std::string name, const std::vector<CertificatePtr> &certificates);

    /// The certificates of PEM text that are readable, whatever else stands there.
    static std::shared_ptr<const TrustStore> fromPem(std::string name, std::string_view pem);
    /// The workstation's authorities, from SSL_CERT_FILE and SSL_CERT_DIR or else from where the distribution keeps
    /// them. Reads files: not for judges.
    /// @param variable value of an environment variable, empty when unset.
    static std::shared_ptr<const TrustStore> system(const std::function<std::string(const char *)> &variable);
    static std::shared_ptr<const TrustStore> system(); ///< with the process's own environment

    const std::string &name() const { return m_name; }
    size_t size() const { return m_entries.size(); }
    /// Authorities with that canonical subject.
    std::vector<CertificatePtr> withSubject(const DistinguishedName &subject) const;
    /// The store's own copy of a certificate; null when it is not there.
    CertificatePtr find(const Certificate &certificate) const;
    /// Whether an authority of that organisation is there: then a missing issuer is rather an intermediate.
    bool knowsOrganization(const std::string &organization) const;

private:
    struct Entry {
        Bytes der;
        mutable CertificatePtr decoded; ///< guarded by m_mutex
    };
    void add(Bytes der, CertificatePtr decoded);
    CertificatePtr decoded(const Entry &entry) const;

    std::string m_name;
    std::vector<Entry> m_entries;
    std::unordered_multimap<std::string, size_t> m_bySubject;
    mutable std::mutex m_mutex;
};

using TrustStorePtr = std::shared_ptr<const TrustStore>;

} // namespace duodoctor
