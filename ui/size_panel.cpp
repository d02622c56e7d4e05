#include "ui/size_panel.h"

#include "ui/copy_boxes.h"
#include "ui/fact_sheet.h"
#include "ui/sizing_words.h"

#include <QLineEdit>
#include <QLocale>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kTypingMs = 150;
constexpr int kWideColumns = 100; ///< average characters from which on the answer stands beside the load
constexpr int kLoadColumns = 38;

} // namespace

SizePanel::SizePanel(const SizingRules &rules, QWidget *parent)
    : QWidget(parent)
    , m_rules(rules)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_load(new QWidget(this))
    , m_answer(new FactSheet(tr("Size of the gateway"), this))
    , m_snippets(new CopyBoxes(this))
    , m_notes(new FactSheet(tr("Notes on the size"), this))
{
    auto *load = new QVBoxLayout(m_load);
    load->setContentsMargins(0, 0, 0, 0);
    load->setSpacing(10);
    m_users = addField({tr("Active &users, of all GitLab instances together"), tr("Users"), u"500"_s}, hintForUsers);
    m_concurrency =
        addField({tr("&Requests at once at the peak, where measured"), tr("Requests at once"), tr("not measured")},
                 hintForConcurrency);
    m_rate = addField(
        {tr("Requests per secon&d at the peak, where measured"), tr("Requests per second"), tr("not measured")},
        hintForRate);
    load->addStretch();
    auto *answer = new QVBoxLayout;
    answer->setSpacing(10);
    answer->addWidget(m_answer);
    answer->addWidget(m_snippets);
    answer->addWidget(m_notes);
    answer->addStretch();
    m_columns->setContentsMargins(12, 12, 12, 12);
    m_columns->setSpacing(24);
    m_columns->addWidget(m_load);
    m_columns->addLayout(answer, 1);
    setTabOrder(m_rate->edit(), m_answer);
    m_answer->setObjectName(u"sizing"_s);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    connect(&m_soon, &QTimer::timeout, this, &SizePanel::showResult);
    connect(m_snippets, &CopyBoxes::copied, this, &SizePanel::copied);
    showResult();
}

FormField *SizePanel::addField(const FormField::Words &words, FormField::Hint hint)
{
    auto *field = new FormField(words, std::move(hint), m_load);
    m_load->layout()->addWidget(field);
    connect(field, &FormField::edited, &m_soon, qOverload<>(&QTimer::start));
    connect(field, &FormField::submitted, this, &SizePanel::showResult);
    return field;
}

void SizePanel::focusFirst()
{
    m_users->edit()->setFocus(Qt::OtherFocusReason);
}

void SizePanel::showResult()
{
    m_soon.stop();
    const TypedLoad typed{m_users->text(), m_concurrency->text(), m_rate->text()};
    m_rate->setEnabled(typed.concurrentRequests.isEmpty()); // requests at once already decide
    if (const auto question = sizingQuestion(typed)) {
        showAnswer(*question);
    } else {
        showEmpty();
    }
}

void SizePanel::showEmpty()
{
    m_answer->begin();
    m_answer->addParagraph(tr("Enter how many people use GitLab. The size of the AI Gateway follows from that; the "
                              "model server is sized on its own."));
    m_answer->end();
    m_snippets->setContents({});
    m_notes->hide();
}

void SizePanel::showAnswer(const SizingQuestion &question)
{
    const Sizing sizing = sizeGateway(m_rules, question);
    const SizingOption &chosen = sizing.chosen;
    m_answer->begin();
    m_answer->addTitle(wordsFor(chosen));
    m_answer->addParagraph(sizing.rule);
    m_answer->addPair(tr("Load"), tr("%1 requests per second, up to %2 at once")
                                      .arg(QLocale().toString(sizing.requestsPerSecond, 'g', 4),
                                           QLocale().toString(sizing.concurrentRequests)));
    //: %1: small, medium or large; %2: the machine in words
    m_answer->addPair(tr("Machine"), tr("%1: %2").arg(chosen.size.id, chosen.size.machine));
    m_answer->addPair(tr("In total"),
                      tr("%1 vCPU and %2 GiB of memory").arg(chosen.totalVcpus()).arg(chosen.totalMemoryGib()));
    m_answer->addPair(tr("Scaling"), chosen.size.scaling);
    m_answer->addPair(tr("Or"), sizing.instead ? wordsFor(*sizing.instead) : QString{});
    m_answer->addPair(
        tr("At least"),
        tr("%1 vCPU and %2 MiB of memory, to start at all").arg(m_rules.minimumVcpus).arg(m_rules.minimumMemoryMib));
    m_answer->end();
    QList<CopyText> snippets{{tr("docker run, for each container"), dockerRunResources(chosen.size)},
                             {tr("Compose, in the service"), composeResources(chosen.size)},
                             {tr("Helm values, for each pod"), helmResources(chosen.size)}};
    if (const QString command = autoscaleCommand(chosen); !command.isEmpty()) {
        snippets.append({tr("Kubernetes, number of pods"), command});
    }
    m_snippets->setContents(snippets);
    m_snippets->tabBetween(m_answer, m_notes);
    m_notes->begin();
    m_notes->addHeading(tr("Notes"));
    m_notes->addList(m_rules.notes);
    m_notes->addPair(tr("Source"), m_rules.sources.join(u"; "_s));
    m_notes->end();
    m_notes->show();
}

void SizePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int character = fontMetrics().averageCharWidth();
    const bool isWide = event->size().width() >= character * kWideColumns;
    m_columns->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_load->setMaximumWidth(isWide ? character * kLoadColumns : QWIDGETSIZE_MAX);
    m_load->setMinimumWidth(isWide ? character * kLoadColumns : 0);
}

} // namespace duodoctor
