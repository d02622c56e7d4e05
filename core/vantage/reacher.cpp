#include "vantage/reacher.h"

#include "vantage/command_run.h"
#include "vantage/reach_hosts.h"

namespace duodoctor
{

class Reacher::Private
{
public:
    explicit Private(ReachEnvironment environment)
        : hosts(std::move(environment))
    {
    }

    ReachHosts hosts;
};

Reacher::Reacher(ReachEnvironment environment, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(environment)))
{
}

Reacher::~Reacher()
{
    // Runs and their processes use the connections.
    const QObjectList running = children();
    qDeleteAll(running);
}

QFuture<Transcript> Reacher::run(const Reach &reach, const Command &command)
{
    const CommandRun::Searcher search = [this](const Reach &where, const Command &what) { return run(where, what); };
    auto *started = new CommandRun(d->hosts, search, reach, command, this);
    const QFuture<Transcript> future = started->future();
    started->start();
    return future;
}

} // namespace duodoctor
