#include "survey/surveyor.h"

#include "survey/survey_run.h"

namespace duodoctor
{

class Surveyor::Private
{
public:
    Private(const Deployment &asked, SurveyEnvironment given)
        : deployment(asked)
        , environment(std::move(given))
        , reacher(environment.reach)
    {
    }

    Deployment deployment;
    SurveyEnvironment environment;
    Reacher reacher;
    QObject runs; ///< owns those under way; goes before the reacher, which they use
};

Surveyor::Surveyor(const Deployment &deployment, SurveyEnvironment environment, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(deployment, std::move(environment)))
{
}

Surveyor::~Surveyor() = default;

QList<QFuture<EvidencePtr>> Surveyor::run(Vantage vantage, const QList<ProbeRequest> &requests)
{
    const Reach &reach = vantage == Vantage::GitLab ? d->deployment.gitlab.reach : d->deployment.aiGateway.reach;
    auto *run = new SurveyRun(vantage, reach, d->reacher, d->environment, &d->runs);
    connect(run, &SurveyRun::finished, run, &QObject::deleteLater);
    return run->start(requests);
}

} // namespace duodoctor
