#include "vantage/ssh_connection.h"

#include "vantage/askpass_server.h"
#include "vantage/shell_quoting.h"
#include "vantage/supervised_process.h"
#include "vantage/supervisor.h"

#include <QTimer>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxKept = 64 * 1024;
constexpr int kDefaultPort = 22;
constexpr int kPatienceAtTheEndMs = 1000;

} // namespace

SshConnection::SshConnection(const Reach &reach, SshSettings settings, int number, QObject *parent)
    : QObject(parent)
    , m_reach(reach)
    , m_settings(std::move(settings))
    , m_controlPath(u"%1/c%2"_s.arg(m_settings.folder).arg(number))
    , m_mark(makeMark())
{
    if (!m_settings.askpassProgram.isEmpty()) {
        m_askpass = std::make_unique<AskpassServer>(u"%1/a%2"_s.arg(m_settings.folder).arg(number), reach.host,
                                                    m_settings.prompter, nullptr);
        connect(m_askpass.get(), &AskpassServer::asking, this, &SshConnection::asking);
        connect(m_askpass.get(), &AskpassServer::answered, this, &SshConnection::answered);
    }
}

SshConnection::~SshConnection()
{
    if (m_process) {
        m_process->disconnect(this);
        m_process->closeWriteChannel();
        // TERM lets ssh take its socket away.
        m_process->terminate();
        if (!m_process->waitForFinished(kPatienceAtTheEndMs)) {
            m_process->kill();
            m_process->waitForFinished(kPatienceAtTheEndMs);
        }
    }
}

QStringList SshConnection::commonOptions() const
{
    QStringList words = {u"ssh"_s};
    words += m_settings.options;
    for (const QString &option :
         {u"ConnectTimeout=10"_s, u"ServerAliveInterval=5"_s, u"ServerAliveCountMax=3"_s, u"LogLevel=INFO"_s,
          u"RequestTTY=no"_s, u"RemoteCommand=none"_s, u"PermitLocalCommand=no"_s, u"UpdateHostKeys=no"_s,
          u"ClearAllForwardings=yes"_s, u"ForwardAgent=no"_s, u"ForwardX11=no"_s, u"EscapeChar=none"_s,
          u"ControlPersist=no"_s, u"ControlPath=%1"_s.arg(m_controlPath)}) {
        words << u"-o"_s << option;
    }
    words << u"-o"_s << (m_askpass ? u"BatchMode=no"_s : u"BatchMode=yes"_s);
    return words;
}

QStringList SshConnection::destination() const
{
    QStringList words;
    if (m_reach.port != kDefaultPort) {
        words << u"-p"_s << QString::number(m_reach.port);
    }
    if (!m_reach.user.isEmpty()) {
        words << u"-l"_s << m_reach.user;
    }
    return words << u"--"_s << m_reach.host;
}

QStringList SshConnection::clientWords(const QString &commandLine) const
{
    return commonOptions() + QStringList{u"-o"_s, u"ControlMaster=no"_s} + destination() + QStringList{commandLine};
}

void SshConnection::prepare(QProcess &process) const
{
    prepareClient(process);
    if (m_askpass) {
        QProcessEnvironment environment = process.processEnvironment();
        m_askpass->addTo(environment, m_settings.askpassProgram);
        process.setProcessEnvironment(environment);
    }
}

void SshConnection::connectToHost()
{
    if (m_state == State::Ready || m_state == State::Failed) {
        QTimer::singleShot(0, this, &SshConnection::settled);
        return;
    }
    if (m_state == State::Connecting) {
        return;
    }
    m_state = State::Connecting;
    m_output.clear();
    m_errors.clear();
    m_process = std::make_unique<QProcess>();
    prepare(*m_process);
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &SshConnection::onOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] {
        m_errors += m_process->readAllStandardError();
        m_errors = m_errors.right(kMaxKept);
    });
    connect(m_process.get(), &QProcess::finished, this, &SshConnection::onEnd);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            QTimer::singleShot(0, this, [this] {
                fail({ReachFailure::ClientMissing, u"ssh is not installed here"_s});
            });
        }
    });
    // Ends when its standard input does.
    const QString held = u"echo %1; exec cat >/dev/null"_s.arg(m_mark);
    const QStringList words = commonOptions() + QStringList{u"-o"_s, u"ControlMaster=yes"_s} + destination() +
                              QStringList{shellCommandLine({u"sh"_s, u"-c"_s, held})};
    m_process->start(words.first(), words.mid(1));
}

void SshConnection::onOutput()
{
    const QByteArray bytes = m_process->readAllStandardOutput();
    if (m_state != State::Connecting) {
        return;
    }
    m_output = (m_output + bytes).right(kMaxKept);
    if (m_output.contains(m_mark.toLatin1())) {
        m_state = State::Ready;
        if (m_askpass) {
            m_askpass->reuseAnswers();
        }
        Q_EMIT settled();
    }
}

void SshConnection::onEnd()
{
    m_errors = (m_errors + m_process->readAllStandardError()).right(kMaxKept);
    onOutput();
    if (m_state == State::Connecting) {
        fail(diagnosis());
    } else if (m_state == State::Ready) {
        m_state = State::Idle;
    }
}

void SshConnection::fail(ReachProblem problem)
{
    m_state = State::Failed;
    m_problem = std::move(problem);
    Q_EMIT settled();
}

ReachProblem SshConnection::diagnosis() const
{
    ReachProblem problem = classifySsh(m_errors);
    if (m_askpass && problem.failure == ReachFailure::HostKeyUnknown && !m_askpass->hostKeyQuestion().isEmpty()) {
        problem.words = m_askpass->hostKeyQuestion();
    } else if (m_askpass && m_askpass->wasDeclined() && problem.failure != ReachFailure::HostKeyChanged) {
        problem = {ReachFailure::PromptDeclined, m_askpass->declinedQuestion()};
    }
    if (problem.failure == ReachFailure::None) {
        // A server that lets nobody run commands (`Welcome to GitLab, @ada!`) says so on standard output.
        const QString words = lastLine(m_errors);
        problem = {ReachFailure::Other, words.isEmpty() ? lastLine(m_output) : words};
    }
    return problem;
}

} // namespace duodoctor
