#pragma once

#include "certificate/certificate.h"
#include "certificate/client_kind.h"

#include <string>

namespace duodoctor
{

/// The part that a certificate plays in a path.
enum class CertificateRole { Leaf, Intermediate, Anchor };

/// What can be wrong with a chain; one for each finding of the vocabulary.
enum class ChainProblem {
    Intercepted,
    DevelopmentCa,
    SelfSigned,
    Expired,
    NotYetValid,
    HostnameMismatch,
    CommonNameOnly,
    WrongUsage,
    WeakKey,
    WeakSignature,
    ChainOrder,
    IncompleteChain,
    IntermediateExpired,
    RootExpired,
    NotACa,
    PathLength,
    NameConstraint,
    InvalidCertificate,
    UntrustedCa,
    ExpiresSoon,
    ValidityTooLong,
    ExtraCertificates
};

/// Which rule an InvalidCertificate breaks; a stable word for the finding's detail.
enum class ProfileRule {
    None,
    BadSignature,
    AlgorithmsDiffer,
    UnknownCriticalExtension,
    MalformedExtension,
    DuplicateExtension,
    ExtensionsBeforeVersion3,
    CriticalKeyId,
    CriticalAuthorityInfo,
    MalformedAuthorityInfo,
    EmptyIssuer,
    EmptySubject,
    NameConstraintsInLeaf,
    EmptyNameConstraints,
    UnsupportedKey,
    TooComplex,
    StrictAuthorityKeyIdMissing,
    StrictSubjectKeyIdMissing,
    StrictBasicConstraintsNotCritical,
    StrictKeyUsageMissing,
    StrictCertSignWithoutCa,
    StrictPathLengthWithoutCa,
    StrictAlternativeNameNotCritical,
    UsualFormNotKept ///< a rule of public authorities that no client here enforces
};
/// The rule in a few words, such as `the authority key identifier is missing`.
std::string_view profileRuleText(ProfileRule rule);

/// One thing wrong with a chain.
struct ChainIssue {
    ChainProblem problem = ChainProblem::InvalidCertificate;
    /// The certificate concerned; null for what concerns none (a missing one).
    CertificatePtr certificate;
    /// Clients that refuse the chain because of it. Empty: a remark.
    ClientSet refusedBy = ClientSet::all();
    ProfileRule rule = ProfileRule::None;
    std::string detail;    ///< an OID, a name, an algorithm
    bool isNotice = false; ///< a remark of the weakest kind: nobody minds
};

} // namespace duodoctor
