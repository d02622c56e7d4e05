#pragma once

#include "deployment/deployment.h"
#include "ui/form_field.h"
#include "ui/model_editor.h"

#include <QWidget>

class QCheckBox;
class QToolButton;
class QVBoxLayout;

namespace duodoctor
{

class DialogPort;
class MoreSettings;

/// The fields in which a person writes down what they know of a deployment. Keeps what it does not show.
class DeploymentForm : public QWidget
{
    Q_OBJECT
public:
    /// @param dialogs  must outlive the form.
    explicit DeploymentForm(DialogPort &dialogs, QWidget *parent = nullptr);

    void setDeployment(const Deployment &deployment);
    /// What the fields say, with the parts of the last setDeployment() that have no field.
    Deployment deployment() const;
    QHash<QString, ModelEditor::TypedKey> typedKeys() const { return m_models->typedKeys(); }
    bool isCompletionAllowed() const;
    void setCompletionAllowed(bool allowed);
    void setKeyringAvailable(bool available) { m_models->setKeyringAvailable(available); }

    /// Shows every problem beside its field. @return true when the deployment can be checked; else the first field with
    /// a problem has the focus.
    /// @param mayBeEmpty  true: a deployment without any address will do.
    bool validate(bool mayBeEmpty = false);

Q_SIGNALS:
    void edited();
    void submitted(); ///< Enter in a field

private:
    void addHeading(const QString &text);
    FormField *addField(const FormField::Words &words, FormField::Hint hint);
    void showMore(bool isOpen);

    DialogPort &m_dialogs;
    Deployment m_base;
    QVBoxLayout *m_layout;
    FormField *m_gitlabUrl = nullptr;
    FormField *m_version = nullptr;
    FormField *m_gatewayUrl = nullptr;
    ModelEditor *m_models = nullptr;
    QCheckBox *m_completion = nullptr;
    QToolButton *m_moreButton = nullptr;
    MoreSettings *m_more = nullptr; ///< null until first opened
};

} // namespace duodoctor
