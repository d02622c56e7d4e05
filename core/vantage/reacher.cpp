#include "vantage/reacher.h"

#include "vantage/shell_quoting.h"

namespace duodoctor
{

class Reacher::Private
{
public:
    ReachEnvironment environment;
};

Reacher::Reacher(ReachEnvironment environment, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->environment = std::move(environment);
}

Reacher::~Reacher() = default;

QFuture<Transcript> Reacher::run(const Reach &, const Command &)
{
    Transcript transcript;
    transcript.failure = ReachFailure::NotConfigured;
    return QtFuture::makeReadyFuture(transcript);
}

QString commandLineFor(const Reach &, const Command &command)
{
    return shellCommandLine(command.arguments);
}

QString placeOf(const Reach &)
{
    return {};
}

} // namespace duodoctor
