#pragma once

#include "vantage/reacher.h"

#include <QtTest>

namespace duodoctor
{

/// A redactor that finds nothing, where redaction is not what a test is about.
class KeepsEverything : public Redactor
{
public:
    Redaction redact(const QString &text) const override { return {text, 0}; }
};

Command commandOf(const QStringList &arguments, const QByteArray &input = {});
Reach localReach();
Reach podmanReach(const QString &container);
/// Asks nobody, and has no ssh of a test's.
ReachEnvironment plainEnvironment();

/// Runs one command to its end. @return a transcript that says Lost when it never ended.
Transcript runOnce(Reacher &reacher, const Reach &reach, const Command &command);

/// Processes of this machine, whatever container they are in, whose command line has this word. Zombies have none.
int processesWith(const QString &word);
/// Processes whose command line or environment has this word: where everybody, or root, could read a secret.
QStringList processesThatShow(const QByteArray &secret);

/// Words that a shell, a client or a program would take for something else.
QStringList hostileWords();
/// `sh` and words that print each of the words after them, with a zero byte behind it: the one thing that no word can
/// hold.
QStringList printerWords();

QByteArray describe(const Transcript &transcript);

} // namespace duodoctor
