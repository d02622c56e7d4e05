#pragma once

#include "evidence/redactor.h"
#include "probe/probe_request.h"
#include "survey/read_answer.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>

#include <optional>

namespace duodoctor
{

/// What the agent printed: its answers by id. Whatever is no answer of that form is passed over; the first answer of an
/// id counts.
struct AgentOutput {
    QHash<int, QJsonObject> answers;
    bool hasStarted = false;
    bool hasEnded = false; ///< it came to its own end: what is not answered never will be
};
AgentOutput readAgentOutput(const QByteArray &output);

/// Turns an answer into the evidence that a look from here would have given. Foreign bytes: bounded, of the right type,
/// redacted. None when the answer is not of the request's kind, or says that the question could not be answered.
std::optional<ReadAnswer> readAgentAnswer(const ProbeRequest &request, const QJsonObject &answer,
                                          const Redactor &redactor);

} // namespace duodoctor
