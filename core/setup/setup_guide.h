#pragma once

#include "setup/image_tags.h"
#include "setup/serving_platforms.h"
#include "setup/sizing.h"
#include "setup/supported_models.h"

namespace duodoctor
{

/// What a person needs to know before the first installation and before an upgrade: how large, which models, from
/// where, which image. Read from four data files of a folder, `:/setup` by default. Values only; cheap to copy parts
/// out of. Thread: any, once made. Cost: some milliseconds to read.
class SetupGuide
{
public:
    explicit SetupGuide(const QString &folder = QStringLiteral(":/setup"));

    const SizingRules &sizing() const { return m_sizing; }
    const SupportedModels &models() const { return m_models; }
    const ServingPlatforms &platforms() const { return m_platforms; }
    const ImageTags &imageTags() const { return m_imageTags; }

    /// What is wrong with the files, with file (`setup/sizing.yaml`) and line; empty for those that the program
    /// carries.
    const QList<PlaybookProblem> &lint() const { return m_problems; }

private:
    void checkPlatforms();

    QList<PlaybookProblem> m_problems; ///< first: reading the others adds to it
    SizingRules m_sizing;
    SupportedModels m_models;
    ServingPlatforms m_platforms;
    ImageTags m_imageTags;
};

} // namespace duodoctor
