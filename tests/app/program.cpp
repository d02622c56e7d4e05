#include "program.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace duodoctor::test
{

QProcessEnvironment programEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s, u"NO_COLOR"_s}) {
        environment.remove(name);
    }
    return environment;
}

ProgramRun runProgram(const QStringList &arguments, const QProcessEnvironment &extra, int limitMs)
{
    QProcess process;
    QProcessEnvironment environment = programEnvironment();
    environment.insert(extra);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(DUODOCTOR_BINARY), arguments);
    ProgramRun run;
    if (process.waitForFinished(limitMs) && process.exitStatus() == QProcess::NormalExit) {
        run.status = process.exitCode();
    } else {
        process.kill();
        process.waitForFinished(2000);
    }
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

QByteArray gatewayDeployment(quint16 port)
{
    return R"({"schema": "duo-doctor/deployment/1", "name": "Test", "proxy": {"mode": "none"},
               "ai_gateway": {"url": "http://127.0.0.1:)" +
           QByteArray::number(port) + R"("}})";
}

QByteArray promptingDeployment(quint16 port)
{
    return R"({"schema": "duo-doctor/deployment/1", "name": "Test", "proxy": {"mode": "none"},
               "models": [{"name": "m", "identifier": "custom_openai/m", "api_key": {"from": "prompt"},
                           "endpoint": "http://127.0.0.1:)" +
           QByteArray::number(port) + R"(/v1"}]})";
}

QByteArray emptyDeployment()
{
    return R"({"schema": "duo-doctor/deployment/1", "name": "Test"})";
}

QByteArray mistakenDeployment()
{
    return R"({"schema": "duo-doctor/deployment/1", "name": "Test",
               "gitlab": {"uri": "https://gitlab.example.com"}, "ai_gateway": {"url": 7}})";
}

} // namespace duodoctor::test
