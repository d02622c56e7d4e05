#pragma once

#include "deployment/deployment.h"

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace duodoctor
{

class FactSheet;
class Playbook;
class SupportedModelsModel;
struct SupportedModels;

/// The models that GitLab supports for a version, and what that means for those of the deployment.
class ModelsPanel : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the panel.
    ModelsPanel(const SupportedModels &models, const Playbook &playbook, QWidget *parent = nullptr);

    /// @param deployment  with the version that counts; without one the newest table is shown.
    void setDeployment(const Deployment &deployment);

Q_SIGNALS:
    void copied();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeTable();
    void copyRows();
    void showVerdicts();
    void showNotes();

    const SupportedModels &m_models;
    const Playbook &m_playbook;
    SupportedModelsModel *m_model;
    QSortFilterProxyModel *m_filtered;
    FactSheet *m_verdicts;
    QLineEdit *m_filter;
    QTableView *m_table;
    FactSheet *m_notes;
    Deployment m_deployment;
};

} // namespace duodoctor
