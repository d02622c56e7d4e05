#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

namespace duodoctor
{

/// What a name resolved to, or why it did not.
struct NameLookup {
    enum class Outcome {
        Found,
        NotFound,     ///< the name server says that there is no such name, or no address for it
        ServerSilent, ///< no name server gave a usable answer
        Failed        ///< something else went wrong on this machine
    };

    Outcome outcome = Outcome::Failed;
    QStringList addresses; ///< IPv4 and IPv6, in the order to try, without repetition; at most 32
    QString detail;        ///< the resolver's own words
};

/// Asks for the addresses of a host name (ASCII, IDNA-encoded). May block for as long as it likes; called on a thread
/// of its own.
using NameLookupFunction = std::function<NameLookup(const QByteArray &host)>;

} // namespace duodoctor
