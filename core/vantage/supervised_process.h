#pragma once

#include "vantage/marked_stream.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace duodoctor
{

/// A client of the user's, without a terminal, with messages in English.
void prepareClient(QProcess &process);

/// What a supervised process is started with.
struct SupervisedStart {
    QStringList words;   ///< program first
    QString outerMark;   ///< of the supervisor that the client starts
    QString innerMark;   ///< of the one whose output counts; the same, or that of a supervisor in a container
    QByteArray input;    ///< with the openings of all supervisors
    QByteArray password; ///< for sudo; empty: none is wanted
    qint64 maxOutputBytes = 0;
};

/// One client process around a supervised command: feeds it, reads it, knows its end by the marks. Standard input stays
/// open while this object wants the command, so that our own end is its end.
class SupervisedProcess : public QObject
{
    Q_OBJECT
public:
    SupervisedProcess(SupervisedStart start, QObject *parent);
    ~SupervisedProcess() override;

    /// Environment of another kind of client, before start().
    QProcess &process() { return m_process; }
    void start();
    /// Ends the command, also on the far side; this object goes away by itself, and is not heard of again.
    void abandon();

    const MarkedStream &output() const { return m_output; }
    const MarkedStream &errors() const { return m_errors; }
    /// What the clients said themselves (ssh, sudo, the container's engine), without the supervisors' own lines.
    QByteArray clientErrors() const;
    bool hasReachedPlace() const; ///< the outer supervisor runs
    bool lacksOuterProgram() const;
    bool lacksInnerProgram() const;
    int clientStatus() const { return m_process.exitCode(); }
    bool failedToStart() const { return m_process.error() == QProcess::FailedToStart; }

Q_SIGNALS:
    void finished(); ///< once

private:
    void onOutput();
    void onErrors();
    void onProcessEnd();
    void finishOnce();
    bool hasLine(const QString &mark, QByteArrayView word) const;

    SupervisedStart m_start;
    QProcess m_process;
    MarkedStream m_output;
    MarkedStream m_errors;
    bool m_hasFinished = false;
    bool m_isWaitingForPassword = false;
};

} // namespace duodoctor
