#include "setup/setup_guide.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Reads one file with its parser; a file that cannot be read is a problem and gives an empty value.
template <typename Value>
Value readFile(const QString &folder, const QString &name,
               Value (*parse)(const QString &, const QString &, QList<PlaybookProblem> &),
               QList<PlaybookProblem> &problems)
{
    const PlaybookFile file = readPlaybookFile(folder + u'/' + name);
    const QString shown = "setup/"_L1 + name;
    if (!file.problem.isEmpty()) {
        problems.append({shown, 0, file.problem});
        return {};
    }
    return parse(shown, file.text, problems);
}

} // namespace

SetupGuide::SetupGuide(const QString &folder)
    : m_sizing(readFile(folder, u"sizing.yaml"_s, parseSizing, m_problems))
    , m_models(readFile(folder, u"supported-models.yaml"_s, parseSupportedModels, m_problems))
    , m_platforms(readFile(folder, u"platforms.yaml"_s, parsePlatforms, m_problems))
    , m_imageTags(readFile(folder, u"image-tags.yaml"_s, parseImageTags, m_problems))
{
    checkPlatforms();
}

/// Models name platforms, which stand in another file.
void SetupGuide::checkPlatforms()
{
    for (const SupportedModelTable &table : m_models.tables) {
        for (const SupportedModel &model : table.models) {
            for (const QString &id : model.platforms) {
                const auto known = std::ranges::find(m_platforms.platforms, id, &ServingPlatform::id);
                if (known == m_platforms.platforms.end()) {
                    m_problems.append({u"setup/supported-models.yaml"_s, 0,
                                       u"model `%1`: no platform is called %2"_s.arg(model.model, id)});
                }
            }
        }
    }
}

} // namespace duodoctor
