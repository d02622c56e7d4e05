#pragma once

#include "survey/surveyor.h"

#include "support/probe_harness.h"

#include <QtTest>

namespace duodoctor
{

/// A deployment whose GitLab and gateway are this machine.
inline Deployment localDeployment()
{
    Deployment deployment;
    deployment.gitlab.reach.via = ReachVia::Local;
    deployment.aiGateway.reach.via = ReachVia::Local;
    return deployment;
}

inline SurveyEnvironment bareSurvey(std::chrono::milliseconds limit = std::chrono::seconds(4))
{
    SurveyEnvironment environment;
    environment.reach.redactor = std::make_shared<NoRedaction>();
    environment.defaultLimit = limit;
    return environment;
}

/// The answers of one survey; fewer when it did not end within a generous time.
inline QList<EvidencePtr> surveyed(const Deployment &deployment, Vantage vantage, const QList<ProbeRequest> &requests,
                                   const SurveyEnvironment &environment = bareSurvey())
{
    Surveyor surveyor(deployment, environment);
    const auto futures = surveyor.run(vantage, requests);
    constexpr int kPatienceMs = 30'000;
    QList<EvidencePtr> answers;
    for (const QFuture<EvidencePtr> &future : futures) {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, kPatienceMs) || future.resultCount() != 1) {
            return answers;
        }
        answers << future.result();
    }
    return answers;
}

/// One request, asked on this machine as if it were the gateway's place.
inline EvidencePtr agentAnswer(const ProbeRequest &request, const SurveyEnvironment &environment = bareSurvey())
{
    return surveyed(localDeployment(), Vantage::Gateway, {request}, environment).value(0);
}

inline HttpExchange agentExchangeOf(const ProbeRequest &request, const SurveyEnvironment &environment = bareSurvey())
{
    const EvidencePtr evidence = agentAnswer(request, environment);
    return evidence && evidence->httpExchange() ? *evidence->httpExchange() : HttpExchange{};
}

} // namespace duodoctor
