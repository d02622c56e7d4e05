#include "ui/platforms_panel.h"

#include "ui/fact_sheet.h"
#include "ui/version_words.h"

#include <QListWidget>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWideColumns = 100; ///< average characters from which on the facts stand beside the list
constexpr int kListColumns = 36;
constexpr int kListLines = 11;

} // namespace

PlatformsPanel::PlatformsPanel(const ServingPlatforms &platforms, QWidget *parent)
    : QWidget(parent)
    , m_platforms(platforms)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_list(new QListWidget(this))
    , m_facts(new FactSheet(tr("Serving platform"), this))
    , m_texts(new CopyBoxes(this))
{
    m_list->setAccessibleName(tr("Serving platforms"));
    m_list->setWordWrap(true);
    m_list->setSpacing(1);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(fontMetrics().height() * kListLines);
    m_facts->setObjectName(u"platform"_s);
    auto *rule = new FactSheet(tr("How an identifier is read"), this);
    rule->begin();
    rule->addParagraph(platforms.rule);
    rule->end();
    auto *right = new QVBoxLayout;
    right->addWidget(m_facts);
    right->addWidget(m_texts);
    right->addStretch();
    m_columns->setSpacing(16);
    m_columns->addWidget(m_list, 0, Qt::AlignTop);
    m_columns->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(10);
    layout->addWidget(rule);
    layout->addLayout(m_columns);
    layout->addStretch();
    connect(m_list, &QListWidget::currentRowChanged, this, &PlatformsPanel::showCurrent);
    connect(m_texts, &CopyBoxes::copied, this, &PlatformsPanel::copied);
    setDeployment({});
}

void PlatformsPanel::setDeployment(const Deployment &deployment)
{
    const ServingPlatform *former = current();
    m_deployment = deployment;
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    int chosen = 0;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (qsizetype i = 0; i < m_platforms.platforms.size(); ++i) {
            const ServingPlatform &platform = m_platforms.platforms.at(i);
            if (version && !platform.versions.contains(*version)) {
                continue;
            }
            const bool isUsed = !entriesFor(m_platforms, platform, deployment).isEmpty();
            //: %1: a serving platform on which the deployment has models
            auto *item = new QListWidgetItem(isUsed ? tr("%1 (yours)").arg(platform.title) : platform.title, m_list);
            item->setData(Qt::UserRole, static_cast<int>(i));
            if (former == &platform) {
                chosen = m_list->count() - 1;
            }
        }
        m_list->setCurrentRow(m_list->count() > 0 ? chosen : -1);
    }
    showCurrent();
}

const ServingPlatform *PlatformsPanel::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? &m_platforms.platforms.at(item->data(Qt::UserRole).toInt()) : nullptr;
}

void PlatformsPanel::showCurrent()
{
    const ServingPlatform *platform = current();
    m_facts->begin();
    if (platform) {
        m_facts->addTitle(platform->title);
        m_facts->addPair(tr("Identifier"), platform->identifier);
        m_facts->addPair(tr("Example"), platform->example);
        m_facts->addPair(tr("Endpoint"), platform->endpoint);
        m_facts->addPair(tr("Key"), platform->key);
        m_facts->addPair(tr("For"), wordsFor(platform->versions));
        m_facts->addPair(tr("Note"), platform->note);
        m_facts->addPair(tr("Source"), platform->source);
    } else {
        m_facts->addParagraph(tr("This version of GitLab cannot use models of your own."));
    }
    m_facts->end();
    m_texts->setContents(platform ? textsFor(*platform) : QList<CopyText>{});
    m_texts->tabBetween(m_facts, nullptr);
}

QList<CopyText> PlatformsPanel::textsFor(const ServingPlatform &platform) const
{
    QList<CopyText> texts;
    for (const ModelEntry &entry : entriesFor(m_platforms, platform, m_deployment)) {
        //: %1: the model's name in the deployment
        texts.append({tr("Your %1: model identifier in GitLab").arg(entry.model), entry.identifier});
        if (!entry.endpoint.isEmpty()) {
            texts.append({tr("Your %1: endpoint in GitLab").arg(entry.model), entry.endpoint});
        }
    }
    return texts;
}

void PlatformsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int character = fontMetrics().averageCharWidth();
    const bool isWide = event->size().width() >= character * kWideColumns;
    m_columns->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_columns->setAlignment(m_list, isWide ? Qt::AlignTop : Qt::Alignment{});
    m_list->setMinimumWidth(isWide ? character * kListColumns : 0);
    m_list->setMaximumWidth(isWide ? character * kListColumns : QWIDGETSIZE_MAX);
}

} // namespace duodoctor
