#include "lint/gateway_run_lint.h"

#include "judge/finding_ids.h"
#include "judge/url_form.h"
#include "lint/redaction_marks.h"
#include "lint/setting_names.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr QStringView kGitlabUrl = u"AIGW_GITLAB_URL";
constexpr QStringView kApiUrl = u"AIGW_GITLAB_API_URL";

/// Looks at the variables of one container, in turn.
class SettingsLint
{
public:
    SettingsLint(const GatewayRun &run, const Deployment &deployment, LintCollector &found)
        : m_run(run)
        , m_deployment(deployment)
        , m_found(found)
    {
    }

    void run()
    {
        lintNames();
        lintGitlabUrl();
        lintApiUrl();
        lintSwitches();
        lintProviders();
        lintModelEndpoints();
        lintMetrics();
    }

private:
    /// Set here to a value that can be read.
    const Setting *readable(QStringView name) const
    {
        const Setting *setting = m_run.setting(name);
        const bool isReadable =
            setting != nullptr && setting->isKnown && !isRedacted(setting->value) && !setting->value.contains(u'<');
        return isReadable ? setting : nullptr;
    }

    void lintNames()
    {
        QSet<QString> known;
        for (const Setting &setting : m_run.settings) {
            if (known.contains(setting.name)) {
                m_found.add(finding::kConfigDuplicateSetting, setting.place,
                            u"%1 is set a second time"_s.arg(setting.name));
            }
            known.insert(setting.name);
        }
        for (const Setting &setting : m_run.settings) {
            const QString meant = meantSetting(setting.name);
            if (!meant.isEmpty() && !known.contains(meant)) {
                addMisspelt(setting, meant);
            }
        }
    }

    void addMisspelt(const Setting &setting, const QString &meant)
    {
        m_misspelt.insert(meant);
        const FindingId id = findingOfSetting(meant);
        const QString detail =
            u"%1 is not read by the gateway; the name is %2, with its own underscores"_s.arg(setting.name, meant);
        Arguments arguments{{Argument::Detail, detail}, {Argument::Url, setting.value}};
        if (id == finding::kConfigInvalidSyntax) {
            m_found.add(id, Severity::Warning, setting.place, arguments);
        } else {
            m_found.add(id, setting.place, arguments);
        }
    }

    void lintGitlabUrl()
    {
        const Setting *setting = m_run.setting(kGitlabUrl);
        if (setting == nullptr || (setting->isKnown && setting->value.trimmed().isEmpty())) {
            if (!m_run.mayHave(kGitlabUrl) && !m_misspelt.contains(kGitlabUrl.toString())) {
                m_found.add(finding::kGatewayGitlabUrlMissing, setting == nullptr ? m_run.place : setting->place,
                            setting == nullptr ? u"AIGW_GITLAB_URL is not given"_s : u"AIGW_GITLAB_URL is empty"_s);
            }
            return;
        }
        if (readable(kGitlabUrl) == nullptr) {
            return;
        }
        const UrlForm form = readUrl(setting->value);
        const QString service = u"GitLab (AIGW_GITLAB_URL)"_s;
        if (!form.isValid()) {
            m_found.add(finding::kUrlInvalid, setting->place,
                        Arguments{{Argument::Service, service},
                                  {Argument::Url, setting->value},
                                  {Argument::Suggestion, form.suggestion},
                                  {Argument::Detail, wordsFor(form.problem)}});
            return;
        }
        if (isThisMachine(form.url.host())) {
            addLocalhost(*setting, service, form.url);
        } else if (form.url.path().contains("/api/v4"_L1)) {
            m_found.add(finding::kUrlHasPath, setting->place,
                        Arguments{{Argument::Service, service},
                                  {Argument::Url, setting->value},
                                  {Argument::Path, form.url.path()},
                                  {Argument::Suggestion, form.url.adjusted(QUrl::RemovePath).toString()}});
        } else {
            compareWithDeployment(*setting, form.url);
        }
    }

