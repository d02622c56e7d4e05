#pragma once

#include "reach_harness.h"

#include "support/ssh_server.h"

#include <memory>
#include <optional>

namespace duodoctor
{

Reach sshReach(const SshServer &server);
/// This test program is the askpass.
ReachEnvironment environmentFor(const SshServer &server, Prompter prompter = {});

/// @return whether the program was written.
bool writeProgram(const QString &path, const QByteArray &text);

/// Answers every question with the same words, and keeps the questions.
struct Answering {
    QByteArray answer;
    std::shared_ptr<QList<PromptRequest>> questions = std::make_shared<QList<PromptRequest>>();

    Prompter prompter() const;
};

/// Another process with a reacher of its own that runs one long command, to be killed in the middle.
struct Victim {
    Reach reach{};
    QString sshConfig{};
    QByteArray password{}; ///< answers what is asked
    bool isElevated = false;
    QStringList words{}; ///< of the command

    /// @return for this test program.
    QStringList arguments() const;
};

/// What this test program is when it was not started to test: an askpass, or a victim. To be called first in main().
/// @return the exit status; nothing: it is to test.
std::optional<int> runAsHelper(int argc, char *argv[]);

} // namespace duodoctor

/// A test program that is its own askpass and its own victim.
#define DUODOCTOR_REACH_TEST_MAIN(TestClass)                                                                           \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        if (const std::optional<int> status = duodoctor::runAsHelper(argc, argv)) {                                    \
            return *status;                                                                                            \
        }                                                                                                              \
        duodoctor::prepareTestProcess();                                                                               \
        QCoreApplication application(argc, argv);                                                                      \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
