#include "ui/evidence_pane.h"

#include "check/reading.h"
#include "report/visible_text.h"
#include "session/session.h"
#include "ui/certificate_chain_view.h"
#include "ui/page_scroll_area.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

EvidencePane::EvidencePane(const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_choice(new QComboBox(this))
    , m_copy(new QPushButton(tr("Copy e&vidence"), this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_chainRoom(new PageScrollArea(this))
    , m_chain(new CertificateChainView(m_chainRoom))
    , m_text(new QPlainTextEdit(this))
{
    auto *heading = new QLabel(tr("Evidence"), this);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    heading->setTextFormat(Qt::PlainText);
    heading->setAccessibleName(tr("Evidence:"));
    m_choice->setAccessibleName(tr("Piece of evidence"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(8);
    m_text->setObjectName(u"evidence"_s);
    m_text->setAccessibleName(tr("Evidence"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setMinimumSize(140, 60);
    m_chainRoom->setWidget(m_chain);
    m_chainRoom->setMinimumHeight(60);

    auto *top = new QHBoxLayout;
    top->addWidget(heading);
    top->addWidget(m_choice, 1);
    top->addStretch();
    top->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_chainRoom);
    m_split->addWidget(m_text);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    layout->addWidget(m_split, 1);

    connect(m_choice, &QComboBox::currentIndexChanged, this, &EvidencePane::showChosen);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    showEvidence({}, {});
}

void EvidencePane::showEvidence(const QList<EvidencePtr> &evidence, const QString &emptyText)
{
    m_text->setPlaceholderText(emptyText);
    if (evidence == m_evidence && !evidence.isEmpty()) {
        return; // keeps the reader's place while results arrive
    }
    m_evidence = evidence;
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const EvidencePtr &piece : m_evidence) {
            m_choice->addItem(visibleText(titleOf(*piece), LineBreaks::AsBlanks));
        }
    }
    m_choice->setVisible(m_evidence.size() > 1);
    m_copy->setEnabled(!m_evidence.isEmpty());
    showChosen();
}

void EvidencePane::showChosen()
{
    const int chosen = m_choice->currentIndex();
    const EvidencePtr piece = chosen >= 0 && chosen < m_evidence.size() ? m_evidence.at(chosen) : nullptr;
    showChain(piece);
    if (!piece) {
        m_text->clear();
        return;
    }
    const EvidenceExcerpt excerpt = excerptOf(*piece);
    QString text = visibleText(excerpt.text);
    if (!piece->command.isEmpty()) {
        text = tr("To see the same:\n%1\n\n%2").arg(visibleText(piece->command), text);
    }
    if (excerpt.truncated) {
        text += u"\n\n"_s + tr("[The rest was cut off.]");
    }
    m_text->setPlainText(text);
}

void EvidencePane::showChain(const EvidencePtr &piece)
{
    const std::optional<ChainPicture> picture = piece ? m_session.chainPicture(*piece) : std::nullopt;
    const bool isDrawn = picture && !picture->nodes.empty();
    m_chain->setBoxes(isDrawn ? boxesOf(*picture, m_session.playbook()) : QList<CertificateBox>{});
    const bool appears = isDrawn && m_chainRoom->isHidden();
    m_chainRoom->setVisible(isDrawn);
    if (appears) {
        m_split->setSizes({3 * m_split->height(), 2 * m_split->height()});
    }
}

QString titleOf(const Evidence &evidence)
{
    if (const HttpExchange *exchange = evidence.httpExchange(); exchange && !exchange->url.isEmpty()) {
        return u"%1 %2"_s.arg(QString::fromLatin1(exchange->method), exchange->url.toDisplayString());
    }
    if (const CertificateFile *file = evidence.certificateFile(); file && !file->path.isEmpty()) {
        return file->path;
    }
    const QString command = evidence.command.section(u'\n', 0, 0);
    return command.isEmpty() ? titleOfKind(evidence.kind) : command;
}

} // namespace duodoctor
