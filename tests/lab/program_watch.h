#pragma once

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

#include <atomic>
#include <functional>
#include <thread>

namespace duodoctor
{

/// Reads the command lines of all processes of this machine every 20 ms, while it lives.
class CommandLineWatch
{
public:
    /// @param secrets  that no command line may show.
    explicit CommandLineWatch(const QByteArrayList &secrets);
    ~CommandLineWatch();
    CommandLineWatch(const CommandLineWatch &) = delete;
    CommandLineWatch &operator=(const CommandLineWatch &) = delete;

    /// Ends it. @return command lines that showed one.
    QByteArrayList end();
    int rounds() const { return m_rounds; }

private:
    void look();

    QByteArrayList m_secrets;
    QSet<QByteArray> m_found;
    std::atomic<int> m_rounds{0};
    std::jthread m_thread;
};

/// The built program, run against a deployment.
class ProgramWatch
{
public:
    /// What it left behind.
    struct Result {
        int status = -1; ///< exit status; -1 when it did not end by itself
        qint64 elapsedMs = 0;
        QByteArray out;
        QByteArray err;
        QByteArray terminal; ///< what stood on its terminal

        QJsonObject report() const;
        /// Ids of the root causes, the first one first.
        QStringList causes() const;
        /// Ids of the findings of this severity, `ID@VANTAGE`.
        QStringList findings(const QString &severity) const;
        /// Prints causes, findings and checks that did not pass: what one wants to know of a failing test.
        void describe() const;
    };

    ~ProgramWatch();

    /// @param sshConfiguration  for every ssh that it starts.
    /// @param typed  on its terminal, when it asks for a password; empty: it has no terminal.
    void start(const QString &deployment, const QString &sshConfiguration, const QProcessEnvironment &extra,
               const QByteArray &typed = {});
    void kill();
    /// Lets it run until this holds. @return false when it ended, or the limit passed first.
    bool runUntil(const std::function<bool()> &holds, int limitMs = 30'000);
    /// To its end; a program that passes the limit is killed.
    Result wait(int limitMs = 60'000);
    qint64 processId() const { return m_process.processId(); }

private:
    void openTerminal();
    void readTerminal();

    QProcess m_process;
    QTemporaryDir m_folder;
    QElapsedTimer m_clock;
    QByteArray m_typed;
    QByteArray m_shown;
    QByteArray m_err;
    int m_master = -1;
};

} // namespace duodoctor
