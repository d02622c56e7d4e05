#include "app/setup_topics.h"

#include "app/setup_pages.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

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
    const SetupPageWriter writer(width, isColored);
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
