#include "recognise/reader_rails.h"

#include "recognise/reader_rails_values.h"

#include <QRegularExpression>

#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxLine = 20'000;
constexpr qsizetype kMaxLines = 100'000;

using Purpose = RailsRequestOutcome::Purpose;
using Answer = void (*)(const QString &value, RailsAnswers &answers);

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
    Answer answer;
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

Answer answerFor(const QString &question)
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

/// One `key=value` of the lines that facts/commands section E prints.
struct Field {
    QLatin1StringView key;
    Answer answer;
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

/// Reads the lines one after the other; knows which question stands open.
class ConsoleLines
{
public:
    explicit ConsoleLines(RailsAnswers &answers)
        : m_answers(answers)
    {
    }

    bool isAny() const { return m_isAny; }

    void take(const QString &line)
    {
        if (line.contains("DUODOC {"_L1) || takePrompt(line) || takeFields(line)) {
            return;
        }
        if (isRecord(line)) {
            takeRecords(line); // also where an inspected list goes over several lines
        } else if (line.startsWith("=> "_L1)) {
            takeValue(line.sliced(3).trimmed());
        } else if (line.isEmpty()) {
            ++m_blankLines;
        } else if (takeException(line)) {
            return;
        } else if (m_answer && isBareValue(line)) {
            takeValue(line);
        } else {
            takeBareQuestion(line);
        }
    }

    /// A runner that prints nil prints an empty line, and no value behind it.
    void finish()
    {
        if (m_isPrinting && m_blankLines > 0) {
            takeValue(u"nil"_s);
        }
    }

private:
    bool takePrompt(const QString &line)
    {
        static const QRegularExpression prompt(
            uR"(^(?:irb\([^)]{0,80}\):\d+(?::\d+)?[>*"'\]] ?|(?:\[\d+\] )?pry\([^)]{0,80}\)[>*] ?|gitlab\(\w+\)> ?|>> |)"
            uR"(\d\.\d\.\d{1,2} :\d{3} > ?|(?:main|irb|console)(?:\[\w+\])?> ?|)"
            uR"(.{0,200}?\bgitlab-rails (?:runner|console|r|c)\b|.{0,100}?\brails (?:runner|console)\b)(.*)$)"_s);
        const auto match = prompt.match(line);
        if (!match.hasMatch()) {
            return false;
        }
        QString question = match.captured(1);
        takeAskedUser(question);
        // The answer may stand on the same line in a copy that lost its line break.
        const qsizetype arrow = question.indexOf(" => "_L1);
        const bool isHash = arrow >= 0 && question.lastIndexOf(u'{', arrow) >= 0;
        const QString value = arrow >= 0 && !isHash ? question.sliced(arrow + 4).trimmed() : QString{};
        static const QRegularExpression printing(uR"(\brunner\b.{0,20}\b(?:puts|print|p)\b)"_s);
        m_isPrinting = printing.match(line).hasMatch();
        m_blankLines = 0;
        if (const Answer answer = answerFor(question)) {
            m_answer = answer;
        } else if (!question.trimmed().isEmpty()) {
            m_answer = nullptr;
        }
        if (!value.isEmpty()) {
            takeValue(value);
        }
        return true;
    }

    /// A question whose prompt was not copied.
    void takeBareQuestion(const QString &line)
    {
        static const QRegularExpression ruby(
            uR"(^(?:(?:puts|print|pp|p)[ (]{1,2})?!{0,2}(?:::)?(?:Ai::|Gitlab::|Gitlab\.|User\.|Ability\.|Feature\.|License\.|)"
            uR"(ENV\[|ENV\.|HTTParty\.|\w{1,30}\.(?:can\?|allowed_to_use\?)))"_s);
        if (!ruby.match(line).hasMatch()) {
            return;
        }
        takeAskedUser(line);
        if (const Answer answer = answerFor(line)) {
            m_answer = answer;
        }
    }

    void takeAskedUser(const QString &question)
    {
        static const QRegularExpression form(uR"re(find_by_username!?\(["']([^"'<>]{1,255})["']\))re"_s);
        if (const auto match = form.match(question); match.hasMatch()) {
            m_answers.user = match.captured(1);
        }
    }

    void takeValue(const QString &value)
    {
        if (!m_answer) {
            return;
        }
        m_answer(value, m_answers);
        m_answer = nullptr;
        m_isAny = true;
    }

