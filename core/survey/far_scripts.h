#pragma once

#include "probe/probe_request.h"

#include <QByteArray>

namespace duodoctor
{

/// The program that looks from another place (resources/agent/probe_agent.py).
QByteArray agentProgram();

/// The script that asks GitLab's Rails (resources/agent/rails_questions.rb), with the particulars of this request in
/// it. They travel as Base64, so that nothing in them can become Ruby. Holds no secret.
QByteArray railsScript(const RailsRequest &request);

} // namespace duodoctor
