#pragma once

#include "probe/name_lookup.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace duodoctor
{

class DetachedTasks;

/// Resolves host names without ever blocking: the system's resolver runs on threads that nobody waits for. Lookups of
/// one name that overlap share one thread.
/// Thread: one, with an event loop.
class Resolver : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<void(const NameLookup &)>;

    /// @param lookup  how names are asked for; empty: the system's resolver.
    explicit Resolver(NameLookupFunction lookup = {}, QObject *parent = nullptr);
    ~Resolver() override;

    /// Calls the handler once, later, unless this object is gone by then. There is no time limit here.
    void resolve(const QByteArray &host, Handler handler);

    /// Literal addresses, and `localhost` with the names below it, which need no name server (RFC 6761 section 6.3).
    /// @return none for any other name.
    static std::optional<NameLookup> withoutServer(const QByteArray &host);

private:
    NameLookupFunction m_lookup;
    QHash<QByteArray, std::vector<Handler>> m_waiting;
    std::unique_ptr<DetachedTasks> m_tasks;
};

/// True for an IPv4 or IPv6 address in its usual text form, without brackets.
bool isLiteralAddress(const QByteArray &host);

} // namespace duodoctor
