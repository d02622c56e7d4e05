#pragma once

#include "deployment/deployment.h"
#include "setup/supported_models.h"
#include "ui/status_sign.h"

#include <QAbstractTableModel>

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

/// The models that GitLab supports, with the degree per group of features, and which of them the deployment has.
class SupportedModelsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        ModelColumn,
        FamilyColumn,
        FirstLevelColumn,
        ReleaseColumn = FirstLevelColumn + 4,
        YoursColumn,
        Count
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const SupportedModelTable *table, const QList<ModelVerdict> &verdicts);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textAt(const SupportedModel &model, int column) const;
    /// Names of the deployment's models that this row is about.
    QStringList yoursIn(const SupportedModel &model) const;

    QList<SupportedModel> m_models;
    QList<ModelVerdict> m_verdicts;
};

} // namespace duodoctor
