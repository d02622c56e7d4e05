#pragma once

#include "deployment/deployment.h"
#include "setup/setup_guide.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// Pages of set-up help that `playbook show` knows beside articles: supported-models, platforms, image-tag,
/// quick-commands.
QStringList setupTopics();
/// The title of a topic, for lists.
QString setupTopicTitle(const QString &topic);

/// A page as the formats of the command want it.
struct SetupPage {
    QString text;
    QString markdown;
    QJsonObject json;
};

/// @param deployment  its version decides what holds, without one the newest; its models fill the examples.
/// @param width       in columns, for the text. @param isColored  headings in bold.
/// @return none for a topic that does not exist.
std::optional<SetupPage> setupPage(const QString &topic, const SetupGuide &guide, const Deployment &deployment,
                                   int width, bool isColored);

} // namespace duodoctor
