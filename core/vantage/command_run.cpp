#include "vantage/command_run.h"

#include "vantage/reach_classification.h"
#include "vantage/reach_words.h"
#include "vantage/shell_quoting.h"
#include "vantage/supervised_process.h"
#include "vantage/supervisor.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto kFarMargin = 2s; ///< this side's limit comes first

} // namespace

CommandRun::CommandRun(ReachHosts &hosts, Searcher search, Reach reach, Command command, QObject *parent)
    : QObject(parent)
    , m_hosts(hosts)
    , m_search(std::move(search))
    , m_reach(std::move(reach))
    , m_command(std::move(command))
    , m_pod(m_reach.pod)
{
    m_promise.start();
    m_clock.start();
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &CommandRun::onLimit);
    connect(&m_watcher, &QFutureWatcherBase::canceled, this, [this] { fail(ReachFailure::Cancelled, {}); });
    connect(&m_podWatcher, &QFutureWatcherBase::finished, this, &CommandRun::onPodsListed);
    m_watcher.setFuture(m_promise.future());
}

CommandRun::~CommandRun()
{
    if (!m_isFinished) {
        Transcript transcript;
        transcript.failure = ReachFailure::Cancelled;
        m_promise.addResult(transcript);
        m_promise.finish();
    }
}

bool CommandRun::usesExec() const
{
    return m_command.standing == Standing::Inside &&
           (m_reach.via == ReachVia::Docker || m_reach.via == ReachVia::Kubectl);
}

bool CommandRun::isElevated() const
{
    const Reach *host = hostOf(m_reach);
    return host && host->sudo && (m_command.isElevated || m_isEngineElevated);
}

void CommandRun::start()
{
    if (m_reach.via == ReachVia::None) {
        return fail(ReachFailure::NotConfigured, {});
    }
    if (m_reach.via == ReachVia::Paste) {
        return fail(ReachFailure::ByHand, {});
    }
    if (m_command.arguments.isEmpty() || m_command.arguments.first().isEmpty()) {
        return fail(ReachFailure::Other, u"no command was given"_s);
    }
    if (const QString objection = reachObjection(m_reach); !objection.isEmpty()) {
        return fail(ReachFailure::Other, objection);
    }
    m_limit.start(m_command.limit);
    const Reach *host = hostOf(m_reach);
    if (!host) {
        return onConnected();
    }
    m_host = &m_hosts.host(*host);
    SshConnection &connection = m_host->connection();
    connect(&connection, &SshConnection::asking, this, &CommandRun::pauseLimit);
    connect(&connection, &SshConnection::answered, this, &CommandRun::resumeLimit);
    connect(&connection, &SshConnection::settled, this, [this, &connection] {
        if (!m_isConnected && !m_isFinished) {
            connection.isReady() ? onConnected() : fail(connection.problem().failure, connection.problem().words);
        }
    });
    connection.connectToHost();
}

void CommandRun::onConnected()
{
    m_isConnected = true;
    if (usesExec() && m_reach.via == ReachVia::Kubectl && m_pod.isEmpty()) {
        findPod();
    } else {
        launch();
    }
}

void CommandRun::findPod()
{
    const QStringList words =
        kubectlPrefix(m_reach) + QStringList{u"--request-timeout=15s"_s,          u"get"_s, u"pods"_s,
                                             u"--selector="_s + m_reach.selector, u"-o"_s,  u"json"_s};
    const QString key = words.join(QChar(QChar::Null));
    if (!m_hosts.podSearches.contains(key)) {
        Command search;
        search.arguments = words;
        search.standing = Standing::Beside;
        search.limit = 20s;
        search.maxOutputBytes = 16 * 1024 * 1024;
        m_hosts.podSearches.insert(key, m_search(m_reach, search));
    }
    m_podWatcher.setFuture(m_hosts.podSearches.value(key));
}

void CommandRun::onPodsListed()
{
    if (m_isFinished) {
        return;
    }
    const QFuture<Transcript> future = m_podWatcher.future();
    const Transcript listing = future.resultCount() > 0 ? future.result() : Transcript{};
    if (!listing.hasRun() || listing.exitStatus != 0) {
        const QString words = listing.hasRun() ? lastLine(listing.errors) : listing.failureDetail;
        return fail(listing.hasRun() ? ReachFailure::Other : listing.failure, words);
    }
    m_pod = newestRunningPod(listing.output);
    if (m_pod.isEmpty() || m_pod.startsWith(u'-')) {
        return fail(ReachFailure::PodMissing, u"no running pod matches %1"_s.arg(m_reach.selector));
    }
    launch();
}

