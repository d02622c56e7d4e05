#pragma once

#include "evidence/rails_answers.h"

#include <QJsonObject>
#include <QString>

namespace duodoctor::readers
{

/// Adds one line `DUODOC {...}` of our runner script (resources/agent/README.md).
void readRailsLine(const QJsonObject &line, RailsAnswers &answers);

/// Adds what a console session or one-line runner calls show: questions with their answers (`irb(main):001:0> ...`,
/// `=> false`), and lines of facts/commands section E (`DUODOC access=true`). @return whether anything was understood.
bool readRailsConsole(const QString &text, RailsAnswers &answers);

/// Fills in what the class and message of an exception say of the connection.
void settleFailure(RailsRequestOutcome &request);

} // namespace duodoctor::readers
