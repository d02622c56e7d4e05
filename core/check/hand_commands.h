#pragma once

#include "check/check_definition.h"

#include <QString>

/// Commands for a person, with this deployment's values. All only look; none changes anything, and none holds a key.
/// Source: facts/commands sections A, B, E, F, G; facts/versions section 3.
namespace duodoctor::handcommands
{

/// A one-liner for `gitlab-rails runner` that answers this check, as Ruby. Prints one line that begins with DUODOC,
/// whatever happens. Empty for checks that ask nothing of Rails.
QString rubyFor(CheckId check, const Deployment &deployment, const QString &subject);

/// What hands Ruby to GitLab's Rails, or runs one of its Rake tasks: as it is typed where GitLab is installed, and not
/// wrapped for a container or pod yet.
QString railsLine(const QString &ruby, const Deployment &deployment);
QString rakeLine(const QString &task, const Deployment &deployment);

/// A shell line wrapped for GitLab's host, its container or its toolbox pod.
QString atGitlab(const QString &line, const Deployment &deployment);
/// The newest lines of GitLab's log of Duo, from its host, its container or its pods.
QString llmLog(const Deployment &deployment);
/// A shell line wrapped so that it runs inside the gateway's container or pod.
QString inGateway(const QString &line, const Deployment &deployment);
/// The same, given as words of one program.
QString inGateway(const QStringList &words, const Deployment &deployment);

/// Whether the list of containers or pods answers this check about them, and not only a description of each.
bool isAskedOfTheList(CheckId check);
/// What shows the state of the gateway's container or pods, on the machine with the engine or kubectl.
QString containerState(CheckId check, const Deployment &deployment);
/// The gateway's newest log lines, both streams.
QString gatewayLog(const Deployment &deployment);

/// A line that shows the answer to this request; `$MODEL_API_KEY` stands where a key is sent.
/// @param hasCurl  false: a form with the Python of the gateway's image.
QString lineFor(const HttpRequest &request, bool hasCurl, ExchangePhase phase);

} // namespace duodoctor::handcommands