    void compareWithDeployment(const Setting &setting, const QUrl &url)
    {
        const UrlForm wanted = readUrl(m_deployment.gitlab.url);
        if (wanted.isValid() && !isSameAuthority(wanted.url, url)) {
            m_found.add(finding::kGatewayGitlabUrlWrong, setting.place,
                        Arguments{{Argument::Url, setting.value},
                                  {Argument::Suggestion, m_deployment.gitlab.url},
                                  {Argument::Detail, u"the deployment's GitLab is %1"_s.arg(m_deployment.gitlab.url)}});
        }
    }

    void addLocalhost(const Setting &setting, const QString &service, const QUrl &url)
    {
        const Severity severity = m_run.hasHostNetwork ? Severity::Warning : Severity::Error;
        m_found.add(
            finding::kUrlLocalhost, severity, setting.place,
            Arguments{{Argument::Service, service}, {Argument::Url, setting.value}, {Argument::Host, url.host()}});
    }

    void addApiUrl(Severity severity, Place place, const QString &value, const QString &detail)
    {
        const UrlForm gitlab = readUrl(m_run.valueOf(kGitlabUrl));
        Arguments arguments{{Argument::Detail, detail}};
        if (!value.isEmpty()) {
            arguments.set(Argument::Url, value);
        }
        if (gitlab.isValid()) {
            arguments.set(Argument::Suggestion, withPath(gitlab.url, u"/api/v4/"_s).toString());
        }
        m_found.add(finding::kGatewayGitlabApiUrlWrong, severity, place, arguments);
    }

    void lintApiUrl()
    {
        const Setting *setting = m_run.setting(kApiUrl);
        if (setting == nullptr) {
            const Setting *gitlab = m_run.setting(kGitlabUrl);
            if (gitlab != nullptr && !m_run.mayHave(kApiUrl) && !m_misspelt.contains(kApiUrl.toString())) {
                addApiUrl(Severity::Warning, m_run.place, {}, u"AIGW_GITLAB_API_URL is not given"_s);
            }
            return;
        }
        if (readable(kApiUrl) == nullptr) {
            return;
        }
        const QString value = setting->value;
        const UrlForm form = readUrl(value);
        const UrlForm gitlab = readUrl(m_run.valueOf(kGitlabUrl));
        if (!form.isValid()) {
            addApiUrl(Severity::Error, setting->place, value, wordsFor(form.problem));
        } else if (!form.url.path().endsWith("/api/v4"_L1)) {
            addApiUrl(Severity::Error, setting->place, value, u"it does not end in /api/v4/"_s);
        } else if (isThisMachine(form.url.host()) && !m_run.hasHostNetwork) {
            addLocalhost(*setting, u"GitLab (AIGW_GITLAB_API_URL)"_s, form.url);
        } else if (!value.endsWith(u'/')) {
            addApiUrl(Severity::Warning, setting->place, value, u"the slash at the end is missing"_s);
        } else if (gitlab.isValid() && !isThisMachine(gitlab.url.host()) && !isSameAuthority(gitlab.url, form.url)) {
            addApiUrl(Severity::Error, setting->place, value, u"AIGW_GITLAB_URL names another host"_s);
        }
    }

    void lintSwitches()
    {
        const Setting *own = readable(u"AIGW_CUSTOM_MODELS__ENABLED"_s);
        if (own != nullptr && !isTruthy(own->value)) {
            m_found.add(finding::kGatewayCustomModelsDisabled, own->place,
                        Arguments{{Argument::Detail, own->value.isEmpty() ? u"empty"_s : own->value}});
        }
        for (const auto name : {"AIGW_AUTH__BYPASS_EXTERNAL"_L1, "AIGW_AUTH__BYPASS_EXTERNAL_WITH_HEADER"_L1,
                                "AIGW_AUTH__BYPASS_JWT_SIGNATURE"_L1}) {
            const Setting *bypass = readable(QString(name));
            if (bypass != nullptr && isTruthy(bypass->value)) {
                addBypass(*bypass);
            }
        }
        const Setting *platform = readable(u"DUO_WORKFLOW_AUTH__ENABLED"_s);
        if (platform != nullptr && isFalsy(platform->value)) {
            addBypass(*platform);
        }
    }

    void addBypass(const Setting &setting)
    {
        const QString url = m_deployment.aiGateway.url;
        m_found.add(finding::kGatewayAuthBypassed, setting.place,
                    Arguments{{Argument::Url, url.isEmpty() ? u"this address"_s : url},
                              {Argument::Detail, u"%1 is %2"_s.arg(setting.name, setting.value)}});
    }

