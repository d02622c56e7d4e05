#include "vantage/command_run.h"

#include "vantage/reach_classification.h"
#include "vantage/reach_words.h"
#include "vantage/supervised_process.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isClientOfContainers(const QString &program)
{
    return program == "docker"_L1 || program == "podman"_L1 || program == "kubectl"_L1;
}

} // namespace

void CommandRun::onProcessFinished()
{
    if (m_process->failedToStart()) {
        return fail(ReachFailure::ClientMissing, m_host ? u"ssh is not installed here"_s : u"there is no sh here"_s);
    }
    if (!m_process->hasReachedPlace() && !m_process->lacksOuterProgram()) {
        return onNotReached();
    }
    return m_process->errors().hasBegun() ? onRan() : onNotInside();
}

ReachProblem CommandRun::classifyClient(const QByteArray &errors) const
{
    const bool isKubectl = m_reach.via == ReachVia::Kubectl || m_command.arguments.first() == "kubectl"_L1;
    ReachProblem problem = isKubectl ? classifyKubectl(errors) : classifyEngine(errors);
    if (problem.failure == ReachFailure::CommandMissing) {
        problem.failure = missingProgram(m_command.arguments.first());
    }
    return problem;
}

/// The supervisor did not start: ssh or sudo has something to say.
void CommandRun::onNotReached()
{
    const QByteArray errors = m_process->clientErrors();
    if (isElevated()) {
        const ReachProblem sudo = classifySudo(errors);
        if (sudo.failure == ReachFailure::SudoPasswordNeeded) {
            return askSudo(sudo);
        }
        if (sudo.failure != ReachFailure::None) {
            return fail(sudo.failure, sudo.words);
        }
    }
    const ReachProblem ssh = m_host ? classifySsh(errors) : ReachProblem{};
    fail(ssh.failure == ReachFailure::None ? ReachFailure::Other : ssh.failure,
         ssh.failure == ReachFailure::None ? lastLine(errors) : ssh.words);
}

/// The supervisor runs, and the command does not: a program is missing, or the container or pod is not to be had.
void CommandRun::onNotInside()
{
    const QString program = m_command.arguments.first();
    if (m_process->lacksOuterProgram() && usesExec()) {
        const bool isKubectl = m_reach.via == ReachVia::Kubectl;
        return fail(isKubectl ? ReachFailure::ClientMissing : ReachFailure::EngineMissing,
                    u"%1 is not installed there"_s.arg(isKubectl ? u"kubectl"_s : engineProgram(m_reach)));
    }
    if (m_process->lacksOuterProgram() || m_process->lacksInnerProgram()) {
        ReachFailure failure = missingProgram(program);
        if (m_command.standing == Standing::Beside && isClientOfContainers(program)) {
            failure = program == "kubectl"_L1 ? ReachFailure::ClientMissing : ReachFailure::EngineMissing;
        }
        return fail(failure, u"%1 is not installed there"_s.arg(program));
    }
    ReachProblem problem = classifyClient(m_process->clientErrors());
    constexpr int kNotFound = 127; // podman 4.3 may lose the last words of a short command, never its status
    if (problem.failure == ReachFailure::None && m_process->clientStatus() == kNotFound && m_hasShell) {
        problem = {missingProgram(program), u"%1 is not installed there"_s.arg(program)};
        return fail(problem.failure, problem.words);
    }
    const bool lacksShell =
        problem.failure == ReachFailure::CommandMissing || problem.failure == ReachFailure::InterpreterMissing;
    if (lacksShell && m_hasShell) {
        m_hasShell = false;
        dropProcess();
        return launch();
    }
    if (retriesElevated(problem.failure)) {
        m_withoutRoot = problem;
        return launch();
    }
    fail(problem.failure == ReachFailure::None ? ReachFailure::Other : problem.failure,
         problem.failure == ReachFailure::None ? lastLine(m_process->clientErrors()) : problem.words);
}

/// Only root may speak to the engine, or has a container of this name.
bool CommandRun::retriesElevated(ReachFailure failure)
{
    const Reach *host = hostOf(m_reach);
    const bool mayHelp = failure == ReachFailure::EnginePermission || failure == ReachFailure::ContainerMissing;
    if (!mayHelp || !host || !host->sudo || isElevated()) {
        return false;
    }
    m_isEngineElevated = true;
    dropProcess();
    return true;
}

void CommandRun::onRan()
{
    const MarkedStream &errors = m_process->errors();
    const std::optional<int> status = errors.exitStatus() ? errors.exitStatus() : m_process->output().exitStatus();
    if (!status) {
        return fail(ReachFailure::Lost, lastLine(errors.tail()));
    }
    const bool isClientsWord = (usesExec() && !m_hasShell) || (m_command.standing == Standing::Beside &&
                                                               isClientOfContainers(m_command.arguments.first()));
    if (*status != 0 && isClientsWord) {
        const ReachProblem problem = classifyClient(errors.body());
        if (retriesElevated(problem.failure)) {
            m_withoutRoot = problem;
            return launch();
        }
        if (problem.failure != ReachFailure::None) {
            return fail(problem.failure, problem.words);
        }
    }
    Transcript transcript;
    transcript.exitStatus = *status;
    finish(transcript);
}

} // namespace duodoctor
