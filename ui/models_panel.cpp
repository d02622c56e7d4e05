#include "ui/models_panel.h"

#include "setup/image_tags.h"
#include "ui/fact_sheet.h"
#include "ui/supported_models_model.h"
#include "ui/version_words.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLines = 12;         ///< of the table, at least
constexpr int kGap = 3;            ///< between columns, in average characters
constexpr int kFilterColumns = 50; ///< widest the filter has to be

} // namespace

ModelsPanel::ModelsPanel(const SupportedModels &models, const Playbook &playbook, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_playbook(playbook)
    , m_model(new SupportedModelsModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_verdicts(new FactSheet(tr("Your models"), this))
    , m_filter(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_notes(new FactSheet(tr("Notes on the models"), this))
{
    m_verdicts->setObjectName(u"verdicts"_s);
    m_filter->setAccessibleName(tr("Search the models"));
    m_filter->setPlaceholderText(tr("Search the models"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * kFilterColumns);
    makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(10);
    layout->addWidget(m_verdicts);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_notes);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    setDeployment({});
}

void ModelsPanel::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_filtered);
    m_table->setAccessibleName(tr("Supported models"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->setMinimumHeight((fontMetrics().height() + 8) * kLines);
    auto *copy = new QShortcut(QKeySequence::Copy, m_table);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &ModelsPanel::copyRows);
}

void ModelsPanel::setDeployment(const Deployment &deployment)
{
    m_deployment = deployment;
    const SupportedModelTable *table = m_models.tableFor(deployment.gitlab.version);
    const QList<ModelVerdict> verdicts = modelVerdicts(table, deployment, m_playbook);
    m_model->setTable(table, verdicts);
    const bool hasYours =
        std::ranges::any_of(verdicts, [](const ModelVerdict &verdict) { return !verdict.listedAs.isEmpty(); });
    m_table->setColumnHidden(SupportedModelsModel::YoursColumn, !hasYours);
    m_table->resizeColumnsToContents();
    for (int column = 0; column < SupportedModelsModel::Count; ++column) {
        m_table->setColumnWidth(column, m_table->columnWidth(column) + fontMetrics().averageCharWidth() * kGap);
    }
    m_table->setVisible(table != nullptr);
    m_filter->setVisible(table != nullptr);
    showVerdicts();
    showNotes();
}

void ModelsPanel::showVerdicts()
{
    const std::optional<GitLabVersion> &version = m_deployment.gitlab.version;
    const SupportedModelTable *table = m_models.tableFor(version);
    m_verdicts->begin();
    if (!table) {
        m_verdicts->addTitle(tr("GitLab %1 cannot use models of your own").arg(version->toString()));
        m_verdicts->addParagraph(
            tr("The first version that can is GitLab %1.").arg(kFirstSelfHostedVersion.toString()));
    } else {
        m_verdicts->addParagraph(
            version ? tr("This is what the documents list for %1.").arg(wordsFor(table->versions))
                    : tr("This is what the documents list for %1. Enter your version above to see what holds for it.")
                          .arg(wordsFor(table->versions)));
    }
    for (const ModelVerdict &verdict : modelVerdicts(table, m_deployment, m_playbook)) {
        m_verdicts->addSigned(verdict.sign, verdict.sentence);
    }
    m_verdicts->end();
}

void ModelsPanel::showNotes()
{
    const std::optional<GitLabVersion> &version = m_deployment.gitlab.version;
    const SupportedModelTable *table = m_models.tableFor(version);
    m_notes->setVisible(table != nullptr);
    if (!table) {
        return;
    }
    QStringList families;
    for (const ModelFamily &family : m_models.families) {
        if (!version || family.versions.contains(*version)) {
            //: %1: a model family, %2: released, beta or experimental
            families << tr("%1 (%2)").arg(family.family, wordFor(family.status));
        }
    }
    m_notes->begin();
    m_notes->addHeading(tr("What the words mean"));
    m_notes->addList(
        {tr("full, largely, partial: how far the features work with it; supported: the document gives no degree"),
         tr("compatible: it speaks the right language, in beta and without GitLab’s support"),
         tr("limited: it may work for some of it, without GitLab’s support; none: it does not work"),
         tr("–: the document does not say")});
    m_notes->addHeading(tr("Model families in GitLab"));
    m_notes->addParagraph(families.join(u", "_s));
    m_notes->addHeading(tr("Notes"));
    m_notes->addList(m_models.notes);
    m_notes->addPair(tr("Source"), table->source);
    m_notes->end();
}

void ModelsPanel::copyRows()
{
    QStringList lines;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < SupportedModelsModel::Count; ++column) {
            if (!m_table->isColumnHidden(column)) {
                cells << row.siblingAtColumn(column).data().toString();
            }
        }
        lines << cells.join(u'\t');
    }
    if (!lines.isEmpty()) {
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
        Q_EMIT copied();
    }
}

void ModelsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showVerdicts(); // its signs have colours of their own
    }
}

} // namespace duodoctor
