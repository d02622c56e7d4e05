#include "judge/model_support_judge.h"

#include "judge/finding_ids.h"
#include "judge/model_identifier.h"
#include "judge/model_support_table.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

Findings judgeModelSupport(const JudgeInput &input)
{
    const Model *model = input.model();
    if (!model) {
        return {};
    }
    const std::optional<GitLabVersion> &version = input.deployment->gitlab.version;
    const QString family = model->family.toLower();
    const QString name = requestedName(*model);
    Arguments arguments{{Argument::Model, model->name},
                        {Argument::Identifier, model->identifier},
                        {Argument::Version, version ? version->toString() : u"unknown"_s}};
    if (familySupport(family, version) == Support::Unsupported) {
        arguments.set(Argument::Detail, u"this version has no model family \"%1\""_s.arg(model->family.left(100)));
        return {makeFinding(finding::kModelUnsupported, arguments)};
    }
    if (family != "general"_L1 && isUnlistedModel(name)) {
        arguments.set(Argument::Detail, u"the list of supported models does not name it"_s);
        return {makeFinding(finding::kModelUnsupported, arguments)};
    }
    Findings findings;
    QStringList unsupported;
    for (const QString &feature : model->features) {
        const auto group = featureGroup(feature);
        if (group && modelSupport(name, family, *group, version) == Support::Unsupported) {
            unsupported << feature;
        }
    }
    if (!unsupported.isEmpty()) {
        arguments.set(Argument::Feature, unsupported);
        findings << makeFinding(finding::kModelFeatureUnsupported, arguments);
    }
    return findings;
}

} // namespace duodoctor
