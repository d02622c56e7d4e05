#include "ui/more_settings.h"

#include "ui/dialog_port.h"
#include "ui/reach_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kNotGiven = -1;

QString nameOf(GitLabInstallation way)
{
    switch (way) {
    case GitLabInstallation::LinuxPackage:
        return MoreSettings::tr("Linux package (Omnibus)");
    case GitLabInstallation::Helm:
        return MoreSettings::tr("Helm chart on Kubernetes");
    case GitLabInstallation::Docker:
        return MoreSettings::tr("Docker image");
    case GitLabInstallation::SelfCompiled:
        return MoreSettings::tr("Self-compiled");
    }
    return {};
}

QString nameOf(GatewayInstallation way)
{
    switch (way) {
    case GatewayInstallation::Docker:
        return MoreSettings::tr("docker run or podman run");
    case GatewayInstallation::Compose:
        return MoreSettings::tr("Docker Compose");
    case GatewayInstallation::Helm:
        return MoreSettings::tr("Helm chart on Kubernetes");
    case GatewayInstallation::OpenShift:
        return MoreSettings::tr("Helm chart on OpenShift");
    }
    return {};
}

template <typename Way>
int rowOf(const QComboBox &choice, const std::optional<Way> &way)
{
    return choice.findData(way ? static_cast<int>(*way) : kNotGiven);
}

template <typename Way>
std::optional<Way> chosenIn(const QComboBox &choice)
{
    const int data = choice.currentData().toInt();
    return data == kNotGiven ? std::nullopt : std::optional{static_cast<Way>(data)};
}

} // namespace

MoreSettings::MoreSettings(DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_dialogs(dialogs)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);

    addReaches();
    addHeading(tr("More about GitLab and the gateway"));
    addInstallations();
    m_user = addField({tr("GitLab user whose access is asked about"), tr("GitLab user"), u"root"_s});
    m_image =
        addField({tr("Image of the AI Gateway"), tr("AI Gateway image"), u"model-gateway:self-hosted-v18.2.1-ee"_s});
    m_agentPlatform =
        addField({tr("Address of the Agent Platform"), tr("Agent Platform address"), u"aigw.example.com:50052"_s},
                 hintForAgentPlatform);
    m_agentPlatformTls = new QCheckBox(tr("The Agent Platform speaks TLS"), this);
    layout->addWidget(m_agentPlatformTls);

    auto *metricsLabel = new QLabel(tr("Metrics URLs, one in a line"), this);
    m_metrics = new QPlainTextEdit(this);
    m_metrics->setAccessibleName(tr("Metrics URLs"));
    m_metrics->setTabChangesFocus(true);
    m_metrics->setPlaceholderText(u"http://aigw.example.com:8082/metrics"_s);
    m_metrics->setMaximumHeight(m_metrics->fontMetrics().height() * 4);
    metricsLabel->setBuddy(m_metrics);
    metricsLabel->setWordWrap(true);
    layout->addWidget(metricsLabel);
    layout->addWidget(m_metrics);

    addHeading(tr("Trust and the way out"));
    m_caBundle = addPathField(
        {tr("Certificates that this workstation trusts besides the system’s"), tr("CA bundle"), u"corporate-ca.pem"_s},
        false);
    m_gatewayBundle =
        addPathField({tr("Bundle that the AI Gateway’s Python uses"), tr("Gateway bundle"), u"cacert.pem"_s}, false);
    m_gitlabCerts = addPathField({tr("GitLab’s trusted certificates, a folder or a file"),
                                  tr("GitLab trusted certificates"), u"trusted-certs/"_s},
                                 true);

    m_proxyMode = addChoice(tr("Proxy between this workstation and the deployment"), tr("Proxy"));
    m_proxyMode->addItem(tr("As this system is set"), static_cast<int>(ProxyMode::System));
    m_proxyMode->addItem(tr("None"), static_cast<int>(ProxyMode::None));
    m_proxyMode->addItem(tr("This proxy"), static_cast<int>(ProxyMode::Manual));
    m_proxyUrl =
        addField({tr("Proxy URL"), tr("Proxy URL"), u"http://proxy.example.com:3128"_s}, [this](const QString &text) {
            const bool isAsked = m_proxyMode->currentData().toInt() == static_cast<int>(ProxyMode::Manual);
            return isAsked ? hintForProxy(text) : FieldHint{};
        });
    m_noProxy =
        addField({tr("Reached directly, separated by commas"), tr("Proxy exceptions"), u".example.com, 10.0.0.0/8"_s});
    m_offline = new QCheckBox(tr("This installation has no way to the internet"), this);
    layout->addWidget(m_offline);

    connect(m_proxyMode, &QComboBox::currentIndexChanged, this, [this] {
        enableProxy();
        Q_EMIT edited();
    });
    connect(m_metrics, &QPlainTextEdit::textChanged, this, &MoreSettings::edited);
    connect(m_agentPlatformTls, &QCheckBox::toggled, this, &MoreSettings::edited);
    connect(m_offline, &QCheckBox::toggled, this, &MoreSettings::edited);
    enableProxy();
}

