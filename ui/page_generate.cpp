#include "ui/page_generate.h"

#include "generate/signing_keys.h"
#include "playbook/seen_version.h"
#include "session/background_work.h"
#include "session/generated_lint.h"
#include "session/session.h"
#include "ui/dialog_port.h"
#include "ui/dropped_files.h"
#include "ui/generated_view.h"
#include "ui/generation_form.h"
#include "ui/generation_kind_model.h"
#include "ui/page_scroll_area.h"
#include "ui/symptom_delegate.h"
#include "ui/text_export.h"

#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QResizeEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kTypingMs = 200;
constexpr int kWideColumns = 112; ///< average characters from which on the kinds stand beside the text
constexpr int kKindColumns = 38;  ///< width of the kinds then
constexpr int kNarrowLines = 12;  ///< of the kinds, above the text

/// True when the deployment says nothing that a configuration could hold.
bool saysNothing(const Deployment &deployment)
{
    return deployment.gitlab.url.isEmpty() && deployment.aiGateway.url.isEmpty() &&
           deployment.aiGateway.metrics.isEmpty() && !deployment.aiGateway.agentPlatform;
}

} // namespace

PageGenerate::PageGenerate(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_dialogs(dialogs)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    auto *content = new QWidget(this);
    content->setLayout(m_columns);
    m_columns->setContentsMargins(20, 12, 20, 12);
    m_columns->setSpacing(20);
    m_columns->addWidget(makeKinds());
    m_columns->addWidget(makeResult(), 1);
    auto *scroll = new PageScrollArea(this);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(&m_soon, &QTimer::timeout, this, &PageGenerate::write);
    connect(m_form, &GenerationForm::edited, &m_soon, qOverload<>(&QTimer::start));
    connect(m_form, &GenerationForm::keysRequested, this, &PageGenerate::askKeyFolder);
    connect(m_kinds->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (const auto kind = GenerationKindModel::kindAt(index.row())) {
            choose(*kind);
        }
    });
    const auto writeSoonIfShown = [this] {
        if (isVisible()) {
            m_soon.start();
        }
    };
    connect(&session, &Session::deploymentChanged, this, writeSoonIfShown);
    connect(&session, &Session::runFinished, this, writeSoonIfShown);
    m_kinds->setCurrentIndex(m_kinds->model()->index(0, 0));
}

QWidget *PageGenerate::makeKinds()
{
    m_kinds = new QListView(this);
    m_kinds->setModel(new GenerationKindModel(m_kinds));
    m_kinds->setItemDelegate(new SymptomDelegate(m_kinds));
    m_kinds->setAccessibleName(tr("Kinds of configuration"));
    m_kinds->setResizeMode(QListView::Adjust);
    m_kinds->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_kinds->setMinimumHeight(fontMetrics().height() * kNarrowLines);
    return m_kinds;
}

QWidget *PageGenerate::makeResult()
{
    m_result = new QWidget(this);
    m_fileName = new QLabel(m_result);
    m_fileName->setTextFormat(Qt::PlainText);
    m_fileName->setObjectName(u"fileName"_s);
    QFont bold = m_fileName->font();
    bold.setWeight(QFont::DemiBold);
    m_fileName->setFont(bold);
    m_form = new GenerationForm(m_dialogs, m_result);
    m_copy = new QPushButton(tr("Cop&y"), m_result);
    m_copy->setAccessibleName(tr("Copy"));
    m_save = new QPushButton(tr("Save &as…"), m_result);
    m_save->setAccessibleName(tr("Save as…"));
    m_view = new GeneratedView(m_result); // after the buttons, as Tab goes
    auto *row = new QHBoxLayout;
    row->addWidget(m_fileName, 1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    auto *layout = new QVBoxLayout(m_result);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    connect(m_view, &GeneratedView::shown, this, [this] {
        const bool hasText = !m_view->text().isEmpty();
        m_copy->setEnabled(hasText);
        m_save->setEnabled(hasText);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_view->text());
        Q_EMIT noticeRaised(tr("The configuration was copied."));
    });
    connect(m_save, &QPushButton::clicked, this, &PageGenerate::save);
    return m_result;
}

void PageGenerate::refresh()
{
    write();
    m_kinds->setFocus(Qt::OtherFocusReason);
}

void PageGenerate::choose(GenerationKind kind)
{
    m_kind = kind;
    setAcceptDrops(kind == GenerationKind::CaBundle);
    m_fileName->setText(QString(usualFileName(kind)));
    write();
}