    bool takeFields(const QString &line)
    {
        static const QRegularExpression form(
            uR"(^(?:DUODOC |=> "?DUODOC )?(?:(?:access|allowed|ability|cs_self_hosted|dws|user)=|url=\S* db=|flag=\S+ setting=|)"
            uR"(healthz=|complete=|plan=\S* expires=|version=\S+ ee=|test=))"_s);
        const bool isMarked = line.startsWith("DUODOC "_L1) && line.contains(u'=');
        if (!isMarked && !form.match(line).hasMatch()) {
            return false;
        }
        const QString fields = isMarked ? line.sliced(7).trimmed() : line;
        if (!takeWholeLine(fields)) {
            takeEachField(fields);
        }
        m_isAny = true;
        return true;
    }

    /// Fields whose value goes to the line's end.
    bool takeWholeLine(const QString &line)
    {
        for (const auto &[key, answer] :
             {std::pair{"healthz="_L1, &takeHealth}, std::pair{"complete="_L1, &takeCompletion},
              std::pair{"test="_L1, &takeModelTest}}) {
            if (line.startsWith(key)) {
                answer(line.sliced(key.size()).trimmed(), m_answers);
                return true;
            }
        }
        return false;
    }

    void takeEachField(const QString &line)
    {
        static const QRegularExpression form(uR"((?:^|\s)([a-z_]+)=(\S*))"_s);
        auto matches = form.globalMatch(line);
        while (matches.hasNext()) {
            const auto match = matches.next();
            takeField(match.captured(1), match.captured(2));
        }
    }

    void takeField(const QString &key, const QString &value)
    {
        if (key == "user"_L1) {
            m_answers.userExists = value != "none"_L1;
            m_answers.user = value == "none"_L1 ? m_answers.user : value;
        } else if (key == "plan"_L1) {
            m_answers.licensePlan = value == "none"_L1 ? QString{} : value;
        }
        for (const Field &field : kFields) {
            if (key == field.key) {
                field.answer(value, m_answers);
            }
        }
    }

    void takeRecords(const QString &line)
    {
        if (readModelRecords(line, m_answers) || readFeatureRecords(line, m_answers)) {
            m_isAny = true;
        }
    }

    bool takeException(const QString &line)
    {
        const auto error = rubyException(line);
        if (!error) {
            return false;
        }
        if (m_answer == &takeHealth || m_answer == &takeCompletion || m_answer == &takeModelTest) {
            m_answer(error->first + ": "_L1 + error->second, m_answers);
        } else if (m_answers.errors.size() < 100) {
            m_answers.errors << error->first + ": "_L1 + error->second;
        }
        m_answer = nullptr;
        m_isAny = true;
        return true;
    }

    static bool isRecord(const QString &line)
    {
        return line.contains("#<Ai::"_L1) || line.startsWith("[{"_L1) || line.startsWith("=> [{"_L1);
    }

    static bool isBareValue(const QString &line)
    {
        static const QRegularExpression form(
            uR"re(^(?:true|false|nil|\d{1,6}|"[^"]*"|\[.*\]|https?://\S+|\d+\.\d+\.\d+\S*|)re"
            uR"re([\w.\-]+:\d{1,5}|#<.*)$)re"_s);
        return form.match(line).hasMatch();
    }

    RailsAnswers &m_answers;
    Answer m_answer = nullptr;
    qsizetype m_blankLines = 0;
    bool m_isPrinting = false; ///< a runner's `puts`
    bool m_isAny = false;
};

} // namespace

bool readRailsConsole(const QString &text, RailsAnswers &answers)
{
    const bool knewGatewayUrl = answers.gatewayUrl.has_value();
    ConsoleLines reader(answers);
    qsizetype count = 0;
    for (const QStringView line : QStringView{text}.tokenize(u'\n')) {
        if (++count > kMaxLines) {
            break;
        }
        reader.take(line.left(kMaxLine).trimmed().toString());
    }
    reader.finish();
    // Who asks a console for the setting alone asks for the URL in force.
    const bool isSettingEmpty = answers.gatewayUrlDatabase && answers.gatewayUrlDatabase->isEmpty();
    if (!knewGatewayUrl && !answers.gatewayUrl && isSettingEmpty && !answers.gatewayUrlEnvironment) {
        answers.gatewayUrl = QString{};
    }
    return reader.isAny();
}

} // namespace duodoctor::readers
