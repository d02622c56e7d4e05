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

// Deployment files. They stand here because moc 6.4 loses a class that holds raw strings.

QByteArray gatewayDeployment(quint16 port);   ///< a gateway at this port of 127.0.0.1
QByteArray promptingDeployment(quint16 port); ///< a model `m` there, whose key is asked for on a terminal
QByteArray emptyDeployment();                 ///< names nothing to look at
QByteArray mistakenDeployment();              ///< `gitlab.uri` does not exist, `ai_gateway.url` is a number

} // namespace duodoctor::test
