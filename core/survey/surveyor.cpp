#include "survey/surveyor.h"

namespace duodoctor
{

class Surveyor::Private
{
public:
    Deployment deployment;
    SurveyEnvironment environment;
};

Surveyor::Surveyor(const Deployment &deployment, SurveyEnvironment environment, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(Private{deployment, std::move(environment)}))
{
}

Surveyor::~Surveyor() = default;

QList<QFuture<EvidencePtr>> Surveyor::run(Vantage vantage, const QList<ProbeRequest> &requests)
{
    auto evidence = std::make_shared<Evidence>();
    evidence->vantage = vantage;
    evidence->kind = EvidenceKind::Transcript;
    Transcript transcript;
    transcript.failure = ReachFailure::NotConfigured;
    evidence->payload = transcript;
    QList<QFuture<EvidencePtr>> futures;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        futures << QtFuture::makeReadyFuture(EvidencePtr(evidence));
    }
    return futures;
}

} // namespace duodoctor
