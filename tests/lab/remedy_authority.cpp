#include "remedy_authority.h"

#include "practice/served_chain.h"

#include <QFile>

namespace duodoctor
{

using namespace Qt::StringLiterals;

RemedyAuthority::RemedyAuthority(const RemedyWorld &world, const RemedyFault &fault)
    : m_world(world)
    , m_fault(fault)
{
    if (fault.companyRootKey.isEmpty()) {
        return;
    }
    const IssuedCertificate root{fault.companyRoot, fault.companyRootKey};
    IssuedCertificate intermediate{fault.intermediate, fault.intermediateKey};
    if (fault.intermediate.isEmpty()) {
        intermediate = issueCertificate(healthyChain(u"any"_s).intermediate, &root);
    }
    RemedyWorld::write(folder(u"root.pem"_s), root.certificate);
    RemedyWorld::write(folder(u"root.key"_s), root.key);
    RemedyWorld::write(folder(u"former.pem"_s), intermediate.certificate);
    RemedyWorld::write(folder(u"intermediate.key"_s), intermediate.key);
    // The current one has the key of the former one, and is good for three years.
    RemedyWorld::write(folder(u"ca.ext"_s), "basicConstraints=critical,CA:TRUE,pathlen:0\n"
                                            "keyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n");
    const RemedyWorld::Ran ran = m_world.run(
        QString(u"cd A && openssl x509 -x509toreq -in former.pem -signkey intermediate.key -out authority.csr && "
                "openssl x509 -req -in authority.csr -CA root.pem -CAkey root.key -CAcreateserial -days 1000 -sha256 "
                "-extfile ca.ext -out intermediate.pem && "
                "openssl x509 -in intermediate.pem -outform DER -out intermediate.der"_s)
            .replace(u" A "_s, u" '"_s + folder({}) + u"' "_s));
    if (ran.exitCode != 0) {
        qWarning("%s", qPrintable(ran.output));
    }
}

QString RemedyAuthority::folder(const QString &name) const
{
    return m_world.place(u"/authority/"_s + name);
}

QString RemedyAuthority::intermediateUrl() const
{
    return u"file://"_s + folder(u"intermediate.der"_s);
}

QString RemedyAuthority::issue(const QStringList &names)
{
    const bool isAsked = QFile::exists(m_world.desk(u"request.csr"_s));
    const QString request = isAsked
                                ? u"cp request.csr A/asked.csr; SEEN=$(openssl req -in A/asked.csr -noout -text); "_s
                                : u"openssl x509 -x509toreq -in server.pem -signkey private.key -out A/asked.csr; "
                                  "SEEN=$(openssl x509 -in server.pem -noout -ext subjectAltName); "_s;
    QString command = request +
                      u"NAMES=$(printf '%s\n' \"$SEEN\" N | grep -o 'DNS:[^, ]*' | sort -u | paste -s -d ,); "
                      "printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n"
                      "extendedKeyUsage=serverAuth\nsubjectAltName=%s\n' \"$NAMES\" > A/server.ext; "
                      "openssl x509 -req -in A/asked.csr -CA A/intermediate.pem -CAkey A/intermediate.key "
                      "-CAcreateserial -days 60 -sha256 -extfile A/server.ext -out server.pem && "
                      "cp A/intermediate.pem intermediate.pem"_s;
    QString added;
    for (const QString &name : isAsked ? QStringList() : names) {
        added += u"'DNS:%1' "_s.arg(name);
    }
    command.replace(u"\" N |"_s, u"\" "_s + added + u"|"_s).replace(u" A/"_s, u" '"_s + folder({}) + u"'/"_s);
    const RemedyWorld::Ran ran = m_world.run(command);
    return ran.exitCode == 0 ? QString() : u"the authority cannot sign: "_s + ran.output;
}

void RemedyAuthority::handOutIntermediate()
{
    RemedyWorld::write(m_world.desk(u"intermediate.pem"_s), RemedyWorld::read(folder(u"intermediate.pem"_s)));
}

void RemedyAuthority::handOutRoot()
{
    RemedyWorld::write(m_world.desk(u"ca.pem"_s), m_fault.companyRoot);
}

void RemedyAuthority::handOutProductRoot()
{
    RemedyWorld::write(m_world.desk(u"ca.pem"_s), m_fault.productRoot);
}

} // namespace duodoctor
