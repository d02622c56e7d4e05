#include "ui/page_guide.h"

#include "playbook/seen_version.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/answer_pane.h"
#include "ui/check_list_model.h"
#include "ui/guide_answers.h"
#include "ui/guide_buttons.h"
#include "ui/guide_side.h"
#include "ui/hand_over_view.h"
#include "ui/page_scroll_area.h"
#include "ui/paste_box.h"
#include "ui/reading_view.h"
#include "ui/remedy_pane.h"
#include "ui/symptom_list.h"
#include "ui/walk_record.h"

#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWideColumns = 135; ///< average characters from which on the results stand beside the remedy
constexpr int kWideLines = 14;    ///< least height of remedy and results beside each other
constexpr int kNarrowLines = 48;  ///< the same below each other; the page scrolls

} // namespace

PageGuide::PageGuide(Session &session, CheckListModel &checks, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_walk(session.walkthrough())
    , m_path(new QLabel(this))
    , m_showTree(new QPushButton(tr("Sh&ow in the tree"), this))
    , m_title(new QLabel(this))
    , m_text(new ReadingView(this))
    , m_symptoms(new SymptomList(this))
    , m_answers(new GuideAnswers(this))
    , m_result(new QSplitter(Qt::Horizontal, this))
    , m_handOver(new HandOverView(this))
    , m_answer(new AnswerPane(dialogs, m_result))
    , m_remedy(m_answer->remedy())
    , m_side(new GuideSide(session, checks, m_result))
    , m_buttons(new GuideButtons(this))
{
    m_path->setTextFormat(Qt::PlainText);
    m_path->setWordWrap(true);
    m_path->setForegroundRole(QPalette::PlaceholderText);
    m_path->setObjectName(u"path"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setObjectName(u"question"_s);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_text->setAccessibleName(tr("Question"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFollowsContent(true);
    m_text->viewport()->setAutoFillBackground(false);
    m_text->document()->setDocumentMargin(0);
    m_showTree->setAccessibleName(tr("Show in the tree"));
    m_showTree->setToolTip(tr("Shows where this walk is in the picture of all walks."));
    m_result->setChildrenCollapsible(false);
    m_result->setStretchFactor(0, 3);
    m_result->setStretchFactor(1, 2);

    auto *inner = new QWidget(this);
    auto *innerLayout = new QVBoxLayout(inner);
    innerLayout->setContentsMargins(20, 12, 20, 12);
    auto *head = new QHBoxLayout;
    head->addWidget(m_path, 1);
    head->addWidget(m_showTree, 0, Qt::AlignTop);
    innerLayout->addLayout(head);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_text, m_answers}) {
        innerLayout->addWidget(widget);
    }
    innerLayout->addWidget(m_symptoms, 1);
    innerLayout->addWidget(m_result, 1);
    innerLayout->addWidget(m_handOver, 1);
    innerLayout->addWidget(m_buttons);
    innerLayout->addStretch(0);
    auto *scroll = new PageScrollArea(this);
    scroll->setWidget(inner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    for (int number = 1; number <= 9; ++number) {
        auto *shortcut = new QShortcut(QKeySequence(static_cast<Qt::Key>(Qt::Key_0 + number)), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, number] { m_answers->choose(number); });
    }
    connect(&m_walk, &Walkthrough::changed, this, &PageGuide::render);
    connect(&session, &Session::runFinished, this, &PageGuide::render);
    connect(&session, &Session::handRead, this, &PageGuide::onHandRead);
    // What is being read belongs to the former deployment, and its reading is dropped.
    connect(&session, &Session::deploymentChanged, this, [this] { m_answer->paste()->reset(); });
    connectParts();
    render();
}

void PageGuide::connectParts()
{
    connect(m_showTree, &QPushButton::clicked, this, &PageGuide::treeRequested);
    connect(m_symptoms, &SymptomList::chosen, this, [this](const QString &id) { m_walk.start(id); });
    connect(m_answers, &GuideAnswers::chosen, this, [this](const QString &id) { m_walk.answer(id); });
    connect(m_handOver, &HandOverView::copied, this, [this] { Q_EMIT noticeRaised(tr("The text was copied.")); });
    connect(m_answer, &AnswerPane::commandCopied, this, [this] { Q_EMIT noticeRaised(tr("The command was copied.")); });
    connect(m_answer, &AnswerPane::given, this, [this](const CapturedInput &input) { m_walk.answerByHand(input); });
    connect(m_buttons, &GuideButtons::runRequested, this, [this] { m_walk.runAgain(); });
    connect(m_buttons, &GuideButtons::exportRequested, this, &PageGuide::exportRequested);
    connect(m_buttons, &GuideButtons::passOverRequested, this, [this] { m_walk.passOver(); });
    connect(m_buttons, &GuideButtons::passOverAllRequested, this, [this] { m_walk.passOverAll(); });
}

void PageGuide::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = event->size().width() >= fontMetrics().averageCharWidth() * kWideColumns;
    m_result->setOrientation(isWide ? Qt::Horizontal : Qt::Vertical);
    m_result->setMinimumHeight(fontMetrics().height() * (isWide ? kWideLines : kNarrowLines));
}

bool PageGuide::canGoBack() const
{
    return m_walk.isActive();
}

void PageGuide::back()
{
    if (m_walk.canGoBack()) {
        m_walk.back();
    } else {
        m_walk.reset();
    }
}

bool PageGuide::isAtEnd() const
{
    const TreeNode *node = m_walk.current();
    return node && (node->kind == TreeNodeKind::Article || node->kind == TreeNodeKind::End ||
                    node->kind == TreeNodeKind::Escalation);
}

void PageGuide::focusAnswers()
{
    if (m_answers->focusFirst()) {
        return;
    }
    if (!m_symptoms->isHidden()) {
        m_symptoms->focusSearch();
    } else if (!m_handOver->isHidden()) {
        m_handOver->focusText();
    } else if (m_remedy->isHidden()) {
        m_answer->paste()->focusText();
    } else if (isAtEnd() || m_walk.handRequest()) {
        m_remedy->setFocus(Qt::TabFocusReason);
    }
}

void PageGuide::render()
{
    m_answers->setAnswers({});
    QStringList steps;
    const QList<PathStep> path = m_walk.path();
    for (const PathStep &step : path) {
        steps << lineOf(step);
    }
    if (!steps.isEmpty()) {
        steps.removeLast(); // the one that is shown below
    }
    m_path->setText(steps.isEmpty() ? QString{} : tr("So far: %1").arg(steps.join(u" › "_s)));
    m_showTree->setVisible(m_walk.isActive());
    m_answer->hidePaste();
    for (QWidget *part : std::initializer_list<QWidget *>{m_symptoms, m_answers, m_result, m_handOver, m_buttons}) {
        part->hide();
    }
    if (m_walk.current()) {
        showNode();
    } else {
        showEntries();
    }
    focusAnswers();
    Q_EMIT changed();
}

void PageGuide::showEntries()
{
    m_title->setText(tr("What do you see?"));
    m_title->show();
    m_text->showMarkdown(tr("Choose what comes nearest, or type a code or a few words of it."));
    m_text->show();
    m_symptoms->setEntries(m_walk.entries());
    m_symptoms->show();
}

void PageGuide::showNode()
{
    const TreeNode &node = *m_walk.current();
    m_title->setText(node.title);
    m_title->setVisible(!node.title.isEmpty()); // an article brings its own title
    const QString text = m_walk.currentText();
    m_text->showMarkdown(text);
    m_text->setVisible(!text.isEmpty());
    if (isAtEnd()) {
        m_buttons->showEnd(!m_session.results().isEmpty());
    }
    m_side->show();
    switch (node.kind) {
    case TreeNodeKind::Question:
        showQuestion();
        break;
    case TreeNodeKind::Checks:
        m_result->show();
        m_side->setCheckIds(node.checks);
        showChecks();
        break;
    case TreeNodeKind::Evidence:
        showEvidenceWanted();
        break;
    case TreeNodeKind::Escalation:
        showEscalation();
        break;
    case TreeNodeKind::Article:
    case TreeNodeKind::End:
        m_result->show();
        showEnd();
        break;
    }
}

void PageGuide::showQuestion()
{
    m_answers->show();
    m_answers->setAnswers(m_walk.answers());
}

void PageGuide::showEvidenceWanted()
{
    m_side->hide();
    m_result->show();
    m_answer->showQuestion(m_walk.current()->id);
    m_buttons->showPassing(1);
}

void PageGuide::showEscalation()
{
    m_handOver->showRecord(walkRecordOf(m_session));
    m_handOver->show();
}

void PageGuide::showChecks()
{
    const std::optional<HandRequest> request = m_walk.handRequest();
    if (request && !m_session.isRunning()) {
        showHandRequest(*request);
        return;
    }
    const bool isWaiting = m_walk.isWaitingForChecks() || request;
    m_remedy->showText(isWaiting ? tr("Checking") : tr("The checks were stopped"),
                       isWaiting ? tr("The guide goes on by itself as soon as they are done.")
                                 : tr("Press “Run again” to look once more, or “Back” for the question before."));
    if (!isWaiting) {
        m_buttons->showEnd(!m_session.results().isEmpty());
    }
    m_side->showEvidence({}, tr("Select a check to see what it saw."));
}

void PageGuide::showHandRequest(const HandRequest &request)
{
    const CheckResult *result = m_session.result(request.key);
    m_answer->showInstruction(request.instruction, m_session.checkTitle(request.key),
                              result ? detailOf(*result, m_session) : QString{});
    m_side->showEvidence(result ? result->evidence : QList<EvidencePtr>{}, tr("There is none yet."));
    m_buttons->showPassing(request.left);
}

bool PageGuide::readFiles(const QStringList &paths)
{
    if (m_answer->paste()->isHidden()) {
        return false;
    }
    for (const QString &path : paths) {
        m_answer->paste()->give({{}, path});
    }
    return true;
}

void PageGuide::onHandRead(const HandReading &reading)
{
    if (m_answer->paste()->isReading()) {
        m_answer->paste()->finish(reading);
        if (reading.isRecognised()) {
            Q_EMIT noticeRaised(reading.notice);
        }
    }
}

void PageGuide::showEnd()
{
    const TreeNode &node = *m_walk.current();
    const Finding *finding = m_walk.endFinding();
    if (finding) {
        m_remedy->showRemedy(m_session.remedyFor(*finding), signFor(finding->severity));
        m_side->showEvidence(finding->evidence,
                             tr("This follows from the deployment itself; nothing had to be looked at."));
    } else if (!node.article.isEmpty()) {
        const Deployment known = withSeenVersion(m_session.deployment(), m_session.results());
        m_remedy->showRemedy(m_session.playbook().remedyFor(node.article, known), StatusSign::Note);
        m_side->showEvidence({}, tr("This was not checked from here: the advice follows from your answers."));
    } else {
        m_result->hide();
    }
}

} // namespace duodoctor
