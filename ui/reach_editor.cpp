#include "ui/reach_editor.h"

#include "ui/form_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
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
constexpr int kIndent = 20; ///< of the fields that belong to the choice above them
constexpr int kSpacing = 8;

QHBoxLayout *rowOf(std::initializer_list<std::pair<QWidget *, int>> fields)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(kSpacing * 2);
    for (const auto &[field, stretch] : fields) {
        row->addWidget(field, stretch, Qt::AlignTop);
    }
    return row;
}

} // namespace

ReachEditor::ReachEditor(Place place, QWidget *parent)
    : QWidget(parent)
    , m_place(place)
    , m_choice(new QComboBox(this))
    , m_explanation(new QLabel(this))
    , m_sudo(new QCheckBox(tr("Use sudo there"), this))
    , m_engine(new QComboBox(this))
{
    const bool isGitlab = place == Place::GitLabHost;
    auto *label = new QLabel(isGitlab ? tr("How commands get to GitLab") : tr("How commands get to the gateway"), this);
    label->setWordWrap(true);
    label->setBuddy(m_choice);
    m_choice->setAccessibleName(isGitlab ? tr("Way to GitLab") : tr("Way to the gateway"));
    label->setAccessibleName(m_choice->accessibleName() + u':');
    m_choice->setObjectName(m_choice->accessibleName());
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    addChoices();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(label);
    layout->addWidget(m_choice);
    layout->addWidget(m_explanation);
    auto *fields = new QVBoxLayout;
    fields->setContentsMargins(kIndent, 5, 0, 0);
    fields->setSpacing(kSpacing);
    addFields(*fields);
    layout->addLayout(fields);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        showFields();
        Q_EMIT edited();
    });
    connect(m_engine, &QComboBox::currentIndexChanged, this, &ReachEditor::edited);
    connect(m_sudo, &QCheckBox::toggled, this, &ReachEditor::edited);
    showFields();
}

void ReachEditor::addChoices()
{
    const bool isGitlab = m_place == Place::GitLabHost;
    const auto offer = [this](const QString &text, Choice what) { m_choice->addItem(text, static_cast<int>(what)); };
    offer(tr("Not at all"), Choice::None);
    offer(isGitlab ? tr("GitLab runs on this machine") : tr("The gateway runs on this machine, without a container"),
          Choice::Local);
    offer(tr("Over SSH"), Choice::Ssh);
    offer(tr("Into a container on this machine"), Choice::Container);
    offer(tr("Into a container on another host, over SSH"), Choice::ContainerOverSsh);
    offer(tr("Into a pod of a Kubernetes cluster"), Choice::Kubernetes);
    offer(tr("Somebody runs them, and I paste what comes back"), Choice::Paste);
}

QString ReachEditor::explanation() const
{
    const bool isGitlab = m_place == Place::GitLabHost;
    switch (choice()) {
    case Choice::None:
        return isGitlab ? tr("Only what this workstation sees is checked. What GitLab sees stays open.")
                        : tr("Only what this workstation sees is checked. What the gateway sees stays open.");
    case Choice::Local:
        return tr("The commands run here, as you.");
    case Choice::Ssh:
        return tr("With your own ssh: its configuration, its agent and the host keys that it knows.");
    case Choice::Container:
        return tr("With your own docker or podman, as you.");
    case Choice::ContainerOverSsh:
        return tr("With your own ssh, and the docker or podman of that host.");
    case Choice::Kubernetes:
        return tr("With your own kubectl and its configuration. Name the pod, or a selector that finds it.");
    case Choice::Paste:
        return tr("Each check shows its command, and reads what you paste.");
    }
    return {};
}

QString ReachEditor::nameOf(const QString &field) const
{
    //: Name of a field: whose, and which: "Gateway pod"
    return m_place == Place::GitLabHost ? tr("GitLab %1").arg(field) : tr("Gateway %1").arg(field);
}

