#include "setup/supported_models.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxName = 300;

/// True when the parts between `*` stand in the name in their order.
bool fits(const QString &form, QStringView name)
{
    qsizetype from = 0;
    for (const QStringView part : QStringView(form).split(u'*')) {
        const qsizetype at = name.indexOf(part, from);
        if (at < 0) {
            return false;
        }
        from = at + part.size();
    }
    return true;
}

} // namespace

QLatin1StringView toWire(SupportLevel level)
{
    static constexpr std::array kWords{"unlisted"_L1, "none"_L1,    "limited"_L1,   "compatible"_L1,
                                       "partial"_L1,  "largely"_L1, "supported"_L1, "full"_L1};
    return kWords.at(static_cast<size_t>(level));
}

QLatin1StringView toWire(ReleaseStatus status)
{
    static constexpr std::array kWords{"ga"_L1, "beta"_L1, "experimental"_L1};
    return kWords.at(static_cast<size_t>(status));
}

QLatin1StringView toWire(FeatureGroup group)
{
    static constexpr std::array kWords{"completion"_L1, "generation"_L1, "chat"_L1, "agent_platform"_L1};
    return kWords.at(static_cast<size_t>(group));
}

bool SupportedModel::isServedAs(const QString &servedName) const
{
    const QString name = servedName.left(kMaxName).toLower();
    return std::ranges::any_of(match, [&name](const QString &form) { return fits(form, name); });
}

const SupportedModel *SupportedModelTable::find(const QString &servedName) const
{
    const auto row = std::ranges::find_if(
        models, [&servedName](const SupportedModel &model) { return model.isServedAs(servedName); });
    return row == models.end() ? nullptr : &*row;
}

const SupportedModelTable *SupportedModels::tableFor(const std::optional<GitLabVersion> &version) const
{
    if (!version) {
        return tables.isEmpty() ? nullptr : &tables.last();
    }
    const auto table = std::ranges::find_if(
        tables, [&version](const SupportedModelTable &candidate) { return candidate.versions.contains(*version); });
    return table == tables.end() ? nullptr : &*table;
}

} // namespace duodoctor
