#pragma once

#include "practice/served_answer.h"

namespace duodoctor
{

enum class GitlabState {
    Healthy,
    Starting, ///< nginx answers 502 with GitLab's own page while Puma starts
    NoKeys    ///< the key set is empty
};

struct GitlabBehaviour {
    GitlabState state = GitlabState::Healthy;
    QByteArray externalUrl; ///< what it calls itself, without a trailing slash
};

/// GitLab's answers to somebody without a token, as of 18.
ServedAnswer gitlabAnswer(const GitlabBehaviour &behaviour, const ServedRequest &request);

} // namespace duodoctor
