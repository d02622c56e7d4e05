#include "playbook/version_gap.h"
#include "playbook/yaml_reader.h"
#include "setup/image_tags.h"
#include "setup/supported_models.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

class SupportedModelsReader
{
public:
    SupportedModelsReader(const QString &file, QList<PlaybookProblem> &problems)
        : m_reader(file, problems)
    {
    }
    SupportedModels read(const YamlValue &root);

private:
    SupportedModelTable readTable(const YamlValue &value);
    SupportedModel readModel(const YamlValue &value);
    void readLevels(const YamlValue &value, SupportedModel &model);
    ReleaseStatus status(const YamlValue &value)
    {
        return static_cast<ReleaseStatus>(m_reader.choice(value, "status"_L1, {u"ga"_s, u"beta"_s, u"experimental"_s}));
    }
    void checkCover(const YamlValue &root, const SupportedModels &models);
    void checkFamilies(const YamlValue &root, const SupportedModels &models);

    YamlReader m_reader;
};

SupportedModels SupportedModelsReader::read(const YamlValue &root)
{
    SupportedModels models;
    if (!m_reader.isMapping(root, {"tables"_L1, "families"_L1, "notes"_L1}, "the file"_L1)) {
        return models;
    }
    for (const YamlValue &value : m_reader.list(root, "tables"_L1)) {
        models.tables << readTable(value);
    }
    for (const YamlValue &value : m_reader.list(root, "families"_L1)) {
        if (m_reader.isMapping(value, {"family"_L1, "versions"_L1, "status"_L1, "source"_L1}, "a family"_L1)) {
            models.families.append({m_reader.text(value, "family"_L1), m_reader.versions(value), status(value),
                                    m_reader.text(value, "source"_L1)});
        }
    }
    models.notes = m_reader.texts(root, "notes"_L1, YamlReader::Need::Optional);
    checkCover(root, models);
    checkFamilies(root, models);
    return models;
}

SupportedModelTable SupportedModelsReader::readTable(const YamlValue &value)
{
    SupportedModelTable table;
    if (m_reader.isMapping(value, {"versions"_L1, "source"_L1, "models"_L1}, "a table"_L1)) {
        table.versions = m_reader.versions(value);
        table.source = m_reader.text(value, "source"_L1);
        for (const YamlValue &row : m_reader.list(value, "models"_L1)) {
            const SupportedModel model = readModel(row);
            if (std::ranges::find(table.models, model.model, &SupportedModel::model) != table.models.end()) {
                m_reader.report(row.line, u"model `%1` stands twice in its table"_s.arg(model.model));
            }
            table.models << model;
        }
    }
    return table;
}

SupportedModel SupportedModelsReader::readModel(const YamlValue &value)
{
    SupportedModel model;
    if (!m_reader.isMapping(value, {"model"_L1, "family"_L1, "match"_L1, "platforms"_L1, "status"_L1, "levels"_L1},
                            "a model"_L1)) {
        return model;
    }
    model.model = m_reader.text(value, "model"_L1);
    model.family = m_reader.text(value, "family"_L1);
    model.match = m_reader.texts(value, "match"_L1);
    model.platforms = m_reader.texts(value, "platforms"_L1, YamlReader::Need::Optional);
    model.status = status(value);
    for (const QString &form : model.match) {
        if (form != form.toLower() || form.contains("**"_L1) || form.startsWith(u'*') || form.endsWith(u'*')) {
            m_reader.report(value.line,
                            u"`%1` in `match` must be lower case, with * only between two parts"_s.arg(form));
        }
    }
    readLevels(value, model);
    return model;
}

void SupportedModelsReader::readLevels(const YamlValue &value, SupportedModel &model)
{
    static const QStringList words{u"unlisted"_s, u"none"_s,    u"limited"_s,   u"compatible"_s,
                                   u"partial"_s,  u"largely"_s, u"supported"_s, u"full"_s};
    const YamlValue *levels = value.entry(u"levels"_s);
    if (!levels) {
        m_reader.report(value.line, u"`levels` is missing"_s);
        return;
    }
    if (m_reader.isMapping(*levels, {"completion"_L1, "generation"_L1, "chat"_L1, "agent_platform"_L1}, "levels"_L1)) {
        for (const FeatureGroup group : kFeatureGroups) {
            model.levels.at(static_cast<size_t>(group)) =
                static_cast<SupportLevel>(m_reader.choice(*levels, toWire(group), words));
        }
    }
}

void SupportedModelsReader::checkCover(const YamlValue &root, const SupportedModels &models)
{
    QList<GitLabVersionRange> ranges;
    for (const SupportedModelTable &table : models.tables) {
        ranges << table.versions;
    }
    const GitLabVersionRange all{kFirstSelfHostedVersion, std::nullopt};
    if (const auto gap = versionGap(all, ranges)) {
        m_reader.report(root.line, u"version gap: no table holds for GitLab %1"_s.arg(gap->toString()));
    }
}

void SupportedModelsReader::checkFamilies(const YamlValue &root, const SupportedModels &models)
{
    for (const SupportedModelTable &table : models.tables) {
        for (const SupportedModel &model : table.models) {
            const auto family = std::ranges::find(models.families, model.family, &ModelFamily::family);
            if (family == models.families.end()) {
                m_reader.report(root.line, u"model `%1`: no family is called %2"_s.arg(model.model, model.family));
            } else if (model.status < family->status) {
                m_reader.report(root.line,
                                u"model `%1` is further than its family %2"_s.arg(model.model, model.family));
            }
        }
    }
}

} // namespace

SupportedModels parseSupportedModels(const QString &file, const QString &text, QList<PlaybookProblem> &problems)
{
    const auto root = YamlReader::document(file, text, problems);
    return root ? SupportedModelsReader(file, problems).read(*root) : SupportedModels{};
}

} // namespace duodoctor
