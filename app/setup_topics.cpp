#include "app/setup_topics.h"

#include "app/text_lines.h"
#include "playbook/playbook.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Says the same thing twice: for a terminal, and as Markdown.
class PageWriter
{
public:
    PageWriter(int width, bool isColored)
        : m_text(width, isColored)
    {
    }
    void title(const QString &title)
    {
        m_text.heading(title);
        m_markdown += u"# %1\n"_s.arg(title);
    }
    void section(const QString &title)
    {
        m_text.section(title);
        m_markdown += u"\n## %1\n"_s.arg(title);
    }
    void paragraph(const QString &sentence)
    {
        m_text.paragraph(sentence);
        m_markdown += u"\n%1\n"_s.arg(escaped(sentence));
    }
    void code(const QString &lines)
    {
        m_text.code(lines);
        m_markdown += u"\n```sh\n%1\n```\n"_s.arg(lines);
    }
    void pair(const QString &label, const QString &value)
    {
        m_text.pair(label, value);
        m_markdown += u"%1- %2: %3\n"_s.arg(listStart(), label, escaped(value));
    }
    void list(const QStringList &items)
    {
        m_text.list(items);
        m_markdown += u"\n- %1\n"_s.arg(escaped(items.join("\n- "_L1)));
    }
    void table(const QList<QStringList> &rows)
    {
        m_text.table(rows);
        m_markdown += u'\n';
        for (const QStringList &row : rows) {
            m_markdown += u"| %1 |\n"_s.arg(row.join(" | "_L1));
            if (&row == &rows.first()) {
                m_markdown += u"|%1\n"_s.arg(u" --- |"_s.repeated(row.size()));
            }
        }
    }
    SetupPage page(const QJsonObject &json) const { return {m_text.text(), m_markdown, json}; }

private:
    /// Angle brackets around a value to fill in are no tags, a star is no emphasis.
    static QString escaped(QString text) { return text.replace(u'<', "\\<"_L1).replace(u'*', "\\*"_L1); }
    /// A list needs an empty line before its first item.
    QString listStart() const
    {
        const qsizetype line = m_markdown.lastIndexOf(u'\n', -2);
        return QStringView(m_markdown).sliced(line + 1).startsWith("- "_L1) ? QString{} : u"\n"_s;
    }

    TextLines m_text;
    QString m_markdown;
};

QJsonObject envelope(const QString &topic, const std::optional<GitLabVersion> &version)
{
    QJsonObject object{{u"schema"_s, u"duo-doctor/setup/1"_s}, {u"topic"_s, topic}};
    if (version) {
        object.insert(u"gitlab_version"_s, version->toString());
    }
    return object;
}

QString forVersions(const GitLabVersionRange &versions)
{
    return u"GitLab %1"_s.arg(versions.toString());
}

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

SetupPage modelsPage(const SetupGuide &guide, const Deployment &deployment, PageWriter writer)
{
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    const SupportedModelTable *table = guide.models().tableFor(version);
    QJsonObject json = envelope(u"supported-models"_s, version);
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

SetupPage platformsPage(const SetupGuide &guide, const Deployment &deployment, PageWriter writer)
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
    QJsonObject json = envelope(u"platforms"_s, version);
    json.insert(u"rule"_s, guide.platforms().rule);
    json.insert(u"platforms"_s, platforms);
    return writer.page(json);
}

void writeRules(const ImageTags &tags, PageWriter &writer, QJsonObject &json)
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

void writeAdvice(const ImageTagAdvice &advice, PageWriter &writer, QJsonObject &json)
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

SetupPage imagePage(const SetupGuide &guide, const Deployment &deployment, PageWriter writer)
{
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    QJsonObject json = envelope(u"image-tag"_s, version);
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

QJsonObject toJson(const QuickCommand &command)
{
    QJsonObject object{{u"id"_s, command.id},
                       {u"title"_s, command.title},
                       {u"command"_s, command.command},
                       {u"answer"_s, command.answer},
                       {u"where"_s, command.where},
                       {u"vantage"_s, QString(toWire(command.vantage))},
                       {u"versions"_s, command.versions.toString()},
                       {u"note"_s, command.note}};
    if (!command.subject.isEmpty()) {
        object.insert(u"subject"_s, command.subject);
    }
    if (!command.ruby.isEmpty()) {
        object.insert(u"ruby"_s, command.ruby);
    }
    if (command.pasted != EvidenceKind::Unrecognised) {
        object.insert(u"pasted"_s, QString(toWire(command.pasted)));
    }
    if (command.check) {
        object.insert(u"check"_s, command.check->check.toString());
    }
    return object;
}

/// Markdown's marks are taken off: a terminal shows them, and the page writes its own.
QString withoutMarks(QString text)
{
    return text.remove(u'`').remove(u'\\');
}

SetupPage quickCommandsPage(const Deployment &deployment, PageWriter writer)
{
    QJsonArray groups;
    writer.title(u"Quick commands"_s);
    writer.paragraph(u"One look each. None of them changes anything, and none holds a key."_s);
    for (const QuickCommandGroup &group : Playbook().quickCommands(deployment)) {
        QJsonArray commands;
        writer.section(group.title);
        if (!group.note.isEmpty()) {
            writer.paragraph(withoutMarks(group.note));
        }
        for (const QuickCommand &command : group.commands) {
            const QString about = command.subject.isEmpty() ? QString{} : u" (%1)"_s.arg(command.subject);
            writer.paragraph(command.title + about);
            writer.code(command.command);
            writer.pair(u"Where"_s, command.where);
            writer.pair(u"Good"_s, withoutMarks(command.answer));
            if (!command.note.isEmpty()) {
                writer.pair(u"Note"_s, withoutMarks(command.note));
            }
            commands.append(toJson(command));
        }
        groups.append(QJsonObject{{u"id"_s, group.id}, {u"title"_s, group.title}, {u"commands"_s, commands}});
    }
    QJsonObject json = envelope(u"quick-commands"_s, deployment.gitlab.version);
    json.insert(u"groups"_s, groups);
    return writer.page(json);
}

} // namespace

QStringList setupTopics()
{
    return {u"supported-models"_s, u"platforms"_s, u"image-tag"_s, u"quick-commands"_s};
}

QString setupTopicTitle(const QString &topic)
{
    if (topic == "supported-models"_L1) {
        return u"Models that GitLab supports, by feature and version"_s;
    }
    if (topic == "quick-commands"_L1) {
        return u"Commands for a quick look, by the place where they are run"_s;
    }
    return topic == "platforms"_L1 ? u"Serving platforms and how a model is named on each"_s
                                   : u"The gateway's image for a GitLab version"_s;
}

std::optional<SetupPage> setupPage(const QString &topic, const SetupGuide &guide, const Deployment &deployment,
                                   int width, bool isColored)
{
    const PageWriter writer(width, isColored);
    if (topic == "supported-models"_L1) {
        return modelsPage(guide, deployment, writer);
    }
    if (topic == "platforms"_L1) {
        return platformsPage(guide, deployment, writer);
    }
    if (topic == "quick-commands"_L1) {
        return quickCommandsPage(deployment, writer);
    }
    return topic == "image-tag"_L1 ? std::optional{imagePage(guide, deployment, writer)} : std::nullopt;
}

} // namespace duodoctor
