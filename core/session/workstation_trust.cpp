#include "session/workstation_trust.h"

#include "certificate/chain_judgement.h"
#include "judge/tls_findings.h"

#include <QFile>
#include <QFileInfo>

namespace duodoctor
{

namespace
{

constexpr qint64 kMaxBundleBytes = 8 * 1024 * 1024;

Moment now()
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::vector<Bytes> bytesOf(const QList<QByteArray> &ders)
{
    std::vector<Bytes> chain;
    chain.reserve(static_cast<size_t>(ders.size()));
    for (const QByteArray &der : ders) {
        chain.emplace_back(der.begin(), der.end());
    }
    return chain;
}

HostName hostOf(const TlsHandshake &handshake)
{
    return hostNameFrom(handshake.serverName);
}

} // namespace

void WorkstationTrust::use(const Deployment &deployment)
{
    m_bundle.reset();
    QFile file(deployment.resolvedPath(deployment.trust.caBundle));
    // A pipe or a device would never end; the check of the trust file says what is wrong with it.
    if (QFileInfo(file).isFile() && file.open(QIODevice::ReadOnly)) {
        const QByteArray pem = file.read(kMaxBundleBytes);
        m_bundle =
            TrustStore::fromPem(file.fileName().toStdString(), {pem.constData(), static_cast<size_t>(pem.size())});
    }
}

TrustStorePtr WorkstationTrust::system()
{
    if (!m_system) {
        m_system = TrustStore::system();
    }
    return m_system;
}

std::vector<TrustStorePtr> WorkstationTrust::stores()
{
    std::vector<TrustStorePtr> all{system()};
    if (m_bundle) {
        all.push_back(m_bundle);
    }
    return all;
}

bool WorkstationTrust::mayTrust(const TlsHandshake &handshake)
{
    return wouldTrust(bytesOf(handshake.chainDer), hostOf(handshake), stores(), now());
}

std::optional<ChainPicture> WorkstationTrust::pictureOf(const Evidence &evidence)
{
    const HttpExchange *exchange = evidence.httpExchange();
    if (!exchange || !exchange->tls || exchange->tls->chainDer.isEmpty()) {
        return std::nullopt;
    }
    return duodoctor::pictureOf(bytesOf(exchange->tls->chainDer), stores(), hostOf(*exchange->tls), now());
}

} // namespace duodoctor
