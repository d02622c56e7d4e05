#include "generated_texts.h"

#include "lint/configuration_lint.h"
#include "support/lab_certificates.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace duodoctor::test
{

namespace
{

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(bytes);
    }
}

QString executable(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

} // namespace

Deployment usualDeployment(const QString &version)
{
    Deployment deployment;
    deployment.name = u"Production"_s;
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.gitlab.version = GitLabVersion::parse(version);
    deployment.aiGateway.url = u"https://aigw.example.com"_s;
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
    deployment.aiGateway.metrics =
        QStringList{u"http://aigw.example.com:8082/metrics"_s, u"http://aigw.example.com:8083/metrics"_s};
    return deployment;
}

ToolRun runTool(const QString &program, const QStringList &arguments, const QString &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(executable(program), arguments);
    if (!process.waitForStarted()) {
        return {-1, program + u" is not installed; installer/test.sh installs it"_s};
    }
    process.write(input.toUtf8());
    process.closeWriteChannel();
    process.waitForFinished(30'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAll())};
}

QStringList complaintsOf(GenerationKind kind, const QString &text, const Deployment &deployment)
{
    QStringList lines;
    const auto form = configurationFormOf(kind);
    if (!form) {
        return lines;
    }
    for (const LintFinding &each : lintConfiguration(*form, {QString(usualFileName(kind)), text}, deployment)) {
        if (each.finding.severity != Severity::Info) {
            lines << u"%1 %2: %3"_s.arg(each.finding.id.toString())
                         .arg(each.line)
                         .arg(each.finding.arguments.value(Argument::Detail));
        }
    }
    return lines;
}

ScriptRun runScript(const QString &script, const QTemporaryDir &folder, bool hasKeys)
{
    const QDir root(folder.path());
    root.mkpath(u"bin"_s);
    writeFile(root.filePath(u"run.sh"_s), script.toUtf8());
    // Arguments and variables end in NUL, so that any value survives.
    const QByteArray engine = "#!/bin/sh\nprintf '%s\\0' \"$@\" > '" + root.filePath(u"arguments"_s).toUtf8() +
                              "'\nenv -0 > '" + root.filePath(u"environment"_s).toUtf8() + "'\n";
    for (const QString &name : {u"docker"_s, u"podman"_s}) {
        writeFile(root.filePath(u"bin/"_s + name), engine);
        QFile::setPermissions(root.filePath(u"bin/"_s + name), QFileDevice::Permissions(0x7755));
    }
    for (const QString &name :
         {u"aigw_signing"_s, u"aigw_validation"_s, u"duo_workflow_jwt"_s, u"duo_workflow_validation"_s}) {
        if (hasKeys) {
            writeFile(root.filePath(name + u".key"_s), "first line of " + name.toUtf8() + "\nsecond $line 'x'\n");
        }
    }
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, root.filePath(u"bin"_s) + u':' + environment.value(u"PATH"_s));
    process.setProcessEnvironment(environment);
    process.start(u"/bin/sh"_s, {root.filePath(u"run.sh"_s)});
    process.waitForFinished(30'000);
    ScriptRun run{process.exitCode(), QString::fromUtf8(process.readAllStandardError()), {}, {}};
    QFile arguments(root.filePath(u"arguments"_s));
    if (arguments.open(QIODevice::ReadOnly)) {
        run.arguments = QString::fromUtf8(arguments.readAll()).split(QChar(u'\0'));
        run.arguments.removeLast();
    }
    QFile variables(root.filePath(u"environment"_s));
    if (variables.open(QIODevice::ReadOnly)) {
        for (const QString &entry : QString::fromUtf8(variables.readAll()).split(QChar(u'\0'))) {
            run.environment.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
        }
    }
    return run;
}

QStringList valuesOf(const QStringList &arguments, const QString &name)
{
    QStringList values;
    for (qsizetype i = 0; i + 1 < arguments.size(); ++i) {
        if (arguments.at(i) == name) {
            values << arguments.at(i + 1);
        }
    }
    return values;
}

QJsonObject parsedYaml(const QString &text)
{
    const ToolRun run = runTool(u"ruby"_s,
                                {u"-ryaml"_s, u"-rjson"_s, u"-e"_s,
                                 u"$stdin.set_encoding('UTF-8'); puts JSON.generate(YAML.safe_load($stdin.read))"_s},
                                text);
    return run.status == 0 ? QJsonDocument::fromJson(run.output.toUtf8()).object() : QJsonObject{};
}

QString nginxComplaint(const QString &configuration, const QTemporaryDir &folder)
{
    const QDir root(folder.path());
    root.mkpath(u"ssl"_s);
    const auto certificate = LabCertificate::make({});
    writeFile(root.filePath(u"ssl/server.crt"_s), certificate.pem());
    writeFile(root.filePath(u"ssl/server.key"_s), certificate.keyPem());
    QString placed = configuration;
    placed.replace("/etc/nginx/ssl/"_L1, root.filePath(u"ssl/"_s));
    placed.replace("/var/log/nginx/"_L1, root.filePath(QString{}));
    writeFile(root.filePath(u"nginx.conf"_s), placed.toUtf8());
    const ToolRun run =
        runTool(u"nginx"_s, {u"-t"_s, u"-q"_s, u"-p"_s, root.path(), u"-c"_s, root.filePath(u"nginx.conf"_s), u"-g"_s,
                             u"pid %1/nginx.pid;"_s.arg(root.path())});
    // The log that is opened before the configuration is read is the machine's.
    QStringList lines;
    for (const QString &line : run.output.split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.contains("could not open error log file"_L1)) {
            lines << line;
        }
    }
    return run.status == 0 && lines.isEmpty() ? QString{} : u"%1: %2"_s.arg(run.status).arg(lines.join(u'\n'));
}

QStringList podmanFlags()
{
    static const QRegularExpression form(u"^\\s+(?:-\\w, )?(--[a-z0-9-]+)"_s, QRegularExpression::MultilineOption);
    QStringList flags;
    auto matches = form.globalMatch(runTool(u"podman"_s, {u"run"_s, u"--help"_s}).output);
    while (matches.hasNext()) {
        flags << matches.next().captured(1);
    }
    return flags;
}

} // namespace duodoctor::test
