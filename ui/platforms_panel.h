#pragma once

#include "deployment/deployment.h"
#include "setup/serving_platforms.h"
#include "ui/copy_boxes.h"

#include <QWidget>

class QBoxLayout;
class QListWidget;

namespace duodoctor
{

class FactSheet;

/// Where models can be served from, how a model is named there, and how those of the deployment are entered in GitLab.
class PlatformsPanel : public QWidget
{
    Q_OBJECT
public:
    /// @param platforms  must outlive the panel.
    explicit PlatformsPanel(const ServingPlatforms &platforms, QWidget *parent = nullptr);

    /// @param deployment  with the version that counts; without one every platform is shown.
    void setDeployment(const Deployment &deployment);

Q_SIGNALS:
    void copied();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    const ServingPlatform *current() const;
    void showCurrent();
    QList<CopyText> textsFor(const ServingPlatform &platform) const;

    const ServingPlatforms &m_platforms;
    QBoxLayout *m_columns;
    QListWidget *m_list;
    FactSheet *m_facts;
    CopyBoxes *m_texts;
    Deployment m_deployment;
};

} // namespace duodoctor