FormField *ReachEditor::makeField(const QString &label, const QString &name, const QString &placeholder)
{
    auto *field = new FormField({label, nameOf(name), placeholder}, {}, this);
    connect(field, &FormField::edited, this, &ReachEditor::edited);
    connect(field, &FormField::submitted, this, &ReachEditor::submitted);
    return field;
}

QWidget *ReachEditor::makeEngine()
{
    m_engineField = new QWidget(this);
    auto *label = new QLabel(tr("Engine"), m_engineField);
    label->setBuddy(m_engine);
    m_engine->setAccessibleName(nameOf(tr("container engine")));
    m_engine->setObjectName(m_engine->accessibleName());
    label->setAccessibleName(m_engine->accessibleName() + u':');
    m_engine->addItem(u"Docker"_s, static_cast<int>(ContainerEngine::Docker));
    m_engine->addItem(u"Podman"_s, static_cast<int>(ContainerEngine::Podman));
    auto *layout = new QVBoxLayout(m_engineField);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(label);
    layout->addWidget(m_engine);
    return m_engineField;
}

void ReachEditor::addFields(QVBoxLayout &layout)
{
    const bool isGitlab = m_place == Place::GitLabHost;
    m_host = makeField(tr("Host"), tr("SSH host"), isGitlab ? u"gitlab.example.com"_s : u"aigw.example.com"_s);
    m_user = makeField(tr("User"), tr("SSH user"), tr("as ssh is configured"));
    m_port = makeField(tr("Port"), tr("SSH port"), u"22"_s);
    m_sudo->setAccessibleName(nameOf(tr("sudo")));
    m_sudo->setObjectName(m_sudo->accessibleName());
    m_container = makeField(tr("Container"), tr("container"), isGitlab ? u"gitlab"_s : u"gitlab-aigw"_s);
    m_context = makeField(tr("Context"), tr("Kubernetes context"), tr("the current one"));
    m_namespace = makeField(tr("Namespace"), tr("Kubernetes namespace"), isGitlab ? u"gitlab"_s : u"ai-gateway"_s);
    m_pod = makeField(tr("Pod"), tr("pod"), isGitlab ? u"gitlab-toolbox-6d5f9"_s : u"ai-gateway-7c9d4"_s);
    m_selector = makeField(tr("Or its selector"), tr("pod selector"),
                           isGitlab ? u"app=toolbox"_s : u"app.kubernetes.io/name=ai-gateway"_s);
    layout.addWidget(m_host);
    layout.addLayout(rowOf({{m_user, 3}, {m_port, 2}}));
    layout.addWidget(m_sudo);
    layout.addLayout(rowOf({{m_context, 1}, {m_namespace, 1}}));
    layout.addLayout(rowOf({{m_pod, 1}, {m_selector, 1}}));
    layout.addLayout(rowOf({{makeEngine(), 0}, {m_container, 1}}));
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
    m_explanation->setText(explanation());
    m_choice->setAccessibleDescription(m_explanation->text());
    for (QWidget *field : std::initializer_list<QWidget *>{m_host, m_user, m_port}) {
        field->setVisible(isSsh);
    }
    m_sudo->setVisible(isSsh || chosen == Choice::Local);
    m_engineField->setVisible(isContainer);
    m_container->setVisible(isContainer || isKubernetes);
    for (QWidget *field : std::initializer_list<QWidget *>{m_context, m_namespace, m_pod, m_selector}) {
        field->setVisible(isKubernetes);
    }
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
    show(m_context, {"context"_L1});
    show(m_namespace, {"namespace"_L1});
    show(m_pod, {"pod"_L1});
    show(m_selector, {"selector"_L1});
}

FormField *ReachEditor::firstProblem() const
{
    const std::initializer_list<FormField *> fields{m_host,      m_user, m_port,     m_context,
                                                    m_namespace, m_pod,  m_selector, m_container};
    const auto *found =
        std::ranges::find_if(fields, [](const FormField *field) { return field->hasProblem() && !field->isHidden(); });
    return found == fields.end() ? nullptr : *found;
}

} // namespace duodoctor
