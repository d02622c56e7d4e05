#include "ui/supported_models_model.h"

#include <QFont>

namespace duodoctor
{

using namespace Qt::StringLiterals;

void SupportedModelsModel::setTable(const SupportedModelTable *table, const QList<ModelVerdict> &verdicts)
{
    beginResetModel();
    m_models = table ? table->models : QList<SupportedModel>{};
    m_verdicts = verdicts;
    endResetModel();
}

int SupportedModelsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int SupportedModelsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Count;
}

QStringList SupportedModelsModel::yoursIn(const SupportedModel &model) const
{
    QStringList names;
    for (const ModelVerdict &verdict : m_verdicts) {
        if (verdict.listedAs == model.model) {
            names << verdict.model;
        }
    }
    return names;
}

QString SupportedModelsModel::textAt(const SupportedModel &model, int column) const
{
    switch (column) {
    case ModelColumn:
        return model.model;
    case FamilyColumn:
        return model.family;
    case ReleaseColumn:
        return wordFor(model.status);
    case YoursColumn:
        return yoursIn(model).join(u", "_s);
    default: {
        const QString word = wordFor(model.levels.at(static_cast<size_t>(column - FirstLevelColumn)));
        return word.isEmpty() ? u"–"_s : word;
    }
    }
}

QVariant SupportedModelsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_models.size()) {
        return {};
    }
    const SupportedModel &model = m_models.at(index.row());
    if (role == Qt::DisplayRole) {
        return textAt(model, index.column());
    }
    if (role == Qt::FontRole && !yoursIn(model).isEmpty()) {
        QFont bold;
        bold.setWeight(QFont::DemiBold);
        return bold;
    }
    return {};
}

QVariant SupportedModelsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= Count) {
        return {};
    }
    switch (section) {
    case ModelColumn:
        return tr("Model");
    case FamilyColumn:
        return tr("Family");
    case ReleaseColumn:
        return tr("Release");
    case YoursColumn:
        return tr("Yours");
    default:
        return titleOf(kFeatureGroups.at(static_cast<size_t>(section - FirstLevelColumn)));
    }
}

} // namespace duodoctor
