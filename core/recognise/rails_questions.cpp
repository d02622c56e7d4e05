#include "recognise/rails_questions.h"

#include "recognise/reader_rails_values.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using Purpose = RailsRequestOutcome::Purpose;

template <std::optional<bool> RailsAnswers::*member>
void takeBool(const QString &value, RailsAnswers &answers)
{
    if (const auto truth = rubyBool(value)) {
        answers.*member = truth;
    }
}

template <std::optional<QString> RailsAnswers::*member>
void takeText(const QString &value, RailsAnswers &answers)
{
    if (const auto text = rubyString(value)) {
        answers.*member = *text;
    }
}

void takeHealth(const QString &value, RailsAnswers &answers)
{
    addRequest(answers, Purpose::ConfiguredGateway, value);
}

void takeCompletion(const QString &value, RailsAnswers &answers)
{
    addRequest(answers, Purpose::Completion, value);
}

void takeModelTest(const QString &value, RailsAnswers &answers)
{
    addRequest(answers, Purpose::ModelTest, value);
}

/// `["premium", Fri, 01 Jan 2027, true]`, or the licence itself.
void takeLicense(const QString &value, RailsAnswers &answers)
{
    static const QRegularExpression list(uR"re(^\[(?:"(\w*)"|nil), (.{0,80}), (true|false)\]$)re"_s);
    static const QRegularExpression plan(uR"re(\bplan: "(\w+)")re"_s);
    if (value == "nil"_L1) {
        answers.licensePlan = QString{};
    } else if (const auto match = list.match(value); match.hasMatch()) {
        answers.licensePlan = match.captured(1);
        answers.licenseExpires = match.captured(2) == "nil"_L1 ? QString{} : match.captured(2);
        answers.licenseHasCodeSuggestions = match.captured(3) == "true"_L1;
    } else if (const auto named = plan.match(value); named.hasMatch()) {
        answers.licensePlan = named.captured(1);
    }
}

void takeModels(const QString &value, RailsAnswers &answers)
{
    if (value == "0"_L1 || value.startsWith("[]"_L1)) {
        answers.models = QList<ConfiguredModel>{};
    }
}

void takeFeatures(const QString &value, RailsAnswers &answers)
{
    if (value == "0"_L1 || value.startsWith("[]"_L1)) {
        answers.features = QList<ConfiguredFeature>{};
    }
}

void takeUser(const QString &value, RailsAnswers &answers)
{
    static const QRegularExpression form(uR"(^#<User id:\s?\d+ @([^>\s]+)>)"_s);
    if (value == "nil"_L1) {
        answers.userExists = false;
    } else if (const auto match = form.match(value); match.hasMatch()) {
        answers.userExists = true;
        answers.user = match.captured(1);
    }
}

void takeSelfSigns(const QString &value, RailsAnswers &answers)
{
    const QString text = rubyString(value).value_or(QString{});
    answers.selfSignsTokens = text == "1"_L1 || text == "true"_L1;
}

void takeDatabaseUrl(const QString &value, RailsAnswers &answers)
{
    takeText<&RailsAnswers::gatewayUrlDatabase>(value, answers);
}

/// What a question asks for; the first match wins.
struct Question {
    QLatin1StringView part;
    RailsAnswerTaker answer;
};

