#include "ui/generation_words.h"

#include "generate/gateway_image.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(GenerationWords)
};

struct OptionRow {
    QLatin1StringView option;
    GenerationChoice choice;
};

constexpr std::array kOptions{
    OptionRow{"--engine"_L1, GenerationChoice::Engine},
    OptionRow{"--platform"_L1, GenerationChoice::Platform},
    OptionRow{"--folder"_L1, GenerationChoice::Folder},
    OptionRow{"--make-signing-keys"_L1, GenerationChoice::KeyFolder},
    OptionRow{"--upstream"_L1, GenerationChoice::Upstream},
    OptionRow{"--tls-certificate"_L1, GenerationChoice::TlsCertificate},
    OptionRow{"--tls-key"_L1, GenerationChoice::TlsKey},
    OptionRow{"--nginx-version"_L1, GenerationChoice::NginxVersion},
    OptionRow{"--base"_L1, GenerationChoice::BaseBundle},
    OptionRow{"--add"_L1, GenerationChoice::AddedCertificates},
    OptionRow{"--host-network"_L1, GenerationChoice::HostNetwork},
    OptionRow{"--fragment"_L1, GenerationChoice::Fragment},
};

bool has(GenerationKind kind, GenerationChoice choice)
{
    return choicesOf(kind).contains(choice);
}

/// A field of the deployment's page behind a key of the deployment file.
struct DeploymentField {
    QString name;
    bool isEmpty = false;
    QString reason;        ///< why it is needed
    bool isFurther = true; ///< it stands below "More settings"
};

DeploymentField fieldOf(const QString &key, const Deployment &deployment)
{
    const AiGateway &gateway = deployment.aiGateway;
    if (key == "gitlab.url"_L1) {
        return {Words::tr("GitLab URL"), deployment.gitlab.url.trimmed().isEmpty(),
                Words::tr("The gateway asks GitLab at this address."), false};
    }
    if (key == "gitlab.version"_L1) {
        return {Words::tr("GitLab version"), !versionOf(deployment),
                Words::tr("The image and the settings follow from GitLab’s version."), false};
    }
    if (key == "ai_gateway.url"_L1) {
        return {Words::tr("AI Gateway URL"), gateway.url.trimmed().isEmpty(),
                Words::tr("GitLab reaches the gateway at this address."), false};
    }
    if (key.startsWith("ai_gateway.agent_platform"_L1)) {
        return {Words::tr("Agent Platform address"), !gateway.agentPlatform,
                Words::tr("This is the address that GitLab is given for the Agent Platform.")};
    }
    if (key.startsWith("ai_gateway.metrics"_L1)) {
        return {Words::tr("Metrics URLs"), gateway.metrics.isEmpty(),
                Words::tr("Prometheus reads them, such as http://aigw.example.com:8082/metrics.")};
    }
    if (key == "ai_gateway.image"_L1) {
        return {Words::tr("AI Gateway image"), gateway.image.trimmed().isEmpty(),
                Words::tr("For this version of GitLab no image name follows from the version.")};
    }
    if (key.startsWith("ai_gateway.reach"_L1)) {
        return {Words::tr("Gateway container"), false, {}};
    }
    if (key == "trust.gateway_bundle"_L1) {
        return {Words::tr("Gateway bundle"), false, {}};
    }
    return {key, false, {}};
}

QString wrongTitle(const QString &field)
{
    return Words::tr("“%1” needs another value").arg(field);
}

QString capitalised(QString sentence)
{
    if (!sentence.isEmpty()) {
        sentence[0] = sentence.at(0).toUpper();
    }
    return sentence;
}

} // namespace

QList<GenerationChoice> choicesOf(GenerationKind kind)
{
    using enum GenerationChoice;
    switch (kind) {
    case GenerationKind::DockerRun:
        return {Engine, Platform, Folder, KeyFolder, HostNetwork};
    case GenerationKind::Compose:
        return {Engine, Platform, Folder, KeyFolder, TlsCertificate, TlsKey, HostNetwork};
    case GenerationKind::Nginx:
    case GenerationKind::NginxGrpc:
        return {Upstream, NginxVersion, TlsCertificate, TlsKey, Fragment};
    case GenerationKind::HelmValues:
        return {KeyFolder};
    case GenerationKind::GitlabRb:
        return {};
    case GenerationKind::Prometheus:
        return {Folder};
    case GenerationKind::CaBundle:
        return {BaseBundle, AddedCertificates};
    }
    return {};
}

GenerationOptions optionsFor(GenerationKind kind, const GenerationOptions &options)
{
    using enum GenerationChoice;
    GenerationOptions chosen;
    const auto take = [&](GenerationChoice choice, auto GenerationOptions::*field) {
        if (has(kind, choice)) {
            chosen.*field = options.*field;
        }
    };
    take(Engine, &GenerationOptions::engine);
    take(Platform, &GenerationOptions::platform);
    take(Folder, &GenerationOptions::folder);
    take(KeyFolder, &GenerationOptions::keyFolder);
    take(Upstream, &GenerationOptions::upstream);
    take(TlsCertificate, &GenerationOptions::tlsCertificate);
    take(TlsKey, &GenerationOptions::tlsKey);
    take(NginxVersion, &GenerationOptions::nginxVersion);
    take(BaseBundle, &GenerationOptions::baseBundle);
    take(AddedCertificates, &GenerationOptions::addedCertificates);
    take(HostNetwork, &GenerationOptions::hostNetwork);
    take(Fragment, &GenerationOptions::isFragment);
    return chosen;
}

