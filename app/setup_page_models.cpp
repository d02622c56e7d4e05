#include "app/setup_pages.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString levelWord(SupportLevel level)
{
    return level == SupportLevel::Unlisted ? u"-"_s : QString(toWire(level));
}

QString statusWord(ReleaseStatus status)
{
    return status == ReleaseStatus::GenerallyAvailable ? u""_s : QString(toWire(status));
}

QJsonObject toJson(const SupportedModel &model)
{
    QJsonObject levels;
    for (const FeatureGroup group : kFeatureGroups) {
        levels.insert(QString(toWire(group)), QString(toWire(model.level(group))));
    }
    return {{u"model"_s, model.model},
            {u"family"_s, model.family},
            {u"status"_s, QString(toWire(model.status))},
            {u"platforms"_s, QJsonArray::fromStringList(model.platforms)},
            {u"levels"_s, levels}};
}

} // namespace

SetupPage modelsPage(const SetupGuide &guide, const Deployment &deployment, SetupPageWriter writer)
{
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    const SupportedModelTable *table = guide.models().tableFor(version);
    QJsonObject json = setupEnvelope(u"supported-models"_s, version);
    writer.title(u"Supported models"_s);
    if (!table) {
        writer.paragraph(u"GitLab %1 can't use models of your own; the first version that can is %2."_s.arg(
            version ? version->toString() : QString{}, kFirstSelfHostedVersion.toString()));
        json.insert(u"models"_s, QJsonArray{});
        return writer.page(json);
    }
    writer.paragraph(version
                         ? u"This is what the documents list for %1."_s.arg(forVersions(table->versions))
                         : u"This is what the documents list for %1; name another version with --gitlab-version."_s.arg(
                               forVersions(table->versions)));
    QList<QStringList> rows{
        {u"Model"_s, u"Family"_s, u"Completion"_s, u"Generation"_s, u"Chat"_s, u"Agent Platform"_s, u"Status"_s}};
    QJsonArray models;
    for (const SupportedModel &model : table->models) {
        QStringList row{model.model, model.family};
        for (const FeatureGroup group : kFeatureGroups) {
            row << levelWord(model.level(group));
        }
        rows << (row << statusWord(model.status));
        models.append(toJson(model));
    }
    writer.section(u"Models and features"_s);
    writer.table(rows);
    writer.section(u"What the words mean"_s);
    writer.list(
        {u"full, largely, partial: how far the feature works with it; supported: the document gives no degree"_s,
         u"compatible: it speaks the right language, in beta and without GitLab's support"_s,
         u"limited: it may work for some of it, without GitLab's support; none: it does not work"_s,
         u"-: the document does not say"_s});
    QStringList families;
    QJsonArray familyArray;
    for (const ModelFamily &family : guide.models().families) {
        if (!version || family.versions.contains(*version)) {
            families << u"%1 (%2)"_s.arg(family.family, QString(toWire(family.status)));
            familyArray.append(QJsonObject{{u"family"_s, family.family},
                                           {u"versions"_s, family.versions.toString()},
                                           {u"status"_s, QString(toWire(family.status))}});
        }
    }
    writer.section(u"Model families in GitLab"_s);
    writer.paragraph(families.join(", "_L1));
    writer.section(u"Notes"_s);
    writer.list(guide.models().notes);
    writer.section(u"Sources"_s);
    writer.list({table->source});
    json.insert(u"versions"_s, table->versions.toString());
    json.insert(u"source"_s, table->source);
    json.insert(u"models"_s, models);
    json.insert(u"families"_s, familyArray);
    json.insert(u"notes"_s, QJsonArray::fromStringList(guide.models().notes));
    return writer.page(json);
}

} // namespace duodoctor
