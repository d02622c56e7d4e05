#pragma once

#include "ui/model_verdicts.h"

#include <QAbstractTableModel>

namespace duodoctor
{

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
