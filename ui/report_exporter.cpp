#include "ui/report_exporter.h"

#include "session/session.h"
#include "ui/dialog_port.h"
#include "ui/window_settings.h"

#include <QDate>
#include <QFileInfo>
#include <QUrl>
#include <QWidget>

namespace duodoctor
{

using namespace Qt::StringLiterals;

ReportExporter::ReportExporter(Session &session, DialogPort &dialogs, WindowSettings &settings, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_dialogs(dialogs)
    , m_settings(settings)
    , m_window(window)
{
}

void ReportExporter::start()
{
    FileQuestion question;
    question.title = tr("Export report");
    question.folder = m_settings.lastFolder();
    question.filters = {tr("Web page (*.html)"), tr("JSON for other programs (*.json)"), tr("Plain text (*.txt)")};
    question.suggestedName = u"duo-doctor-report-%1.html"_s.arg(QDate::currentDate().toString(Qt::ISODate));
    m_dialogs.askFileToSave(m_window, question, [self = QPointer<ReportExporter>(this)](const QString &path) {
        if (self) {
            self->write(path);
        }
    });
}

void ReportExporter::write(const QString &path)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix().toLower();
    const bool isKnown = suffix == "json"_L1 || suffix == "txt"_L1 || suffix == "html"_L1 || suffix == "htm"_L1;
    const QString target = isKnown ? path : path + u".html"_s;
    const ReportFormat format = suffix == "json"_L1  ? ReportFormat::Json
                                : suffix == "txt"_L1 ? ReportFormat::Text
                                                     : ReportFormat::Html;
    m_settings.setLastFolder(file.absolutePath());
    const QString error = m_session.exportReport(target, format);
    if (!error.isEmpty()) {
        m_dialogs.tell(m_window, tr("Export report"), tr("%1 Choose another folder and try again.").arg(error));
        return;
    }
    Q_EMIT reportWritten(target);
    m_dialogs.askYes(m_window, tr("Export report"), tr("The report was written to %1.").arg(target), tr("&Open it"),
                     [this, target] { m_dialogs.openUrl(QUrl::fromLocalFile(target)); });
}

} // namespace duodoctor
