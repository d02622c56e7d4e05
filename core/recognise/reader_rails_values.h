#pragma once

#include "evidence/rails_answers.h"

#include <QString>

#include <optional>
#include <utility>

namespace duodoctor::readers
{

/// `true`, `false`, and an inspected response object that says so; none for anything else (`nil` is no answer).
std::optional<bool> rubyBool(const QString &value);

/// A string as Ruby prints or inspects it; `nil` and `""` are empty. None for an inspected object.
std::optional<QString> rubyString(const QString &value);

/// Class and message of an exception as irb, the runner or `inspect` show it; none when the line shows none.
std::optional<std::pair<QString, QString>> rubyException(const QString &line);

/// A request's outcome as a person prints it: `200`, `401 "{...}"`, `Errno::ECONNREFUSED: ...`, an inspected response,
/// `nil`, or the words of a model test.
void addRequest(RailsAnswers &answers, RailsRequestOutcome::Purpose purpose, const QString &value);

/// Inspected records or hashes of models and feature settings within a line. @return whether there were any.
bool readModelRecords(const QString &line, RailsAnswers &answers);
bool readFeatureRecords(const QString &line, RailsAnswers &answers);

} // namespace duodoctor::readers
