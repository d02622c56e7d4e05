#include "survey/far_scripts.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray scriptNamed(const QString &name)
{
    QFile file(u":/agent/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

} // namespace

QByteArray agentProgram()
{
    return scriptNamed(u"probe_agent.py"_s);
}

QByteArray railsScript(const RailsRequest &request)
{
    QJsonArray models;
    for (const RailsRequest::AskedModel &model : request.models) {
        models.append(
            QJsonObject{{u"name"_s, model.name}, {u"endpoint"_s, model.endpoint}, {u"identifier"_s, model.identifier}});
    }
    const QJsonObject asked{{u"user"_s, request.user.isEmpty() ? u"root"_s : request.user},
                            {u"gateway_url"_s, request.gatewayUrl},
                            {u"models"_s, models},
                            {u"completion_allowed"_s, request.completionAllowed}};
    return scriptNamed(u"rails_questions.rb"_s)
        .replace("@DUODOC_INPUT@", QJsonDocument(asked).toJson(QJsonDocument::Compact).toBase64());
}

} // namespace duodoctor
