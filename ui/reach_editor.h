#pragma once

#include "deployment/deployment.h"
#include "deployment/deployment_file.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QVBoxLayout;

namespace duodoctor
{

class FormField;

/// How commands get to GitLab's host or to the gateway: a choice, and the fields that the choice needs.
class ReachEditor : public QWidget
{
    Q_OBJECT
public:
    enum class Place { GitLabHost, GatewayContainer };

    explicit ReachEditor(Place place, QWidget *parent = nullptr);

    void setReach(const Reach &reach);
    Reach reach() const;
    /// @param key  of the deployment file: `gitlab.reach` or `ai_gateway.reach`
    void showProblems(const QString &key, const QList<DeploymentProblem> &problems);
    bool hasProblem() const;

Q_SIGNALS:
    void edited();
    void submitted();

private:
    enum class Choice { None, Local, Ssh, Container, ContainerOverSsh, Kubernetes, Paste };

    FormField *addField(QVBoxLayout &layout, const QString &label, const QString &name, const QString &placeholder);
    Choice choice() const;
    void showFields();
    void fillSsh(const Reach &reach);
    Reach sshReach() const;

    Place m_place;
    QComboBox *m_choice;
    FormField *m_host;
    FormField *m_user;
    FormField *m_port;
    QCheckBox *m_sudo;
    QComboBox *m_engine;
    FormField *m_container;
    FormField *m_context;
    FormField *m_namespace;
    FormField *m_pod;
    FormField *m_selector;
};

} // namespace duodoctor
