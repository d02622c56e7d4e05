#include "ui/paste_box.h"

#include "ui/dialog_port.h"

#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxFileBytes = 64LL * 1024 * 1024;

QStringList localFilesIn(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    return paths;
}

} // namespace

QByteArray bytesOfFile(const QString &path, QString &error)
{
    QFile file(path);
    if (QFileInfo(path).isDir()) {
        error = PasteBox::tr("%1 is a folder; drop a file.").arg(path);
        return {};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        error = PasteBox::tr("%1 cannot be read: %2.").arg(path, file.errorString());
        return {};
    }
    const QByteArray bytes = file.read(kMaxFileBytes);
    if (bytes.isEmpty()) {
        error = PasteBox::tr("%1 is empty.").arg(path);
    }
    return bytes;
}

PasteBox::PasteBox(DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_dialogs(dialogs)
    , m_text(new QPlainTextEdit(this))
    , m_read(new QPushButton(tr("Read &it"), this))
{
    auto *label = new QLabel(tr("Paste output &here"), this);
    label->setBuddy(m_text);
    label->setAccessibleName(tr("Paste output here:"));
    m_text->setObjectName(u"paste"_s);
    m_text->setAccessibleName(tr("Paste output here"));
    m_text->setPlaceholderText(
        tr("Whatever came back, as it is: with the prompt, half a screen of it, or a file dropped here. Credentials in "
           "it are taken out before it is looked at."));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMinimumHeight(m_text->fontMetrics().height() * 4);
    m_text->setUndoRedoEnabled(true);
    m_text->viewport()->installEventFilter(this);
    m_read->setAccessibleName(tr("Read it"));
    m_read->setToolTip(tr("Recognises the text and judges it (Ctrl+Enter)."));
    m_read->setEnabled(false);
    auto *open = new QPushButton(tr("Open a &file…"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(label);
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(m_read);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addLayout(buttons);
    layout->addWidget(m_text, 1);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &PasteBox::submit);
    }
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_read->setEnabled(!m_text->document()->isEmpty()); });
    connect(m_read, &QPushButton::clicked, this, &PasteBox::submit);
    connect(open, &QPushButton::clicked, this, &PasteBox::askFile);
}

void PasteBox::clear()
{
    m_text->clear();
}

void PasteBox::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

bool PasteBox::eventFilter(QObject *watched, QEvent *event)
{
    // A dropped file is read, and not inserted as the name that it has.
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove) {
        auto *drag = static_cast<QDragMoveEvent *>(event);
        if (!localFilesIn(drag->mimeData()).isEmpty()) {
            drag->acceptProposedAction();
            return true;
        }
    }
    if (event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        const QStringList paths = localFilesIn(drop->mimeData());
        for (const QString &path : paths) {
            readFile(path);
        }
        if (!paths.isEmpty()) {
            drop->acceptProposedAction();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PasteBox::submit()
{
    const QString text = m_text->toPlainText();
    if (!text.trimmed().isEmpty()) {
        Q_EMIT textGiven(text.toUtf8(), {});
    }
}

void PasteBox::askFile()
{
    const FileQuestion question{tr("Open captured output"), {}, {tr("All files (*)")}, {}};
    m_dialogs.askFileToOpen(this, question, [self = QPointer<PasteBox>(this)](const QString &path) {
        if (self) {
            self->readFile(path);
        }
    });
}

void PasteBox::readFile(const QString &path)
{
    QString error;
    const QByteArray bytes = bytesOfFile(path, error);
    if (!error.isEmpty()) {
        Q_EMIT noticeRaised(error);
    } else {
        Q_EMIT textGiven(bytes, QFileInfo(path).fileName());
    }
}

} // namespace duodoctor
