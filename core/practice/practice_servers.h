#pragma once

#include "deployment/deployment.h"
#include "practice/practice_switches.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace duodoctor
{

/// All servers of one practice deployment. Lives on the thread that calls start(), and closes everything with its end.
class PracticeServers : public QObject
{
    Q_OBJECT
public:
    explicit PracticeServers(const PracticeSwitches &switches);

    /// Makes the certificates and opens every port. @return an error sentence; empty when everything listens.
    QString start();

    /// `text` with each port in its place.
    QString withPorts(QString text) const;
    const IssuedCertificate &root() const { return m_root; }

private:
    bool openGitlab();
    bool openGateway();
    bool openAgentPlatform();
    bool openMetrics();
    bool openModel();
    bool open(const QString &name, const PortSwitches &port, const std::shared_ptr<const TlsServerContext> &tls,
              const LoopbackListener::OnConnection &onConnection);
    std::shared_ptr<const TlsServerContext> healthyTls(const QString &host, const QList<QByteArray> &protocols) const;

    PracticeSwitches m_switches;
    IssuedCertificate m_root;
    QHash<QString, quint16> m_ports; ///< by the name that stands in the addresses
    std::vector<std::unique_ptr<DeadPort>> m_deadPorts;
};

} // namespace duodoctor
