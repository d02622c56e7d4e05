#include "certificate/chain_issue.h"

namespace duodoctor
{

std::string_view profileRuleText(ProfileRule rule)
{
    switch (rule) {
    case ProfileRule::None:
        return {};
    case ProfileRule::BadSignature:
        return "its signature does not fit its issuer's key";
    case ProfileRule::AlgorithmsDiffer:
        return "it names two different signature algorithms";
    case ProfileRule::UnknownCriticalExtension:
        return "it holds a critical extension that clients do not know";
    case ProfileRule::MalformedExtension:
        return "an extension cannot be decoded";
    case ProfileRule::DuplicateExtension:
        return "an extension stands in it twice";
    case ProfileRule::ExtensionsBeforeVersion3:
        return "it holds extensions but is not of version 3";
    case ProfileRule::CriticalKeyId:
        return "a key identifier is marked critical";
    case ProfileRule::CriticalAuthorityInfo:
        return "the authority information access is marked critical";
    case ProfileRule::MalformedAuthorityInfo:
        return "the authority information access cannot be decoded";
    case ProfileRule::EmptyIssuer:
        return "its issuer has no name";
    case ProfileRule::EmptySubject:
        return "it is an authority without a name";
    case ProfileRule::NameConstraintsInLeaf:
        return "a server's certificate carries critical name constraints";
    case ProfileRule::EmptyNameConstraints:
        return "its name constraints are empty";
    case ProfileRule::UnsupportedKey:
        return "its key is of a kind that clients do not support";
    case ProfileRule::TooComplex:
        return "checking it would take more work than clients allow";
    case ProfileRule::StrictAuthorityKeyIdMissing:
        return "the authority key identifier is missing";
    case ProfileRule::StrictSubjectKeyIdMissing:
        return "the subject key identifier of an authority is missing";
    case ProfileRule::StrictBasicConstraintsNotCritical:
        return "the basic constraints of an authority are not marked critical";
    case ProfileRule::StrictKeyUsageMissing:
        return "an authority has no key usage";
    case ProfileRule::StrictCertSignWithoutCa:
        return "the key usage allows signing certificates, but it is no authority";
    case ProfileRule::StrictPathLengthWithoutCa:
        return "it has a path length without the right to sign certificates";
    case ProfileRule::StrictAlternativeNameNotCritical:
        return "the subject is empty and the alternative name is not marked critical";
    case ProfileRule::UsualFormNotKept:
        return "it departs from the form that public authorities keep";
    }
    return {};
}

} // namespace duodoctor