void MoreSettings::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, this);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    heading->setWordWrap(true);
    heading->setContentsMargins(0, layout()->isEmpty() ? 0 : 8, 0, 0);
    layout()->addWidget(heading);
}

void MoreSettings::addReaches()
{
    addHeading(tr("Looking from there"));
    auto *lead =
        new QLabel(tr("GitLab and the gateway have names, trust and ways of their own. With a way to them, the "
                      "same questions are asked from there too. Nothing is changed there."),
                   this);
    lead->setWordWrap(true);
    layout()->addWidget(lead);
    m_gitlabReach = new ReachEditor(ReachEditor::Place::GitLabHost, this);
    m_gatewayReach = new ReachEditor(ReachEditor::Place::GatewayContainer, this);
    for (ReachEditor *editor : {m_gitlabReach, m_gatewayReach}) {
        layout()->addWidget(editor);
        connect(editor, &ReachEditor::edited, this, &MoreSettings::edited);
        connect(editor, &ReachEditor::submitted, this, &MoreSettings::submitted);
    }
}

void MoreSettings::addInstallations()
{
    m_gitlabInstallation = addChoice(tr("How GitLab was installed"), tr("Way of installing GitLab"));
    m_gatewayInstallation = addChoice(tr("How the AI Gateway was installed"), tr("Way of installing the AI Gateway"));
    for (QComboBox *choice : {m_gitlabInstallation, m_gatewayInstallation}) {
        choice->addItem(tr("Not given: the advice names every way that may be"), kNotGiven);
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(choice, &QComboBox::currentIndexChanged, this, &MoreSettings::edited);
    }
    for (const GitLabInstallation way : allGitLabInstallations()) {
        m_gitlabInstallation->addItem(nameOf(way), static_cast<int>(way));
    }
    for (const GatewayInstallation way : allGatewayInstallations()) {
        m_gatewayInstallation->addItem(nameOf(way), static_cast<int>(way));
    }
}

QComboBox *MoreSettings::addChoice(const QString &label, const QString &name)
{
    auto *title = new QLabel(label, this);
    auto *choice = new QComboBox(this);
    choice->setAccessibleName(name);
    title->setBuddy(choice);
    title->setWordWrap(true);
    layout()->addWidget(title);
    layout()->addWidget(choice);
    return choice;
}

FormField *MoreSettings::addField(const FormField::Words &words, FormField::Hint hint)
{
    auto *field = new FormField(words, std::move(hint), this);
    layout()->addWidget(field);
    connect(field, &FormField::edited, this, &MoreSettings::edited);
    connect(field, &FormField::submitted, this, &MoreSettings::submitted);
    return field;
}

