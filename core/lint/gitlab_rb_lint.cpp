#include "lint/form_lint.h"

#include "judge/finding_ids.h"
#include "judge/url_form.h"
#include "lint/gateway_run_lint.h"
#include "lint/redaction_marks.h"
#include "lint/ruby_settings.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

class GitlabRbLint
{
public:
    GitlabRbLint(const RubySettings &read, const Deployment &deployment, LintCollector &found)
        : m_settings(read.settings)
        , m_deployment(deployment)
        , m_found(found)
    {
    }

    void run()
    {
        lintDuplicates();
        for (const RubySetting &setting : m_settings) {
            if (setting.isHash || isRedacted(setting.value) || setting.value.contains(u'<')) {
                continue;
            }
            if (setting.name == "external_url"_L1) {
                lintUrl(setting, u"GitLab (external_url)"_s);
            } else if (setting.name == "gitlab_rails['env']"_L1) {
                lintVariable(setting);
            }
            if ((setting.name + setting.key).contains("duo_agent_platform_service_url"_L1, Qt::CaseInsensitive) ||
                (setting.name + setting.key).contains("duo_workflow_service_url"_L1, Qt::CaseInsensitive)) {
                lintPlatformAddress(setting);
            }
        }
    }

private:
    void lintDuplicates()
    {
        QSet<QString> known;
        for (const RubySetting &setting : m_settings) {
            const QString identity = setting.name + u'\n' + setting.key;
            const bool isMethod = !setting.name.contains(u'[') && setting.name != "external_url"_L1;
            if (known.contains(identity) && !isMethod) {
                m_found.add(finding::kConfigDuplicateSetting, setting.place,
                            u"%1 is set a second time"_s.arg(setting.key.isEmpty() ? setting.name : setting.key));
            }
            known.insert(identity);
        }
    }

    bool lintUrl(const RubySetting &setting, const QString &service)
    {
        const UrlForm form = readUrl(setting.value);
        if (!form.isValid()) {
            m_found.add(finding::kUrlInvalid, setting.valuePlace,
                        Arguments{{Argument::Service, service},
                                  {Argument::Url, setting.value},
                                  {Argument::Suggestion, form.suggestion},
                                  {Argument::Detail, wordsFor(form.problem)}});
            return false;
        }
        if (isThisMachine(form.url.host())) {
            m_found.add(finding::kUrlLocalhost, setting.valuePlace,
                        Arguments{{Argument::Service, service},
                                  {Argument::Url, setting.value},
                                  {Argument::Host, form.url.host()}});
            return false;
        }
        return true;
    }

    void lintVariable(const RubySetting &setting)
    {
        if (setting.key == "CLOUD_CONNECTOR_SELF_SIGN_TOKENS"_L1) {
            if (!setting.value.isEmpty() && !isFalsy(setting.value)) {
                m_found.add(finding::kGitlabSelfSignsTokens, setting.place,
                            u"%1 is %2"_s.arg(setting.key, setting.value));
            }
        } else if (setting.key == "AI_GATEWAY_URL"_L1) {
            lintGatewayUrl(setting);
        } else if (setting.key == "DUO_AGENT_PLATFORM_SERVICE_SECURE"_L1) {
            lintSecureFlag(setting);
        } else if (setting.key == "CUSTOMER_PORTAL_URL"_L1) {
            lintUrl(setting, u"the customer portal"_s);
        }
    }

    void lintGatewayUrl(const RubySetting &setting)
    {
        const std::optional<GitLabVersion> &version = m_deployment.gitlab.version;
        const bool isLegacy = !version || *version >= GitLabVersion{17, 9, 0};
        if (lintUrl(setting, u"the AI Gateway (AI_GATEWAY_URL)"_s) && isLegacy) {
            m_found.add(finding::kGitlabLegacyGatewayEnv, setting.place, Arguments{{Argument::Url, setting.value}});
        }
    }

    void lintSecureFlag(const RubySetting &setting)
    {
        const bool isKnown = setting.value == "true"_L1 || setting.value == "false"_L1;
        if (!isKnown) {
            m_found.add(
                finding::kGitlabAgentPlatformSecureFlag, setting.place,
                u"%1 is neither true nor false"_s.arg(setting.value.isEmpty() ? u"the value"_s : setting.value));
            return;
        }
        const std::optional<AgentPlatform> &platform = m_deployment.aiGateway.agentPlatform;
        if (platform && platform->tls != (setting.value == "true"_L1)) {
            m_found.add(finding::kGitlabAgentPlatformSecureFlag, setting.place,
                        platform->tls ? u"it is false, and the service speaks TLS"_s
                                      : u"it is true, and the service speaks plain text"_s);
        }
    }

    void lintPlatformAddress(const RubySetting &setting)
    {
        const qsizetype mark = setting.value.indexOf("://"_L1);
        if (mark >= 0) {
            m_found.add(
                finding::kAgentPlatformUrlScheme, setting.valuePlace,
                Arguments{{Argument::Url, setting.value}, {Argument::Suggestion, setting.value.sliced(mark + 3)}});
            return;
        }
        const auto address = readHostAndPort(setting.value);
        if (address && isThisMachine(address->host)) {
            m_found.add(finding::kUrlLocalhost, setting.valuePlace,
                        Arguments{{Argument::Service, u"the Agent Platform"_s},
                                  {Argument::Url, setting.value},
                                  {Argument::Host, address->host}});
        }
    }

    QList<RubySetting> m_settings;
    const Deployment &m_deployment;
    LintCollector &m_found;
};

} // namespace

void lintGitlabRb(const QString &text, const Deployment &deployment, LintCollector &found)
{
    const RubySettings read = readRubySettings(text);
    if (!read.problems.isEmpty()) {
        // One mistake moves everything behind it.
        found.add(finding::kConfigInvalidSyntax, read.problems.first().place, read.problems.first().text);
        return;
    }
    GitlabRbLint(read, deployment, found).run();
}

} // namespace duodoctor
