#include "ui/model_verdicts.h"

#include "judge/model_identifier.h"
#include "judge/model_support_judge.h"
#include "playbook/playbook.h"

#include <QCoreApplication>

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

} // namespace duodoctor
