#pragma once

#include "certificate/client_kind.h"
#include "certificate/der_reader.h"

#include <string>
#include <vector>

namespace duodoctor
{

/// What can be wrong with a file of certificates, before any certificate is judged.
enum class PemProblem { ContainsPrivateKey, Empty, WrongFormat, Unreadable, ByteOrderMark };

struct PemIssue {
    PemProblem problem = PemProblem::Unreadable;
    ClientSet refusedBy = ClientSet::all(); ///< clients that cannot use the file because of it; empty: a remark
    std::string detail;                     ///< the format found, or what broke and in which line
};

/// A file of certificates as clients read it.
struct PemFile {
    std::vector<Bytes> certificates; ///< DER of each, in order; as far as the frame is DER
    std::vector<PemIssue> issues;    ///< most important first

    /// Whether the file can be used at all (by the judge's measure).
    bool isUsable() const;
};

/// Reads PEM the way OpenSSL does: BEGIN at the start of a line, text between blocks ignored, CRLF and trailing blanks
/// accepted. A single broken block makes the file unusable, as it does for OpenSSL and Python.
/// Recognises DER, PKCS#7, PKCS#12, requests, UTF-16 and Java key stores.
/// @param bytes at most 8 MiB are looked at, and at most 1,000 certificates.
PemFile readPemFile(ByteView bytes);

} // namespace duodoctor
