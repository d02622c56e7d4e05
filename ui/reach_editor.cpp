#include "ui/reach_editor.h"

#include "ui/form_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSshPort = 22;

} // namespace

ReachEditor::ReachEditor(Place place, QWidget *parent)
    : QWidget(parent)
    , m_place(place)
    , m_choice(new QComboBox(this))
    , m_sudo(new QCheckBox(tr("Use s&udo there"), this))
    , m_engine(new QComboBox(this))
{
    const bool isGitlab = place == Place::GitLabHost;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *label =
        new QLabel(isGitlab ? tr("How commands get to the GitLab &host") : tr("How commands get to the ga&teway"), this);
    label->setBuddy(m_choice);
    m_choice->setAccessibleName(isGitlab ? tr("Way to the GitLab host") : tr("Way to the gateway"));
    const auto offer = [this](const QString &text, Choice what) { m_choice->addItem(text, static_cast<int>(what)); };
    offer(tr("Not at all: look from this workstation only"), Choice::None);
    offer(isGitlab ? tr("GitLab runs on this machine") : tr("The gateway runs on this machine, without a container"),
          Choice::Local);
    offer(tr("Over SSH"), Choice::Ssh);
    offer(tr("In a container on this machine"), Choice::Container);
    offer(tr("In a container on another host, over SSH"), Choice::ContainerOverSsh);
    offer(tr("In a Kubernetes cluster"), Choice::Kubernetes);
    offer(tr("Somebody else runs the commands and I paste the output"), Choice::Paste);
    layout->addWidget(label);
    layout->addWidget(m_choice);
    m_host = addField(*layout, tr("Host"), isGitlab ? tr("GitLab SSH host") : tr("Gateway SSH host"),
                      isGitlab ? u"gitlab.example.com"_s : u"aigw.example.com"_s);
    m_user = addField(*layout, tr("User (empty: as SSH is configured)"),
                      isGitlab ? tr("GitLab SSH user") : tr("Gateway SSH user"), u"admin"_s);
    m_port = addField(*layout, tr("Port (empty: as SSH is configured)"),
                      isGitlab ? tr("GitLab SSH port") : tr("Gateway SSH port"), u"22"_s);
    layout->addWidget(m_sudo);
    m_engine->setAccessibleName(tr("Container engine"));
    m_engine->addItem(u"Docker"_s, static_cast<int>(ContainerEngine::Docker));
    m_engine->addItem(u"Podman"_s, static_cast<int>(ContainerEngine::Podman));
    layout->addWidget(m_engine);
    m_container = addField(*layout, tr("Container"), isGitlab ? tr("GitLab container") : tr("Gateway container"),
                           isGitlab ? u"gitlab"_s : u"gitlab-aigw"_s);
    m_context = addField(*layout, tr("Context (empty: the current one)"), tr("Kubernetes context"), {});
    m_namespace = addField(*layout, tr("Namespace"), tr("Kubernetes namespace"), u"ai-gateway"_s);
    m_pod = addField(*layout, tr("Pod (or a selector)"), tr("Pod"), {});
    m_selector = addField(*layout, tr("Selector"), tr("Pod selector"), u"app.kubernetes.io/name=ai-gateway"_s);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        showFields();
        Q_EMIT edited();
    });
    connect(m_engine, &QComboBox::currentIndexChanged, this, &ReachEditor::edited);
    connect(m_sudo, &QCheckBox::toggled, this, &ReachEditor::edited);
    showFields();
}

FormField *ReachEditor::addField(QVBoxLayout &layout, const QString &label, const QString &name,
                                 const QString &placeholder)
{
    auto *field = new FormField({label, name, placeholder}, {}, this);
    layout.addWidget(field);
    connect(field, &FormField::edited, this, &ReachEditor::edited);
    connect(field, &FormField::submitted, this, &ReachEditor::submitted);
    return field;
}

ReachEditor::Choice ReachEditor::choice() const
{
    return static_cast<Choice>(m_choice->currentData().toInt());
}

