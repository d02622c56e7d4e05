#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

namespace duodoctor
{

/// Where a command runs, seen from a reach.
enum class Standing {
    Inside, ///< in the container or pod; on the host itself for `local` and `ssh`
    Beside  ///< where the container's engine or kubectl runs
};

/// A command to run at a vantage. Arguments never hold a secret: everybody on that machine can read them. Secrets go
/// through `input`.
struct Command {
    QStringList arguments; ///< program first; a program of the name `docker`, `podman` or `kubectl` with
                           ///< Standing::Beside gets the reach's context by its caller, not here
    QByteArray input;      ///< standard input, then its end; may hold secrets
    Standing standing = Standing::Inside;
    bool isElevated = false;                 ///< wants root where the reach says that sudo may be used
    std::chrono::milliseconds limit{30'000}; ///< after it the command is ended, also on the far side
    qint64 maxOutputBytes = 4 * 1024 * 1024; ///< of each stream; the rest is dropped
    /// What a person would type there instead; empty: the arguments, quoted.
    QString shownAs;
};

} // namespace duodoctor
