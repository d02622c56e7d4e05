#pragma once

#include "deployment/deployment.h"
#include "deployment/vantage.h"
#include "probe/probe_request.h"
#include "vantage/command.h"

#include <QJsonObject>
#include <QList>

#include <functional>
#include <optional>

namespace duodoctor
{

/// The requests of one vantage that the agent answers there, in one session.
class AgentSession
{
public:
    /// @param credential  the key of a model, or empty.
    AgentSession(Vantage vantage, const Reach &reach, std::chrono::milliseconds defaultLimit,
                 std::function<QByteArray(const CredentialReference &)> credential);

    /// Takes the request, whose answer will carry this id; false when it is not for the agent.
    bool add(int id, const ProbeRequest &request);
    bool isEmpty() const { return m_requests.isEmpty(); }

    /// The program, the requests and the model keys travel through standard input; the arguments hold a loader alone.
    Command command() const;

private:
    QJsonObject http(const HttpRequest &request) const;
    std::optional<QJsonObject> described(const ProbeRequest &request);
    std::chrono::milliseconds limitOr(std::chrono::milliseconds limit);

    Vantage m_vantage;
    Reach m_reach;
    std::chrono::milliseconds m_defaultLimit;
    std::chrono::milliseconds m_longest{0};
    std::function<QByteArray(const CredentialReference &)> m_credential;
    QList<QJsonObject> m_requests;
};

/// What a person would type at the place to see the same, for a POSIX shell.
QString placeCommandFor(const ProbeRequest &request, std::chrono::milliseconds defaultLimit);

} // namespace duodoctor
