#include "ui/summary_banner.h"

#include "session/session.h"
#include "ui/check_list_model.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// "34 passed, 2 failed, 3 skipped." What there is none of is not named.
QString tallyOf(const DiagnosisSummary &counts)
{
    QStringList parts{SummaryBanner::tr("%1 passed").arg(counts.passed)};
    const auto add = [&parts](auto count, const QString &words) {
        if (count > 0) {
            parts << words.arg(count);
        }
    };
    add(counts.warnings, SummaryBanner::tr("%1 with a warning"));
    add(counts.failed, SummaryBanner::tr("%1 failed"));
    add(counts.blocked, SummaryBanner::tr("%1 blocked"));
    add(counts.skipped, SummaryBanner::tr("%1 skipped"));
    return parts.join(u", "_s) + u'.';
}

/// The session's counts without the texts that nobody knows, from which nothing is concluded.
DiagnosisSummary countsOf(const Session &session)
{
    DiagnosisSummary counts = session.diagnosis().summary;
    const QList<CheckResult> &results = session.results();
    const auto unknown = std::ranges::count_if(results, [](const CheckResult &result) {
        return result.status == CheckStatus::Passed && signOf(result) != StatusSign::Passed;
    });
    counts.passed = qMax(0, counts.passed - static_cast<int>(unknown));
    if (counts.status == HealthStatus::Healthy && counts.passed == 0) {
        counts.status = HealthStatus::Unknown;
    }
    return counts;
}

} // namespace

SummaryBanner::SummaryBanner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setAutoFillBackground(true);
    setAccessibleName(tr("Summary"));
    for (QLabel *label : {m_headline, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QSizePolicy wraps(QSizePolicy::Expanding, QSizePolicy::Preferred);
        wraps.setHeightForWidth(true);
        label->setSizePolicy(wraps);
    }
    QFont large = m_headline->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    m_headline->setFont(large);
    m_headline->setObjectName(u"headline"_s);
    m_sentence->setObjectName(u"headlineSentence"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(6);
    QSizePolicy keepsRoom = m_progress->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsRoom);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(12, 8, 12, 4);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignVCenter);
    layout->addWidget(m_headline, 0, 1);
    layout->addWidget(m_sentence, 1, 1);
    layout->addWidget(m_progress, 2, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    colour();
}

void SummaryBanner::setState(const SummaryState &state)
{
    const bool changesSign = state.sign != m_state.sign;
    m_state = state;
    m_headline->setText(state.headline);
    m_sentence->setText(state.sentence);
    m_sentence->setVisible(!state.sentence.isEmpty());
    m_progress->setVisible(state.isRunning);
    m_progress->setRange(0, state.total);
    m_progress->setValue(state.done);
    if (changesSign) {
        colour();
    }
}

void SummaryBanner::colour()
{
    const int side = fontMetrics().height() * 2;
    m_icon->setPixmap(iconFor(m_state.sign, palette()).pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette tinted = palette();
    tinted.setColor(QPalette::Window, tintFor(m_state.sign, palette()));
    if (tinted.color(QPalette::Window) != palette().color(QPalette::Window)) {
        setPalette(tinted);
    }
}

void SummaryBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colour();
    }
}

SummaryState summaryOf(const Session &session, int done, int total)
{
    const DiagnosisSummary counts = countsOf(session);
    const QList<RootCause> &causes = session.diagnosis().rootCauses;
    const QString cause =
        causes.isEmpty() ? QString{} : session.playbook().messageFor(causes.first().finding, session.deployment());
    const QString tally = tallyOf(counts);
    if (session.isRunning()) {
        const StatusSign sign = causes.isEmpty() ? StatusSign::Running : signFor(causes.first().finding.severity);
        const QString headline = total > 0 ? SummaryBanner::tr("Checking: %1 of %2 done").arg(done).arg(total)
                                           : SummaryBanner::tr("Checking");
        return {sign, headline, cause, done, total, true};
    }
    if (session.results().isEmpty()) {
        return {StatusSign::NotChecked,
                SummaryBanner::tr("Nothing has been checked yet"),
                SummaryBanner::tr("Press “Check everything” to look at every link at once. It takes a few seconds."),
                0,
                0,
                false};
    }
    switch (counts.status) {
    case HealthStatus::Healthy:
        return {StatusSign::Passed, SummaryBanner::tr("Everything that was checked works"), tally, done, total, false};
    case HealthStatus::Degraded:
        return {StatusSign::Warning,
                SummaryBanner::tr("It works, but something needs attention"),
                cause.isEmpty() ? tally : cause + u' ' + tally,
                done,
                total,
                false};
    case HealthStatus::Broken:
        return {StatusSign::Failed,
                SummaryBanner::tr("GitLab Duo cannot work like this"),
                cause.isEmpty() ? tally : cause + u' ' + tally,
                done,
                total,
                false};
    case HealthStatus::Unknown:
        break;
    }
    return {StatusSign::Skipped, SummaryBanner::tr("Too little could be checked to say"), tally, done, total, false};
}

} // namespace duodoctor
