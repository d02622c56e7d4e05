#include "practice/served_chain.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString organisation()
{
    return u"Practice Company"_s;
}

} // namespace

ChainProfile healthyChain(const QString &host)
{
    ChainProfile chain;
    chain.leaf.commonName = host;
    chain.leaf.organisation = organisation();
    chain.leaf.dnsNames = QStringList{host};
    chain.intermediate.commonName = u"Practice Company Issuing CA"_s;
    chain.intermediate.organisation = organisation();
    chain.intermediate.startsInDays = -90;
    chain.intermediate.endsInDays = 1000;
    chain.intermediate.isAuthority = true;
    chain.intermediate.pathLength = 0;
    return chain;
}

IssuedCertificate makeRoot(const QString &commonName)
{
    CertificateProfile root;
    root.commonName = commonName;
    root.organisation = organisation();
    root.startsInDays = -365;
    root.endsInDays = 3000;
    root.isAuthority = true;
    return issueCertificate(root);
}

ServedChain makeChain(const ChainProfile &profile, const IssuedCertificate &root)
{
    if (profile.isSelfSigned) {
        const IssuedCertificate leaf = issueCertificate(profile.leaf);
        return {leaf.certificate, leaf.key};
    }
    const IssuedCertificate top = profile.hasOwnRoot ? makeRoot(profile.rootName) : root;
    const IssuedCertificate intermediate = issueCertificate(profile.intermediate, &top);
    if (profile.hasSecondIntermediate) {
        CertificateProfile second = profile.intermediate;
        second.commonName = u"Practice Company Department CA"_s;
        const IssuedCertificate department = issueCertificate(second, &intermediate);
        const IssuedCertificate leaf = issueCertificate(profile.leaf, &department);
        return {leaf.certificate + department.certificate + intermediate.certificate, leaf.key};
    }
    const IssuedCertificate leaf = issueCertificate(profile.leaf, &intermediate);
    return {leaf.certificate + (profile.sendsIntermediate ? intermediate.certificate : QByteArray{}), leaf.key};
}

} // namespace duodoctor