void ReachEditor::showFields()
{
    const Choice chosen = choice();
    const bool isSsh = chosen == Choice::Ssh || chosen == Choice::ContainerOverSsh;
    const bool isContainer = chosen == Choice::Container || chosen == Choice::ContainerOverSsh;
    const bool isKubernetes = chosen == Choice::Kubernetes;
    m_host->setVisible(isSsh);
    m_user->setVisible(isSsh);
    m_port->setVisible(isSsh);
    m_sudo->setVisible(isSsh || chosen == Choice::Local);
    m_engine->setVisible(isContainer);
    m_container->setVisible(isContainer || isKubernetes);
    m_context->setVisible(isKubernetes);
    m_namespace->setVisible(isKubernetes);
    m_pod->setVisible(isKubernetes);
    m_selector->setVisible(isKubernetes);
}

void ReachEditor::fillSsh(const Reach &reach)
{
    m_host->setText(reach.host);
    m_user->setText(reach.user);
    m_port->setText(reach.port == kSshPort ? QString{} : QString::number(reach.port));
    m_sudo->setChecked(reach.sudo);
}

void ReachEditor::setReach(const Reach &reach)
{
    const QSignalBlocker quiet(this);
    Choice chosen = Choice::None;
    fillSsh(reach.on ? *reach.on : reach);
    switch (reach.via) {
    case ReachVia::None:
        break;
    case ReachVia::Local:
        chosen = Choice::Local;
        break;
    case ReachVia::Ssh:
        chosen = Choice::Ssh;
        break;
    case ReachVia::Docker:
        chosen = reach.on ? Choice::ContainerOverSsh : Choice::Container;
        break;
    case ReachVia::Kubectl:
        chosen = Choice::Kubernetes;
        break;
    case ReachVia::Paste:
        chosen = Choice::Paste;
        break;
    }
    m_engine->setCurrentIndex(m_engine->findData(static_cast<int>(reach.engine)));
    m_container->setText(reach.container);
    m_context->setText(reach.context);
    m_namespace->setText(reach.kubeNamespace);
    m_pod->setText(reach.pod);
    m_selector->setText(reach.selector);
    m_choice->setCurrentIndex(m_choice->findData(static_cast<int>(chosen)));
    showFields();
}

Reach ReachEditor::sshReach() const
{
    Reach reach;
    reach.via = ReachVia::Ssh;
    reach.host = m_host->text();
    reach.user = m_user->text();
    bool isNumber = false;
    const int port = m_port->text().toInt(&isNumber);
    reach.port = m_port->text().isEmpty() ? kSshPort : (isNumber ? port : 0);
    reach.sudo = m_sudo->isChecked();
    return reach;
}

Reach ReachEditor::reach() const
{
    Reach reach;
    switch (choice()) {
    case Choice::None:
        break;
    case Choice::Local:
        reach.via = ReachVia::Local;
        reach.sudo = m_sudo->isChecked();
        break;
    case Choice::Ssh:
        return sshReach();
    case Choice::ContainerOverSsh:
        reach.on = std::make_shared<const Reach>(sshReach());
        [[fallthrough]];
    case Choice::Container:
        reach.via = ReachVia::Docker;
        reach.engine = static_cast<ContainerEngine>(m_engine->currentData().toInt());
        reach.container = m_container->text();
        break;
    case Choice::Kubernetes:
        reach.via = ReachVia::Kubectl;
        reach.context = m_context->text();
        reach.kubeNamespace = m_namespace->text();
        reach.pod = m_pod->text();
        reach.selector = m_selector->text();
        reach.container = m_container->text();
        break;
    case Choice::Paste:
        reach.via = ReachVia::Paste;
        break;
    }
    return reach;
}

void ReachEditor::showProblems(const QString &key, const QList<DeploymentProblem> &problems)
{
    const auto show = [&](FormField *field, std::initializer_list<QLatin1StringView> names) {
        QString sentence;
        for (const QLatin1StringView name : names) {
            const QString found = problemOf(key + u'.' + name, problems);
            sentence = sentence.isEmpty() ? found : sentence;
        }
        field->setProblem(sentence);
    };
    show(m_host, {"host"_L1, "on.host"_L1});
    show(m_user, {"user"_L1, "on.user"_L1});
    show(m_port, {"port"_L1, "on.port"_L1});
    show(m_container, {"container"_L1});
    show(m_namespace, {"namespace"_L1});
    show(m_pod, {"pod"_L1});
    show(m_selector, {"selector"_L1});
}

bool ReachEditor::hasProblem() const
{
    return std::ranges::any_of(
        std::initializer_list<FormField *>{m_host, m_user, m_port, m_container, m_namespace, m_pod, m_selector},
        [](const FormField *field) { return field->hasProblem(); });
}

} // namespace duodoctor
