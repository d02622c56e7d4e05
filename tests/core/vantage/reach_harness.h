#pragma once

#include "vantage/reacher.h"

#include <QtTest>

#include <optional>

namespace duodoctor
{

/// A redactor that finds nothing, where redaction is not what a test is about.
class KeepsEverything : public Redactor
{
public:
    Redaction redact(const QString &text) const override { return {text, 0}; }
};

inline Command commandOf(const QStringList &arguments, const QByteArray &input = {})
{
    Command command;
    command.arguments = arguments;
    command.input = input;
    return command;
}

inline Reach localReach()
{
    Reach reach;
    reach.via = ReachVia::Local;
    return reach;
}

/// Runs one command to its end. @return a transcript that says Lost when it never ended.
inline Transcript runOnce(Reacher &reacher, const Reach &reach, const Command &command)
{
    const QFuture<Transcript> future = reacher.run(reach, command);
    constexpr int kPatienceMs = 40'000;
    const bool isDone = QTest::qWaitFor([&] { return future.isFinished(); }, kPatienceMs);
    Transcript lost;
    lost.failure = ReachFailure::Lost;
    lost.failureDetail = QStringLiteral("the future never finished");
    return isDone && future.resultCount() == 1 ? future.result() : lost;
}

/// Processes of this machine whose command line has this word.
inline int processesWith(const QString &word)
{
    QProcess pgrep;
    pgrep.start(QStringLiteral("pgrep"), {QStringLiteral("-f"), QStringLiteral("-c"), QStringLiteral("--"), word});
    pgrep.waitForFinished();
    return pgrep.readAllStandardOutput().trimmed().toInt();
}

inline QByteArray describe(const Transcript &transcript)
{
    return QByteArray(toWire(transcript.failure).data()) + " " + transcript.failureDetail.toUtf8() + " status " +
           QByteArray::number(transcript.exitStatus) + " out " + transcript.output.left(300) + " err " +
           transcript.errors.left(300);
}

} // namespace duodoctor
