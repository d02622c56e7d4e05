#include "app/setup_pages.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QJsonObject toJson(const ServingPlatform &platform, const QList<ModelEntry> &entries)
{
    QJsonArray own;
    for (const ModelEntry &entry : entries) {
        own.append(QJsonObject{
            {u"model"_s, entry.model}, {u"identifier"_s, entry.identifier}, {u"endpoint"_s, entry.endpoint}});
    }
    return {{u"id"_s, platform.id},
            {u"title"_s, platform.title},
            {u"identifier"_s, platform.identifier},
            {u"example"_s, platform.example},
            {u"endpoint"_s, platform.endpoint},
            {u"key"_s, platform.key},
            {u"versions"_s, platform.versions.toString()},
            {u"note"_s, platform.note},
            {u"source"_s, platform.source},
            {u"models"_s, own}};
}

} // namespace

SetupPage platformsPage(const SetupGuide &guide, const Deployment &deployment, SetupPageWriter writer)
{
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    QJsonArray platforms;
    QStringList sources;
    writer.title(u"Serving platforms"_s);
    writer.paragraph(guide.platforms().rule);
    for (const ServingPlatform &platform : guide.platforms().platforms) {
        if (version && !platform.versions.contains(*version)) {
            continue;
        }
        const QList<ModelEntry> entries = entriesFor(guide.platforms(), platform, deployment);
        writer.section(platform.title);
        writer.pair(u"Identifier"_s, platform.identifier);
        writer.pair(u"Example"_s, platform.example);
        writer.pair(u"Endpoint"_s, platform.endpoint);
        writer.pair(u"Key"_s, platform.key);
        writer.pair(u"Since"_s, forVersions(platform.versions));
        if (!platform.note.isEmpty()) {
            writer.pair(u"Note"_s, platform.note);
        }
        for (const ModelEntry &entry : entries) {
            writer.pair(u"Your %1"_s.arg(entry.model),
                        u"identifier %1, endpoint %2"_s.arg(
                            entry.identifier, entry.endpoint.isEmpty() ? u"left empty"_s : entry.endpoint));
        }
        platforms.append(toJson(platform, entries));
        sources << platform.source;
    }
    sources.removeDuplicates();
    writer.section(u"Sources"_s);
    writer.list(sources);
    QJsonObject json = setupEnvelope(u"platforms"_s, version);
    json.insert(u"rule"_s, guide.platforms().rule);
    json.insert(u"platforms"_s, platforms);
    return writer.page(json);
}

} // namespace duodoctor
