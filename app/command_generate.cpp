#include "app/command_generate.h"

#include "app/messages.h"
#include "app/playbook_pages.h"
#include "app/suggestion.h"
#include "deployment/deployment_file.h"
#include "generate/signing_keys.h"
#include "playbook/playbook.h"
#include "session/generated_lint.h"

#include <CLI/CLI.hpp>

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QStringList kindNames()
{
    QStringList names;
    for (const GenerationKind kind : generationKinds()) {
        names << QString(toWire(kind));
    }
    return names;
}

/// What our own lint says of the result: faults that the deployment itself brings along.
void printLint(const CommandContext &context, GenerationKind kind, const QString &result, const Deployment &deployment)
{
    const auto sentences = lintOfGenerated(kind, result, deployment, playbookFor(context));
    for (const QString &sentence : sentences.value_or(QStringList{})) {
        printMessage(context, sentence);
    }
}

} // namespace

const char *GenerateCommand::description() const
{
    return "Write configuration for a deployment and its version. No secret stands in it: keys are named by their "
           "files.";
}

const char *GenerateCommand::examples() const
{
    return "  duo-doctor generate docker-run production.json --make-signing-keys /etc/gitlab-aigw\n"
           "      the command that starts the gateway, and the keys that it needs\n"
           "  duo-doctor generate compose production.json --output docker-compose.yml\n"
           "      gateway and proxies; then: generate nginx --upstream gitlab-ai-gateway\n"
           "  duo-doctor generate ca-bundle production.json --add corporate-ca.pem --output ca-bundle.pem\n"
           "      public authorities and your own, for the gateway's container\n"
           "  duo-doctor generate gitlab-rb production.json --gitlab-version 17.5\n"
           "      GitLab's side, as this version wants it";
}

void GenerateCommand::declare(CLI::App &sub)
{
    const auto option = [&sub](const char *name, auto &target, const char *description, const char *type) {
        return sub.add_option(name, target, description)->type_name(type);
    };
    option("KIND", m_kind, ("What to write: " + kindNames().join(u", "_s).toStdString()).c_str(), "")->required();
    option("DEPLOYMENT", m_file, "The deployment file", "FILE")->required();
    sub.add_flag("--force", m_force, "Let --output replace a file that exists");
    option("--engine", m_engine, "docker or podman; else that of the deployment's reach", "ENGINE")
        ->check(CLI::IsMember({"docker", "podman"}));
    option("--platform", m_platform, "Of the image, such as linux/amd64", "OS/ARCH");
    sub.add_flag("--host-network", m_hostNetwork, "The container shares the host's network, for a model on localhost");
    option("--folder", m_folder, "Where keys, bundle and certificates lie on the target; else beside the file", "DIR");
    option("--make-signing-keys", m_keyFolder, "Make the keys that sign tokens there; what exists is kept", "DIR");
    option("--upstream", m_upstream, "nginx: where the service is; else this machine", "HOST[:PORT]");
    option("--tls-certificate", m_tlsCertificate, "nginx, compose: the server's certificate with its chain", "FILE");
    option("--tls-key", m_tlsKey, "nginx, compose: its key", "FILE");
    option("--nginx-version", m_nginxVersion, "nginx-grpc: from 1.25.1 on, \"http2 on\" is written", "X.Y.Z");
    sub.add_flag("--fragment", m_fragment, "nginx: the server blocks alone, for /etc/nginx/conf.d/");
    option("--base", m_base, "ca-bundle: the public authorities to start from", "PEM");
    option("--add", m_added, "ca-bundle: authorities to add to those of trust.ca_bundle", "PEM")
        ->allow_extra_args(false);
}

