#pragma once

#include "deployment/deployment.h"
#include "playbook/playbook_problem.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// Where models are served from, and how GitLab names a model there. Data from resources/setup/platforms.yaml.
struct ServingPlatform {
    enum class Endpoint {
        Required,
        Optional,
        Ignored ///< the gateway drops what stands there
    };
    enum class Credentials {
        Key,        ///< in GitLab, with the model
        Environment ///< of the gateway
    };
    QString id;
    QString title;
    QStringList providers; ///< values of a model's `provider` in a deployment file, lower case
    QString prefix;        ///< what stands before the identifier's first slash
    QString identifier;    ///< its form, values of the administrator's in angle brackets
    QString example;
    QString endpoint; ///< form or advice
    Endpoint endpointUse = Endpoint::Required;
    QString key;
    Credentials credentials = Credentials::Key;
    GitLabVersionRange versions;
    QString note; ///< may be empty
    QString source;
};

struct ServingPlatforms {
    QList<ServingPlatform> platforms;
    QString rule; ///< how an identifier is read
};

/// How one model of a deployment is entered in GitLab.
struct ModelEntry {
    QString model; ///< its name in the deployment
    QString identifier;
    QString endpoint; ///< empty: leave the field empty
};

/// The platform of a model, by its provider and, failing that, by its identifier's prefix; null when neither tells.
const ServingPlatform *platformOf(const ServingPlatforms &platforms, const Model &model);

/// The deployment's models on this platform as they are entered in GitLab: with the prefix, without an endpoint where
/// it is ignored.
QList<ModelEntry> entriesFor(const ServingPlatforms &platforms, const ServingPlatform &platform,
                             const Deployment &deployment);

/// @param file  name for problems. @param text  content of platforms.yaml.
ServingPlatforms parsePlatforms(const QString &file, const QString &text, QList<PlaybookProblem> &problems);

} // namespace duodoctor