std::optional<GenerationChoice> choiceBehind(const QString &key)
{
    const auto *row = std::ranges::find_if(kOptions, [&key](const OptionRow &known) { return key == known.option; });
    return row == kOptions.end() ? std::nullopt : std::optional{row->choice};
}

QString titleOf(GenerationKind kind)
{
    switch (kind) {
    case GenerationKind::DockerRun:
        return Words::tr("docker run");
    case GenerationKind::Compose:
        return Words::tr("Compose");
    case GenerationKind::Nginx:
        return Words::tr("nginx");
    case GenerationKind::NginxGrpc:
        return Words::tr("nginx for gRPC");
    case GenerationKind::HelmValues:
        return Words::tr("Helm values");
    case GenerationKind::GitlabRb:
        return Words::tr("gitlab.rb");
    case GenerationKind::Prometheus:
        return Words::tr("Prometheus");
    case GenerationKind::CaBundle:
        return Words::tr("CA bundle");
    }
    return {};
}

QString sentenceOf(GenerationKind kind)
{
    switch (kind) {
    case GenerationKind::DockerRun:
        return Words::tr("The command that starts the gateway.");
    case GenerationKind::Compose:
        return Words::tr("The gateway as a service, with a proxy for TLS where one is needed.");
    case GenerationKind::Nginx:
        return Words::tr("The proxy before the gateway.");
    case GenerationKind::NginxGrpc:
        return Words::tr("The proxy before the Agent Platform.");
    case GenerationKind::HelmValues:
        return Words::tr("Values of the gateway’s chart, for Kubernetes and OpenShift.");
    case GenerationKind::GitlabRb:
        return Words::tr("GitLab’s side, as this version wants it.");
    case GenerationKind::Prometheus:
        return Words::tr("Where Prometheus reads the metrics.");
    case GenerationKind::CaBundle:
        return Words::tr("Public authorities and your own, for the gateway’s container.");
    }
    return {};
}

QString nameOf(GenerationChoice choice)
{
    switch (choice) {
    case GenerationChoice::Engine:
        return Words::tr("Container engine");
    case GenerationChoice::Platform:
        return Words::tr("Platform of the image");
    case GenerationChoice::Folder:
        return Words::tr("Folder on the target");
    case GenerationChoice::KeyFolder:
        return Words::tr("Folder of the signing keys");
    case GenerationChoice::Upstream:
        return Words::tr("Upstream");
    case GenerationChoice::TlsCertificate:
        return Words::tr("TLS certificate file");
    case GenerationChoice::TlsKey:
        return Words::tr("TLS key file");
    case GenerationChoice::NginxVersion:
        return Words::tr("nginx version");
    case GenerationChoice::BaseBundle:
        return Words::tr("Base bundle");
    case GenerationChoice::AddedCertificates:
        return Words::tr("Authorities to add");
    case GenerationChoice::HostNetwork:
        return Words::tr("Host network");
    case GenerationChoice::Fragment:
        return Words::tr("Server blocks alone");
    }
    return {};
}

GenerationObstacle obstacleOf(const GenerationProblem &problem, const Deployment &deployment)
{
    if (const auto choice = choiceBehind(problem.key)) {
        const QString name = nameOf(*choice);
        return {name, wrongTitle(name), inWindowWords(problem.sentence), choice};
    }
    if (problem.key == "trust.ca_bundle"_L1) {
        const auto choice = GenerationChoice::AddedCertificates;
        const QString name = Words::tr("CA bundle");
        return deployment.trust.caBundle.isEmpty()
                   ? GenerationObstacle{nameOf(choice), Words::tr("Your own authority is missing"),
                                        Words::tr("Add its PEM file above, drop it here, or enter it as “%1” with the "
                                                  "deployment.")
                                            .arg(name),
                                        choice}
                   : GenerationObstacle{name, wrongTitle(name), inWindowWords(problem.sentence), std::nullopt};
    }
    const DeploymentField field = fieldOf(problem.key, deployment);
    if (!field.isEmpty) {
        const bool isOfVersion = problem.key == "gitlab.version"_L1; // a version that is known is never mistyped
        return {field.name, isOfVersion ? Words::tr("There is nothing to write") : wrongTitle(field.name),
                inWindowWords(problem.sentence), std::nullopt};
    }
    const QString todo =
        field.isFurther
            ? Words::tr("Go back to the deployment, open “More settings”, and enter it as “%1”.").arg(field.name)
            : Words::tr("Go back to the deployment and enter it as “%1”.").arg(field.name);
    return {field.name, Words::tr("“%1” is missing").arg(field.name), field.reason + u' ' + todo, std::nullopt};
}

QString inWindowWords(QString sentence)
{
    sentence.replace("give --host-network"_L1, Words::tr("choose “%1”").arg(nameOf(GenerationChoice::HostNetwork)));
    sentence.replace("with --base FILE"_L1, Words::tr("as “%1”").arg(nameOf(GenerationChoice::BaseBundle)));
    for (const OptionRow &row : kOptions) {
        sentence.replace(row.option, u"“%1”"_s.arg(nameOf(row.choice)));
    }
    return capitalised(sentence);
}

} // namespace duodoctor
