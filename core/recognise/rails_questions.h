#pragma once

#include "evidence/rails_answers.h"

#include <QString>

namespace duodoctor::readers
{

/// Puts the value that a console printed in its place. A value of another form is passed over.
using RailsAnswerTaker = void (*)(const QString &value, RailsAnswers &answers);

/// What becomes of the answer to this line of Ruby; null: it asks for nothing that we know, or changes something.
RailsAnswerTaker railsAnswerTo(const QString &question);

/// True for a taker of a request's outcome, of which an exception is as good an answer as a value.
bool isRequestOutcome(RailsAnswerTaker taker);

/// Takes a whole line such as `healthz=...`, whose value goes to the line's end.
/// @return false where it is none.
bool takeOutcomeLine(const QString &line, RailsAnswers &answers);

/// Takes one `key=value` of the lines of facts/commands section E; other keys are passed over.
void takeRailsField(const QString &key, const QString &value, RailsAnswers &answers);

} // namespace duodoctor::readers
