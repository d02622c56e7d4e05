#pragma once

#include "remedy_fault.h"
#include "remedy_nginx.h"
#include "remedy_person.h"

#include "practice/dead_port.h"
#include "session/session.h"

namespace duodoctor
{

class RemedyBench;

/// Where a fault of the practice deployment lies, and with that what the remedy is applied to.
enum class RemedyGround {
    Settings,  ///< what was typed: the practice's servers stay as they are, and the deployment changes
    Files,     ///< certificate files of the practice, changed by the article's own commands
    Container, ///< processes and containers: the practice starts again as their new state says
    Front      ///< a real nginx before the practice's gateway
};

/// One fault with its place. The remedy itself stands nowhere here.
struct RemedyCase {
    QString fault;
    RemedyGround ground = RemedyGround::Settings;
    void (*sicken)(RemedyBench &) = nullptr;        ///< what the place looks like with this fault, besides the practice
    bool (*isCured)(const RemedyBench &) = nullptr; ///< Container: what the fault consists of is gone
    /// Front: faults that make the practice plain behind the proxy.
    QStringList behindFront{QStringLiteral("gateway-not-tls")};
    GatewayInstallation installation = GatewayInstallation::Docker;
};

/// The practice deployment with one fault and a person who follows the article that Duo Doctor shows for it.
class RemedyBench
{
public:
    explicit RemedyBench(const RemedyCase &remedyCase);

    /// Each returns what went wrong, or nothing. In this order.
    QString fallIll();
    QString examine(const QString &expectedFinding);
    QString treat();
    QString examineAgain();
    /// All of it. @return what went wrong, or nothing.
    QString heal(const QString &expectedFinding);
    /// Every check and everything that was done, for a failing test.
    QString describe() const;

    Session session;
    RemedyWorld world;
    std::unique_ptr<RemedyAuthority> authority;
    std::unique_ptr<RemedyPerson> person;
    std::unique_ptr<RemedyNginx> nginx;
    Deployment deployment;
    RemedyFault fault;
    std::optional<RootCause> cause;

    // For what a place looks like.
    QSet<Circumstance> circumstances;
    QByteArray modelKey;
    QList<std::pair<QString, QString>> containerOptions;
    QString containerImage = QStringLiteral("model-gateway:self-hosted-v18.11.2-ee");
    void setService(const QString &name, const QString &state);
    QString service(const QString &name) const;
    int gatewayPort() const;
    /// The practice without its fault, for one that lies in the deployment alone.
    void startHealthy();
    /// Keeps the fault's address, and tells where the gateway answers.
    void useHealthyGatewayPort();

private:
    void nameInstallations();
    QString startFront();
    void writeChain();
    void placeTrust();
    /// Says so when the gateway still reads another bundle than the one on its host.
    QString staleBundle() const;
    QString runChecks();

    RemedyCase m_case;
    std::unique_ptr<DeadPort> m_silent;
};

/// Every fault that is healed.
const QList<RemedyCase> &remedyCases();
/// The finding that the practice names for a fault; empty for an unknown one.
QString findingOfPractice(const QString &fault);
/// A name for a test's row.
QString nameOf(const RemedyCase &remedyCase);

} // namespace duodoctor
