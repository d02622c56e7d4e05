#include "recognise/reader_rails.h"

#include "recognise/rails_questions.h"
#include "recognise/reader_rails_values.h"

#include <QRegularExpression>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxConsoleLine = 20'000;
constexpr qsizetype kMaxConsoleLines = 100'000;

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
        if (const RailsAnswerTaker answer = railsAnswerTo(question)) {
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
        if (const RailsAnswerTaker answer = railsAnswerTo(line)) {
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
        if (!takeOutcomeLine(fields, m_answers)) {
            takeEachField(fields);
        }
        m_isAny = true;
        return true;
    }

    void takeEachField(const QString &line)
    {
        static const QRegularExpression form(uR"((?:^|\s)([a-z_]+)=(\S*))"_s);
        auto matches = form.globalMatch(line);
        while (matches.hasNext()) {
            const auto match = matches.next();
            takeRailsField(match.captured(1), match.captured(2), m_answers);
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
        if (isRequestOutcome(m_answer)) {
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
    RailsAnswerTaker m_answer = nullptr;
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
        if (++count > kMaxConsoleLines) {
            break;
        }
        reader.take(line.left(kMaxConsoleLine).trimmed().toString());
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
