#pragma once

#include "deployment/gitlab_version.h"

#include <QWidget>

#include <optional>

namespace duodoctor
{

class CopyBoxes;
class FactSheet;
struct ImageTags;

/// The gateway's image for a version of GitLab: tag, references to copy, the rule and its source.
class ImagePanel : public QWidget
{
    Q_OBJECT
public:
    /// @param tags  must outlive the panel.
    explicit ImagePanel(const ImageTags &tags, QWidget *parent = nullptr);

    void setVersion(const std::optional<GitLabVersion> &version);

Q_SIGNALS:
    void copied();

private:
    void showAdvice(const GitLabVersion &version);
    void showRules();

    const ImageTags &m_tags;
    FactSheet *m_facts;
    CopyBoxes *m_references;
    FactSheet *m_notes;
};

} // namespace duodoctor
