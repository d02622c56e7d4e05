#include "ui/page_deployment.h"

#include "session/session.h"
#include "ui/choice_button.h"
#include "ui/page_scroll_area.h"

#include <QFileInfo>
#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWideColumns = 112; ///< average characters from which on the actions stand beside the form

} // namespace

PageDeployment::PageDeployment(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_form(new DeploymentForm(dialogs, this))
    , m_practiceNotice(new QLabel(this))
{
    auto *title = new QLabel(tr("What should be looked at?"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setWordWrap(true);
    auto *lead = new QLabel(tr("Enter what you know. What is left empty is not checked."), this);
    lead->setWordWrap(true);
    m_practiceNotice->setWordWrap(true);
    m_practiceNotice->setText(
        tr("This is the practice deployment: it runs inside this program. Change an address, or open a file, to "
           "look at your own."));

    for (QLabel *label : {title, lead, m_practiceNotice}) {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        policy.setHeightForWidth(true);
        label->setSizePolicy(policy);
    }
    auto *formColumn = new QVBoxLayout;
    formColumn->setSpacing(8); // else that of the columns
    formColumn->addWidget(title);
    formColumn->addWidget(lead);
    formColumn->addWidget(m_practiceNotice);
    formColumn->addSpacing(6);
    formColumn->addWidget(m_form, 1);
    m_actions = makeActions();
    m_columns->setContentsMargins(20, 16, 20, 16);
    m_columns->setSpacing(28);
    m_columns->addLayout(formColumn, 3);
    m_columns->addWidget(m_actions, 2);

    auto *content = new QWidget(this);
    content->setLayout(m_columns);
    auto *scroll = new PageScrollArea(this);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(m_form, &DeploymentForm::submitted, this, &PageDeployment::checkRequested);
    connect(&session, &Session::deploymentChanged, this, &PageDeployment::showDeployment);
    connect(&session, &Session::noticeRaised, this,
            [this] { m_form->setKeyringAvailable(m_session.isKeyringAvailable()); });
    m_form->setCompletionAllowed(session.options().completionAllowed);
    showDeployment();
}

QWidget *PageDeployment::makeActions()
{
    auto *actions = new QWidget(this);
    auto *layout = new QVBoxLayout(actions);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto *check = new ChoiceButton(
        tr("Check ever&ything"),
        tr("Looks at every link at once, from this workstation and from where you gave a way to. Takes a few seconds."),
        0, actions);
    check->setDefault(true);
    auto *guide =
        new ChoiceButton(tr("G&uide me"), tr("Begins with what you see, and asks one question at a time."), 0, actions);
    auto *practice = new ChoiceButton(
        tr("P&ractice"),
        tr("A small GitLab, gateway and model inside this program, healthy or with faults of your choice."), 0,
        actions);
    auto *open = new ChoiceButton(tr("&Open a deployment file"), tr("Or drop one onto this window."), 0, actions);
    for (ChoiceButton *button : {check, guide, practice, open}) {
        layout->addWidget(button);
    }
    m_recent = new QWidget(actions);
    new QVBoxLayout(m_recent);
    m_recent->hide();
    layout->addWidget(m_recent);
    layout->addStretch();
    connect(check, &QPushButton::clicked, this, &PageDeployment::checkRequested);
    connect(guide, &QPushButton::clicked, this, &PageDeployment::guideRequested);
    connect(practice, &QPushButton::clicked, this, &PageDeployment::practiceRequested);
    connect(open, &QPushButton::clicked, this, &PageDeployment::openRequested);
    return actions;
}

bool PageDeployment::commit(bool mayBeEmpty)
{
    if (!m_form->validate(mayBeEmpty)) {
        return false;
    }
    const Deployment typed = m_form->deployment();
    const QHash<QString, ModelEditor::TypedKey> keys = m_form->typedKeys();
    if (typed != m_session.deployment()) {
        m_session.setDeployment(typed);
    }
    for (auto key = keys.cbegin(); key != keys.cend(); ++key) {
        m_session.setModelKey(key.key(), key->key, key->keepInKeyring ? KeyKeeping::Keyring : KeyKeeping::ThisSession);
    }
    SessionOptions options = m_session.options();
    options.completionAllowed = m_form->isCompletionAllowed();
    m_session.setOptions(options);
    return true;
}

void PageDeployment::setRecentFiles(const QStringList &paths)
{
    for (QWidget *former : m_recent->findChildren<QWidget *>(QString{}, Qt::FindDirectChildrenOnly)) {
        former->hide();
        former->deleteLater(); // it may be the one whose click opened a file
    }
    auto *heading = new QLabel(tr("Opened lately"), m_recent);
    heading->setForegroundRole(QPalette::PlaceholderText);
    m_recent->layout()->addWidget(heading);
    for (const QString &path : paths) {
        auto *button = new QPushButton(QFileInfo(path).fileName().replace(u'&', u"&&"_s), m_recent);
        button->setFlat(true);
        button->setToolTip(path.toHtmlEscaped());
        m_recent->layout()->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
    }
    m_recent->setVisible(!paths.isEmpty());
}

void PageDeployment::focusFirstField()
{
    m_form->setFocus();
}

void PageDeployment::showDeployment()
{
    m_form->setDeployment(m_session.deployment());
    m_form->setKeyringAvailable(m_session.isKeyringAvailable());
    m_practiceNotice->setVisible(m_session.isPractice());
}

void PageDeployment::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = event->size().width() >= fontMetrics().averageCharWidth() * kWideColumns;
    m_columns->setStretchFactor(m_actions, isWide ? 2 : 0);
    m_columns->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::BottomToTop);
}

} // namespace duodoctor
