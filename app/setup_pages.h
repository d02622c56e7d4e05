#pragma once

#include "app/setup_page_writer.h"
#include "setup/setup_guide.h"

namespace duodoctor
{

// One function per topic; each takes an empty writer.

SetupPage modelsPage(const SetupGuide &guide, const Deployment &deployment, SetupPageWriter writer);
SetupPage platformsPage(const SetupGuide &guide, const Deployment &deployment, SetupPageWriter writer);
SetupPage imagePage(const SetupGuide &guide, const Deployment &deployment, SetupPageWriter writer);
SetupPage quickCommandsPage(const Deployment &deployment, SetupPageWriter writer);

} // namespace duodoctor
