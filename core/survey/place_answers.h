#pragma once

#include "evidence/redactor.h"
#include "survey/read_answer.h"

namespace duodoctor::place
{

/// Read what the commands of place_commands.h gave. Pure; foreign bytes pass the redactor first. Whatever cannot be
/// read stays a Transcript, redacted and bounded.

/// The transcript itself, as evidence may hold it.
Transcript redacted(Transcript transcript, const Redactor &redactor);
ReadAnswer transcriptAnswer(const Transcript &transcript, const Redactor &redactor);

/// RailsAnswers as far as the script came. A runner that failed gives its words in `errors`; one that is not there
/// is CommandMissing.
ReadAnswer rails(const Transcript &transcript, const Redactor &redactor);
ReadAnswer rake(const Transcript &transcript, const Redactor &redactor);
ReadAnswer troubleshoot(const Transcript &transcript, const Redactor &redactor);

/// ContainerListing of one container: status Missing when the engine knows none of that name.
ReadAnswer container(const Transcript &transcript, const QString &name, const Redactor &redactor);
/// Adds digest and platform, which only the image tells.
void addImage(ReadAnswer &answer, const Transcript &image);

/// ClusterState from what the user may see; a Transcript with ClusterForbidden when that is nothing.
/// @param objects  the answers for each of clusterKinds(), in that order; never empty
ReadAnswer cluster(const QList<Transcript> &objects, const Transcript &secrets, const Redactor &redactor);

/// The gateway's log. `previous` is that of the container that ended before this one, which counts where this one has
/// hardly begun.
ReadAnswer log(const Transcript &current, const Transcript *previous, const Redactor &redactor);

} // namespace duodoctor::place
