#pragma once

#include "deployment/deployment.h"
#include "probe/probe_request.h"
#include "vantage/command.h"

#include <QStringList>

namespace duodoctor::place
{

/// The commands that a survey sends beside the agent. Pure; each holds its own time limit, and no secret.

/// GitLab's runner with our script on its standard input.
Command rails(const RailsRequest &request);
Command rake(const RakeRequest &request);
/// The gateway's self test, both streams as one.
Command troubleshoot();

/// `docker` or `podman`, or `kubectl` with context and namespace: the words before a subcommand.
QStringList engineWords(const Reach &reach);
Command inspectContainer(const Reach &reach);
Command listContainers(const Reach &reach);
/// JSON of the image: digests and platform.
Command inspectImage(const Reach &reach, const QString &image);
Command containerLog(const Reach &reach, int lines);

/// What is looked at in a cluster; the pods come first.
QStringList clusterKinds();
/// The objects of one kind, or of several with commas between them. Each kind is asked for by itself: what the user may
/// not see, or what a cluster does not know, then says nothing of the others.
Command clusterObjects(const Reach &reach, const QString &kinds);
/// Names alone: what secrets hold is never fetched into an output.
Command secretNames(const Reach &reach);
/// @param ofPrevious  of the container that ended before this one.
Command podLog(const Reach &reach, int lines, bool ofPrevious);

} // namespace duodoctor::place
