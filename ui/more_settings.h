#pragma once

#include "deployment/deployment.h"
#include "ui/form_field.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPlainTextEdit;

namespace duodoctor
{

class DialogPort;
class ReachEditor;

/// What a deployment has besides its addresses: the ways to its hosts, how it was installed, agent platform, metrics,
/// trust files, proxy, image. Built when the user first opens it.
class MoreSettings : public QWidget
{
    Q_OBJECT
public:
    /// @param dialogs  must outlive the widget.
    explicit MoreSettings(DialogPort &dialogs, QWidget *parent = nullptr);

    void setDeployment(const Deployment &deployment);
    /// Writes what the fields hold into `deployment` and leaves the rest of it alone.
    void applyTo(Deployment &deployment) const;
    void showProblems(const QList<DeploymentProblem> &problems);
    /// The first field that has one; null when all is well.
    FormField *firstProblem() const;

Q_SIGNALS:
    void edited();
    void submitted();

private:
    FormField *addField(const FormField::Words &words, FormField::Hint hint = {});
    FormField *addPathField(const FormField::Words &words, bool allowsFolder);
    void addHeading(const QString &text);
    void addReaches();
    void addInstallations();
    QComboBox *addChoice(const QString &label, const QString &name);
    void enableProxy();

    DialogPort &m_dialogs;
    FormField *m_user;
    FormField *m_agentPlatform;
    QCheckBox *m_agentPlatformTls;
    QPlainTextEdit *m_metrics;
    FormField *m_image;
    FormField *m_caBundle;
    FormField *m_gatewayBundle;
    FormField *m_gitlabCerts;
    QComboBox *m_proxyMode;
    FormField *m_proxyUrl;
    FormField *m_noProxy;
    QCheckBox *m_offline;
    QComboBox *m_gitlabInstallation;
    QComboBox *m_gatewayInstallation;
    ReachEditor *m_gitlabReach;
    ReachEditor *m_gatewayReach;
};

} // namespace duodoctor