void CommandRun::launch()
{
    const auto limit = std::chrono::ceil<std::chrono::seconds>(m_command.limit) + kFarMargin;
    const qint64 inputBytes = m_command.input.size();
    Supervision outer{makeMark(), limit, inputBytes};
    Supervision inner = outer;
    QStringList words = m_command.arguments;
    QByteArray input = openingOf(outer) + m_command.input;
    if (usesExec() && m_hasShell) {
        inner.mark = makeMark();
        outer.inputBytes.reset();
        words = supervised(words, inner);
        input = openingOf(outer) + openingOf(inner) + m_command.input;
    }
    if (usesExec()) {
        words = insideWords(m_reach, m_pod, words);
    }
    words = supervised(words, outer);
    const QByteArray password = isElevated() ? m_host->sudoPassword() : QByteArray();
    m_hasUsedPassword = !password.isEmpty();
    if (isElevated()) {
        words = elevated(words, m_hasUsedPassword);
    }
    if (m_host) {
        words = m_host->connection().clientWords(shellCommandLine(words));
    }
    m_process =
        new SupervisedProcess({words, outer.mark, inner.mark, input, password, m_command.maxOutputBytes}, parent());
    if (m_host) {
        m_host->connection().prepare(m_process->process());
    }
    connect(m_process, &SupervisedProcess::finished, this, &CommandRun::onProcessFinished);
    m_process->start();
}

void CommandRun::askSudo(const ReachProblem &problem)
{
    if (!m_hasUsedPassword && !m_host->sudoPassword().isEmpty()) {
        // Another run has asked meanwhile.
        dropProcess();
        return launch();
    }
    if (m_hasUsedPassword) {
        m_host->forgetSudoPassword();
    }
    if (!m_host->maySudoBeAsked()) {
        return fail(ReachFailure::SudoPasswordNeeded, problem.words);
    }
    dropProcess();
    m_isWaitingForSudo = true;
    connect(m_host, &ReachHost::sudoAnswered, this, &CommandRun::onSudoAnswered, Qt::UniqueConnection);
    m_host->askSudoPassword();
}

void CommandRun::onSudoAnswered()
{
    if (!m_isWaitingForSudo || m_isFinished) {
        return;
    }
    m_isWaitingForSudo = false;
    if (m_host->sudoPassword().isEmpty()) {
        return fail(ReachFailure::SudoPasswordNeeded, u"sudo wants a password and none was given"_s);
    }
    launch();
}

void CommandRun::onLimit()
{
    const QString words = u"no answer within %1 s"_s.arg(std::chrono::duration<double>(m_command.limit).count());
    if (m_host && !m_isConnected) {
        return fail(ReachFailure::HostUnreachable, words);
    }
    fail(ReachFailure::TimedOut, words);
}

void CommandRun::pauseLimit()
{
    if (m_limit.isActive() && !m_process) {
        m_remainingMs = m_limit.remainingTime();
        m_limit.stop();
    }
}

void CommandRun::resumeLimit()
{
    if (!m_limit.isActive() && !m_isFinished) {
        m_limit.start(m_remainingMs);
    }
}

void CommandRun::dropProcess()
{
    if (m_process) {
        m_process->abandon();
        m_process.clear();
    }
}

void CommandRun::fail(ReachFailure failure, const QString &words)
{
    Transcript transcript;
    transcript.failure = failure;
    transcript.failureDetail = m_hosts.redacted(words);
    if (m_withoutRoot.failure == ReachFailure::ContainerMissing) {
        transcript.failure = m_withoutRoot.failure;
        transcript.failureDetail = m_hosts.redacted(m_withoutRoot.words);
    }
    finish(transcript);
}

void CommandRun::finish(Transcript transcript)
{
    if (m_isFinished) {
        return;
    }
    m_isFinished = true;
    m_limit.stop();
    transcript.command = commandLineFor(m_reach, m_command);
    transcript.place = placeOf(m_reach);
    transcript.elapsed = std::chrono::milliseconds(m_clock.elapsed());
    if (m_process) {
        transcript.output = m_process->output().body();
        transcript.errors = m_process->errors().body();
        transcript.isTruncated = m_process->output().isTruncated() || m_process->errors().isTruncated();
    }
    dropProcess();
    m_promise.addResult(transcript);
    m_promise.finish();
    deleteLater();
}

} // namespace duodoctor
