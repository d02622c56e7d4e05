#include "ui/chain_overview.h"

#include "session/session.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChainOverview)
};

/// True for checks that ask about the way to a service, and not about the service.
bool asksAboutTheWay(CheckId check)
{
    const QLatin1StringView id = check.view();
    for (const QLatin1StringView suffix : {"-name"_L1, "-connection"_L1, "-tls"_L1, "-certificate"_L1,
                                           "-certificate-gateway"_L1, "-certificate-gitlab"_L1}) {
        if (id.endsWith(suffix)) {
            return true;
        }
    }
    return false;
}

/// Metrics and trust files belong to the box whose service uses them.
SubjectKind boxOf(SubjectKind kind, const QString &subject)
{
    if (kind == SubjectKind::TrustFile) {
        return subject == "gitlab_trusted_certs"_L1 ? SubjectKind::GitLab : SubjectKind::AiGateway;
    }
    return kind == SubjectKind::MetricsUrl ? SubjectKind::AiGateway : kind;
}

QString shortAddress(const QString &url)
{
    const QUrl parsed(url);
    if (parsed.host().isEmpty()) {
        return url;
    }
    return parsed.port() < 0 ? parsed.host() : u"%1:%2"_s.arg(parsed.host()).arg(parsed.port());
}

QList<ChainNode> boxesOf(const Deployment &deployment)
{
    QList<ChainNode> nodes;
    nodes << ChainNode{SubjectKind::GitLab, {}, Words::tr("GitLab"), shortAddress(deployment.gitlab.url), {}, {}};
    nodes << ChainNode{
        SubjectKind::AiGateway, {}, Words::tr("AI Gateway"), shortAddress(deployment.aiGateway.url), {}, {}};
    for (const Model &model : deployment.models) {
        nodes << ChainNode{SubjectKind::Model,           model.name, Words::tr("Model %1").arg(model.name),
                           shortAddress(model.endpoint), {},         {}};
    }
    if (deployment.models.isEmpty()) {
        nodes << ChainNode{SubjectKind::Model, {}, Words::tr("Model"), {}, {}, {}};
    }
    if (deployment.aiGateway.agentPlatform) {
        nodes << ChainNode{SubjectKind::AgentPlatform,
                           {},
                           Words::tr("Agent Platform"),
                           deployment.aiGateway.agentPlatform->address,
                           {},
                           {}};
    }
    return nodes;
}

} // namespace

QString ChainOverview::description() const
{
    QStringList sentences;
    for (const ChainNode &node : nodes) {
        if (node.kind == SubjectKind::GitLab && !node.address.isEmpty()) {
            sentences << Words::tr("%1 at %2: %3.").arg(node.title, node.address, wordFor(node.sign));
            continue;
        }
        sentences << (node.address.isEmpty()
                          ? Words::tr("%1: no address given.").arg(node.title)
                          : Words::tr("%1 at %2: %3; the way there: %4.")
                                .arg(node.title, node.address, wordFor(node.sign), wordFor(node.linkSign)));
    }
    return sentences.join(u' ');
}

ChainOverview overviewOf(const Session &session, const QHash<CheckKey, StatusSign> &open)
{
    ChainOverview overview{boxesOf(session.deployment())};
    for (const CheckKey &key : session.plannedChecks()) {
        const CheckDefinition *definition = checkDefinition(key.check);
        if (!definition) {
            continue;
        }
        const SubjectKind kind = boxOf(definition->subject, key.subject);
        const QString subject = kind == SubjectKind::Model ? key.subject : QString{};
        const auto node = std::ranges::find_if(overview.nodes, [&](const ChainNode &candidate) {
            return candidate.kind == kind && candidate.subject == subject;
        });
        if (node == overview.nodes.end()) {
            continue;
        }
        const CheckResult *result = session.result(key);
        const StatusSign sign = open.value(key, result ? signFor(result->status) : StatusSign::NotChecked);
        // The chain begins at GitLab: the way to it has no place of its own in the picture.
        const bool isWay = kind != SubjectKind::GitLab && asksAboutTheWay(key.check);
        StatusSign &worst = isWay ? node->linkSign : node->sign;
        if (weightOf(sign) > weightOf(worst)) {
            worst = sign;
        }
    }
    return overview;
}

} // namespace duodoctor
