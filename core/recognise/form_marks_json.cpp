#include "recognise/form_marks.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject objectOf(const FormText &form)
{
    return form.json ? form.json->object() : QJsonObject{};
}

QJsonArray arrayOf(const FormText &form)
{
    return form.json ? form.json->array() : QJsonArray{};
}

bool startsLikeJson(const FormText &form)
{
    return !form.lines.isEmpty() &&
           (form.lines.constFirst().trimmed().startsWith(u'{') || form.lines.constFirst().trimmed().startsWith(u'['));
}

/// A line as logs write it, whatever stands before the object (a time, the name of a service).
bool isLogLine(const QString &line, std::initializer_list<QLatin1StringView> keys)
{
    constexpr qsizetype kLongestPrefix = 120;
    const qsizetype brace = line.indexOf(u'{');
    if (brace < 0 || brace > kLongestPrefix) {
        return false;
    }
    return std::ranges::any_of(keys, [&](QLatin1StringView key) { return line.contains(key); });
}

int countLogLines(const FormText &form, std::initializer_list<QLatin1StringView> keys)
{
    return static_cast<int>(
        std::ranges::count_if(form.lines, [&](const QString &line) { return isLogLine(line, keys); }));
}

} // namespace

int marksOfReport(const FormText &form)
{
    return startsLikeJson(form) && form.has("duo-doctor/report/"_L1) ? 100 : 0;
}

int marksOfModelsList(const FormText &form)
{
    const QJsonObject object = objectOf(form);
    const auto isModel = [](const QJsonValue &value) {
        return value["id"_L1].isString() && (value["object"_L1] == "model"_L1 || value["owned_by"_L1].isString() ||
                                             value["created"_L1].isDouble() || value.toObject().size() == 1);
    };
    if (const QJsonValue data = object["data"_L1]; data.isArray()) {
        const QJsonArray rows = data.toArray();
        return object["object"_L1] == "list"_L1 || (!rows.isEmpty() && std::all_of(rows.begin(), rows.end(), isModel))
                   ? 96
                   : 0;
    }
    if (const QJsonArray models = object["models"_L1].toArray(); !models.isEmpty()) {
        return models.first()["name"_L1].isString() && !models.first()["provider"_L1].isString() ? 92 : 0;
    }
    if (!form.json && startsLikeJson(form) && form.has("\"data\""_L1) && form.has("\"owned_by\""_L1)) {
        return 80; // half a list
    }
    return 0;
}

int marksOfCompletion(const FormText &form)
{
    const QJsonObject object = objectOf(form);
    if (object["choices"_L1].isArray() || object["object"_L1].toString().startsWith("chat.completion"_L1)) {
        return 96;
    }
    if (object["error"_L1]["message"_L1].isString() ||
        (object["object"_L1] == "error"_L1 && object["message"_L1].isString())) {
        return 90;
    }
    if (form.countStarts("data: {"_L1) + form.countStarts("data: [DONE]"_L1) > 0) {
        return 95;
    }
    const bool isHalf = !form.json && startsLikeJson(form) && form.has("\"choices\""_L1) && form.has("\"message\""_L1);
    return isHalf || (!form.json && form.has("chat.completion"_L1)) ? 70 : 0;
}

int marksOfBody(const FormText &form)
{
    if (form.lines.isEmpty()) {
        return 0;
    }
    const QString first = form.lines.constFirst().trimmed();
    const QString lower = first.left(64).toLower();
    if (lower.startsWith("<!doctype"_L1) || lower.startsWith("<html"_L1) || lower.startsWith("<head"_L1) ||
        form.has("<center><h1>"_L1)) {
        return 88;
    }
    if (form.json) {
        return form.json->isObject() || form.json->isArray() ? 50 : 0;
    }
    if (form.countStarts("{\"type\":\"final_answer_delta\""_L1) +
            form.countStarts("{\"type\": \"final_answer_delta\""_L1) + form.countStarts("{\"type\":\"error\""_L1) +
            form.countStarts("{\"type\": \"error\""_L1) >
        0) {
        return 85; // the events of /v2/chat/agent
    }
    static const QRegularExpression known(
        uR"(^(?:Internal Server Error|default backend - 404|GitLab OK|Ollama is running|"?I'm alive!"?|upstream connect error|no healthy upstream|404 page not found|Bad Gateway|Service Unavailable|Gateway Time-?out|Client sent an HTTP request to an HTTPS server\.?)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (form.lines.size() <= 3 && known.match(first).hasMatch()) {
        return 80;
    }
    static const QRegularExpression cutBody(uR"x(^\{\s*"(?:detail|error|message|issuer|keys|status)"\s*:)x"_s);
    return cutBody.match(form.text.trimmed().left(64)).hasMatch() ? 45 : 0;
}

