#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

namespace duodoctor::test
{

/// What one run of the built program left behind.
struct ProgramRun {
    int status = -1; ///< exit status; -1 when it did not end by itself in time
    QByteArray out;
    QByteArray err;
};

/// Runs the built binary without a display and with empty input. @param limitMs  after which it is killed.
ProgramRun runProgram(const QStringList &arguments, const QProcessEnvironment &extra = {}, int limitMs = 20'000);

/// The environment of runProgram(): a home of its own, no display, no proxies.
QProcessEnvironment programEnvironment();

} // namespace duodoctor::test
