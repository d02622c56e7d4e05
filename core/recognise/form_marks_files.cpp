#include "recognise/form_marks.h"

#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool hasTopLevelKey(const FormText &form, QLatin1StringView key)
{
    return std::ranges::any_of(form.lines, [key](const QString &line) {
        return line.startsWith(key) && QStringView(line).sliced(key.size()).startsWith(u':');
    });
}

bool isJson(const FormText &form)
{
    return form.json.has_value();
}

} // namespace

int marksOfCompose(const FormText &form)
{
    if (isJson(form)) {
        return 0;
    }
    const bool hasServices = hasTopLevelKey(form, "services"_L1);
    const int parts = form.countMarks({"image:"_L1, "ports:"_L1, "environment:"_L1, "depends_on:"_L1, "volumes:"_L1,
                                       "expose:"_L1, "env_file:"_L1, "container_name:"_L1, "restart:"_L1});
    if (hasServices && parts > 0) {
        return 95;
    }
    const bool isPart = parts >= 3 && (form.has("model-gateway"_L1) || form.has("gitlab-ai-gateway"_L1));
    return isPart && !hasTopLevelKey(form, "apiVersion"_L1) ? 75 : (hasServices ? 55 : 0);
}

int marksOfHelmValues(const FormText &form)
{
    if (isJson(form) || hasTopLevelKey(form, "services"_L1) || hasTopLevelKey(form, "apiVersion"_L1)) {
        return 0;
    }
    int keys = 0;
    for (const QLatin1StringView key :
         {"image"_L1, "gitlab"_L1, "ingress"_L1, "extraEnvironmentVariables"_L1, "resources"_L1, "replicaCount"_L1,
          "autoscaling"_L1, "service"_L1, "serviceAccount"_L1, "volumes"_L1, "volumeMounts"_L1, "nodeSelector"_L1,
          "imagePullSecrets"_L1, "extraVolumes"_L1, "extraVolumeMounts"_L1}) {
        keys += hasTopLevelKey(form, key) ? 1 : 0;
    }
    const int inner = form.countMarks({"repository:"_L1, "pullPolicy:"_L1, "apiUrl:"_L1, "className:"_L1,
                                       "extraEnvironmentVariables:"_L1, "secretKeyRef"_L1, "USER-SUPPLIED VALUES"_L1});
    const int score = 25 * keys + 15 * inner;
    return keys > 0 && score >= 40 ? std::min(92, 30 + score) : 0;
}

int marksOfNginx(const FormText &form)
{
    static const QRegularExpression block(
        uR"((?:^|\n)[ \t]{0,40}(?:server|http|events|upstream \S{1,80}|location [^{\n]{1,120})\s?\{)"_s);
    static const QRegularExpression directive(
        uR"((?:^|\n)[ \t]{0,40}(?:proxy_pass|grpc_pass|listen|server_name|ssl_certificate|proxy_set_header|proxy_buffering|http2) [^;\n]{1,300};)"_s);
    const bool hasBlock = block.match(form.text).hasMatch();
    const bool hasDirective = directive.match(form.text).hasMatch();
    return hasBlock && hasDirective ? 95 : (hasDirective ? 75 : (hasBlock ? 45 : 0));
}

