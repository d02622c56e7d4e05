#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace duodoctor
{

class DialogPort;
class Session;
class WindowSettings;

/// Asks where the report goes, writes it, and offers to open it. The file's name decides the format.
class ReportExporter : public QObject
{
    Q_OBJECT
public:
    /// All must outlive the exporter. @param window  parent of the dialogs.
    ReportExporter(Session &session, DialogPort &dialogs, WindowSettings &settings, QWidget *window);

    void start();

Q_SIGNALS:
    void reportWritten(const QString &path);

private:
    void write(const QString &path);

    Session &m_session;
    DialogPort &m_dialogs;
    WindowSettings &m_settings;
    QWidget *m_window;
};

} // namespace duodoctor
