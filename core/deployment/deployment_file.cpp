#include "deployment/deployment_file.h"

#include "deployment/deployment_json.h"
#include "deployment/deployment_validation.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonParseError>
#include <QSaveFile>

namespace duodoctor
{

using namespace Qt::StringLiterals;

QString DeploymentProblem::toLine(const QString &fileName) const
{
    QString text = fileName;
    if (line > 0) {
        text += u":%1"_s.arg(line);
    }
    if (!key.isEmpty()) {
        text += u": "_s + key;
    }
    return text + u": "_s + problem + u' ' + remedy;
}

DeploymentReading DeploymentFile::parse(const QByteArray &json, const QString &baseFolder)
{
    if (json.size() > kMaxBytes) {
        return {std::nullopt, {{{}, u"The file is larger than 1 MiB."_s, u"Give a deployment file."_s, 0}}};
    }
    QJsonParseError error{};
    QByteArray text = json;
    if (text.startsWith("\xEF\xBB\xBF")) {
        text.remove(0, 3);
    }
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        const int line =
            1 + static_cast<int>(text.first(qBound(0, error.offset, static_cast<int>(text.size()))).count('\n'));
        return {std::nullopt,
                {{{},
                  u"This is no valid JSON: %1."_s.arg(error.errorString()),
                  u"Mend the text at or before this line; a missing comma or quote is the usual cause."_s,
                  line}}};
    }
    if (!document.isObject()) {
        return {std::nullopt, {{{}, u"The file holds no JSON object."_s, u"Begin with { and a \"schema\" key."_s, 0}}};
    }
    DeploymentReading reading;
    Deployment deployment = deploymentFromJson(document.object(), reading.problems);
    deployment.baseFolder = baseFolder;
    if (reading.problems.isEmpty()) {
        reading.problems = validate(deployment);
    }
    if (reading.problems.isEmpty()) {
        reading.deployment = deployment;
    }
    return reading;
}

DeploymentReading DeploymentFile::load(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir()) {
        return {std::nullopt, {{{}, u"This is a folder."_s, u"Give the deployment file inside it."_s, 0}}};
    }
    if (info.exists() && !info.isFile()) {
        return {std::nullopt, {{{}, u"This is no regular file."_s, u"Give a deployment file."_s, 0}}};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {std::nullopt,
                {{{},
                  u"The file cannot be read: %1."_s.arg(file.errorString()),
                  info.exists() ? u"Check its permissions."_s : u"Check the path."_s,
                  0}}};
    }
    return parse(file.read(kMaxBytes + 1), info.absolutePath());
}

QString DeploymentFile::save(const Deployment &deployment, const QString &path)
{
    QSaveFile file(path);
    const QByteArray json = QJsonDocument(toJson(deployment)).toJson(QJsonDocument::Indented);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit()) {
        return u"%1 cannot be written: %2."_s.arg(QDir::toNativeSeparators(path), file.errorString());
    }
    return {};
}

QJsonObject DeploymentFile::toJson(const Deployment &deployment)
{
    return deploymentToJson(deployment);
}

QList<DeploymentProblem> DeploymentFile::validate(const Deployment &deployment)
{
    return validateDeployment(deployment);
}

} // namespace duodoctor