constexpr std::array kQuestions{
    Question{"test_model_connection"_L1, takeModelTest},
    Question{".complete("_L1, takeCompletion},
    Question{"/v1/chat/agent"_L1, takeCompletion},
    Question{"monitoring/healthz"_L1, takeHealth},
    Question{"CLOUD_CONNECTOR_SELF_SIGN_TOKENS"_L1, takeSelfSigns},
    Question{"allowed_to_use?"_L1, takeBool<&RailsAnswers::userAllowedToUse>},
    Question{":access_code_suggestions"_L1, takeBool<&RailsAnswers::userCanAccess>},
    Question{"code_suggestions_self_hosted?"_L1, takeBool<&RailsAnswers::codeSuggestionsSelfHosted>},
    Question{"FeatureSetting.exists?"_L1, takeBool<&RailsAnswers::codeSuggestionsSelfHosted>},
    Question{"FeatureSetting"_L1, takeFeatures},
    Question{"SelfHostedModel"_L1, takeModels},
    Question{"DuoWorkflow::Client.self_hosted_url"_L1, takeText<&RailsAnswers::agentPlatformUrl>},
    Question{"duo_agent_platform_service_url"_L1, takeText<&RailsAnswers::agentPlatformUrl>},
    Question{"duo_agent_platform_service_secure"_L1, takeBool<&RailsAnswers::agentPlatformSecure>},
    Question{"AiGateway.self_hosted_url"_L1, takeText<&RailsAnswers::gatewayUrl>},
    Question{"ai_gateway_url"_L1, takeDatabaseUrl},
    Question{"AI_GATEWAY_URL"_L1, takeText<&RailsAnswers::gatewayUrlEnvironment>},
    Question{":expanded_ai_logging"_L1, takeBool<&RailsAnswers::verboseFlag>},
    Question{"enabled_instance_verbose_ai_logs"_L1, takeBool<&RailsAnswers::verboseSetting>},
    Question{".inspect"_L1, takeLicense},
    Question{"feature_available?(:code_suggestions"_L1, takeBool<&RailsAnswers::licenseHasCodeSuggestions>},
    Question{"expired?"_L1, takeBool<&RailsAnswers::licenseIsExpired>},
    Question{"expires_at"_L1, takeText<&RailsAnswers::licenseExpires>},
    Question{".plan"_L1, takeText<&RailsAnswers::licensePlan>},
    Question{"License.current"_L1, takeLicense},
    Question{"Gitlab::VERSION"_L1, takeText<&RailsAnswers::version>},
    Question{"Gitlab.ee?"_L1, takeBool<&RailsAnswers::isEnterprise>},
    Question{"User.find"_L1, takeUser},
};

/// One `key=value` of the lines that facts/commands section E prints.
struct Field {
    QLatin1StringView key;
    RailsAnswerTaker answer;
};

constexpr std::array kFields{
    Field{"url"_L1, takeText<&RailsAnswers::gatewayUrl>},
    Field{"db"_L1, takeText<&RailsAnswers::gatewayUrlDatabase>},
    Field{"env"_L1, takeText<&RailsAnswers::gatewayUrlEnvironment>},
    Field{"dws"_L1, takeText<&RailsAnswers::agentPlatformUrl>},
    Field{"access"_L1, takeBool<&RailsAnswers::userCanAccess>},
    Field{"ability"_L1, takeBool<&RailsAnswers::userCanAccess>},
    Field{"allowed"_L1, takeBool<&RailsAnswers::userAllowedToUse>},
    Field{"cs_self_hosted"_L1, takeBool<&RailsAnswers::codeSuggestionsSelfHosted>},
    Field{"flag"_L1, takeBool<&RailsAnswers::verboseFlag>},
    Field{"setting"_L1, takeBool<&RailsAnswers::verboseSetting>},
    Field{"expires"_L1, takeText<&RailsAnswers::licenseExpires>},
    Field{"cs"_L1, takeBool<&RailsAnswers::licenseHasCodeSuggestions>},
    Field{"version"_L1, takeText<&RailsAnswers::version>},
    Field{"ee"_L1, takeBool<&RailsAnswers::isEnterprise>},
};

/// Outcomes that stand on a line of their own.
constexpr std::array kOutcomes{
    Field{"healthz="_L1, takeHealth},
    Field{"complete="_L1, takeCompletion},
    Field{"test="_L1, takeModelTest},
};

} // namespace

RailsAnswerTaker railsAnswerTo(const QString &question)
{
    if (question.contains(".update"_L1) || question.contains("Feature.enable("_L1)) {
        return nullptr; // a change, and no question
    }
    for (const Question &known : kQuestions) {
        if (question.contains(known.part)) {
            return known.answer;
        }
    }
    return nullptr;
}

bool isRequestOutcome(RailsAnswerTaker taker)
{
    return taker && std::ranges::find(kOutcomes, taker, &Field::answer) != kOutcomes.end();
}

bool takeOutcomeLine(const QString &line, RailsAnswers &answers)
{
    for (const Field &outcome : kOutcomes) {
        if (line.startsWith(outcome.key)) {
            outcome.answer(line.sliced(outcome.key.size()).trimmed(), answers);
            return true;
        }
    }
    return false;
}

void takeRailsField(const QString &key, const QString &value, RailsAnswers &answers)
{
    if (key == "user"_L1) {
        answers.userExists = value != "none"_L1;
        answers.user = value == "none"_L1 ? answers.user : value;
    } else if (key == "plan"_L1) {
        answers.licensePlan = value == "none"_L1 ? QString{} : value;
    }
    for (const Field &field : kFields) {
        if (key == field.key) {
            field.answer(value, answers);
        }
    }
}

} // namespace duodoctor::readers
