#pragma once

#include "playbook/placeholder.h"
#include "playbook/template_text.h"

#include <QList>
#include <QString>

namespace duodoctor
{

/// Fills a command's placeholders, each value written for the language and the place it lands in; a value that is
/// missing, or that could be misread there, becomes its `<name>`. An unknown language is filled as text.
QString filledCommand(QStringView command, QStringView language, const PlaceholderValues &values);

/// The command with `--context {placeholder}` after each kubectl, and `--kube-context` after each helm, that names no
/// cluster: where the deployment names one, nobody is to change another. Unchanged where `values` has no such value.
QString inClusterOf(const QString &command, QLatin1StringView placeholder, const PlaceholderValues &values);

/// What is wrong with a command's placeholders, for lint.
QList<TextProblem> commandProblems(QStringView command, QStringView language);

} // namespace duodoctor
