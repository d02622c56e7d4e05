#include "vantage/supervised_process.h"

#include <QProcessEnvironment>

#include <chrono>

#include <unistd.h>

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto kFarEndPatience = 6s; ///< for the supervisors' own TERM and KILL

constexpr qint64 kMaxClientErrors = 64 * 1024;

} // namespace

void prepareClient(QProcess &process)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.remove(u"LANGUAGE"_s);
    process.setProcessEnvironment(environment);
    // Without a terminal nothing can ask where nobody looks.
    process.setChildProcessModifier([] { ::setsid(); });
}

SupervisedProcess::SupervisedProcess(SupervisedStart start, QObject *parent)
    : QObject(parent)
    , m_start(std::move(start))
    , m_output(m_start.innerMark, m_start.maxOutputBytes)
    , m_errors(m_start.innerMark, m_start.maxOutputBytes)
{
    prepareClient(m_process);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SupervisedProcess::onOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &SupervisedProcess::onErrors);
    connect(&m_process, &QProcess::finished, this, &SupervisedProcess::onProcessEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            QTimer::singleShot(0, this, &SupervisedProcess::finishOnce);
        }
    });
}

SupervisedProcess::~SupervisedProcess()
{
    // What a process says while it is ended must not reach members that are gone.
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.closeWriteChannel();
        m_process.kill();
        constexpr int kPatienceMs = 1000;
        m_process.waitForFinished(kPatienceMs);
    }
}

void SupervisedProcess::start()
{
    m_process.start(m_start.words.first(), m_start.words.mid(1));
    m_isWaitingForPassword = !m_start.password.isEmpty();
    m_process.write(m_isWaitingForPassword ? m_start.password + '\n' : m_start.input);
}

void SupervisedProcess::abandon()
{
    m_hasFinished = true;
    disconnect();
    m_process.closeWriteChannel();
    if (m_process.state() == QProcess::NotRunning) {
        deleteLater();
        return;
    }
    connect(&m_process, &QProcess::finished, this, &QObject::deleteLater);
    QTimer::singleShot(kFarEndPatience, this, [this] { m_process.kill(); });
}

bool SupervisedProcess::hasLine(const QString &mark, QByteArrayView word) const
{
    const QByteArray line = mark.toLatin1() + ' ' + word.toByteArray() + '\n';
    return m_errors.preamble().contains(line) || m_errors.body().contains(line);
}

QByteArray SupervisedProcess::clientErrors() const
{
    // Where an inner supervisor never began, the outer one's marks stand between what others said. A shell's own
    // remark about the end of its children follows the end mark.
    MarkedStream outer(m_start.outerMark, kMaxClientErrors);
    outer.feed(m_errors.preamble());
    QByteArray said = outer.preamble() + outer.body() + m_errors.body();
    said.replace(m_start.outerMark.toLatin1() + " ready\n", QByteArray());
    return said;
}

bool SupervisedProcess::hasReachedPlace() const
{
    return m_errors.hasBegun() || hasLine(m_start.outerMark, "ready");
}

bool SupervisedProcess::lacksOuterProgram() const
{
    return hasLine(m_start.outerMark, "missing");
}

bool SupervisedProcess::lacksInnerProgram() const
{
    return hasLine(m_start.innerMark, "missing");
}

void SupervisedProcess::onOutput()
{
    m_output.feed(m_process.readAllStandardOutput());
    if (m_output.exitStatus() && m_errors.exitStatus()) {
        finishOnce();
    }
}

void SupervisedProcess::onErrors()
{
    m_errors.feed(m_process.readAllStandardError());
    if (m_isWaitingForPassword && hasReachedPlace()) {
        m_isWaitingForPassword = false;
        m_process.write(m_start.input);
    } else if (m_isWaitingForPassword && m_errors.preamble().contains("try again")) {
        // The next line would be taken for the next password.
        m_process.closeWriteChannel();
    }
    if (m_output.exitStatus() && m_errors.exitStatus()) {
        finishOnce();
    }
}

void SupervisedProcess::onProcessEnd()
{
    onOutput();
    onErrors();
    finishOnce();
}

void SupervisedProcess::finishOnce()
{
    if (!m_hasFinished) {
        m_hasFinished = true;
        Q_EMIT finished();
    }
}

} // namespace duodoctor
