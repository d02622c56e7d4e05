#include "ui/page_set_up.h"

#include "playbook/seen_version.h"
#include "session/session.h"
#include "ui/form_field.h"
#include "ui/image_panel.h"
#include "ui/models_panel.h"
#include "ui/page_scroll_area.h"
#include "ui/platforms_panel.h"
#include "ui/size_panel.h"

#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kTypingMs = 200;
constexpr int kVersionColumns = 60; ///< widest the version has to be

} // namespace

PageSetUp::PageSetUp(Session &session, DialogPort & /*dialogs*/, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_version(new FormField({tr("GitLab &version, empty for the newest"), tr("GitLab version"), u"18.5.1"_s},
                              hintForGitLabVersion, this))
    , m_tabs(new QTabWidget(this))
    , m_size(new SizePanel(m_guide.sizing(), this))
    , m_image(new ImagePanel(m_guide.imageTags(), this))
    , m_models(new ModelsPanel(m_guide.models(), session.playbook(), this))
    , m_platforms(new PlatformsPanel(m_guide.platforms(), this))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 20, 12);
    m_version->setMaximumWidth(fontMetrics().averageCharWidth() * kVersionColumns);
    layout->addWidget(m_version);
    layout->addWidget(m_tabs, 1);
    m_tabs->setAccessibleName(tr("Set-up help"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(inScrollArea(m_size), tr("Si&ze"));
    m_tabs->addTab(inScrollArea(m_image), tr("&Image"));
    m_tabs->addTab(inScrollArea(m_models), tr("&Models"));
    m_tabs->addTab(inScrollArea(m_platforms), tr("P&latforms"));

    const auto tellCopied = [this] { Q_EMIT noticeRaised(tr("The text was copied.")); };
    connect(m_size, &SizePanel::copied, this, tellCopied);
    connect(m_image, &ImagePanel::copied, this, tellCopied);
    connect(m_models, &ModelsPanel::copied, this, tellCopied);
    connect(m_platforms, &PlatformsPanel::copied, this, tellCopied);
    connect(m_version, &FormField::edited, &m_soon, qOverload<>(&QTimer::start));
    connect(m_version, &FormField::submitted, this, &PageSetUp::showVersion);
    connect(&m_soon, &QTimer::timeout, this, &PageSetUp::showVersion);
}

QWidget *PageSetUp::inScrollArea(QWidget *panel)
{
    auto *scroll = new PageScrollArea(m_tabs);
    scroll->setWidget(panel);
    return scroll;
}

void PageSetUp::refresh()
{
    const Deployment known = withSeenVersion(m_session.deployment(), m_session.results());
    const QString version = known.gitlab.version ? known.gitlab.version->toString() : QString{};
    if (version != m_prefilled) {
        m_prefilled = version;
        m_version->setText(version);
    }
    showVersion();
    if (m_tabs->currentIndex() == 0) {
        m_size->focusFirst();
    } else {
        m_tabs->tabBar()->setFocus(Qt::OtherFocusReason);
    }
}

void PageSetUp::showVersion()
{
    m_soon.stop();
    Deployment deployment = m_session.deployment();
    deployment.gitlab.version = GitLabVersion::parse(m_version->text());
    if (!deployment.gitlab.version && !m_version->text().isEmpty()) {
        m_version->showHints();
        return;
    }
    m_image->setVersion(deployment.gitlab.version);
    m_models->setDeployment(deployment);
    m_platforms->setDeployment(deployment);
}

} // namespace duodoctor
