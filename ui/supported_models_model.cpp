#include "ui/supported_models_model.h"

#include "judge/model_identifier.h"
#include "judge/model_support_judge.h"
#include "playbook/playbook.h"

#include <QCoreApplication>
#include <QFont>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(SupportedModels)
};

/// "Code completion: full, Duo Chat: none" for what the documents name.
QString levelsOf(const SupportedModel &model)
{
    QStringList levels;
    for (const FeatureGroup group : kFeatureGroups) {
        if (const QString word = wordFor(model.level(group)); !word.isEmpty()) {
            //: A group of features and the degree of support: "Chat: full"
            levels << Words::tr("%1: %2").arg(titleOf(group), word);
        }
    }
    return levels.join(u", "_s);
}

ModelVerdict verdictOf(const Model &model, const SupportedModelTable *table, const Deployment &deployment,
                       const Playbook &playbook)
{
    ModelVerdict verdict;
    verdict.model = model.name;
    const SupportedModel *row = table ? table->find(requestedName(model)) : nullptr;
    verdict.listedAs = row ? row->model : QString{};
    JudgeInput input;
    input.deployment = &deployment;
    input.subject = model.name;
    if (const Findings findings = judgeModelSupport(input); !findings.isEmpty()) {
        verdict.sign = signFor(findings.first().severity);
        verdict.sentence = playbook.messageFor(findings.first(), deployment).trimmed();
    } else if (row) {
        verdict.sign = StatusSign::Passed;
        verdict.sentence = Words::tr("%1 is listed as %2. %3").arg(model.name, row->model, levelsOf(*row));
    } else {
        verdict.sign = StatusSign::Note;
        verdict.sentence = Words::tr("%1: the documents do not name this model.").arg(model.name);
    }
    return verdict;
}

} // namespace

QString wordFor(SupportLevel level)
{
    switch (level) {
    case SupportLevel::Unlisted:
        return {};
    case SupportLevel::None:
        return Words::tr("none");
    case SupportLevel::Limited:
        return Words::tr("limited");
    case SupportLevel::Compatible:
        return Words::tr("compatible");
    case SupportLevel::Partial:
        return Words::tr("partial");
    case SupportLevel::Largely:
        return Words::tr("largely");
    case SupportLevel::Supported:
        return Words::tr("supported");
    case SupportLevel::Full:
        return Words::tr("full");
    }
    return {};
}

QString wordFor(ReleaseStatus status)
{
    switch (status) {
    case ReleaseStatus::GenerallyAvailable:
        return Words::tr("released");
    case ReleaseStatus::Beta:
        return Words::tr("beta");
    case ReleaseStatus::Experimental:
        return Words::tr("experimental");
    }
    return {};
}

QString titleOf(FeatureGroup group)
{
    switch (group) {
    case FeatureGroup::Completion:
        return Words::tr("Completion");
    case FeatureGroup::Generation:
        return Words::tr("Generation");
    case FeatureGroup::Chat:
        return Words::tr("Chat");
    case FeatureGroup::AgentPlatform:
        return Words::tr("Agent Platform");
    }
    return {};
}

QList<ModelVerdict> modelVerdicts(const SupportedModelTable *table, const Deployment &deployment,
                                  const Playbook &playbook)
{
    QList<ModelVerdict> verdicts;
    for (const Model &model : deployment.models) {
        verdicts << verdictOf(model, table, deployment, playbook);
    }
    return verdicts;
}

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
