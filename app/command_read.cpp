#include "app/command_read.h"

#include "app/check_run.h"
#include "app/messages.h"
#include "app/suggestion.h"
#include "session/session.h"

#include <CLI/CLI.hpp>

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qint64 kMostBytes = 64LL * 1024 * 1024;

QStringList kindNames()
{
    QStringList names;
    for (const EvidenceKind kind : recognisableKinds()) {
        names << QString{toWire(kind)};
    }
    return names;
}

bool looksBinary(const QByteArray &bytes)
{
    constexpr qsizetype kSample = 4096;
    const QByteArray start = bytes.left(kSample);
    const bool isUtf16 = start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff");
    const auto zeros = start.count('\0');
    const bool isEvenlyZero = zeros > 0 && zeros * 3 > start.size() && zeros * 2 <= start.size() + 1;
    return zeros > 0 && !isUtf16 && !isEvenlyZero;
}

/// Reads an input. @return what is wrong with it and what to do, or empty.
QString readInput(const QString &name, ForeignText &input)
{
    QFile file(name);
    bool isOpen = false;
    if (name == "-"_L1) {
        isOpen = file.open(stdin, QIODevice::ReadOnly);
    } else if (!QFileInfo::exists(name)) {
        return u"there is no such file; give the path of a text, or \"-\" for standard input."_s;
    } else if (QFileInfo(name).isDir()) {
        return u"this is a folder; name the files in it."_s;
    } else {
        isOpen = file.open(QIODevice::ReadOnly);
    }
    if (!isOpen) {
        return u"it cannot be read (%1); check its permissions."_s.arg(file.errorString());
    }
    input.bytes = file.read(kMostBytes + 1);
    if (input.bytes.size() > kMostBytes) {
        return u"it is larger than 64 MiB; cut out the part that matters."_s;
    }
    if (input.bytes.trimmed().isEmpty()) {
        return u"it is empty; capture the output again."_s;
    }
    if (looksBinary(input.bytes)) {
        return u"it holds binary data and no text; save the output as text."_s;
    }
    return {};
}

bool hasProblem(const Report &report)
{
    return std::ranges::any_of(report.rootCauses, [](const Report::RootCauseEntry &entry) {
        return entry.cause.finding.severity != Severity::Info;
    });
}

} // namespace

const char *ReadCommand::description() const
{
    return "Recognises captured output, logs and configuration, and says what they mean";
}

const char *ReadCommand::examples() const
{
    return "  duo-doctor read output.txt\n"
           "      what somebody sent: a transcript, a log, a configuration file\n"
           "  docker exec gitlab-aigw env | duo-doctor read -\n"
           "      output of a command, without a file\n"
           "  duo-doctor read --as gateway-log --format json capture.txt\n"
           "      where the form is known, for a script\n\n"
           "Keys and passwords in the text are taken out before anything else is done with it.";
}

void ReadCommand::declare(CLI::App &sub)
{
    sub.add_option("FILE", m_files, "The texts to read; - for standard input")->required();
    sub.add_option("--as", m_as, "What the texts are, where it is known")->type_name("KIND");
    sub.add_option("--deployment", m_deployment, "The deployment that they come from")->type_name("FILE");
}

std::optional<ExitStatus> ReadCommand::prepare(Session &session, const CommandContext &context) const
{
    if (!m_deployment.empty()) {
        const QString path = QString::fromStdString(m_deployment);
        const QList<DeploymentProblem> problems = session.openDeployment(path);
        for (const DeploymentProblem &problem : problems) {
            printLine(context.err, problem.toLine(path));
        }
        if (!problems.isEmpty()) {
            return ExitStatus::WrongUsage;
        }
    }
    if (!context.common.gitlabVersion.empty()) {
        Deployment deployment = session.deployment();
        deployment.gitlab.version = GitLabVersion::parse(QString::fromStdString(context.common.gitlabVersion));
        session.setDeployment(deployment);
    }
    return std::nullopt;
}

std::optional<QList<ForeignText>> ReadCommand::readInputs(const CommandContext &context) const
{
    std::optional<EvidenceKind> as;
    if (!m_as.empty()) {
        const QString kind = QString::fromStdString(m_as);
        as = evidenceKindFromWire(kind);
        if (!as || std::ranges::find(recognisableKinds(), *as) == recognisableKinds().end()) {
            usageError(context, u"--as %1"_s.arg(kind),
                       u"there is no such kind; it is one of %1.%2"_s.arg(kindNames().join(u", "_s),
                                                                          didYouMean(kind, kindNames())));
            return std::nullopt;
        }
    }
    QList<ForeignText> inputs;
    for (const std::string &file : m_files) {
        const QString name = QString::fromStdString(file);
        const bool isStandardInput = name == "-"_L1;
        ForeignText input;
        input.as = as;
        input.name = isStandardInput ? QString{} : QFileInfo(name).fileName();
        input.source = isStandardInput ? EvidenceSource::Pasted : EvidenceSource::File;
        input.takenAt = QDateTime::currentDateTimeUtc();
        if (const QString problem = readInput(name, input); !problem.isEmpty()) {
            usageError(context, isStandardInput ? u"standard input"_s : name, problem);
            return std::nullopt;
        }
        inputs.append(input);
    }
    return inputs;
}

ExitStatus ReadCommand::run(CommandContext &context)
{
    Session session;
    if (const std::optional<ExitStatus> failed = prepare(session, context)) {
        return *failed;
    }
    applyOverlay(session, context);
    const std::optional<QList<ForeignText>> inputs = readInputs(context);
    if (!inputs) {
        return ExitStatus::WrongUsage;
    }
    for (const ForeignText &input : *inputs) {
        const HandReading reading = session.readCaptured({input});
        printNotice(context, (input.name.isEmpty() ? u"standard input"_s : input.name) + u": "_s + reading.notice);
    }
    const Report report = session.report(u"read"_s);
    writeReport(report, context);
    return hasProblem(report) ? ExitStatus::ProblemsFound : ExitStatus::Ok;
}

} // namespace duodoctor
