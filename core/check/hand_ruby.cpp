#include "check/hand_commands.h"

#include <array>

namespace duodoctor::handcommands
{

using namespace Qt::StringLiterals;

namespace
{

/// Text as a literal of Ruby in double quotes, free of quotes and of interpolation.
QString rubyText(const QString &text)
{
    QString literal = u"\""_s;
    for (const QChar c : text.left(500)) {
        const ushort code = c.unicode();
        const bool isPlain = c.isLetterOrNumber() || (code < 0x80 && u"-._~:/?&=@%+,;()[] "_s.contains(c));
        literal += isPlain ? QString(c) : u"\\u{%1}"_s.arg(QString::number(code, 16));
    }
    return literal + u'"';
}

QString userLookup(const Deployment &deployment)
{
    const QString &name = deployment.gitlab.user;
    return u"User.find_by_username(%1)"_s.arg(rubyText(name.isEmpty() ? u"root"_s : name));
}

QString gatewayUrl()
{
    return u"u=(Gitlab::AiGateway.self_hosted_url rescue nil); d=(Ai::Setting.instance.ai_gateway_url rescue nil); "
           "puts \"DUODOC url=\"+u.to_s+\" db=\"+d.to_s+\" env=\"+ENV[\"AI_GATEWAY_URL\"].to_s"_s;
}

QString get(const QString &marker, const QString &url)
{
    return u"r=(HTTParty.get(%1, headers: {\"accept\"=>\"application/json\"}, timeout: 10) rescue $!); "
           "puts \"DUODOC %2=\"+(r.respond_to?(:code) ? r.code.to_s : r.class.name+\": \"+r.message)"_s.arg(
               rubyText(url), marker);
}

QString access(const Deployment &deployment)
{
    return u"x=%1; puts \"DUODOC user=\"+(x ? x.username : \"none\")+\" access=\"+"
           "(x ? x.can?(:access_code_suggestions).to_s : \"nil\")"_s.arg(userLookup(deployment));
}

/// The class wants another keyword since 18.4; asked of the class itself.
QString fullRequest(const Deployment &deployment)
{
    const Model model = deployment.models.value(0);
    return u"k=(Gitlab::Llm::AiGateway::Client.instance_method(:initialize).parameters.flatten"
           ".include?(:unit_primitive_name) ? :unit_primitive_name : :service_name); "
           "r=(Gitlab::Llm::AiGateway::Client.new(%1, k => :self_hosted_models)"
           ".complete(url: Gitlab::AiGateway.self_hosted_url.to_s+\"/v1/chat/agent\", "
           "body: {prompt_components: [{type: \"prompt\", metadata: {source: \"GitLab EE\", version: Gitlab::VERSION}, "
           "payload: {content: [{role: :user, content: \"Hello\"}], provider: :litellm, model: %2, "
           "model_endpoint: %3, model_api_key: ENV[\"MODEL_API_KEY\"].to_s, model_identifier: %4}}]}) rescue $!); "
           "puts \"DUODOC complete=\"+(r.respond_to?(:code) ? r.code.to_s+\" \"+r.body.to_s[0,300].inspect : "
           "r.inspect[0,300])"_s.arg(userLookup(deployment), rubyText(model.family), rubyText(model.endpoint),
                                     rubyText(model.identifier));
}

constexpr auto kModels =
    "m=(::Ai::SelfHostedModel.all.map{|a| {id:a.id,name:a.name,family:a.model,endpoint:a.endpoint,"
    "identifier:a.identifier,key:!a.api_token.to_s.empty?}} rescue []); "
    "f=(::Ai::FeatureSetting.all.map{|a| {feature:a.feature,provider:a.provider,"
    "model_id:(a.self_hosted_model&.id)}} rescue []); puts \"DUODOC \"+{models:m,features:f}.to_json";
constexpr auto kLogging = "f=(Feature.enabled?(:expanded_ai_logging) rescue \"n/a\"); "
                          "s=(Gitlab::CurrentSettings.enabled_instance_verbose_ai_logs rescue \"n/a\"); "
                          "puts \"DUODOC flag=\"+f.to_s+\" setting=\"+s.to_s";
constexpr auto kLicence =
    "l=(::License.current rescue nil); puts \"DUODOC plan=\"+(l ? l.plan.to_s : \"none\")+\" expires=\"+"
    "(l ? l.expires_at.to_s : \"\")+\" cs=\"+(::License.feature_available?(:code_suggestions) rescue \"n/a\").to_s";
constexpr auto kVersion = "puts \"DUODOC version=\"+Gitlab::VERSION+\" ee=\"+Gitlab.ee?.to_s";
constexpr auto kPlatform =
    "v=(Gitlab::DuoWorkflow::Client.self_hosted_url rescue (Ai::Setting.instance.duo_agent_platform_service_url rescue "
    "nil)); puts \"DUODOC dws=\"+v.to_s";
constexpr auto kSelfSigning = "puts \"DUODOC self_sign=\"+ENV[\"CLOUD_CONNECTOR_SELF_SIGN_TOKENS\"].to_s";

struct FixedLine {
    QLatin1StringView check;
    QLatin1StringView ruby;
};

constexpr std::array kFixed{
    FixedLine{"gitlab-version"_L1, QLatin1StringView{kVersion}},
    FixedLine{"license"_L1, QLatin1StringView{kLicence}},
    FixedLine{"configured-models"_L1, QLatin1StringView{kModels}},
    FixedLine{"feature-settings"_L1, QLatin1StringView{kModels}},
    FixedLine{"verbose-logging"_L1, QLatin1StringView{kLogging}},
    FixedLine{"agent-platform-setting"_L1, QLatin1StringView{kPlatform}},
    FixedLine{"self-signing"_L1, QLatin1StringView{kSelfSigning}},
};

} // namespace

QString rubyFor(CheckId check, const Deployment &deployment, const QString &subject)
{
    for (const FixedLine &line : kFixed) {
        if (line.check == check.view()) {
            return QString{line.ruby};
        }
    }
    const QLatin1StringView id = check.view();
    if (id == "gateway-url-setting"_L1) {
        return gatewayUrl();
    }
    if (id == "seat"_L1) {
        return access(deployment);
    }
    if (id == "gateway-from-rails"_L1) {
        QString url = deployment.aiGateway.url;
        while (url.endsWith(u'/')) {
            url.chop(1);
        }
        return get(u"healthz"_s, url + u"/monitoring/healthz"_s);
    }
    if (id == "model-from-rails"_L1) {
        const Model *model = deployment.model(subject);
        return model ? get(u"model"_s, model->endpoint + u"/models"_s) : QString{};
    }
    return id == "full-request"_L1 ? fullRequest(deployment) : QString{};
}

} // namespace duodoctor::handcommands
