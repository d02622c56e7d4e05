#pragma once

#include "judge/tls_findings.h"

#include <QJsonObject>

#include <memory>
#include <string>
#include <vector>

namespace duodoctor
{

/// One side of a question to `certs`: the certificates, and what is wrong with the file they came from.
struct CertificateSource {
    std::string name; ///< the file's path, or what it is
    std::vector<CertificatePtr> certificates;
    std::vector<PemIssue> issues;

    bool isUsable() const;
};

/// Reads a file's bytes the way clients do, and decodes every certificate.
CertificateSource certificateSourceFrom(std::string name, ByteView bytes);
/// Certificates that came without a file; null stands for one that could not be decoded.
CertificateSource certificateSourceFrom(std::string name, std::vector<CertificatePtr> certificates);

/// What `certs` answers about one chain.
struct CertsAnswer {
    bool trusted = false;
    bool unreadable = false;                                  ///< a file could not be used, so no chain was judged
    std::vector<std::pair<PemIssue, std::string>> fileIssues; ///< with the file's name, most important first
    ChainJudgement judgement;
    std::vector<TrustStorePtr> stores;
};

/// Judges one chain against exactly this trust.
CertsAnswer answerCertsCase(const CertificateSource &chain, const CertificateSource &trust, const HostName &host,
                            Moment at);
/// The same against stores that were read before.
CertsAnswer answerCertsCase(const CertificateSource &chain, std::vector<TrustStorePtr> stores, const HostName &host,
                            Moment at);

/// Ids and severities in the order of importance, for batches.
std::vector<std::pair<FindingId, Severity>> briefFindings(const CertsAnswer &answer);
/// The findings with their arguments.
Findings fullFindings(const CertsAnswer &answer, const ChainContext &context);
bool isAcceptedBy(const CertsAnswer &answer, ClientKind kind);
/// Whether each kind of client would accept, by its name in machine formats.
QJsonObject clientVerdicts(const CertsAnswer &answer);

} // namespace duodoctor
