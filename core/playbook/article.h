#pragma once

#include "deployment/gitlab_version.h"
#include "deployment/vantage.h"
#include "playbook/step_condition.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// One numbered step of a repair. Texts hold placeholders (`{host}`) until rendered.
struct ArticleStep {
    QString text;                   ///< one or two sentences, in the imperative; inline Markdown
    QString command;                ///< what to type or set, may be several lines; empty when the step is not a command
    QString language;               ///< of the command: sh, ruby, yaml, nginx ...
    std::optional<Vantage> vantage; ///< where the command belongs
    StepCondition condition;        ///< shown only where it may hold
};

/// The playbook's page for one finding; its id is the finding's id. Written in resources/playbook/articles/ID.md.
struct Article {
    QString id;
    QString title;
    QString message; ///< the finding in one sentence with placeholders
    QString because; ///< how we know, one sentence with placeholders
    GitLabVersionRange versions;
    QStringList sources; ///< document and version of each fact
    QStringList verify;  ///< ids of the checks to run again
    QString why;         ///< Markdown: why it happens
    QList<ArticleStep> steps;
    QString avoid; ///< Markdown: what not to do; may be empty
};

} // namespace duodoctor
