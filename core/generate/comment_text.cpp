#include "generate/comment_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kLongest = 300;

bool isUnprintable(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return c == QChar(0xFEFF);
    }
}

QString titleOf(GenerationKind kind)
{
    switch (kind) {
    case GenerationKind::DockerRun:
        return u"Starts the AI Gateway's container"_s;
    case GenerationKind::Compose:
        return u"Compose file of the AI Gateway"_s;
    case GenerationKind::Nginx:
        return u"nginx in front of the AI Gateway (HTTP)"_s;
    case GenerationKind::NginxGrpc:
        return u"nginx in front of the Agent Platform service (gRPC)"_s;
    case GenerationKind::HelmValues:
        return u"Values of the chart ai-gateway/ai-gateway"_s;
    case GenerationKind::GitlabRb:
        return u"Part of /etc/gitlab/gitlab.rb for GitLab Duo Self-Hosted"_s;
    case GenerationKind::Prometheus:
        return u"Prometheus configuration for the AI Gateway"_s;
    case GenerationKind::CaBundle:
        return u"Certificate authorities that the AI Gateway trusts"_s;
    }
    return {};
}

} // namespace

QString commentText(const QString &text)
{
    QString cleaned = text.left(kLongest);
    std::ranges::replace_if(cleaned, isUnprintable, u' ');
    return cleaned.simplified();
}

bool hasControlCharacters(const QString &text)
{
    return std::ranges::any_of(text, isUnprintable);
}

QStringList headLines(GenerationKind kind, const Deployment &deployment)
{
    QString whom = deployment.name.isEmpty() ? u"this deployment"_s : commentText(deployment.name);
    if (deployment.gitlab.version) {
        whom += u", GitLab %1"_s.arg(deployment.gitlab.version->toString());
    }
    return {titleOf(kind) + u'.', u"Written by duo-doctor for %1."_s.arg(whom)};
}

QString hashComment(const QStringList &lines)
{
    QString text;
    for (const QString &line : lines) {
        text += line.isEmpty() ? u"#\n"_s : u"# "_s + line + u'\n';
    }
    return text;
}

} // namespace duodoctor
