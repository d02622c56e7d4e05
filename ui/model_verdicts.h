#pragma once

#include "deployment/deployment.h"
#include "setup/supported_models.h"
#include "ui/status_sign.h"

namespace duodoctor
{

class Playbook;

/// What the documents say about one of the deployment's models.
struct ModelVerdict {
    QString model;    ///< its name in the deployment
    QString listedAs; ///< the row's model; empty: the documents do not name it
    StatusSign sign = StatusSign::NotChecked;
    QString sentence;
};

/// One for each model of the deployment. @param table  may be null: a version without models of one's own.
QList<ModelVerdict> modelVerdicts(const SupportedModelTable *table, const Deployment &deployment,
                                  const Playbook &playbook);

/// A degree of support in a word; empty where the document does not say.
QString wordFor(SupportLevel level);
QString wordFor(ReleaseStatus status);
QString titleOf(FeatureGroup group);

} // namespace duodoctor
