#include "setup/image_tags.h"

#include "playbook/version_gap.h"
#include "playbook/yaml_reader.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString filled(QString tag, const GitLabVersion &version, const QString &patch)
{
    return tag.replace("{major}"_L1, QString::number(version.major))
        .replace("{minor}"_L1, QString::number(version.minor))
        .replace("{patch}"_L1, patch);
}

ImageRepository readRepository(YamlReader &reader, const YamlValue &value)
{
    ImageRepository repository;
    if (reader.isMapping(value, {"id"_L1, "title"_L1, "image"_L1, "versions"_L1, "source"_L1}, "a repository"_L1)) {
        repository.id = reader.text(value, "id"_L1);
        repository.title = reader.text(value, "title"_L1);
        repository.image = reader.text(value, "image"_L1);
        repository.versions = reader.versions(value);
        repository.source = reader.text(value, "source"_L1);
    }
    return repository;
}

ImageTagRule readRule(YamlReader &reader, const YamlValue &value)
{
    ImageTagRule rule;
    if (!reader.isMapping(value, {"versions"_L1, "tag"_L1, "patch"_L1, "rule"_L1, "source"_L1}, "a rule"_L1)) {
        return rule;
    }
    rule.versions = reader.versions(value);
    rule.tag = reader.text(value, "tag"_L1);
    rule.patch = static_cast<ImageTagRule::Patch>(reader.choice(value, "patch"_L1, {u"none"_s, u"same"_s, u"any"_s}));
    rule.rule = reader.text(value, "rule"_L1);
    rule.source = reader.text(value, "source"_L1);
    if (rule.tag.contains("{patch}"_L1) == (rule.patch == ImageTagRule::Patch::None)) {
        reader.report(value.line, u"`tag` and `patch` disagree on whether the tag has a patch"_s);
    }
    if (filled(rule.tag, {}, {}).contains(u'{')) {
        reader.report(value.line, u"`tag` knows {major}, {minor} and {patch} only"_s);
    }
    return rule;
}

} // namespace

std::optional<ImageTagAdvice> imageTagFor(const ImageTags &tags, const GitLabVersion &version)
{
    const auto rule = std::ranges::find_if(
        tags.rules, [&version](const ImageTagRule &candidate) { return candidate.versions.contains(version); });
    if (rule == tags.rules.end() || version < kFirstSelfHostedVersion) {
        return std::nullopt;
    }
    ImageTagAdvice advice;
    advice.tag = filled(rule->tag, version, QString::number(version.patch.value_or(0)));
    advice.pattern = rule->patch == ImageTagRule::Patch::Any ? filled(rule->tag, version, u"*"_s) : advice.tag;
    advice.rule = rule->rule;
    advice.source = rule->source;
    std::ranges::copy_if(
        tags.repositories, std::back_inserter(advice.repositories),
        [&version](const ImageRepository &repository) { return repository.versions.contains(version); });
    return advice;
}

ImageTags parseImageTags(const QString &file, const QString &text, QList<PlaybookProblem> &problems)
{
    ImageTags tags;
    YamlReader reader(file, problems);
    const auto root = YamlReader::document(file, text, problems);
    if (!root || !reader.isMapping(*root, {"repositories"_L1, "rules"_L1, "notes"_L1}, "the file"_L1)) {
        return tags;
    }
    for (const YamlValue &value : reader.list(*root, "repositories"_L1)) {
        tags.repositories << readRepository(reader, value);
    }
    QList<GitLabVersionRange> ranges;
    for (const YamlValue &value : reader.list(*root, "rules"_L1)) {
        tags.rules << readRule(reader, value);
        ranges << tags.rules.last().versions;
    }
    if (const auto gap = versionGap({}, ranges)) {
        reader.report(root->line, u"version gap: no rule holds for GitLab %1"_s.arg(gap->toString()));
    }
    tags.notes = reader.texts(*root, "notes"_L1, YamlReader::Need::Optional);
    return tags;
}

} // namespace duodoctor
