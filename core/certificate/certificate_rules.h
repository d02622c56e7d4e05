#pragma once

#include "certificate/chain_issue.h"

#include <vector>

namespace duodoctor
{

/// What is wrong with one certificate in its part, whatever stands above and below it: validity, key, algorithms,
/// extensions, the right to sign or to serve.
/// Source: RFC 5280; OpenSSL 3.0 (crypto/x509/x509_vfy.c, security level 2); Go 1.24 (crypto/x509/verify.go).
std::vector<ChainIssue> issuesOfCertificate(const CertificatePtr &certificate, CertificateRole role, Moment at);

/// Rules that only public authorities keep and no client here enforces: remarks for the server's certificate and the
/// authorities.
std::vector<ChainIssue> remarksOnForm(const CertificatePtr &certificate, CertificateRole role);

} // namespace duodoctor
