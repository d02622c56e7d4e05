#include "ui/page_guide.h"

#include "playbook/seen_version.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/answer_pane.h"
#include "ui/check_filter_proxy.h"
#include "ui/check_list_model.h"
#include "ui/choice_button.h"
#include "ui/evidence_pane.h"
#include "ui/hand_over_view.h"
#include "ui/page_scroll_area.h"
#include "ui/paste_box.h"
#include "ui/reading_view.h"
#include "ui/remedy_pane.h"
#include "ui/status_delegate.h"
#include "ui/symptom_list.h"
#include "ui/walk_record.h"

#include <QLabel>
#include <QListView>
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
    , m_filter(new CheckFilterProxy(this))
    , m_path(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new ReadingView(this))
    , m_symptoms(new SymptomList(this))
    , m_answers(new QWidget(this))
    , m_answersLayout(new QVBoxLayout(m_answers))
    , m_result(new QSplitter(Qt::Horizontal, this))
    , m_handOver(new HandOverView(this))
    , m_answer(new AnswerPane(dialogs, m_result))
    , m_remedy(m_answer->remedy())
    , m_checkList(nullptr)
    , m_evidence(nullptr)
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
    m_answersLayout->setContentsMargins(0, 4, 0, 0);
    m_answersLayout->setSpacing(8);
    m_answers->setMaximumWidth(fontMetrics().averageCharWidth() * 110);

    m_result->addWidget(makeSide(checks));
    m_result->setChildrenCollapsible(false);
    m_result->setStretchFactor(0, 3);
    m_result->setStretchFactor(1, 2);

    auto *inner = new QWidget(this);
    auto *innerLayout = new QVBoxLayout(inner);
    innerLayout->setContentsMargins(20, 12, 20, 12);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_path, m_title, m_text, m_answers}) {
        innerLayout->addWidget(widget);
    }
    innerLayout->addWidget(m_symptoms, 1);
    innerLayout->addWidget(m_result, 1);
    innerLayout->addWidget(m_handOver, 1);
    innerLayout->addWidget(makeHandButtons());
    innerLayout->addWidget(makeEndButtons());
    innerLayout->addStretch(0);
    auto *scroll = new PageScrollArea(this);
    scroll->setWidget(inner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    for (int number = 1; number <= 9; ++number) {
        auto *shortcut = new QShortcut(QKeySequence(static_cast<Qt::Key>(Qt::Key_0 + number)), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, number] { choose(number); });
    }
    connect(&m_walk, &Walkthrough::changed, this, &PageGuide::render);
    connect(&session, &Session::runFinished, this, &PageGuide::render);
    connect(&session, &Session::handRead, this, &PageGuide::onHandRead);
    connect(m_symptoms, &SymptomList::chosen, this, [this](const QString &id) { m_walk.start(id); });
    connect(m_handOver, &HandOverView::copied, this, [this] { Q_EMIT noticeRaised(tr("The text was copied.")); });
    connect(m_answer, &AnswerPane::commandCopied, this, [this] { Q_EMIT noticeRaised(tr("The command was copied.")); });
    connect(m_answer, &AnswerPane::given, this, [this](const CapturedInput &input) { m_walk.answerByHand(input); });
    render();
}

QWidget *PageGuide::makeSide(CheckListModel &checks)
{
    auto *side = new QSplitter(Qt::Vertical, m_result);
    m_side = side;
    m_filter->setSourceModel(&checks);
    m_checkList = new QListView(side);
    m_checkList->setModel(m_filter);
    m_checkList->setItemDelegate(new StatusDelegate(1, m_checkList));
    m_checkList->setAccessibleName(tr("Checks"));
    m_checkList->setResizeMode(QListView::Adjust);
    m_checkList->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_checkList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_evidence = new EvidencePane(m_session, side);
    side->setChildrenCollapsible(false);
    connect(m_checkList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                const CheckResult *result = m_session.result(index.data(CheckListModel::KeyRole).value<CheckKey>());
                m_evidence->showEvidence(result ? result->evidence : QList<EvidencePtr>{},
                                         tr("Nothing was looked at for this check."));
            });
    return side;
}

