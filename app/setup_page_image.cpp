#include "app/setup_pages.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

void writeRules(const ImageTags &tags, SetupPageWriter &writer, QJsonObject &json)
{
    QList<QStringList> rows{{u"GitLab"_s, u"Tag"_s, u"Rule"_s}};
    QJsonArray rules;
    QStringList sources;
    for (const ImageTagRule &rule : tags.rules) {
        rows << QStringList{rule.versions.toString(), rule.tag, rule.rule};
        rules.append(QJsonObject{{u"versions"_s, rule.versions.toString()},
                                 {u"tag"_s, rule.tag},
                                 {u"rule"_s, rule.rule},
                                 {u"source"_s, rule.source}});
        sources << rule.source;
    }
    writer.paragraph(u"Name your version with --gitlab-version for the tag itself."_s);
    writer.section(u"Rules"_s);
    writer.table(rows);
    writer.section(u"Sources"_s);
    writer.list(sources);
    json.insert(u"rules"_s, rules);
}

void writeAdvice(const ImageTagAdvice &advice, SetupPageWriter &writer, QJsonObject &json)
{
    writer.pair(u"Tag"_s, advice.tag);
    if (advice.pattern != advice.tag) {
        writer.pair(u"Or newer"_s, u"the newest that fits %1"_s.arg(advice.pattern));
    }
    writer.pair(u"Rule"_s, advice.rule);
    QJsonArray images;
    for (const ImageRepository &repository : advice.repositories) {
        writer.section(repository.title);
        writer.code(u"docker pull %1"_s.arg(advice.reference(repository)));
        images.append(QJsonObject{{u"id"_s, repository.id},
                                  {u"fips"_s, repository.isFips()},
                                  {u"image"_s, advice.reference(repository)},
                                  {u"source"_s, repository.source}});
    }
    writer.section(u"Sources"_s);
    writer.list({advice.source});
    json.insert(u"tag"_s, advice.tag);
    json.insert(u"pattern"_s, advice.pattern);
    json.insert(u"rule"_s, advice.rule);
    json.insert(u"source"_s, advice.source);
    json.insert(u"images"_s, images);
}

} // namespace

SetupPage imagePage(const SetupGuide &guide, const Deployment &deployment, SetupPageWriter writer)
{
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    QJsonObject json = setupEnvelope(u"image-tag"_s, version);
    writer.title(version ? u"Gateway image for GitLab %1"_s.arg(version->toString()) : u"Gateway image"_s);
    if (!version) {
        writeRules(guide.imageTags(), writer, json);
    } else if (const auto advice = imageTagFor(guide.imageTags(), *version)) {
        writeAdvice(*advice, writer, json);
    } else {
        writer.paragraph(
            u"There is none: models of your own need GitLab %1 or later."_s.arg(kFirstSelfHostedVersion.toString()));
    }
    writer.section(u"Notes"_s);
    writer.list(guide.imageTags().notes);
    json.insert(u"notes"_s, QJsonArray::fromStringList(guide.imageTags().notes));
    return writer.page(json);
}

} // namespace duodoctor
