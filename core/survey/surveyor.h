#pragma once

#include "deployment/deployment.h"
#include "evidence/evidence.h"
#include "probe/probe_request.h"
#include "vantage/reacher.h"

#include <QFuture>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace duodoctor
{

/// What a survey needs from outside, handed in once per run.
struct SurveyEnvironment {
    ReachEnvironment reach;
    std::chrono::milliseconds defaultLimit{10'000}; ///< for one request
    /// The key of a model, or empty. Called when the survey starts.
    std::function<QByteArray(const CredentialReference &)> credential;
};

/// Answers probe requests from another vantage than this workstation: all requests of a vantage travel in as few
/// sessions as possible (one agent there for what it can look at itself, one Rails runner, one rake, the engine's and
/// the cluster's state), and come back as the same evidence as a look from here. A vantage that cannot be reached
/// answers every request with a Transcript that says why.
/// Thread: one, with an event loop.
class Surveyor : public QObject
{
    Q_OBJECT
public:
    Surveyor(const Deployment &deployment, SurveyEnvironment environment, QObject *parent = nullptr);
    ~Surveyor() override;

    /// @param vantage  GitLab or Gateway.
    /// @return one future for each request, in their order; cancelling all of them ends the sessions.
    QList<QFuture<EvidencePtr>> run(Vantage vantage, const QList<ProbeRequest> &requests);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
