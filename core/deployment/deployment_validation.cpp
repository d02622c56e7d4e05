#include "deployment/deployment_validation.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxModels = 50;
constexpr qsizetype kMaxMetrics = 20;

/// A URL that carries a user or password: the file must hold no secret.
void refuseUserInfo(QList<DeploymentProblem> &problems, const QString &key, const QString &url)
{
    static const QRegularExpression userInfo(uR"(^[A-Za-z][A-Za-z0-9+.-]*://[^/?#@]*@)"_s);
    if (userInfo.match(url).hasMatch()) {
        problems.append({key, u"The URL carries a user or a password."_s, u"Take the part before the @ away."_s, 0});
    }
}

void refuseBadVariable(QList<DeploymentProblem> &problems, const QString &key, const ApiKeyReference &reference)
{
    static const QRegularExpression name(uR"(^[A-Za-z_][A-Za-z0-9_]*$)"_s);
    if (reference.from == ApiKeySource::Environment && !name.match(reference.variable).hasMatch()) {
        problems.append({key, u"“%1” is no name of an environment variable."_s.arg(reference.variable.left(40)),
                         u"Write the variable's name, not the key itself."_s, 0});
    }
}

/// A reach that would become options of a client's command line.
void refuseLeadingDash(QList<DeploymentProblem> &problems, const QString &path, const Reach &reach)
{
    const std::initializer_list<std::pair<QLatin1StringView, const QString &>> values{
        {"host"_L1, reach.host},
        {"user"_L1, reach.user},
        {"container"_L1, reach.container},
        {"context"_L1, reach.context},
        {"namespace"_L1, reach.kubeNamespace},
        {"pod"_L1, reach.pod},
        {"selector"_L1, reach.selector}};
    for (const auto &[key, value] : values) {
        if (value.startsWith(u'-')) {
            problems.append({path + u'.' + key,
                             u"The value begins with a dash, which a client would take for an option."_s,
                             u"Write the name itself."_s, 0});
        }
    }
    if (reach.on) {
        refuseLeadingDash(problems, path + u".on"_s, *reach.on);
    }
}

/// What a reach needs and lacks. A file says the same of a missing key, with its line; this is for what was typed.
void refuseIncomplete(QList<DeploymentProblem> &problems, const QString &path, const Reach &reach)
{
    constexpr int kMaxPort = 65535;
    const auto missing = [&](QLatin1StringView key, const QString &remedy) {
        problems.append({path + u'.' + key, u"This is missing."_s, remedy, 0});
    };
    switch (reach.via) {
    case ReachVia::Ssh:
        if (reach.host.isEmpty()) {
            missing("host"_L1, u"Name the host as ssh knows it."_s);
        }
        if (reach.port < 1 || reach.port > kMaxPort) {
            problems.append({path + u".port"_s, u"This is no port."_s, u"Write a number from 1 to 65535."_s, 0});
        }
        break;
    case ReachVia::Docker:
        if (reach.container.isEmpty()) {
            missing("container"_L1, u"Name the container."_s);
        }
        if (reach.on) {
            refuseIncomplete(problems, path + u".on"_s, *reach.on);
        }
        break;
    case ReachVia::Kubectl:
        if (reach.pod.isEmpty() && reach.selector.isEmpty()) {
            missing("pod"_L1, u"Name the pod, or give a selector that finds it."_s);
        }
        break;
    case ReachVia::None:
    case ReachVia::Local:
    case ReachVia::Paste:
        break;
    }
}

} // namespace

QList<DeploymentProblem> validateDeployment(const Deployment &deployment)
{
    QList<DeploymentProblem> problems;
    refuseUserInfo(problems, u"gitlab.url"_s, deployment.gitlab.url);
    refuseUserInfo(problems, u"ai_gateway.url"_s, deployment.aiGateway.url);
    refuseUserInfo(problems, u"proxy.url"_s, deployment.proxy.url);
    refuseLeadingDash(problems, u"gitlab.reach"_s, deployment.gitlab.reach);
    refuseLeadingDash(problems, u"ai_gateway.reach"_s, deployment.aiGateway.reach);
    refuseIncomplete(problems, u"gitlab.reach"_s, deployment.gitlab.reach);
    refuseIncomplete(problems, u"ai_gateway.reach"_s, deployment.aiGateway.reach);
    if (deployment.aiGateway.metrics.size() > kMaxMetrics) {
        problems.append({u"ai_gateway.metrics"_s, u"More than %1 URLs stand here."_s.arg(kMaxMetrics),
                         u"Name the metrics of this gateway only."_s, 0});
    }
    for (qsizetype i = 0; i < deployment.aiGateway.metrics.size(); ++i) {
        refuseUserInfo(problems, u"ai_gateway.metrics[%1]"_s.arg(i), deployment.aiGateway.metrics.at(i));
    }
    if (deployment.models.size() > kMaxModels) {
        problems.append({u"models"_s, u"More than %1 models stand here."_s.arg(kMaxModels),
                         u"Split the file by model server."_s, 0});
    }
    QSet<QString> names;
    for (qsizetype i = 0; i < deployment.models.size(); ++i) {
        const Model &model = deployment.models.at(i);
        const QString path = u"models[%1]"_s.arg(i);
        if (model.name.trimmed().isEmpty()) {
            problems.append(
                {path + u".name"_s, u"This is missing."_s, u"Give the model a short name of your choice."_s, 0});
        } else if (names.contains(model.name)) {
            problems.append({path + u".name"_s, u"Another model has the name “%1” already."_s.arg(model.name.left(60)),
                             u"Give each model a name of its own."_s, 0});
        }
        names.insert(model.name);
        refuseUserInfo(problems, path + u".endpoint"_s, model.endpoint);
        refuseBadVariable(problems, path + u".api_key.variable"_s, model.apiKey);
    }
    if (deployment.proxy.mode == ProxyMode::Manual) {
        const QUrl url(deployment.proxy.url, QUrl::StrictMode);
        if (!url.isValid() || url.scheme() != "http"_L1 || url.host().isEmpty() || url.port() < 0) {
            problems.append({u"proxy.url"_s, u"“%1” names no HTTP proxy."_s.arg(deployment.proxy.url.left(80)),
                             u"Write it as http://proxy.example.com:3128."_s, 0});
        }
    }
    return problems;
}

} // namespace duodoctor
