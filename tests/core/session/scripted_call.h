#pragma once

#include "deployment/deployment.h"

#include <QHash>
#include <QList>
#include <QString>

namespace duodoctor
{

class Session;

/// One support call: what is known at its beginning, what the person says and pastes, and where the walk has to end.
/// Data from tests/data/calls/*.yaml.
struct ScriptedCall {
    QString name;
    QString entry;
    Deployment deployment;
    QHash<QString, QString> answers;  ///< by node
    QHash<QString, QByteArray> texts; ///< by check, or by node of evidence
    QString end;                      ///< id of an article, or of the node that the walk ends in
};

/// What became of a call.
struct PlayedCall {
    QString end;       ///< as in ScriptedCall
    int questions = 0; ///< that the person was asked
    QString trouble;   ///< a question without answer, a text that nobody could read; empty: none
    QString story;     ///< every step, for the message of a failing test
};

/// Reads every call. @return none when a file is not as it should be; `problem` says where.
QList<ScriptedCall> readCalls(const QString &folder, QString &problem);

/// Walks through one call. What the call does not give is passed over.
PlayedCall play(Session &session, const ScriptedCall &call);

} // namespace duodoctor
