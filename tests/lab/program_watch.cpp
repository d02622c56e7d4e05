#include "program_watch.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace duodoctor
{

using namespace Qt::StringLiterals;

CommandLineWatch::CommandLineWatch(const QByteArrayList &secrets)
    : m_secrets(secrets)
    , m_thread([this](const std::stop_token &stop) {
        constexpr std::chrono::milliseconds kPause{20};
        while (!stop.stop_requested()) {
            look();
            ++m_rounds;
            std::this_thread::sleep_for(kPause);
        }
    })
{
}

CommandLineWatch::~CommandLineWatch()
{
    end();
}

QByteArrayList CommandLineWatch::end()
{
    m_thread.request_stop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    return m_found.values();
}

void CommandLineWatch::look()
{
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(u"/proc/"_s + name + u"/cmdline"_s);
        if (!name.at(0).isDigit() || !file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QByteArray line = file.readAll();
        const bool isLeak =
            std::any_of(m_secrets.begin(), m_secrets.end(), [&](const QByteArray &s) { return line.contains(s); });
        if (isLeak) {
            m_found << QByteArray(line).replace('\0', ' ');
        }
    }
}

QJsonObject ProgramWatch::Result::report() const
{
    return QJsonDocument::fromJson(out).object();
}

QStringList ProgramWatch::Result::causes() const
{
    QStringList ids;
    for (const QJsonValue &cause : report().value("root_causes"_L1).toArray()) {
        ids << cause.toObject().value("finding"_L1).toString();
    }
    return ids;
}

QStringList ProgramWatch::Result::findings(const QString &severity) const
{
    QStringList ids;
    for (const QJsonValue &value : report().value("findings"_L1).toArray()) {
        const QJsonObject finding = value.toObject();
        if (finding.value("severity"_L1).toString() == severity) {
            ids << finding.value("id"_L1).toString() + u'@' + finding.value("vantage"_L1).toString();
        }
    }
    return ids;
}

void ProgramWatch::Result::describe() const
{
    QStringList lines{u"status %1 after %2 ms"_s.arg(status).arg(elapsedMs), u"causes: "_s + causes().join(u", "_s)};
    for (const QJsonValue &value : report().value("findings"_L1).toArray()) {
        const QJsonObject finding = value.toObject();
        lines << u"%1 %2@%3: %4"_s.arg(finding.value("severity"_L1).toString(), finding.value("id"_L1).toString(),
                                       finding.value("vantage"_L1).toString(), finding.value("message"_L1).toString());
    }
    for (const QJsonValue &value : report().value("checks"_L1).toArray()) {
        const QJsonObject check = value.toObject();
        const QString state = check.value("status"_L1).toString();
        if (state != "passed"_L1 &&
            check.value("reason"_L1).toString() != "This does not apply to this kind of server or version."_L1) {
            lines << u"%1@%2 %3: %4"_s.arg(check.value("id"_L1).toString(), check.value("vantage"_L1).toString(), state,
                                           check.value("reason"_L1).toString());
        }
    }
    // QtTest cuts long messages.
    const QByteArray text = lines.join(u'\n').toUtf8() + '\n' + err + terminal;
    std::fputs(text.constData(), stderr);
}

ProgramWatch::~ProgramWatch()
{
    kill();
    if (m_master >= 0) {
        ::close(m_master);
    }
}

void ProgramWatch::openTerminal()
{
    m_master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(m_master >= 0 && ::grantpt(m_master) == 0 && ::unlockpt(m_master) == 0);
    ::fcntl(m_master, F_SETFL, O_NONBLOCK);
    const QByteArray name = ::ptsname(m_master);
    m_process.setChildProcessModifier([name] {
        ::setsid();
        const int terminal = ::open(name.constData(), O_RDWR);
        ::ioctl(terminal, TIOCSCTTY, 0);
        ::dup2(terminal, STDIN_FILENO);
    });
}

void ProgramWatch::start(const QString &deployment, const QString &sshConfiguration, const QProcessEnvironment &extra,
                         const QByteArray &typed)
{
    // ssh reads the home of the user's entry in the password file, whatever HOME says.
    QFile ssh(m_folder.filePath(u"ssh"_s));
    QVERIFY(ssh.open(QIODevice::WriteOnly));
    ssh.write("#!/bin/sh\nexec /usr/bin/ssh -F '" + sshConfiguration.toUtf8() + "' \"$@\"\n");
    ssh.close();
    ssh.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DISPLAY"_s);
    environment.insert(extra);
    environment.insert(u"PATH"_s, m_folder.path() + u':' + environment.value(u"PATH"_s));
    m_process.setProcessEnvironment(environment);
    m_typed = typed;
    if (typed.isEmpty()) {
        m_process.setStandardInputFile(QProcess::nullDevice());
    } else {
        openTerminal();
    }
    m_clock.start();
    m_process.start(QStringLiteral(DUODOCTOR_BINARY), {u"check"_s, deployment, u"--format"_s, u"json"_s});
    QVERIFY(m_process.waitForStarted());
}

void ProgramWatch::kill()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void ProgramWatch::readTerminal()
{
    std::array<char, 4096> buffer{};
    const auto size = m_master < 0 ? 0 : ::read(m_master, buffer.data(), buffer.size());
    if (size > 0) {
        m_shown += QByteArray(buffer.data(), size);
    }
    m_err += m_process.readAllStandardError();
    const bool isAsked = m_shown.contains("assword") || m_err.contains("assword");
    if (!m_typed.isEmpty() && isAsked) {
        const QByteArray line = m_typed + '\n';
        m_typed.clear();
        QVERIFY(::write(m_master, line.constData(), static_cast<size_t>(line.size())) == line.size());
    }
}

bool ProgramWatch::runUntil(const std::function<bool()> &holds, int limitMs)
{
    const QDeadlineTimer deadline(limitMs);
    constexpr int kStepMs = 20;
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        if (holds()) {
            return true;
        }
        m_process.waitForFinished(kStepMs);
        readTerminal();
    }
    return false;
}

ProgramWatch::Result ProgramWatch::wait(int limitMs)
{
    runUntil([] { return false; }, limitMs);
    Result result;
    result.elapsedMs = m_clock.elapsed();
    if (m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::NormalExit) {
        result.status = m_process.exitCode();
    }
    kill();
    readTerminal();
    result.out = m_process.readAllStandardOutput();
    result.err = m_err;
    result.terminal = m_shown;
    return result;
}

} // namespace duodoctor
