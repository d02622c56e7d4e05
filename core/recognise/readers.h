#pragma once

#include "evidence/evidence.h"

#include <QByteArray>
#include <QString>

#include <optional>

/// The readers of one form each: clean, redacted text (recognise/clean_text.h) in, a typed value out; none when the
/// text is not of that form. The live survey uses the same ones as `read`.
namespace duodoctor::readers
{

std::optional<EnvironmentListing> environment(const QString &text);
/// Answers of our runner script (lines `DUODOC {...}`) and of console snippets that a person ran.
std::optional<RailsAnswers> railsAnswers(const QString &text);
std::optional<RakeReport> rakeReport(const QString &text);
std::optional<TroubleshootReport> troubleshootReport(const QString &text);
/// llm.log, with or without other logs between, or the gateway's log in any wrapping (facts/logs section 5).
std::optional<ServiceLog> serviceLog(const QString &text);
std::optional<ContainerListing> dockerPs(const QString &text);
std::optional<ContainerListing> dockerInspect(const QString &json);
/// JSON of `kubectl get pods,ingress,services,endpoints,events,secrets -o json` (one list or several documents), or the
/// table of `kubectl get pods`.
std::optional<ClusterState> kubectlGet(const QString &text);
std::optional<ClusterState> kubectlDescribe(const QString &text);
std::optional<QuotedError> quotedError(const QString &text);

} // namespace duodoctor::readers