    void addProvider(const Setting &setting, Severity severity, const QString &detail)
    {
        m_found.add(finding::kGatewayOidcProviderUrlInvalid, severity, setting.place,
                    Arguments{{Argument::Url, setting.value.isEmpty() ? setting.name : setting.value},
                              {Argument::Detail, detail}});
    }

    void lintProviders()
    {
        const QString platformPortal = u"DUO_WORKFLOW_AUTH__OIDC_CUSTOMER_PORTAL_URL"_s;
        const QString gatewayPortal = u"AIGW_CUSTOMER_PORTAL_URL"_s;
        for (const QString &name : {platformPortal, gatewayPortal, u"DUO_WORKFLOW_AUTH__OIDC_GITLAB_URL"_s}) {
            const Setting *setting = readable(name);
            if (setting == nullptr) {
                continue;
            }
            const UrlForm form = readUrl(setting->value);
            if (form.problem == UrlProblem::Empty) {
                // An older guide asks for the empty value, so it is no plain mistake.
                addProvider(*setting, Severity::Warning, u"%1 is empty"_s.arg(name));
            } else if (!form.isValid()) {
                addProvider(*setting, Severity::Error, wordsFor(form.problem));
            }
        }
        if (m_deployment.offline && !m_run.mayHave(gatewayPortal) && !m_run.settings.isEmpty()) {
            m_found.add(finding::kGatewayCustomerPortalDelay, m_run.place,
                        u"the deployment is offline, and %1 is not given"_s.arg(gatewayPortal));
        }
    }

    void lintModelEndpoints()
    {
        if (m_run.hasHostNetwork) {
            return;
        }
        for (const Setting &setting : m_run.settings) {
            const bool isEndpoint = setting.name.contains("ENDPOINT"_L1) || setting.name.contains("API_BASE"_L1) ||
                                    setting.name.contains("BASE_URL"_L1);
            const UrlForm form = isEndpoint && setting.isKnown ? readUrl(setting.value) : UrlForm{};
            if (isEndpoint && form.isValid() && isThisMachine(form.url.host())) {
                m_found.add(finding::kModelLocalhostInContainer, setting.place,
                            Arguments{{Argument::Url, setting.value},
                                      {Argument::Host, form.url.host()},
                                      {Argument::Port, QString::number(effectivePort(form.url))},
                                      {Argument::Model, setting.name}});
            }
        }
    }

    void addMetrics(const Setting &setting, const QString &detail)
    {
        m_found.add(finding::kGatewayMetricsUnreachable, setting.place,
                    Arguments{{Argument::Url, setting.name}, {Argument::Detail, detail}});
    }

    void lintMetrics()
    {
        const Setting *address = m_run.setting(u"PROMETHEUS_METRICS__ADDR"_s);
        const Setting *port = m_run.setting(u"PROMETHEUS_METRICS__PORT"_s);
        if ((address == nullptr) != (port == nullptr) && !m_run.hasOtherSettings) {
            const QString other = address == nullptr ? u"PROMETHEUS_METRICS__ADDR"_s : u"PROMETHEUS_METRICS__PORT"_s;
            if (!m_misspelt.contains(other)) {
                addMetrics(address == nullptr ? *port : *address,
                           u"the Agent Platform service serves metrics only when %1 is set too"_s.arg(other));
            }
        }
        for (const QString &name : {u"AIGW_FASTAPI__METRICS_HOST"_s, u"PROMETHEUS_METRICS__ADDR"_s}) {
            const Setting *host = readable(name);
            if (host != nullptr && (host->value == "localhost"_L1 || host->value.startsWith("127."_L1))) {
                addMetrics(*host, u"%1 is not reached from outside the container"_s.arg(host->value));
            }
        }
    }

    const GatewayRun &m_run;
    const Deployment &m_deployment;
    LintCollector &m_found;
    QSet<QString> m_misspelt; ///< names that are meant by others
};

} // namespace

void lintSettings(const GatewayRun &run, const Deployment &deployment, LintCollector &found)
{
    SettingsLint(run, deployment, found).run();
}

} // namespace duodoctor
