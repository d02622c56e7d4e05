#pragma once

#include "own_network.h"
#include "program_watch.h"
#include "support/gitlab_host.h"
#include "support/podman_container.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace duodoctor
{

/// What differs from a healthy deployment.
struct Situation {
    std::function<void(QJsonObject &)> gitlab{};      ///< GitLab's state, as GitlabHost::defaultState()
    std::function<void(QJsonObject &)> deployment{};  ///< the deployment file
    std::function<void(QStringList &)> environment{}; ///< NAME=value of the container
    bool hasOwnNetwork = false;                       ///< of the container
    QStringList hosts{};                              ///< NAME:ADDRESS that only the container sees
    QStringList containerOptions{};
    QByteArray gatewayLog{};                           ///< on its standard error
    QString agentPlatform = QStringLiteral("SERVING"); ///< of GrpcServer; empty: it has died
    bool isGatewayDead = false;                        ///< and the Agent Platform's service lives
    double railsStartSeconds = 0.1;
};

/// A whole deployment on loopback: a GitLab host behind sshd with GitLab in front of it, the gateway in a podman
/// container that is reached over the same sshd, a real gRPC health service, a model server that wants a key. For
/// programs with DUODOCTOR_OWN_NETWORK_MAIN.
class WholeDeployment
{
public:
    static constexpr auto kModelKey = "sk-planted-0123456789abcdef";

    WholeDeployment() = default;
    ~WholeDeployment();
    WholeDeployment(const WholeDeployment &) = delete;
    WholeDeployment &operator=(const WholeDeployment &) = delete;

    /// GitLab and the model server, for all situations. @return why they do not run.
    QString start(const QByteArray &sudoPassword = {});
    /// The gateway and the file, for this one. @return why it does not stand.
    QString prepare(const Situation &situation);
    /// Takes the gateway away.
    void clear();

    ProgramWatch::Result check(const QByteArray &typed = {});
    void startCheck(ProgramWatch &program, const QByteArray &typed = {}) const;

    const GitlabHost &gitlab() const { return m_gitlab; }
    QString containerName() const { return m_container->name(); }
    QString filePath() const { return m_folder.filePath(QStringLiteral("deployment.json")); }
    QString folder() const { return m_folder.path(); }
    /// A process in each of the networks that the deployment has.
    QList<qint64> networkHolders() const;
    /// The certificate and the key with which GitLab speaks TLS, and the authority's file.
    QString authorityFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }

private:
    QString makeCertificates() const;
    QString startServers();
    QString startAgentPlatform(const Situation &situation);
    QString startContainer(const Situation &situation);
    void writeFile(const Situation &situation) const;

    QTemporaryDir m_folder;
    GitlabHost m_gitlab;
    QProcess m_servers;
    std::unique_ptr<PodmanContainer> m_container;
    std::unique_ptr<ContainerNetwork> m_network;
    std::unique_ptr<QProcess> m_agentPlatform;
};

} // namespace duodoctor
