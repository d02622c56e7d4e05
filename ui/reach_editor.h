#pragma once

#include "deployment/deployment.h"
#include "deployment/deployment_file.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
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
    /// The first field that has one; null when all is well.
    FormField *firstProblem() const;

Q_SIGNALS:
    void edited();
    void submitted();

private:
    enum class Choice { None, Local, Ssh, Container, ContainerOverSsh, Kubernetes, Paste };

    /// The name of a field as tools hear it: "Gateway pod".
    QString nameOf(const QString &field) const;
    FormField *makeField(const QString &label, const QString &name, const QString &placeholder);
    void addChoices();
    void addFields(QVBoxLayout &layout);
    QWidget *makeEngine();
    Choice choice() const;
    QString explanation() const;
    void showFields();
    void fillSsh(const Reach &reach);
    Reach sshReach() const;

    Place m_place;
    QComboBox *m_choice;
    QLabel *m_explanation;
    FormField *m_host = nullptr;
    FormField *m_user = nullptr;
    FormField *m_port = nullptr;
    QCheckBox *m_sudo;
    QWidget *m_engineField = nullptr;
    QComboBox *m_engine;
    FormField *m_container = nullptr;
    FormField *m_context = nullptr;
    FormField *m_namespace = nullptr;
    FormField *m_pod = nullptr;
    FormField *m_selector = nullptr;
};

} // namespace duodoctor
