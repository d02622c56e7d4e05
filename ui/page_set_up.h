#pragma once

#include "setup/setup_guide.h"

#include <QTimer>
#include <QWidget>

class QTabWidget;

namespace duodoctor
{

class DialogPort;
class FormField;
class ImagePanel;
class ModelsPanel;
class PlatformsPanel;
class Session;
class SizePanel;

/// Set-up help: the size of the gateway, the image, the models that GitLab supports, and where they can be served from.
class PageSetUp : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageSetUp(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);

    /// Called whenever the page comes into sight: shows the deployment as it is now and puts the focus where one
    /// begins.
    void refresh();

Q_SIGNALS:
    void noticeRaised(const QString &sentence);

private:
    QWidget *inScrollArea(QWidget *panel);
    /// Shows what holds for the version in the field; a version that is none changes nothing.
    void showVersion();

    Session &m_session;
    SetupGuide m_guide;
    FormField *m_version;
    QTabWidget *m_tabs;
    SizePanel *m_size;
    ImagePanel *m_image;
    ModelsPanel *m_models;
    PlatformsPanel *m_platforms;
    QTimer m_soon;       ///< gathers typing
    QString m_prefilled; ///< the version that was known last: another one replaces what stands in the field
};

} // namespace duodoctor
