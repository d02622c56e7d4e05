#pragma once

#include "judge/finding.h"

#include <optional>

namespace duodoctor
{

/// What an exception of GitLab's HTTP client names as the cause of a request that failed: connection, certificate and
/// proxy findings with their arguments, gitlab-blocks-local-requests, url-invalid. What the class does not tell is
/// looked up in the dictionary of error texts. None when neither knows it.
/// @param url  what was asked; gives Url, Host and Port. May be empty.
/// @param service  in words, `the AI Gateway`.
/// Source: facts/errors section 2.
std::optional<Finding> findingOfRubyError(const QString &errorClass, const QString &message, const QUrl &url,
                                          const QString &service);

/// The same where only host and port are known.
std::optional<Finding> findingOfRubyError(const QString &errorClass, const QString &message, const Arguments &place);

} // namespace duodoctor