QWidget *PageGuide::makeEndButtons()
{
    m_endButtons = new QWidget(this);
    auto *again = new QPushButton(tr("&Run again"), m_endButtons);
    again->setAccessibleName(tr("Run again"));
    m_export = new QPushButton(tr("E&xport report…"), m_endButtons);
    m_export->setAccessibleName(tr("Export report…"));
    auto *layout = new QHBoxLayout(m_endButtons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(again);
    layout->addWidget(m_export);
    layout->addStretch();
    connect(again, &QPushButton::clicked, this, [this] { m_walk.runAgain(); });
    connect(m_export, &QPushButton::clicked, this, &PageGuide::exportRequested);
    return m_endButtons;
}

QWidget *PageGuide::makeHandButtons()
{
    m_handButtons = new QWidget(this);
    auto *one = new QPushButton(tr("Go on &without it"), m_handButtons);
    one->setAccessibleName(tr("Go on without it"));
    m_passOverAll = new QPushButton(m_handButtons);
    auto *layout = new QHBoxLayout(m_handButtons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(one);
    layout->addWidget(m_passOverAll);
    layout->addStretch();
    connect(one, &QPushButton::clicked, this, [this] { m_walk.passOver(); });
    connect(m_passOverAll, &QPushButton::clicked, this, [this] { m_walk.passOverAll(); });
    return m_handButtons;
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
    for (auto *button : m_answers->findChildren<ChoiceButton *>()) {
        if (!button->isHidden()) {
            button->setFocus(Qt::TabFocusReason);
            return;
        }
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
    clearAnswers();
    QStringList steps;
    const QList<PathStep> path = m_walk.path();
    for (const PathStep &step : path) {
        steps << lineOf(step);
    }
    if (!steps.isEmpty()) {
        steps.removeLast(); // the one that is shown below
    }
    m_path->setText(steps.isEmpty() ? QString{} : tr("So far: %1").arg(steps.join(u" › "_s)));
    m_path->setVisible(!steps.isEmpty());
    m_answer->hidePaste();
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_symptoms, m_answers, m_result, m_handOver, m_handButtons, m_endButtons}) {
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
    m_endButtons->setVisible(isAtEnd());
    m_side->show();
    switch (node.kind) {
    case TreeNodeKind::Question:
        showQuestion();
        break;
    case TreeNodeKind::Checks:
        m_result->show();
        m_filter->setCheckIds(node.checks);
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
    const QList<TreeAnswer> answers = m_walk.answers();
    for (const TreeAnswer &answer : answers) {
        addAnswer(answer);
    }
}

void PageGuide::showEvidenceWanted()
{
    m_side->hide();
    m_result->show();
    m_answer->showQuestion(m_walk.current()->id);
    m_handButtons->show();
    m_passOverAll->hide();
}

void PageGuide::showEscalation()
{
    m_export->setEnabled(!m_session.results().isEmpty());
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
    m_endButtons->setVisible(!isWaiting);
    m_evidence->showEvidence({}, tr("Select a check to see what it saw."));
}

void PageGuide::showHandRequest(const HandRequest &request)
{
    const CheckResult *result = m_session.result(request.key);
    m_answer->showInstruction(request.instruction, m_session.checkTitle(request.key),
                              result ? detailOf(*result, m_session) : QString{});
    m_evidence->showEvidence(result ? result->evidence : QList<EvidencePtr>{}, tr("There is none yet."));
    m_handButtons->show();
    m_passOverAll->setVisible(request.left > 1);
    m_passOverAll->setText(tr("Go on without &all %n that are left", nullptr, request.left));
    m_passOverAll->setAccessibleName(m_passOverAll->text().remove(u'&'));
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
    m_export->setEnabled(!m_session.results().isEmpty());
    if (finding) {
        m_remedy->showRemedy(m_session.remedyFor(*finding), signFor(finding->severity));
        m_evidence->showEvidence(finding->evidence,
                                 tr("This follows from the deployment itself; nothing had to be looked at."));
    } else if (!node.article.isEmpty()) {
        const Deployment known = withSeenVersion(m_session.deployment(), m_session.results());
        m_remedy->showRemedy(m_session.playbook().remedyFor(node.article, known), StatusSign::Note);
        m_evidence->showEvidence({}, tr("This was not checked from here: the advice follows from your answers."));
    } else {
        m_result->hide();
    }
}

void PageGuide::clearAnswers()
{
    for (auto *button : m_answers->findChildren<ChoiceButton *>(QString{}, Qt::FindDirectChildrenOnly)) {
        m_answersLayout->removeWidget(button);
        button->hide();
        button->setParent(nullptr);
        button->deleteLater(); // it may be the one whose click brought us here
    }
}

void PageGuide::addAnswer(const TreeAnswer &answer)
{
    const int number = m_answersLayout->count() + 1;
    auto *button =
        new ChoiceButton(QString(answer.text).replace(u'&', u"&&"_s), {}, number <= 9 ? number : 0, m_answers);
    button->setAccessibleName(answer.text);
    m_answersLayout->addWidget(button);
    button->show();
    connect(button, &QPushButton::clicked, this, [this, id = answer.id] { m_walk.answer(id); });
}

void PageGuide::choose(int number)
{
    const QLayoutItem *item = number <= m_answersLayout->count() ? m_answersLayout->itemAt(number - 1) : nullptr;
    if (auto *button = item ? qobject_cast<ChoiceButton *>(item->widget()) : nullptr;
        button && m_answers->isVisible()) {
        button->animateClick();
    }
}

} // namespace duodoctor
