#include "ui/deployment_form.h"

#include "ui/more_settings.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

DeploymentForm::DeploymentForm(DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_dialogs(dialogs)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    addHeading(tr("GitLab"));
    m_gitlabUrl = addField({tr("Git&Lab URL"), tr("GitLab URL"), u"https://gitlab.example.com"_s}, hintForServiceUrl);
    m_version = addField({tr("GitLab &version"), tr("GitLab version"), u"18.2.1"_s}, hintForGitLabVersion);
    addHeading(tr("AI Gateway"));
    m_gatewayUrl =
        addField({tr("AI Gate&way URL"), tr("AI Gateway URL"), u"https://aigw.example.com"_s}, hintForServiceUrl);
    addHeading(tr("Model server"));
    m_models = new ModelEditor(this);
    m_layout->addWidget(m_models);
    connect(m_models, &ModelEditor::edited, this, &DeploymentForm::edited);
    connect(m_models, &ModelEditor::submitted, this, &DeploymentForm::submitted);

    m_completion = new QCheckBox(tr("Sen&d one chat completion to each model"), this);
    m_completion->setChecked(true);
    auto *explanation =
        new QLabel(tr("One short request per model and run. It proves that the model answers and streams, and costs a "
                      "little of its time, or money where it is billed."),
                   this);
    explanation->setWordWrap(true);
    explanation->setForegroundRole(QPalette::PlaceholderText);
    m_completion->setAccessibleDescription(explanation->text());
    m_layout->addWidget(m_completion);
    m_layout->addWidget(explanation);

    m_moreButton = new QToolButton(this);
    m_moreButton->setText(tr("&More settings"));
    m_moreButton->setCheckable(true);
    m_moreButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreButton->setArrowType(Qt::RightArrow);
    m_moreButton->setAutoRaise(true);
    m_layout->addWidget(m_moreButton);
    connect(m_moreButton, &QToolButton::toggled, this, &DeploymentForm::showMore);
    m_layout->addStretch();
}

void DeploymentForm::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, this);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    heading->setFont(bold);
    heading->setContentsMargins(0, m_layout->isEmpty() ? 0 : 10, 0, 0);
    m_layout->addWidget(heading);
}

FormField *DeploymentForm::addField(const FormField::Words &words, FormField::Hint hint)
{
    auto *field = new FormField(words, std::move(hint), this);
    m_layout->addWidget(field);
    connect(field, &FormField::edited, this, &DeploymentForm::edited);
    connect(field, &FormField::submitted, this, &DeploymentForm::submitted);
    return field;
}

void DeploymentForm::showMore(bool isOpen)
{
    m_moreButton->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    if (!m_more) {
        m_more = new MoreSettings(m_dialogs, this);
        m_more->setDeployment(m_base);
        m_layout->insertWidget(m_layout->indexOf(m_moreButton) + 1, m_more);
        connect(m_more, &MoreSettings::edited, this, &DeploymentForm::edited);
        connect(m_more, &MoreSettings::submitted, this, &DeploymentForm::submitted);
    }
    m_more->setVisible(isOpen);
}

void DeploymentForm::setDeployment(const Deployment &deployment)
{
    m_base = deployment;
    m_gitlabUrl->setText(deployment.gitlab.url);
    m_version->setText(deployment.gitlab.version ? deployment.gitlab.version->toString() : QString{});
    m_gatewayUrl->setText(deployment.aiGateway.url);
    m_models->setModels(deployment.models);
    if (m_more) {
        m_more->setDeployment(deployment);
    }
}

Deployment DeploymentForm::deployment() const
{
    Deployment deployment = m_base;
    deployment.gitlab.url = m_gitlabUrl->text();
    deployment.gitlab.version = GitLabVersion::parse(m_version->text());
    deployment.aiGateway.url = m_gatewayUrl->text();
    deployment.models = m_models->models();
    if (m_more) {
        m_more->applyTo(deployment);
    }
    return deployment;
}

bool DeploymentForm::isCompletionAllowed() const
{
    return m_completion->isChecked();
}

void DeploymentForm::setCompletionAllowed(bool allowed)
{
    m_completion->setChecked(allowed);
}

bool DeploymentForm::validate(bool mayBeEmpty)
{
    const Deployment typed = deployment();
    const QList<DeploymentProblem> problems = DeploymentFile::validate(typed);
    m_gitlabUrl->setProblem(problemOf(u"gitlab.url"_s, problems));
    m_gatewayUrl->setProblem(problemOf(u"ai_gateway.url"_s, problems));
    m_models->showProblems(problems);
    const bool needsMore = std::ranges::any_of(problems, [](const DeploymentProblem &problem) {
        return problem.key.startsWith("proxy"_L1) || problem.key.startsWith("ai_gateway.metrics"_L1) ||
               problem.key.startsWith("gitlab.reach"_L1) || problem.key.startsWith("ai_gateway.reach"_L1);
    });
    if (needsMore) {
        m_moreButton->setChecked(true);
    }
    if (m_more) {
        m_more->showProblems(problems);
    }
    const bool isEmpty = typed.gitlab.url.isEmpty() && typed.aiGateway.url.isEmpty() && typed.models.isEmpty();
    if (isEmpty && !mayBeEmpty) {
        m_gatewayUrl->setProblem(tr("Enter at least one address: of GitLab, of the AI Gateway, or of a model."));
    }
    for (FormField *field : {m_gitlabUrl, m_version, m_gatewayUrl}) {
        if (field->hasProblem()) {
            field->showHints();
            field->edit()->setFocus(Qt::OtherFocusReason);
            return false;
        }
    }
    if (m_models->hasProblem()) {
        m_models->setFocus(Qt::OtherFocusReason);
        return false;
    }
    if (const FormField *field = m_more ? m_more->firstProblem() : nullptr) {
        field->edit()->setFocus(Qt::OtherFocusReason);
        return false;
    }
    return problems.isEmpty();
}

} // namespace duodoctor
