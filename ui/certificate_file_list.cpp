#include "ui/certificate_file_list.h"

#include "ui/dialog_port.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>

#include <memory>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLines = 3; ///< of the list

} // namespace

CertificateFileList::CertificateFileList(const QString &label, const QString &name, DialogPort &dialogs,
                                         QWidget *parent)
    : QWidget(parent)
    , m_dialogs(dialogs)
    , m_list(new QListWidget(this))
    , m_empty(new QLabel(tr("Drop PEM files here, or add them."), m_list->viewport()))
    , m_add(new QPushButton(tr("A&dd…"), this))
    , m_remove(new QPushButton(tr("&Remove"), this))
{
    auto *heading = new QLabel(label, this);
    heading->setWordWrap(true);
    heading->setBuddy(m_list);
    heading->setAccessibleName(name + u':'); // told apart from what it heads
    m_list->setAccessibleName(name);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setTabKeyNavigation(false);
    m_list->setFixedHeight(m_list->fontMetrics().lineSpacing() * kLines + 2 * m_list->frameWidth() + 10);
    m_list->installEventFilter(this);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setContentsMargins(6, 4, 6, 4);
    auto *inner = new QVBoxLayout(m_list->viewport());
    inner->setContentsMargins(0, 0, 0, 0);
    inner->addWidget(m_empty, 0, Qt::AlignTop);
    m_empty->setWordWrap(true);
    m_add->setAccessibleName(tr("Add an authority’s file"));
    m_remove->setAccessibleName(tr("Remove the chosen files"));

    auto *buttons = new QVBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *row = new QHBoxLayout;
    row->addWidget(m_list, 1);
    row->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(heading);
    layout->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, &CertificateFileList::ask);
    connect(m_remove, &QPushButton::clicked, this, &CertificateFileList::removeChosen);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &CertificateFileList::refresh);
    refresh();
}

QStringList CertificateFileList::paths() const
{
    QStringList paths;
    for (int row = 0; row < m_list->count(); ++row) {
        paths << m_list->item(row)->text();
    }
    return paths;
}

void CertificateFileList::addPaths(const QStringList &paths)
{
    const QStringList known = this->paths();
    bool isNew = false;
    for (const QString &path : paths) {
        if (!path.isEmpty() && !known.contains(path)) {
            m_list->addItem(path);
            m_list->item(m_list->count() - 1)->setToolTip(path.toHtmlEscaped());
            isNew = true;
        }
    }
    refresh();
    if (isNew) {
        Q_EMIT edited();
    }
}

bool CertificateFileList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Delete)) {
        removeChosen();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void CertificateFileList::ask()
{
    const QStringList known = paths();
    const FileQuestion question{tr("Add an authority"),
                                known.isEmpty() ? QString{} : QFileInfo(known.last()).absolutePath(),
                                {tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")},
                                {}};
    m_dialogs.askFileToOpen(this, question, [self = QPointer<CertificateFileList>(this)](const QString &path) {
        if (self) {
            self->addPaths({path});
        }
    });
}

void CertificateFileList::removeChosen()
{
    const QList<QListWidgetItem *> chosen = m_list->selectedItems();
    for (QListWidgetItem *item : chosen) {
        const std::unique_ptr<QListWidgetItem> taken(m_list->takeItem(m_list->row(item)));
    }
    refresh();
    if (!chosen.isEmpty()) {
        Q_EMIT edited();
    }
}

void CertificateFileList::refresh()
{
    m_empty->setVisible(m_list->count() == 0);
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
}

} // namespace duodoctor
