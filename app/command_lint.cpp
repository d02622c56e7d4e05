#include "app/command_lint.h"

#include "app/check_run.h"
#include "app/lint_input.h"
#include "app/messages.h"
#include "app/playbook_pages.h"
#include "deployment/deployment_file.h"
#include "diagnosis/diagnosis.h"
#include "lint/configuration_form.h"
#include "lint/configuration_lint.h"
#include "report/report.h"
#include "secrets/standard_redactor.h"

#include <CLI/CLI.hpp>

#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qint64 kMaxBytes = 2LL * 1024 * 1024;

QString knownForms()
{
    QStringList names;
    for (const EvidenceKind kind : configurationForms()) {
        names << QString(toWire(kind));
    }
    return names.join(", "_L1);
}

/// What became of one file.
struct Linted {
    QString name;
    QList<LintFinding> findings;
    CheckResult result;
};

/// @return an error sentence, or empty.
QString readFile(const QString &path, QByteArray &bytes)
{
    QFile file(path);
    const bool isOpen = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        return u"it cannot be read (%1); name a file that exists, or - for standard input."_s.arg(file.errorString());
    }
    bytes = file.read(kMaxBytes + 1);
    if (bytes.size() > kMaxBytes) {
        return u"it is larger than 2 MiB, which no configuration file is; name another."_s;
    }
    return bytes.contains('\0') ? u"it is no text; name a configuration file."_s : QString{};
}

Linted lintText(const QString &name, const QString &text, EvidenceKind kind, const Deployment &deployment)
{
    auto evidence = std::make_shared<Evidence>();
    evidence->source = EvidenceSource::File;
    evidence->kind = kind;
    evidence->takenAt = QDateTime::currentDateTimeUtc();
    evidence->text = text.left(64 * 1024);
    const ConfigurationText configuration{name, text};
    evidence->payload = configuration;

    Linted linted;
    linted.name = name;
    linted.findings = lintConfiguration(kind, configuration, deployment);
    linted.result.key = {CheckId{"lint-configuration"}, Vantage::Workstation, name};
    linted.result.evidence = {evidence};
    linted.result.status = CheckStatus::Passed;
    for (LintFinding &found : linted.findings) {
        found.finding.evidence = {evidence};
        found.finding.subject = name;
        linted.result.findings.append(found.finding);
        if (found.finding.severity == Severity::Error) {
            linted.result.status = CheckStatus::Failed;
        } else if (found.finding.severity == Severity::Warning && linted.result.status == CheckStatus::Passed) {
            linted.result.status = CheckStatus::Warning;
        }
    }
    return linted;
}

void printFindings(const CommandContext &context, const QList<Linted> &files, const Playbook &playbook,
                   const Deployment &deployment)
{
    qsizetype count = 0;
    for (const Linted &file : files) {
        for (const LintFinding &found : file.findings) {
            QString place = file.name;
            if (found.line > 0) {
                place += u":%1:%2"_s.arg(found.line).arg(std::max(1, found.column));
            }
            const Remedy remedy = playbook.remedyFor(found.finding, deployment);
            printLine(context.out, u"%1: %2: %3 [%4]"_s.arg(place, toWire(found.finding.severity),
                                                            remedy.message.trimmed(), found.finding.id.toString()));
            ++count;
        }
    }
    if (count == 0) {
        printNotice(context,
                    files.size() == 1 ? u"no mistake found."_s : u"no mistake found in %1 files."_s.arg(files.size()));
    }
}

void printReport(CommandContext &context, const QList<Linted> &files, const Playbook &playbook,
                 const Deployment &deployment)
{
    ReportSource source;
    source.command = u"lint"_s;
    source.generatedAt = QDateTime::currentDateTimeUtc();
    source.deployment = deployment;
    for (const Linted &file : files) {
        source.results.append(file.result);
    }
    source.diagnosis = diagnose(source.results);
    writeReport(buildReport(source, playbook), context);
}

bool hasProblem(const Linted &file)
{
    return std::ranges::any_of(file.findings,
                               [](const LintFinding &found) { return found.finding.severity != Severity::Info; });
}

} // namespace

const char *LintCommand::description() const
{
    return "Finds mistakes in configuration files of gateway, proxy and GitLab";
}

const char *LintCommand::examples() const
{
    return "  duo-doctor lint docker-compose.yml nginx.conf .env\n"
           "      every mistake with file, line and column\n"
           "  duo-doctor lint --deployment production.json values.yaml\n"
           "      also against this deployment's URLs and version\n"
           "  sudo cat /etc/gitlab/gitlab.rb | duo-doctor lint --as gitlab-rb -\n"
           "      from standard input";
}

void LintCommand::declare(CLI::App &sub)
{
    sub.add_option("FILE", m_files, "Configuration files; - for standard input")->required();
    sub.add_option("--as", m_as, "Read every file as this form: " + knownForms().toStdString())->type_name("KIND");
    sub.add_option("--deployment", m_deployment, "Judge against this deployment file")->type_name("FILE");
}

ExitStatus LintCommand::run(CommandContext &context)
{
    Deployment deployment;
    if (!m_deployment.empty()) {
        const QString path = QString::fromStdString(m_deployment);
        const DeploymentReading reading = DeploymentFile::load(path);
        for (const DeploymentProblem &problem : reading.problems) {
            printLine(context.err, problem.toLine(path));
        }
        if (!reading.deployment) {
            return ExitStatus::WrongUsage;
        }
        deployment = *reading.deployment;
    }
    if (!context.common.gitlabVersion.empty()) {
        deployment.gitlab.version = GitLabVersion::parse(QString::fromStdString(context.common.gitlabVersion));
    }
    std::optional<EvidenceKind> as;
    if (!m_as.empty()) {
        as = evidenceKindFromWire(QString::fromStdString(m_as));
        if (!as || std::ranges::find(configurationForms(), *as) == configurationForms().end()) {
            return usageError(context, u"--as %1"_s.arg(printable(QString::fromStdString(m_as))),
                              u"there is no such form; known are %1."_s.arg(knownForms()));
        }
    }
    const StandardRedactor redactor;
    QList<Linted> files;
    for (const std::string &file : m_files) {
        const QString path = QString::fromStdString(file);
        QByteArray bytes;
        if (const QString error = readFile(path, bytes); !error.isEmpty()) {
            return usageError(context, printable(path), error);
        }
        const QString text = redactKeepingLines(QString::fromUtf8(bytes), redactor);
        const std::optional<EvidenceKind> kind = as ? as : configurationForm(path, text);
        if (!kind) {
            return usageError(context, printable(path),
                              u"its form is not known; say it with --as (%1)."_s.arg(knownForms()));
        }
        files.append(lintText(path, text, *kind, deployment));
    }
    const Playbook playbook = playbookFor(context);
    if (context.common.format == "text") {
        printFindings(context, files, playbook, deployment);
    } else {
        printReport(context, files, playbook, deployment);
    }
    return std::ranges::any_of(files, hasProblem) ? ExitStatus::ProblemsFound : ExitStatus::Ok;
}

} // namespace duodoctor
