#pragma once

#include "remedy_world.h"

namespace duodoctor
{

/// Those who run the company's authority. They sign what is asked of them, correctly, and hand out what is public.
class RemedyAuthority
{
public:
    /// @param root  PEM of the authority that the deployment is to trust. @param rootKey  may be empty: nothing is signed.
    RemedyAuthority(const RemedyWorld &world, const QByteArray &root, const QByteArray &rootKey);

    /// Signs request.csr from the desk, or renews server.pem for its own key and these names when there is none.
    /// Leaves server.pem and intermediate.pem on the desk. @return what went wrong.
    QString issue(const QStringList &names);
    /// Leaves the intermediate certificate on the desk.
    void handOutIntermediate();
    /// Leaves the root certificate on the desk, as `ca.pem`.
    void handOutRoot();
    /// Where the intermediate can be fetched, in DER.
    QString intermediateUrl() const;
    /// The root of a product that opens TLS on the way, which its makers hand out; none without one.
    void setProductRoot(const QByteArray &root) { m_productRoot = root; }
    void handOutProductRoot();

private:
    QString folder(const QString &name) const;

    const RemedyWorld &m_world;
    QByteArray m_root; ///< PEM
    QByteArray m_productRoot;
    QByteArray m_intermediate;
};

} // namespace duodoctor