int marksOfGitlabRb(const FormText &form)
{
    static const QRegularExpression setting(
        uR"((?:^|\n)[ \t]{0,20}#? ?(?:external_url\s{1,4}['"]|[a-z_]{3,40}\[['"][a-z_]{2,60}['"]\]\s{0,4}=))"_s);
    return setting.match(form.text).hasMatch() ? 93 : 0;
}

int marksOfDockerRun(const FormText &form)
{
    static const QRegularExpression run(
        uR"((?:^|\n|[;&] ?)[ \t]{0,8}(?:[$#] )?(?:sudo )?(?:docker|podman|nerdctl)(?: container)? run\b)"_s);
    if (!run.match(form.text).hasMatch()) {
        return 0;
    }
    return form.has("model-gateway"_L1) || form.has("AIGW_"_L1) || form.has("5052"_L1) ? 96 : 70;
}

int marksOfDockerPs(const FormText &form)
{
    for (const QString &line : form.lines) {
        if (line.contains("CONTAINER ID"_L1) && (line.contains("IMAGE"_L1) || line.contains("STATUS"_L1))) {
            return 98;
        }
        if (line.startsWith("NAME"_L1) && line.contains("IMAGE"_L1) && line.contains("STATUS"_L1)) {
            return 95;
        }
    }
    static const QRegularExpression status(
        uR"((?:^|\t|\s{2,})(?:Up (?:\d|About|Less)|Exited \(\d{1,3}\)|Restarting \(\d{1,3}\)|Created(?:\s|$)))"_s);
    const bool hasStatus = std::ranges::any_of(form.lines, [](const QString &line) {
        return line.size() < 2000 && !line.startsWith(u'{') && status.match(line).hasMatch();
    });
    if (hasStatus) {
        return form.has("model-gateway"_L1) || form.has("/tcp"_L1) ? 90 : 60;
    }
    static const QRegularExpression engine(
        uR"(Error response from daemon|No such container|Cannot connect to the Docker daemon|is not running)"_s);
    return form.lines.size() < 12 && engine.match(form.compact.left(4000)).hasMatch() ? 50 : 0;
}

int marksOfKubectlPods(const FormText &form)
{
    for (const QString &line : form.lines) {
        const QStringView trimmed = QStringView(line).trimmed();
        const bool isHeader = trimmed.startsWith("NAME"_L1) && line.contains("READY"_L1) && line.contains("STATUS"_L1);
        if (isHeader) {
            return 97;
        }
        const bool isOfIngress = line.contains("CLASS"_L1) && line.contains("HOSTS"_L1) && line.contains("ADDRESS"_L1);
        const bool isOfService = line.contains("CLUSTER-IP"_L1) && line.contains("PORT(S)"_L1);
        if (trimmed.startsWith("NAME"_L1) && (isOfIngress || isOfService)) {
            return 92;
        }
    }
    if (form.json && form.json->object()["apiVersion"_L1].isString()) {
        return 95;
    }
    static const QRegularExpression row(
        uR"((?:^|\n)(?:\S{1,80}\s{1,8})?[a-z0-9][a-z0-9.-]{2,120}\s{1,60}\d{1,2}/\d{1,2}\s{1,20}[A-Z][A-Za-z:0-9/]{2,40}\s{1,20}\d)"_s);
    if (row.match(form.text).hasMatch()) {
        return 88;
    }
    if (form.has("\"apiVersion\""_L1) && form.has("\"kind\""_L1)) {
        return 70;
    }
    return form.countStarts("No resources found in"_L1) > 0 ? 80 : 0;
}

int marksOfKubectlDescribe(const FormText &form)
{
    const int marks = form.countStarts("Name:"_L1) + form.countStarts("Namespace:"_L1) +
                      form.countStarts("Containers:"_L1) + form.countStarts("Events:"_L1) +
                      form.countStarts("Conditions:"_L1) + form.countStarts("Restart Count:"_L1) +
                      form.countStarts("Last State:"_L1) + form.countStarts("Limits:"_L1) +
                      form.countStarts("Reason:"_L1) + form.countStarts("State:"_L1);
    const bool hasEvents =
        form.has("FailedScheduling"_L1) || form.has("Back-off "_L1) || form.has("Failed to pull image"_L1);
    if (marks >= 3) {
        return 94;
    }
    return hasEvents && (marks > 0 || form.has("kubelet"_L1) || form.has("default-scheduler"_L1)) ? 80 : marks * 20;
}

int marksOfRails(const FormText &form)
{
    static const QRegularExpression console(
        uR"((?:^|\n)(?:irb\([^)\n]{1,40}\)[:\d]{0,10}[>*]|\[\d{1,4}\] pry\([^)\n]{1,60}\)[>*]|pry\([^)\n]{1,60}\)[>*]|\d\.\d\.\d{1,2} :\d{3} >))"_s);
    if (console.match(form.text).hasMatch()) {
        return 96;
    }
    if (form.countStarts("DUODOC "_L1) > 0) {
        return 97;
    }
    if (form.has("Loading production environment (Rails"_L1) || form.has("[ booted in "_L1)) {
        return 90;
    }
    const bool hasAnswer = form.countStarts("=> "_L1) > 0;
    const bool hasQuestion = form.has("::Ai::"_L1) || form.has("Ai::Setting"_L1) ||
                             form.has("access_code_suggestions"_L1) || form.has("Gitlab::"_L1) ||
                             form.has("License.current"_L1);
    if (hasQuestion) {
        return hasAnswer ? 88 : 42;
    }
    return hasAnswer && form.lines.size() <= 3 ? 30 : 0;
}

} // namespace duodoctor
