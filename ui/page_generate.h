#pragma once

#include "generate/generation.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QLabel;
class QListView;
class QPushButton;

namespace duodoctor
{

class DialogPort;
class GeneratedView;
class GenerationForm;
class Session;
struct MadeKeys;

/// The page that writes configuration for this deployment: which file, what to choose beside the deployment, and the
/// text.
class PageGenerate : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageGenerate(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);

    /// Called whenever the page comes into sight: shows the deployment as it is now and puts the focus where one
    /// begins.
    void refresh();

Q_SIGNALS:
    void noticeRaised(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeKinds();
    QWidget *makeResult();
    void choose(GenerationKind kind);
    void write();
    void writeBundle();
    void present(const Generated &generated);
    void save();
    void saveTo(const QString &path, const QString &text);
    void askKeyFolder();
    void makeKeys(const QString &folder);
    void showKeys(const MadeKeys &keys, const QString &folder);

    Session &m_session;
    DialogPort &m_dialogs;
    QBoxLayout *m_columns;
    QListView *m_kinds = nullptr;
    QWidget *m_result = nullptr;
    QLabel *m_fileName = nullptr;
    GenerationForm *m_form = nullptr;
    GeneratedView *m_view = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    QTimer m_soon; ///< gathers typing into one text
    GenerationKind m_kind = GenerationKind::DockerRun;
    Deployment m_deployment; ///< that the text is for, with the version that was seen
    int m_asked = 0;         ///< counts the bundles asked for: only the last one is shown
    bool m_isReading = false;
};

} // namespace duodoctor