FormField *MoreSettings::addPathField(const FormField::Words &words, bool allowsFolder)
{
    FormField *field = addField(words);
    QPushButton *browse = field->addButton(tr("Browse…"));
    //: %1 is the field's name, such as "CA bundle"
    browse->setAccessibleName(tr("Browse for %1").arg(words.name));
    connect(browse, &QPushButton::clicked, this, [this, field, allowsFolder, title = words.name] {
        const auto take = [field = QPointer<FormField>(field)](const QString &path) {
            if (field) {
                field->setText(path);
                Q_EMIT field->edited();
            }
        };
        const FileQuestion question{title,
                                    QFileInfo(field->text()).absolutePath(),
                                    {tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")},
                                    {}};
        if (allowsFolder) {
            m_dialogs.askFolder(this, question, take);
        } else {
            m_dialogs.askFileToOpen(this, question, take);
        }
    });
    return field;
}

void MoreSettings::enableProxy()
{
    const bool isManual = m_proxyMode->currentData().toInt() == static_cast<int>(ProxyMode::Manual);
    m_proxyUrl->setVisible(isManual);
    m_noProxy->setVisible(isManual);
}

void MoreSettings::setDeployment(const Deployment &deployment)
{
    const QSignalBlocker quiet(this);
    m_user->setText(deployment.gitlab.user);
    m_image->setText(deployment.aiGateway.image);
    const std::optional<AgentPlatform> &agent = deployment.aiGateway.agentPlatform;
    m_agentPlatform->setText(agent ? agent->address : QString{});
    m_agentPlatformTls->setChecked(!agent || agent->tls);
    m_metrics->setPlainText(deployment.aiGateway.metrics.join(u'\n'));
    m_caBundle->setText(deployment.trust.caBundle);
    m_gatewayBundle->setText(deployment.trust.gatewayBundle);
    m_gitlabCerts->setText(deployment.trust.gitlabTrustedCerts);
    m_proxyMode->setCurrentIndex(m_proxyMode->findData(static_cast<int>(deployment.proxy.mode)));
    m_proxyUrl->setText(deployment.proxy.url);
    m_noProxy->setText(deployment.proxy.noProxy.join(u", "_s));
    m_offline->setChecked(deployment.offline);
    m_gitlabInstallation->setCurrentIndex(rowOf(*m_gitlabInstallation, deployment.gitlab.installation));
    m_gatewayInstallation->setCurrentIndex(rowOf(*m_gatewayInstallation, deployment.aiGateway.installation));
    m_gitlabReach->setReach(deployment.gitlab.reach);
    m_gatewayReach->setReach(deployment.aiGateway.reach);
    enableProxy();
}

void MoreSettings::applyTo(Deployment &deployment) const
{
    static const QRegularExpression comma(u"\\s*,\\s*"_s);
    static const QRegularExpression lineEnd(u"\\s*\\n\\s*"_s);
    deployment.gitlab.user = m_user->text();
    deployment.aiGateway.image = m_image->text();
    deployment.aiGateway.agentPlatform.reset();
    if (!m_agentPlatform->text().isEmpty()) {
        deployment.aiGateway.agentPlatform = AgentPlatform{m_agentPlatform->text(), m_agentPlatformTls->isChecked()};
    }
    deployment.aiGateway.metrics = m_metrics->toPlainText().trimmed().split(lineEnd, Qt::SkipEmptyParts);
    deployment.trust = {m_caBundle->text(), m_gatewayBundle->text(), m_gitlabCerts->text()};
    const auto mode = static_cast<ProxyMode>(m_proxyMode->currentData().toInt());
    deployment.proxy = {mode, {}, {}};
    if (mode == ProxyMode::Manual) {
        deployment.proxy.url = m_proxyUrl->text();
        deployment.proxy.noProxy = m_noProxy->text().split(comma, Qt::SkipEmptyParts);
    }
    deployment.offline = m_offline->isChecked();
    deployment.gitlab.installation = chosenIn<GitLabInstallation>(*m_gitlabInstallation);
    deployment.aiGateway.installation = chosenIn<GatewayInstallation>(*m_gatewayInstallation);
    deployment.gitlab.reach = m_gitlabReach->reach();
    deployment.aiGateway.reach = m_gatewayReach->reach();
}

void MoreSettings::showProblems(const QList<DeploymentProblem> &problems)
{
    m_proxyUrl->setProblem(problemOf(u"proxy.url"_s, problems));
    m_gitlabReach->showProblems(u"gitlab.reach"_s, problems);
    m_gatewayReach->showProblems(u"ai_gateway.reach"_s, problems);
}

FormField *MoreSettings::firstProblem() const
{
    for (const ReachEditor *editor : {m_gitlabReach, m_gatewayReach}) {
        if (FormField *field = editor->firstProblem()) {
            return field;
        }
    }
    return m_proxyUrl->hasProblem() ? m_proxyUrl : nullptr;
}

} // namespace duodoctor
