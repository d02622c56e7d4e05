#pragma once

#include "remedy_fault.h"
#include "remedy_world.h"

namespace duodoctor
{

/// Those who run the company's authority. They sign what is asked of them, correctly, and hand out what is public.
class RemedyAuthority
{
public:
    /// Those of the fault's own certificates, as far as they are fit to sign. Without a key of the root nothing is
    /// signed.
    RemedyAuthority(const RemedyWorld &world, const RemedyFault &fault);

    /// Signs request.csr from the desk, or renews server.pem for its own key and these names when there is none.
    /// Leaves server.pem and intermediate.pem on the desk. @return what went wrong.
    QString issue(const QStringList &names);
    /// Leaves the intermediate certificate on the desk.
    void handOutIntermediate();
    /// Leaves the root certificate on the desk, as `ca.pem`.
    void handOutRoot();
    /// Where the intermediate can be fetched, in DER.
    QString intermediateUrl() const;
    /// The root of a product that opens TLS on the way, which its makers hand out, as `ca.pem`.
    void handOutProductRoot();

private:
    QString folder(const QString &name) const;

    const RemedyWorld &m_world;
    RemedyFault m_fault;
};

} // namespace duodoctor