int marksOfDockerInspect(const FormText &form)
{
    const auto isContainer = [](const QJsonObject &object) {
        return object["State"_L1].isObject() || object["Config"_L1].isObject() || object["HostConfig"_L1].isObject() ||
               object["NetworkSettings"_L1].isObject();
    };
    const QJsonArray rows = arrayOf(form);
    if (!rows.isEmpty() && isContainer(rows.first().toObject())) {
        return 97;
    }
    const QJsonObject object = objectOf(form);
    if (isContainer(object)) {
        return 97;
    }
    if (object.contains("Running"_L1) && object.contains("ExitCode"_L1)) {
        return 95;
    }
    return form.countMarks({"\"State\":"_L1, "\"Config\":"_L1, "\"HostConfig\":"_L1, "\"RestartCount\":"_L1,
                            "\"OOMKilled\":"_L1, "\"NetworkMode\":"_L1, "\"ExitCode\":"_L1}) >= 2
               ? 85
               : 0;
}

int marksOfGitlabLog(const FormText &form)
{
    const int own = countLogLines(
        form, {"\"ai_event_name\""_L1, "\"ai_component\""_L1, "\"subcomponent\":\"llm\""_L1, "\"correlation_id\""_L1});
    const int severities = countLogLines(form, {"\"severity\""_L1});
    const bool isPretty = startsLikeJson(form) && form.countStarts("\"severity\""_L1) > 0; // as jq prints it
    if (isPretty) {
        return form.countMarks({"\"ai_event_name\""_L1, "\"ai_component\""_L1, "\"correlation_id\""_L1}) > 0 ? 95 : 70;
    }
    if (severities == 0) {
        return 0;
    }
    return own > 0 ? 95 : 70;
}

int marksOfGatewayLog(const FormText &form)
{
    if (countLogLines(form, {"\"severity\""_L1}) > 0) {
        return 0;
    }
    if (countLogLines(form, {"\"logger\""_L1, "\"level\""_L1, "\"exception_class\""_L1, "\"log\":"_L1}) > 0) {
        return 94;
    }
    const bool isPretty = startsLikeJson(form) && form.countStarts("\"logger\""_L1) > 0 &&
                          form.countStarts("\"level\""_L1) > 0 && form.countStarts("\"severity\""_L1) == 0;
    if (isPretty) {
        return 94;
    }
    if (form.countMarks({"Running multiple services with parallel"_L1, "Uvicorn running on"_L1,
                         "Starting gRPC server on port"_L1, "No services configured to run"_L1}) > 0) {
        return 85;
    }
    static const QRegularExpression console(
        uR"((?:^|\n)\S{0,60}\s{0,3}\|?\s{0,3}\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S{0,12} \[\s{0,4}(?:debug|info|warning|error|critical)\s{0,4}\])"_s);
    if (console.match(form.text).hasMatch()) {
        return 90;
    }
    static const QRegularExpression plain(uR"((?:^|\n)\S{0,60}\s{0,3}(?:INFO|ERROR|WARNING|CRITICAL):? {1,8}\S)"_s);
    static const QRegularExpression timed(
        uR"((?:^|\n)(?:\S{1,60}\s{1,4}\| )?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]{0,10}Z? )"_s);
    const bool hasTraceback = form.has("Traceback (most recent call last)"_L1);
    if (hasTraceback) {
        return form.has("troubleshoot_selfhosted_installation"_L1) ? 40 : 75;
    }
    return plain.match(form.text).hasMatch() || timed.match(form.text).hasMatch() ? 45 : 0;
}

} // namespace duodoctor