void PageGenerate::write()
{
    m_soon.stop();
    ++m_asked;
    m_deployment = withSeenVersion(m_session.deployment(), m_session.results());
    m_form->setKind(m_kind);
    if (m_kind == GenerationKind::CaBundle) {
        writeBundle();
    } else if (saysNothing(m_deployment)) {
        m_form->showProblem({}, {});
        m_view->showObstacle({{},
                              tr("Nothing is known of the deployment yet"),
                              tr("Go back and enter at least the addresses of GitLab and the AI Gateway and GitLab’s "
                                 "version, or open a deployment file. The configuration is written from them."),
                              {}},
                             StatusSign::Note);
    } else {
        present(generate(m_kind, m_deployment, m_form->options()));
    }
}

void PageGenerate::writeBundle()
{
    m_view->showObstacle({{}, tr("Reading the certificates…"), {}, {}}, StatusSign::Running);
    if (m_isReading) {
        return; // the one that is under way asks again when it ends
    }
    m_isReading = true;
    inBackground(
        this,
        [deployment = m_deployment, options = m_form->options()] {
            return generate(GenerationKind::CaBundle, deployment, options);
        },
        [this, asked = m_asked](const Generated &generated) {
            m_isReading = false;
            if (asked == m_asked) {
                present(generated);
            } else if (m_kind == GenerationKind::CaBundle) {
                writeBundle();
            }
        });
}

void PageGenerate::present(const Generated &generated)
{
    if (!generated.isOk()) {
        const GenerationObstacle obstacle = obstacleOf(generated.problem, m_deployment);
        m_form->showProblem(obstacle.choice, obstacle.sentence);
        m_view->showObstacle(obstacle, StatusSign::Warning);
        return;
    }
    m_form->showProblem({}, {});
    QStringList notes;
    for (const QString &note : generated.notes) {
        notes << inWindowWords(note);
    }
    m_view->showText(generated.text, notes,
                     lintOfGenerated(m_kind, generated.text, m_deployment, m_session.playbook()));
}

void PageGenerate::save()
{
    const FileQuestion question{
        tr("Save the configuration"), {}, {tr("All files (*)")}, QString(usualFileName(m_kind))};
    m_dialogs.askFileToSave(this, question,
                            [self = QPointer<PageGenerate>(this), text = m_view->text()](const QString &path) {
                                if (self) {
                                    self->saveTo(path, text);
                                }
                            });
}

void PageGenerate::saveTo(const QString &path, const QString &text)
{
    const QString error = writeTextFile(path, text);
    if (error.isEmpty()) {
        Q_EMIT noticeRaised(tr("The configuration was written to %1.").arg(path));
    } else {
        m_dialogs.tell(this, tr("The configuration was not saved"), error);
    }
}

void PageGenerate::askKeyFolder()
{
    const FileQuestion question{tr("Folder for the signing keys"), {}, {}, {}};
    m_dialogs.askFolder(this, question, [self = QPointer<PageGenerate>(this)](const QString &folder) {
        if (self) {
            self->makeKeys(QDir::cleanPath(QFileInfo(folder).absoluteFilePath()));
        }
    });
}

void PageGenerate::makeKeys(const QString &folder)
{
    m_form->setMakingKeys(true);
    inBackground(
        this, [deployment = m_deployment, folder] { return makeSigningKeys(deployment, folder); },
        [this, folder](const MadeKeys &keys) { showKeys(keys, folder); });
}

void PageGenerate::showKeys(const MadeKeys &keys, const QString &folder)
{
    m_form->setMakingKeys(false);
    QStringList sentences;
    if (!keys.made.isEmpty()) {
        sentences << tr("Made, for only you to read: %1.").arg(keys.made.join(u", "_s));
    }
    if (!keys.kept.isEmpty()) {
        sentences << tr("Kept, as they were there before: %1.").arg(keys.kept.join(u", "_s));
    }
    if (!keys.problem.isEmpty()) {
        sentences.prepend(inWindowWords(keys.problem.sentence));
        m_dialogs.tell(this, tr("Not all signing keys were made"), sentences.join(u'\n'));
        return;
    }
    m_form->setKeyFolder(folder);
    write();
    Q_EMIT noticeRaised(sentences.join(u' '));
}

void PageGenerate::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int character = fontMetrics().averageCharWidth();
    const bool isWide = event->size().width() >= character * kWideColumns;
    m_columns->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_kinds->setMaximumWidth(isWide ? character * kKindColumns : QWIDGETSIZE_MAX);
    m_kinds->setMinimumWidth(isWide ? character * kKindColumns : 0);
    const int beside = isWide ? character * kKindColumns + m_columns->spacing() : 0;
    const QMargins margins = m_columns->contentsMargins();
    m_form->setRoom(event->size().width() - margins.left() - margins.right() - beside -
                    style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    m_kinds->setMaximumHeight(isWide ? QWIDGETSIZE_MAX : fontMetrics().height() * kNarrowLines);
}

void PageGenerate::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFilesIn(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void PageGenerate::dropEvent(QDropEvent *event)
{
    m_form->addCertificates(localFilesIn(*event->mimeData()));
    event->acceptProposedAction();
}

} // namespace duodoctor
