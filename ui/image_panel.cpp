#include "ui/image_panel.h"

#include "setup/image_tags.h"
#include "ui/copy_boxes.h"
#include "ui/fact_sheet.h"
#include "ui/version_words.h"

#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

ImagePanel::ImagePanel(const ImageTags &tags, QWidget *parent)
    : QWidget(parent)
    , m_tags(tags)
    , m_facts(new FactSheet(tr("Image of the gateway"), this))
    , m_references(new CopyBoxes(this))
    , m_notes(new FactSheet(tr("Notes on the image"), this))
{
    m_facts->setObjectName(u"image"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(10);
    layout->addWidget(m_facts);
    layout->addWidget(m_references);
    layout->addWidget(m_notes);
    layout->addStretch();
    m_notes->begin();
    m_notes->addHeading(tr("Notes"));
    m_notes->addList(tags.notes);
    m_notes->end();
    connect(m_references, &CopyBoxes::copied, this, &ImagePanel::copied);
    setVersion(std::nullopt);
}

void ImagePanel::setVersion(const std::optional<GitLabVersion> &version)
{
    m_facts->begin();
    if (version) {
        showAdvice(*version);
    } else {
        showRules();
    }
    m_facts->end();
    m_references->tabBetween(m_facts, m_notes);
}

void ImagePanel::showAdvice(const GitLabVersion &version)
{
    const std::optional<ImageTagAdvice> advice = imageTagFor(m_tags, version);
    QList<CopyText> references;
    if (advice) {
        //: %1: the image's tag
        m_facts->addTitle(tr("Take the tag %1").arg(advice->tag));
        m_facts->addParagraph(advice->rule);
        if (advice->pattern != advice->tag) {
            m_facts->addPair(tr("Or newer"), tr("the newest that fits %1").arg(advice->pattern));
        }
        m_facts->addPair(tr("Source"), advice->source);
        for (const ImageRepository &repository : advice->repositories) {
            references.append({repository.title, advice->reference(repository)});
        }
    } else {
        m_facts->addTitle(tr("There is no image for GitLab %1").arg(version.toString()));
        m_facts->addParagraph(
            tr("Models of your own need GitLab %1 or later.").arg(kFirstSelfHostedVersion.toString()));
    }
    m_references->setContents(references);
}

void ImagePanel::showRules()
{
    m_facts->addTitle(tr("The image follows from GitLab’s version"));
    m_facts->addParagraph(tr("Enter the version above, and its tag and the references to pull stand here."));
    for (const ImageTagRule &rule : m_tags.rules) {
        m_facts->addPair(wordsFor(rule.versions), rule.tag + u" – "_s + rule.rule);
    }
    m_references->setContents({});
}

} // namespace duodoctor