QString GenerateCommand::strayOption(GenerationKind kind) const
{
    using enum GenerationKind;
    struct Row {
        QLatin1StringView option;
        bool isGiven;
        std::vector<GenerationKind> kinds;
    };
    const std::vector<Row> rows{
        {"--engine"_L1, !m_engine.empty(), {DockerRun, Compose}},
        {"--platform"_L1, !m_platform.empty(), {DockerRun, Compose}},
        {"--host-network"_L1, m_hostNetwork, {DockerRun, Compose}},
        {"--folder"_L1, !m_folder.empty(), {DockerRun, Compose, Prometheus}},
        {"--make-signing-keys"_L1, !m_keyFolder.empty(), {DockerRun, Compose, HelmValues}},
        {"--upstream"_L1, !m_upstream.empty(), {Nginx, NginxGrpc}},
        {"--tls-certificate"_L1, !m_tlsCertificate.empty(), {Nginx, NginxGrpc, Compose}},
        {"--tls-key"_L1, !m_tlsKey.empty(), {Nginx, NginxGrpc, Compose}},
        {"--nginx-version"_L1, !m_nginxVersion.empty(), {Nginx, NginxGrpc}},
        {"--fragment"_L1, m_fragment, {Nginx, NginxGrpc}},
        {"--base"_L1, !m_base.empty(), {CaBundle}},
        {"--add"_L1, !m_added.empty(), {CaBundle}},
    };
    const auto stray = std::ranges::find_if(
        rows, [kind](const Row &row) { return row.isGiven && std::ranges::find(row.kinds, kind) == row.kinds.end(); });
    return stray == rows.end() ? QString{} : QString(stray->option);
}

GenerationOptions GenerateCommand::options() const
{
    GenerationOptions options;
    if (!m_engine.empty()) {
        options.engine = m_engine == "podman" ? ContainerEngine::Podman : ContainerEngine::Docker;
    }
    options.platform = text(m_platform);
    options.hostNetwork = m_hostNetwork;
    options.folder = text(m_folder);
    options.keyFolder = m_keyFolder.empty() ? QString{} : QDir::cleanPath(QDir(text(m_keyFolder)).absolutePath());
    options.upstream = text(m_upstream);
    options.tlsCertificate = text(m_tlsCertificate);
    options.tlsKey = text(m_tlsKey);
    options.nginxVersion = text(m_nginxVersion);
    options.isFragment = m_fragment;
    options.baseBundle = text(m_base);
    std::ranges::transform(m_added, std::back_inserter(options.addedCertificates), text);
    return options;
}

ExitStatus GenerateCommand::makeKeys(const CommandContext &context, const Deployment &deployment) const
{
    const MadeKeys keys = makeSigningKeys(deployment, options().keyFolder);
    for (const QString &path : keys.made) {
        printNotice(context, u"made %1, which only you can read."_s.arg(printable(path)));
    }
    for (const QString &path : keys.kept) {
        printNotice(context, u"kept %1, which was there before."_s.arg(printable(path)));
    }
    return keys.problem.isEmpty() ? ExitStatus::Ok
                                  : usageError(context, keys.problem.key, printable(keys.problem.sentence));
}

ExitStatus GenerateCommand::run(CommandContext &context)
{
    const QString kindName = text(m_kind);
    const std::optional<GenerationKind> kind = generationKindFromWire(kindName);
    if (!kind) {
        return usageError(context, printable(kindName),
                          u"there is no such kind; known are %1.%2"_s.arg(kindNames().join(u", "_s),
                                                                          didYouMean(kindName, kindNames())));
    }
    if (const QString stray = strayOption(*kind); !stray.isEmpty()) {
        return usageError(context, stray, u"it means nothing for %1; leave it out."_s.arg(kindName));
    }
    const QString path = text(m_file);
    DeploymentReading reading = DeploymentFile::load(path);
    for (const DeploymentProblem &problem : reading.problems) {
        printLine(context.err, problem.toLine(path));
    }
    if (!reading.deployment) {
        return ExitStatus::WrongUsage;
    }
    Deployment deployment = *reading.deployment;
    if (!context.common.gitlabVersion.empty()) {
        deployment.gitlab.version = GitLabVersion::parse(text(context.common.gitlabVersion));
    }
    const Generated generated = generate(*kind, deployment, options());
    if (!generated.isOk()) {
        const bool isOption = generated.problem.key.startsWith("--"_L1);
        const QString place =
            isOption ? generated.problem.key : u"%1: %2"_s.arg(printable(path), generated.problem.key);
        return usageError(context, place, generated.problem.sentence);
    }
    if (!m_keyFolder.empty()) {
        if (const ExitStatus status = makeKeys(context, deployment); status != ExitStatus::Ok) {
            return status;
        }
    }
    context.out << generated.text.toStdString();
    for (const QString &note : generated.notes) {
        printNotice(context, note);
    }
    printLint(context, *kind, generated.text, deployment);
    return ExitStatus::Ok;
}

} // namespace duodoctor
