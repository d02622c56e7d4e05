#include "generate/form_writers.h"

#include "generate/comment_text.h"
#include "generate/front_plan.h"
#include "generate/gateway_image.h"
#include "generate/ruby_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr GitLabVersion kFirstWithUiUrl{17, 9, 0};
constexpr GitLabVersion kFirstWithoutPortal{17, 6, 0};
constexpr GitLabVersion kFirstWithSecureBox{18, 9, 0};
constexpr GitLabVersion kFirstDuoMenu{18, 0, 0};
constexpr GitLabVersion kFirstChangeConfiguration{18, 9, 0};

struct Variable {
    QString name;
    QString value;
};

/// Writes GitLab's part.
class GitlabRb
{
public:
    GitlabRb(const Deployment &deployment, const GitLabVersion &version, const QString &url)
        : m_deployment(deployment)
        , m_version(version)
        , m_url(url)
    {
    }

    QString text(const std::optional<Front> &platform)
    {
        m_platform = platform;
        QStringList lines = headLines(GenerationKind::GitlabRb, m_deployment);
        lines << u""_s << externalUrlLines() << urlLines() << platformLines() << trustLines();
        QString text = hashComment(lines);
        const QList<Variable> variables = variablesOf();
        if (variables.isEmpty()) {
            return text + u"\n# No line of gitlab.rb is needed for this version.\n"_s;
        }
        text += u"\n# Where gitlab.rb has a gitlab_rails['env'] already, put the lines into that one.\n"
                "gitlab_rails['env'] = {\n"_s;
        for (const Variable &variable : variables) {
            text += u"  %1 => %2,\n"_s.arg(rubyLiteral(variable.name), rubyLiteral(variable.value));
        }
        return text + u"}\n\n# Then: sudo gitlab-ctl reconfigure\n"_s;
    }

private:
    bool hasUiUrl() const { return m_version >= kFirstWithUiUrl; }

    QList<Variable> variablesOf() const
    {
        QList<Variable> variables;
        if (!hasUiUrl()) {
            variables.append({u"AI_GATEWAY_URL"_s, m_url});
        }
        if (m_version < kFirstWithoutPortal) {
            variables.append({u"GITLAB_LICENSE_MODE"_s, u"production"_s});
            variables.append({u"CUSTOMER_PORTAL_URL"_s, u"https://customers.gitlab.com"_s});
        }
        if (m_platform && !m_platform->tls && m_version < kFirstWithSecureBox) {
            variables.append({u"DUO_AGENT_PLATFORM_SERVICE_SECURE"_s, u"false"_s});
        }
        return variables;
    }

    QStringList externalUrlLines() const
    {
        if (m_deployment.gitlab.url.isEmpty()) {
            return {};
        }
        return {u"The gateway checks tokens against %1; external_url has to say the same."_s.arg(
            commentText(m_deployment.gitlab.url))};
    }

    QString menu() const
    {
        if (m_version >= kFirstChangeConfiguration) {
            return u"Admin > GitLab Duo > Change configuration"_s;
        }
        return m_version >= kFirstDuoMenu ? u"Admin > GitLab Duo > Change configuration (or Configure GitLab Duo "
                                            "Self-Hosted)"_s
                                          : u"Admin > Self-hosted models"_s;
    }

    QStringList urlLines() const
    {
        if (!hasUiUrl()) {
            return {u"Up to GitLab 17.8 the gateway's address is an environment variable."_s};
        }
        return {u"The gateway's address is not set here but in the web interface, %1:"_s.arg(menu()),
                u"  Local AI Gateway URL: %1"_s.arg(commentText(m_url)),
                u"A private address may have to be allowed first: Admin > Settings > Network > Outbound requests."_s};
    }

    QStringList platformLines() const
    {
        if (!m_platform) {
            return {};
        }
        QStringList lines{u"The Agent Platform's address stands in the same place, without http:// before it:"_s,
                          u"  %1"_s.arg(commentText(m_deployment.aiGateway.agentPlatform->address))};
        if (m_version >= kFirstWithSecureBox) {
            lines << (m_platform->tls ? u"Leave \"Use secure connection (TLS)\" selected there."_s
                                      : u"Clear \"Use secure connection (TLS)\" there: the service has no TLS."_s);
        } else if (m_platform->tls) {
            lines << u"It has TLS, which is what GitLab expects without DUO_AGENT_PLATFORM_SERVICE_SECURE."_s;
        } else {
            lines << u"It has no TLS, which GitLab learns by DUO_AGENT_PLATFORM_SERVICE_SECURE."_s;
        }
        return lines;
    }

    QStringList trustLines() const
    {
        const TrustFiles &trust = m_deployment.trust;
        if (trust.caBundle.isEmpty() && trust.gitlabTrustedCerts.isEmpty()) {
            return {};
        }
        return {
            u"The authority that signed the gateway's certificate belongs into /etc/gitlab/trusted-certs/, as PEM in"_s,
            u"a file that ends in .crt, one certificate in each; then: sudo gitlab-ctl reconfigure"_s};
    }

    const Deployment &m_deployment;
    GitLabVersion m_version;
    QString m_url;
    std::optional<Front> m_platform;
};

} // namespace

Generated writeGitlabRb(const Deployment &deployment, const GenerationOptions & /*options*/)
{
    Generated generated;
    const std::optional<GitLabVersion> version = versionOf(deployment);
    if (!version) {
        generated.problem = {u"gitlab.version"_s,
                             u"it is needed, because the settings moved between versions; add it to "
                             "the file or give --gitlab-version X.Y."_s};
        return generated;
    }
    const QString url = checkedUrl(deployment.aiGateway.url, u"ai_gateway.url"_s, generated.problem);
    std::optional<Front> platform;
    if (generated.isOk() && usesAgentPlatform(deployment) && knowsAgentPlatform(version)) {
        platform = grpcFront(deployment, generated.problem);
    }
    if (generated.isOk()) {
        generated.text = GitlabRb(deployment, *version, url).text(platform);
    }
    if (generated.isOk() && deployment.aiGateway.agentPlatform && !platform) {
        generated.notes << u"The Agent Platform is left out: it came with GitLab 18.4."_s;
    }
    return generated;
}

} // namespace duodoctor
